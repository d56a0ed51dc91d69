"""Looking at lines again: what the desk or a person saw is sealed with the case, and only then counts."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from turunkan.core.evidence.seals import instant
from turunkan.core.lifecycle import NoticeState
from turunkan.core.text import is_blank
from turunkan.core.vocab import SkipThis, StopRun, Wording
from turunkan.desk.audit.services import record
from turunkan.desk.cases.capturing import office_reach
from turunkan.desk.cases.sealing import seal
from turunkan.desk.cases.steps import Step
from turunkan.desk.followup.models import Check
from turunkan.desk.followup.recheck.reading import Expected, Reading, Seen, read_page
from turunkan.desk.followup.recheck.states import PageState, RemovedBy
from turunkan.desk.followup.selectors import DueLine, due_lines
from turunkan.desk.intake.capture import Capture, Limits, Politeness, Problem, Reach, capture, missing
from turunkan.desk.intake.capture.problems import NotReached
from turunkan.desk.intake.capture.reach import place_of
from turunkan.desk.notices.lines import content_of, finding_of
from turunkan.desk.notices.models import Line
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Right

A_TICK = 5  # pages
MOST_PICTURE = 10 * 1024 * 1024  # bytes
NOTE_LENGTH = 2000  # characters
_PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_MAY_NOT = Wording(id="Peran Anda tidak mencatat lihat ulang.", en="Your role does not record looks.")
_NO_STATE = Wording(id="Pilih apa yang terlihat.", en="Choose what was seen.")
_NO_NOTE = Wording(
    id="Tulis apa yang terlihat, dan di mana Anda melihatnya.", en="Write what was seen, and where you saw it."
)
_NOT_SENT = Wording(
    id="Surat ini belum dikirim atau sudah ditarik; barisnya tidak dilihat ulang.",
    en="This letter has not been sent, or was withdrawn; its lines are not looked at again.",
)
_NO_PICTURE = Wording(
    id="Gambar harus PNG atau JPEG, paling besar 10 MB.", en="The picture has to be PNG or JPEG, 10 MB at most."
)
_SAW = Wording(id="Dilihat orang: {note}", en="Seen by a person: {note}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a person saw at a line's address; `picture` is a PNG or JPEG, empty if there is none."""

    state: PageState
    note: str
    picture: bytes = b""


def recheck_lines(now: datetime) -> int:
    """Look at the lines that are due, as many as one tick may; how many. Nothing where captures are off.

    Raises StopRun where captures are on and the browser is missing.
    """
    return recheck_due(now, office_reach(), Politeness(), Limits()) if settings.CAPTURE else 0


def recheck_due(now: datetime, reach: Reach, manners: Politeness, limits: Limits) -> int:
    """Look at what is due and may be opened; how many lines were looked at. Raises StopRun."""
    if missing(settings.CHROMIUM):
        raise StopRun("captures are on, and there is no browser", Problem.BROWSER.says)
    done = 0
    for one in [one for one in due_lines(now) if _may_open(one, reach)][:A_TICK]:
        host = str(place_of(one.address)[0])
        wait = manners.free_at(host, timezone.now()) - timezone.now()
        time.sleep(max(0.0, wait.total_seconds()))
        begun = timezone.now()
        seen = capture(one.address, reach, limits, chromium=settings.CHROMIUM)
        manners.asked(host, timezone.now())
        done += check_line(one.line, seen, begun) is not None
    return done


@transaction.atomic
def check_line(line: Line, seen: Capture, begun: datetime) -> Check | None:
    """Keep what a capture showed of a line; None where somebody looked, or withdrew the letter, meanwhile."""
    line = Line.objects.select_for_update().select_related("notice").get(pk=line.pk)
    if not _is_open(line) or line.checks.filter(at__gte=begun).exists():
        return None
    reading = read_page(seen_in(seen), expected_of(line))
    times = {"started_at": instant(seen.started_at), "ended_at": instant(seen.ended_at)}
    return _keep(line, reading, seen.files, at=seen.ended_at, by=None, status=seen.status, **times)


@transaction.atomic
def check_by_hand(line: Line, sight: Sight, *, by: User) -> Check:
    """Keep what a person saw. Raises SkipThis; then nothing was kept."""
    if not by.may(Right.IMPORT):
        raise SkipThis("may not record looks", _MAY_NOT)
    line = Line.objects.select_for_update().select_related("notice").get(pk=line.pk)
    if not _is_open(line):
        raise SkipThis("letter not out", _NOT_SENT)
    if is_blank(sight.note):
        raise SkipThis("look without a note", _NO_NOTE)
    reading = Reading(sight.state, RemovedBy.UNSAID, _SAW.fill(note=sight.note.strip()[:NOTE_LENGTH]))
    return _keep(line, reading, _picture(sight.picture), at=timezone.now(), by=by, status=None)


def seen_in(capture_: Capture) -> Seen:
    """What a capture saw, as it is read; the title counts as the first line."""
    return Seen(
        url=capture_.url,
        final_url=capture_.final_url,
        status=capture_.status,
        text=f"{capture_.title}\n{capture_.text}",
        trouble=capture_.problem.says if capture_.problem else None,
    )


def expected_of(line: Line) -> Expected:
    """What the line's content said when it was decided upon, and whose it was."""
    document = finding_of(line.entry).snapshot.document
    handle = (document.get("author") or {}).get("handle") or ""
    return Expected(text="\n".join(content_of(document).values()), handle=handle)


def page_state(code: str) -> PageState:
    """The state of that code. Raises SkipThis for what is none."""
    if code not in list(PageState):
        raise SkipThis("no state", _NO_STATE)
    return PageState(code)


def _keep(
    line: Line,
    reading: Reading,
    files: Mapping[str, bytes],
    *,
    at: datetime,
    by: User | None,
    status: int | None,
    **more: str,
) -> Check:
    """Seal the look, and store it with its seal."""
    top = f"rechecks/{line.pk}-{line.checks.count() + 1}"
    facts = {"state": reading.state, "removed_by": reading.removed_by, "status": status}
    about = {"letter": line.notice.number, "line": line.number, "ground": reading.ground.en, **facts, **more}
    sealed = seal(
        line.notice.case,
        Step.RECHECKED,
        {f"{top}/{name}": data for name, data in files.items()},
        by=by,
        about=about,
    )
    ground = reading.ground._asdict()
    check = Check.objects.create(line=line, at=at, by=by, seal=sealed, ground=ground, **facts)
    record("line.checked", actor=by, on=("line", line.pk), check=check.pk, seal=sealed.seq, **facts)
    return check


def _is_open(line: Line) -> bool:
    return line.notice.state in (NoticeState.SENT, NoticeState.ANSWERED)


def _may_open(one: DueLine, reach: Reach) -> bool:
    """Whether its page may be opened at all; a line without an address is for people."""
    try:
        reach.check_page(one.address)
    except NotReached:
        return False
    return True


def _picture(data: bytes) -> dict[str, bytes]:
    """A picture by what it is, whatever it is called. Raises SkipThis for anything else or larger."""
    if not data:
        return {}
    kinds: Sequence[str] = [kind for magic, kind in _PICTURES.items() if data.startswith(magic)]
    if not kinds or len(data) > MOST_PICTURE:
        raise SkipThis("no picture", _NO_PICTURE)
    return {f"screenshot.{kinds[0]}": data}
