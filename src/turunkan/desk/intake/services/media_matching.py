"""Which pictures are the same: PDQ hashes of new files against all, with the gates of `core.media.matching`.

A hash counts once for every Item that shows it. What is held as a flood, or is everybody's picture, groups
nothing; a supervisor says which of the two it is.
"""

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from turunkan.core.media.gates import Gate
from turunkan.core.text import is_blank
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.audit.services import record
from turunkan.desk.intake.models import CommonPicture, ItemMedia, MediaFile, MediaMatch
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Right

AVAILABLE = find_spec("numpy") is not None
"""Whether hashes can be compared: numpy comes with the extra `media`."""

if TYPE_CHECKING or AVAILABLE:
    from turunkan.core.media.matching import Answer, Bank

NOTE_LENGTH = 500  # characters
_MAY_NOT = Wording(
    id="Peran Anda tidak mengatur pencocokan gambar.", en="Your role does not settle how pictures are matched."
)
_NO_NOTE = Wording(id="Tulis alasannya.", en="Write the reason.")
_NO_HASH = Wording(id="Gambar ini belum terbaca.", en="This picture was not read yet.")


def compare_media() -> int:
    """Compare what was not compared yet; how many files. Safe to run twice, safe to kill."""
    new = list(MediaFile.objects.filter(state=MediaFile.State.READ, compared=False).order_by("pk"))
    if not new or not AVAILABLE:
        return 0
    shown = ItemMedia.objects.filter(file__state=MediaFile.State.READ).exclude(file__pdq="").order_by("pk")
    known = list(shown.values_list("file", "file__pdq", "file__pdq_quality"))
    common = list(CommonPicture.objects.order_by("pk").values_list("pdq", flat=True))
    bank = Bank([(pdq, quality or 0) for _, pdq, quality in known], common)
    for file in new:
        answer = bank.match(file.pdq, file.pdq_quality or 0, cleared=file.cleared) if file.pdq else Answer()
        _keep(file, answer, [pk for pk, _, _ in known])
    return len(new)


@transaction.atomic
def call_common(file: MediaFile, *, note: str, by: User) -> None:
    """A picture of everybody's: neither it nor what is like it matches from now on. Raises SkipThis."""
    _check(file, note, by)
    CommonPicture.objects.get_or_create(pdq=file.pdq, defaults={"note": note.strip()[:NOTE_LENGTH], "by": by})
    near = [file.pk, *file.near.values_list("other", flat=True)]
    near += MediaFile.objects.filter(pdq=file.pdq).values_list("pk", flat=True)
    record("media.common", actor=by, on=("media", file.pk), files=len(set(near)))
    _part(near)
    MediaFile.objects.filter(Q(pk__in=near) | Q(gate=Gate.FLOOD)).update(compared=False)


@transaction.atomic
def clear_flood(file: MediaFile, *, note: str, by: User) -> None:
    """However many Items show it, it is one seller's: it may match. Raises SkipThis."""
    _check(file, note, by)
    record("media.cleared", actor=by, on=("media", file.pk))
    MediaFile.objects.filter(pdq=file.pdq).update(cleared=True, compared=False)


def _check(file: MediaFile, note: str, by: User) -> None:
    if not by.may(Right.SIGN):
        raise SkipThis("may not settle matching", _MAY_NOT)
    if is_blank(note):
        raise SkipThis("no reason", _NO_NOTE)
    if not file.pdq:
        raise SkipThis("no hash", _NO_HASH)


@transaction.atomic
def _keep(file: MediaFile, answer: "Answer", pks: Sequence[int]) -> None:
    _part([file.pk])
    pairs = {pks[match.place]: match.distance for match in answer.matches if pks[match.place] != file.pk}
    if answer.gate is Gate.FLOOD:
        record("media.flood", actor=None, on=("media", file.pk), items=len(answer.held))
        near = {pks[match.place] for match in answer.held}
        _part(near)
        MediaFile.objects.filter(pk__in=near, cleared=False).update(gate=Gate.FLOOD, compared=True)
    both = [(file.pk, other, apart) for other, apart in pairs.items()]
    both += [(other, file.pk, apart) for other, apart in pairs.items()]
    rows = [MediaMatch(file_id=a, other_id=b, distance=d) for a, b, d in both]
    MediaMatch.objects.bulk_create(rows, ignore_conflicts=True)  # another tick may have found the same
    MediaFile.objects.filter(pk=file.pk).update(gate=answer.gate or "", compared=True)


def _part(pks: Iterable[int]) -> None:
    """Take these files out of every match."""
    MediaMatch.objects.filter(Q(file__in=list(pks)) | Q(other__in=list(pks))).delete()
