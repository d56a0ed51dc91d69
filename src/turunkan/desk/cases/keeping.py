"""Keeping: who may stop that evidence goes, how it goes, what is left of it, and who read it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import QuerySet

from turunkan.core.evidence.store import Absent
from turunkan.core.text import is_blank
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.audit.services import lock_head, record
from turunkan.desk.cases.grounds import BY_PEOPLE, GROUNDS, Ground
from turunkan.desk.cases.models import Case, Hold, SealedFile, Tombstone
from turunkan.desk.cases.sealing import seal, store
from turunkan.desk.cases.steps import Step
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Right

NOTE_LENGTH = 2000  # characters
_ORPHANED = timedelta(days=1)  # older than any transaction that may still name the file
_REMOVED_AT_ONCE = 50  # files for which the log is locked once
_MAY_NOT = Wording(
    id="Peran Anda tidak menahan atau menghapus bukti.", en="Your role does not hold or delete evidence."
)
_NO_NOTE = Wording(id="Tulis alasannya.", en="Write the reason.")
_HELD_ALREADY = Wording(id="Berkas {code} sudah ditahan.", en="Case {code} is on hold already.")
_NOT_HELD = Wording(id="Berkas {code} tidak sedang ditahan.", en="Case {code} is not on hold.")
_OWN_HOLD = Wording(
    id="Penahanan dilepas oleh orang lain daripada yang memasangnya.",
    en="A hold is lifted by somebody else than who placed it.",
)
_HELD = Wording(
    id="Bukti berkas {code} sedang ditahan; lepaskan penahanannya dahulu.",
    en="The evidence of case {code} is on hold; lift the hold first.",
)
_NO_GROUND = Wording(id="Pilih dasar penghapusan.", en="Choose the ground for deleting.")
_NOTHING = Wording(
    id="Pilih sedikitnya satu berkas bukti yang masih ada.", en="Choose at least one evidence file that is there."
)
_DELETED = Wording(
    id="Berkas bukti ini sudah dihapus: {ground}. Segel {seq} membuktikannya.",
    en="This evidence file was deleted: {ground}. Seal {seq} proves it.",
)


def standing_hold(case: Case) -> Hold | None:
    """The hold that keeps the evidence of a case, if there is one."""
    last = case.holds.select_related("by").last()
    return last if last and last.holds else None


def living_files() -> QuerySet[SealedFile]:
    """Sealed files that were not deleted."""
    return SealedFile.objects.filter(tombstone__isnull=True)


@transaction.atomic
def place_hold(case: Case, *, note: str, by: User) -> Hold:
    """Nothing of this case goes until the hold is lifted. Raises SkipThis."""
    _check_person(by, note)
    lock_head("a hold")
    if standing_hold(case):
        raise SkipThis(f"{case.code} is held", _HELD_ALREADY.fill(code=case.code))
    record("case.held", actor=by, on=("case", case.pk))
    return Hold.objects.create(case=case, holds=True, note=note.strip()[:NOTE_LENGTH], by=by)


@transaction.atomic
def lift_hold(case: Case, *, note: str, by: User) -> Hold:
    """The retention period counts again; by a second person. Raises SkipThis."""
    _check_person(by, note)
    lock_head("lifting a hold")
    standing = standing_hold(case)
    if standing is None:
        raise SkipThis(f"{case.code} is not held", _NOT_HELD.fill(code=case.code))
    if standing.by == by:
        raise SkipThis("lifting one's own hold", _OWN_HOLD)
    record("case.hold-lifted", actor=by, on=("case", case.pk))
    return Hold.objects.create(case=case, holds=False, note=note.strip()[:NOTE_LENGTH], by=by)


@transaction.atomic
def delete_files(files: Iterable[SealedFile], ground: str, *, note: str, by: User) -> int:
    """Delete files for a stated ground, in every case that holds the same bytes; how many. Raises SkipThis."""
    _check_person(by, note)
    if ground not in BY_PEOPLE:
        raise SkipThis(f"no ground: {ground}", _NO_GROUND)
    lock_head("deleting evidence")
    same = living_files().filter(sha256__in=[file.sha256 for file in files], seal__case__isnull=False)
    chosen = list(same.select_related("seal__case"))
    if not chosen:
        raise SkipThis("nothing to delete", _NOTHING)
    for case in {file.seal.case for file in chosen if file.seal.case}:
        if standing_hold(case):
            raise SkipThis(f"{case.code} is held", _HELD.fill(code=case.code))
    bury(chosen, Ground(ground), note=note.strip()[:NOTE_LENGTH], by=by)
    return len(chosen)


def bury(files: Sequence[SealedFile], ground: Ground, *, note: str, by: User | None) -> None:
    """Seal that files are deleted, in each case of theirs; their bytes go once that is committed.

    What a seal says of a file stays: its path, size and SHA-256. In the caller's transaction.
    """
    ordered = sorted(files, key=lambda file: (file.seal.case_id or 0, file.pk))
    for _, group in groupby(ordered, key=lambda file: file.seal.case_id):
        gone = list(group)
        case = gone[0].seal.case
        about = {"ground": ground.value, "tombstones": [_stone(file) for file in gone]}
        deletion = seal(case, Step.DELETED, {}, by=by, about=about)
        Tombstone.objects.bulk_create(
            Tombstone(file=file, seal=deletion, ground=ground, note=note, by=by) for file in gone
        )
        on = ("case", case.pk if case else None)
        record("evidence.deleted", actor=by, on=on, ground=ground.value, count=len(gone), seal=deletion.seq)
    digests = sorted({file.sha256 for file in files})
    transaction.on_commit(lambda: remove_unneeded(digests))


@transaction.atomic
def read_file(file: SealedFile, *, by: User) -> bytes:
    """The bytes of a sealed file, and that this person read them. Raises SkipThis where it was deleted."""
    stone = Tombstone.objects.filter(file=file).select_related("seal").first()
    if stone:
        ground = GROUNDS[Ground(stone.ground)]
        raise SkipThis(f"{file.sha256} was deleted", _DELETED.fill(ground=ground, seq=stone.seal_id))
    data = store().get(file.sha256)
    record("evidence.read", actor=by, on=("seal", file.seal_id), file=file.pk, sha256=file.sha256)
    return data


def sweep_store(now: datetime) -> int:
    """Delete what no seal needs: of files that were deleted, of steps that were never done, of killed writers."""
    needed = set(living_files().values_list("sha256", flat=True))
    buried = set(Tombstone.objects.values_list("file__sha256", flat=True))
    loose = [digest for digest in store().digests() if digest not in needed]
    due = [digest for digest in loose if digest in buried or _is_older(digest, now - _ORPHANED)]
    gone = store().sweep(now - _ORPHANED)
    for start in range(0, len(due), _REMOVED_AT_ONCE):
        gone += remove_unneeded(due[start : start + _REMOVED_AT_ONCE])
    return gone


@transaction.atomic
def remove_unneeded(digests: Sequence[str]) -> int:
    """Take files from the store that no living seal names; how many. No seal is written meanwhile."""
    lock_head("removing files")
    needed = set(living_files().filter(sha256__in=digests).values_list("sha256", flat=True))
    gone = [digest for digest in digests if digest not in needed]
    for digest in gone:
        store().remove(digest)
    return len(gone)


def _is_older(digest: str, than: datetime) -> bool:
    try:
        return store().touched_at(digest) < than
    except Absent:
        return False


def _stone(file: SealedFile) -> dict[str, object]:
    return {"seal": file.seal_id, "path": file.path, "sha256": file.sha256, "size": file.size}


def _check_person(by: User, note: str) -> None:
    if not by.may(Right.KEEP):
        raise SkipThis("may not keep evidence", _MAY_NOT)
    if is_blank(note):
        raise SkipThis("no reason", _NO_NOTE)
