"""Recording a look at a line's page, the desk's own or a person's, sealed with what was seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from turunkan.core.evidence.seals import instant
from turunkan.core.text import is_blank
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.audit.services import record
from turunkan.desk.cases.sealing import seal
from turunkan.desk.cases.steps import Step
from turunkan.desk.followup.models import Check
from turunkan.desk.followup.recheck.due import STANDING
from turunkan.desk.followup.recheck.reading import Expected, Reading, Seen, read_page
from turunkan.desk.followup.recheck.states import PageState, RemovedBy
from turunkan.desk.intake.capture import Capture
from turunkan.desk.notices.lines import content_of, finding_of
from turunkan.desk.notices.models import Line
from turunkan.desk.notices.services.log import locked
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Right

NOTE_LENGTH = 2000  # characters
LARGEST_PICTURE = 10 * 1024 * 1024  # bytes
_PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_VISIBLE = ("title", "text", "author.bio")  # what a page shows as text

_BY_PERSON = Wording(id="Dilihat langsung oleh petugas.", en="Seen by an officer in person.")
_MAY_NOT = Wording(id="Peran Anda tidak mencatat lihat ulang.", en="Your role does not record looks.")
_CLOSED = Wording(
    id="Surat ini tidak sedang berlaku; barisnya tidak dilihat ulang.",
    en="This letter does not stand; its lines are not looked at again.",
)
_NO_EVIDENCE = Wording(
    id="Tulis apa yang terlihat, atau lampirkan tangkapan layar.",
    en="Write what was seen, or attach a screenshot.",
)
_NO_PICTURE = Wording(
    id="Lampiran bukan gambar PNG atau JPEG; simpan tangkapan layar sebagai salah satunya.",
    en="The attachment is no PNG or JPEG picture; save the screenshot as one of them.",
)
_TOO_LARGE = Wording(
    id="Gambar lebih dari 10 MB; kecilkan dahulu.", en="The picture is larger than 10 MB; make it smaller first."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """One look, before it is kept; `files` by name."""

    began: datetime
    ended: datetime
    reading: Reading
    files: Mapping[str, bytes]
    status: int | None = None
    note: str = ""
    more: Mapping[str, object] = field(default_factory=dict)


def check_line(line: Line, seen: Capture) -> Check:
    """Keep what a capture of a line's page showed. Raises SkipThis where the letter no longer stands."""
    look = _Look(
        began=seen.started_at,
        ended=seen.ended_at,
        reading=read_page(seen_in(seen), expected_of(line)),
        files=seen.files,
        status=seen.status,
        more={"problem": seen.problem.value if seen.problem else ""},
    )
    return _keep(line, look, by=None)


def seen_in(page: Capture) -> Seen:
    """What a capture saw, as it is read."""
    return Seen(
        url=page.url,
        final_url=page.final_url,
        status=page.status,
        title=page.title,
        text=page.text,
        trouble=page.problem.says if page.problem else None,
    )


def check_by_hand(
    line: Line,
    state: PageState,
    *,
    by: User,
    note: str = "",
    removed_by: RemovedBy = RemovedBy.UNSAID,
    picture: bytes | None = None,
) -> Check:
    """Keep what a person saw, in words or as a picture. Raises SkipThis, and then nothing was kept."""
    if not by.may(Right.DRAFT):
        raise SkipThis("may not record looks", _MAY_NOT)
    if is_blank(note) and not picture:
        raise SkipThis("a look without evidence", _NO_EVIDENCE)
    said = note.strip()[:NOTE_LENGTH]
    files = {f"picture.{_kind_of(picture)}": picture} if picture else {}
    files |= {"note.txt": said.encode()} if said else {}
    who = removed_by if state is PageState.GONE else RemovedBy.UNSAID
    now = timezone.now()
    look = _Look(began=now, ended=now, reading=Reading(state, who, _BY_PERSON), files=files, note=said)
    return _keep(line, look, by=by)


def expected_of(line: Line) -> Expected:
    """What the line's content said when people decided on it; of an Account only its name is known."""
    entry = line.entry
    if entry.item is None:
        return Expected(text="", handle=entry.account.handle if entry.account else "")
    fields = content_of(finding_of(entry).snapshot.document)
    text = "\n".join(fields[name] for name in _VISIBLE if name in fields)
    return Expected(text=text, handle=entry.item.account.handle if entry.item.account else "")


@transaction.atomic
def _keep(line: Line, look: _Look, *, by: User | None) -> Check:
    notice = locked(line.notice)
    if notice.state not in STANDING:
        raise SkipThis("letter does not stand", _CLOSED)
    reading = look.reading
    place = f"rechecks/{line.pk}-{line.checks.count() + 1}"
    facts = {"state": reading.state.value, "removed_by": reading.removed_by.value, "status": look.status}
    about = {
        "letter": notice.number,
        "line": line.number,
        **facts,
        **look.more,
        "ground": {"id": reading.ground.id, "en": reading.ground.en},
        "started_at": instant(look.began),
        "ended_at": instant(look.ended),
    }
    files = {f"{place}/{name}": data for name, data in look.files.items()}
    sealed = seal(notice.case, Step.RECHECKED, files, by=by, about=about)
    check = Check.objects.create(
        line=line, at=look.began, ground=about["ground"], note=look.note, by=by, seal=sealed, **facts
    )
    record("line.checked", actor=by, on=("line", line.pk), check=check.pk, seal=sealed.seq, **facts)
    return check


def _kind_of(picture: bytes) -> str:
    """The ending that a picture's first bytes ask for. Raises SkipThis."""
    if len(picture) > LARGEST_PICTURE:
        raise SkipThis("picture too large", _TOO_LARGE)
    for begins, ending in _PICTURES.items():
        if picture.startswith(begins):
            return ending
    raise SkipThis("no picture", _NO_PICTURE)
