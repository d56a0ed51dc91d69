"""Holds, deletion and reading of sealed evidence: who may, what is left, and that the absence can be proved."""

import io
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests.desk.conftest import BALE, Import, item, post, verdict

from turunkan.core.evidence.verifier import Archive, Report, check
from turunkan.core.vocab import SkipThis
from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.audit.selectors import check_chain, events_of
from turunkan.desk.cases.bundles import export
from turunkan.desk.cases.checking import check_seals
from turunkan.desk.cases.grounds import Ground
from turunkan.desk.cases.keeping import (
    bury,
    delete_files,
    lift_hold,
    living_files,
    place_hold,
    read_file,
    remove_unneeded,
    standing_hold,
    sweep_store,
)
from turunkan.desk.cases.models import Case, Hold, Seal, SealedFile, Tombstone
from turunkan.desk.cases.sealing import seal, store
from turunkan.desk.cases.services import open_case
from turunkan.desk.cases.steps import Step
from turunkan.desk.parties.models import User
from turunkan.desk.review.services import decide

pytestmark = pytest.mark.django_db
People = dict[str, User]
Committing = Callable[..., Any]


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Path) -> None:
    """A data folder of this test's own, with the office's keys."""
    shutil.copytree(settings.TURUNKAN_HOME / "signing", tmp_path / "signing")
    settings.TURUNKAN_HOME = tmp_path


@pytest.fixture
def other_case(case: Case, bring_in: Import, people: People) -> Case:
    """A second case, whose seals hold one file with the bytes of a file of the first."""
    bring_in(post("7", f"{BALE} 7", handle="toko.lain"))
    decide(item("7"), verdict(item("7")), by=people["peninjau"])
    other = open_case([item("7")], by=people["petugas"])
    with transaction.atomic():
        seal(case, Step.CAPTURED, {"items/1/capture/page.html": b"<p>orang lain</p>"}, by=None)
        seal(other, Step.CAPTURED, {"items/7/capture/page.html": b"<p>orang lain</p>"}, by=None)
    return other


def page_of(case: Case) -> SealedFile:
    return SealedFile.objects.get(seal__case=case, path__endswith="page.html")


def verified(case: Case) -> Report:
    stream = io.BytesIO()
    signer = export(case, stream, by=None)
    return check(Archive(stream), [signer])


def is_sound() -> bool:
    return check_chain().whole and not check_seals().problems


