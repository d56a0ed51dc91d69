"""Retention: the date and its calculation, what stops it, and what is left when it is over."""

import io
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from turunkan.core.evidence.verifier import Archive, check
from turunkan.core.lifecycle import NoticeState
from turunkan.desk.audit.selectors import check_chain, events_of
from turunkan.desk.cases.bundles import export
from turunkan.desk.cases.checking import check_seals
from turunkan.desk.cases.grounds import Ground
from turunkan.desk.cases.keeping import lift_hold, living_files, place_hold
from turunkan.desk.cases.models import Case, SealedFile, Tombstone
from turunkan.desk.cases.sealing import store
from turunkan.desk.cases.steps import Step
from turunkan.desk.followup import retention
from turunkan.desk.followup.retention import expire_evidence, retention_of
from turunkan.desk.intake.models import Account, Finding, Item, Snapshot
from turunkan.desk.notices.models import Notice
from turunkan.desk.parties.models import User

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=1825)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Path) -> None:
    """A data folder of this test's own, with the office's keys."""
    shutil.copytree(settings.TURUNKAN_HOME / "signing", tmp_path / "signing")
    settings.TURUNKAN_HOME = tmp_path


def until(case: Case) -> Any:
    return retention_of(case).until


def test_the_period_begins_with_the_last_step(case: Case, settings: Any) -> None:
    last = case.seals.latest("seq").at
    assert (retention_of(case).last_step, until(case)) == (last, last + DAYS)
    settings.KEEP_CASES = 30
    assert until(case) == last + timedelta(days=30)
    assert expire_evidence(until(case) - SECOND) == 0
    assert expire_evidence(until(case)) > 0
    assert retention_of(case).last_step == last  # a deletion is no step


def test_when_it_is_over_the_files_go_and_their_absence_is_proved(
    case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    files = list(SealedFile.objects.filter(seal__case=case))
    with django_capture_on_commit_callbacks(execute=True):
        assert expire_evidence(until(case)) == len(files) > 4
    assert not living_files().exists()
    assert list(store().digests()) == []
    assert {stone.ground for stone in Tombstone.objects.all()} == {Ground.RETENTION}
    assert check_chain().whole
    assert not check_seals().problems
    stream = io.BytesIO()
    signer = export(case, stream, by=None)
    report = check(Archive(stream), [signer])
    assert (report.problems, report.trusted, len(report.deleted)) == ((), True, len(files))
    assert expire_evidence(until(case)) == 0
    assert [event.facts["count"] for event in events_of("case", case.pk) if event.verb == "evidence.deleted"] == [
        len(files)
    ]


def test_with_the_files_goes_what_its_items_said_and_who_wrote_them(case: Case) -> None:
    assert "0812" in str(list(Snapshot.objects.values_list("raw", flat=True)))
    expire_evidence(until(case))
    said = [
        *Item.objects.values_list("url", "native_id", "account"),
        *Snapshot.objects.values_list("document", "raw"),
        *Finding.objects.values_list("document__terms", "reasons"),
        *Account.objects.values_list("handle", "name", "bio"),
    ]
    assert not any(secret in str(said) for secret in ("0812", "gudang.contoh", "jaket", "Wording"))
    assert case.entries.count() == 2


def test_a_hold_stops_it_and_lifting_lets_it_go(case: Case, people: dict[str, User]) -> None:
    place_hold(case, note="Diminta penyidik.", by=people["hukum"])
    assert expire_evidence(until(case) + DAYS) == 0
    lift_hold(case, note="Selesai.", by=people["penyelia"])
    assert expire_evidence(until(case) + DAYS) > 0


STATES = {
    NoticeState.DRAFT: True,
    NoticeState.SIGNED: True,
    NoticeState.SENDING: True,
    NoticeState.SENT: True,
    NoticeState.ANSWERED: False,
    NoticeState.WITHDRAWN: False,
    NoticeState.DISCARDED: False,
}


@pytest.mark.parametrize("state", NoticeState)
def test_an_open_letter_stops_it(state: NoticeState, notice: Notice) -> None:
    Notice.objects.filter(pk=notice.pk).update(state=state)
    assert retention_of(notice.case).open_letters == STATES[state]
    assert bool(expire_evidence(timezone.now() + 2 * DAYS)) is not STATES[state]


def test_it_goes_in_batches_each_sealed_and_goes_on_where_it_was_cut_off(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "_BATCH", 2)
    count, due = living_files().count(), until(case)
    assert retention._expire_some(case, due) == 2
    assert "0812" in str(list(Snapshot.objects.values_list("raw", flat=True)))
    assert expire_evidence(due) == count - 2
    assert "0812" not in str(list(Snapshot.objects.values_list("raw", flat=True)))
    assert case.seals.filter(step=Step.DELETED).count() == -(-count // 2)
    assert not check_seals().problems


def test_a_case_without_seals_has_no_period(case: Case, people: dict[str, User]) -> None:
    bare = Case.objects.create(code="X-1", platform=case.platform, opened_by=people["petugas"])
    assert until(bare) is None
    assert not retention_of(bare).is_over(timezone.now() + 9 * DAYS)