def test_a_hold_stands_until_a_second_person_lifts_it(case: Case, people: People) -> None:
    assert standing_hold(case) is None
    placed = place_hold(case, note="  Diminta penyidik. ", by=people["hukum"])
    assert (standing_hold(case), placed.note) == (placed, "Diminta penyidik.")
    with pytest.raises(SkipThis, match="is held"):
        place_hold(case, note="lagi", by=people["penyelia"])
    with pytest.raises(SkipThis, match="own hold"):
        lift_hold(case, note="selesai", by=people["hukum"])
    lift_hold(case, note="Perkara selesai.", by=people["penyelia"])
    assert standing_hold(case) is None
    with pytest.raises(SkipThis, match="not held"):
        lift_hold(case, note="lagi", by=people["penyelia"])
    assert [event.verb for event in events_of("case", case.pk)][-2:] == ["case.held", "case.hold-lifted"]
    assert "penyidik" not in str(list(AuditEvent.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize("role", ["petugas", "peninjau", "auditor", "admin"])
def test_who_has_not_the_right_keeps_nothing(role: str, case: Case, people: People) -> None:
    acts: list[Callable[[], object]] = [
        lambda: place_hold(case, note="x", by=people[role]),
        lambda: lift_hold(case, note="x", by=people[role]),
        lambda: delete_files(living_files(), Ground.MISTAKE, note="x", by=people[role]),
    ]
    for act in acts:
        with pytest.raises(SkipThis, match="may not keep"):
            act()
    assert not Hold.objects.exists()
    assert not Tombstone.objects.exists()


@pytest.mark.parametrize(
    ("ground", "note", "said"),
    [
        (Ground.MISTAKE, "", "no reason"),
        (Ground.MISTAKE, " \n\u200b", "no reason"),
        (Ground.RETENTION, "x", "no ground"),
        ("", "x", "no ground"),
        ("karena saya mau", "x", "no ground"),
    ],
)
def test_nothing_is_deleted_without_ground_and_reason(
    ground: str, note: str, said: str, case: Case, people: People
) -> None:
    with pytest.raises(SkipThis, match=said):
        delete_files(living_files(), ground, note=note, by=people["hukum"])
    assert not Tombstone.objects.exists()


def test_a_deleted_file_leaves_a_tombstone_that_the_chain_proves(
    case: Case, other_case: Case, people: People, django_capture_on_commit_callbacks: Committing
) -> None:
    file, digest = page_of(case), page_of(case).sha256
    with django_capture_on_commit_callbacks(execute=True):
        gone = delete_files([file], Ground.MISTAKE, note="Wajah tetangga.", by=people["hukum"])
    assert gone == 2  # the same bytes in the other case
    assert not store().has(digest)
    assert is_sound()
    for one in (case, other_case):
        report = verified(one)
        assert (report.problems, report.trusted) == ((), True)
        assert [name.rpartition("/")[2] for name in report.deleted] == ["page.html"]
        stone = Tombstone.objects.get(file=page_of(one))
        assert (stone.ground, stone.note, stone.by) == (Ground.MISTAKE, "Wajah tetangga.", people["hukum"])
        assert stone.seal == one.seals.last()
        assert stone.seal.step == Step.DELETED
        assert '"role":"hukum"' in stone.seal.manifest
        assert "tetangga" not in stone.seal.manifest
    with pytest.raises(SkipThis, match="nothing to delete"):
        delete_files([file], Ground.MISTAKE, note="lagi", by=people["hukum"])
    with pytest.raises(SkipThis, match=digest) as refusal:
        read_file(file, by=people["petugas"])
    assert "captured by mistake" in refusal.value.person.en


def test_a_file_that_vanishes_without_a_tombstone_is_a_problem(case: Case, other_case: Case) -> None:
    store().remove(page_of(case).sha256)
    assert {problem.code for problem in check_seals().problems} == {"missing"}
    assert [problem.code for problem in verified(case).problems] == ["missing"]


def test_one_case_may_let_go_of_what_another_still_needs(case: Case, other_case: Case) -> None:
    with transaction.atomic():
        bury([page_of(case)], Ground.RETENTION, note="", by=None)
    assert remove_unneeded([page_of(case).sha256]) == 0
    assert [name.rpartition("/")[2] for name in verified(case).deleted] == ["page.html"]
    assert verified(other_case).deleted == ()
    assert is_sound()
    store().remove(page_of(case).sha256)
    assert [problem.code for problem in check_seals().problems] == ["missing"]


def test_a_hold_on_either_case_keeps_the_file(case: Case, other_case: Case, people: People) -> None:
    place_hold(other_case, note="Diminta penyidik.", by=people["penyelia"])
    with pytest.raises(SkipThis, match=f"{other_case.code} is held"):
        delete_files([page_of(case)], Ground.ORDER, note="Putusan.", by=people["hukum"])
    assert not Tombstone.objects.exists()
    lift_hold(other_case, note="Selesai.", by=people["hukum"])
    assert delete_files([page_of(case)], Ground.ORDER, note="Putusan.", by=people["hukum"]) == 2


def test_bytes_stay_while_another_seal_needs_them(case: Case, other_case: Case) -> None:
    digest = page_of(case).sha256
    assert remove_unneeded([digest]) == 0
    assert store().get(digest) == b"<p>orang lain</p>"


def test_a_deletion_that_fails_deletes_nothing(
    case: Case, other_case: Case, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (Seal.objects.count(), AuditEvent.objects.count())
    monkeypatch.setattr(Tombstone.objects, "bulk_create", None)
    with pytest.raises(TypeError):
        delete_files([page_of(case)], Ground.MISTAKE, note="x", by=people["hukum"])
    assert (Seal.objects.count(), AuditEvent.objects.count()) == before
    assert store().has(page_of(case).sha256)
    assert is_sound()


def test_reading_a_file_is_logged_with_ids_and_hashes_only(case: Case, people: People) -> None:
    file = SealedFile.objects.filter(seal__case=case, path__endswith="as-read.txt").first()
    assert file is not None
    assert BALE.encode() in read_file(file, by=people["auditor"])
    event = AuditEvent.objects.latest("seq")
    assert (event.verb, event.actor) == ("evidence.read", people["auditor"])
    assert event.facts == {"file": file.pk, "sha256": file.sha256}
    assert check_chain().whole


def aged(digest: str) -> None:
    os.utime(store().folder / digest[:2] / digest[2:], (0, 0))


def test_the_sweep_takes_what_no_seal_needs_once_it_is_old(case: Case) -> None:
    now, kept = timezone.now(), list(store().digests())
    for digest in kept:
        aged(digest)
    old, new = store().put(b"langkah yang gagal"), store().put(b"langkah yang sedang berjalan")
    aged(old)
    leftover = store().folder / old[:2] / ".x.part"
    leftover.write_bytes(b"setengah")
    os.utime(leftover, (0, 0))
    assert sweep_store(now) == 2
    assert set(store().digests()) == {*kept, new}
    assert sweep_store(now) == 0
    assert sweep_store(now + timedelta(days=2)) == 1
    assert set(store().digests()) == set(kept)


def test_what_a_killed_deletion_left_is_swept_at_once(case: Case, other_case: Case, people: People) -> None:
    digest = page_of(case).sha256
    delete_files([page_of(case)], Ground.MISTAKE, note="x", by=people["hukum"])  # nothing runs after the commit
    assert store().has(digest)
    assert sweep_store(timezone.now()) == 1
    assert not store().has(digest)


@pytest.mark.parametrize("model", [Hold, Tombstone])
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_tables_are_closed_to_changes(
    model: type[Hold | Tombstone], verb: str, case: Case, other_case: Case, people: People
) -> None:
    place_hold(case, note="x", by=people["hukum"])
    lift_hold(case, note="x", by=people["penyelia"])
    delete_files([page_of(case)], Ground.MISTAKE, note="x", by=people["hukum"])
    rows = model.objects.all()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(note="lain") if verb == "update" else rows._raw_delete(rows.db)


def test_the_order_of_seals_has_no_gaps_after_deletions(case: Case, other_case: Case, people: People) -> None:
    delete_files([page_of(case)], Ground.MISTAKE, note="x", by=people["hukum"])
    numbers = list(Seal.objects.values_list("seq", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert datetime.now(UTC) > Seal.objects.latest("seq").at - timedelta(minutes=1)
