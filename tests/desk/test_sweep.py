"""The sweep: what reached its term goes with its texts, its count stays, and a second sweep changes nothing."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.desk.conftest import BALE, NEWS, PIECE, UNRELATED, Import, item, post, verdict

from turunkan.core.vocab import Action, Label
from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.audit.selectors import check_chain
from turunkan.desk.cases.models import Case
from turunkan.desk.cases.services import open_case
from turunkan.desk.intake.models import Account, BrokenPart, Expired, Finding, ImportRun, Item, Snapshot
from turunkan.desk.intake.privacy import TERM, TERM_LEFT_ALONE
from turunkan.desk.intake.services import sweep
from turunkan.desk.intake.services.sweep import expire_items, name_interrupted
from turunkan.desk.parties.models import User
from turunkan.desk.review.claims import claim
from turunkan.desk.review.models import Claim, Decision
from turunkan.desk.review.services import decide

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def counts() -> list[tuple[Any, ...]]:
    return list(Expired.objects.order_by("label").values_list("platform", "label", "decided", "count"))


def left() -> set[str]:
    return set(Item.objects.values_list("native_id", flat=True))


def term(id_: str) -> datetime:
    found = item(id_).expires_at
    assert found is not None
    return found


def test_what_is_free_goes_at_its_term_and_what_waits_stays(bring_in: Import) -> None:
    bring_in(post("1", BALE), post("2", NEWS), post("3", UNRELATED), post("4", UNRELATED, platform="x"))
    last = max(term(id_) for id_ in "234")
    assert expire_items(min(term(id_) for id_ in "234") - SECOND) == 0
    assert left() == {"1", "2", "3", "4"}
    assert expire_items(last) == 3
    assert left() == {"1"}
    assert (Snapshot.objects.count(), Finding.objects.count()) == (1, 1)
    assert sorted(counts()) == [
        ("instagram", "", False, 2),
        ("x", "", False, 1),
    ]


def test_a_second_sweep_changes_nothing(bring_in: Import) -> None:
    bring_in(post("1", NEWS), post("2", BALE))
    end = term("1")
    expire_items(end)
    before = (counts(), left(), AuditEvent.objects.count())
    assert expire_items(end) == 0
    assert (counts(), left(), AuditEvent.objects.count()) == before


def test_counts_of_one_day_add_up(bring_in: Import) -> None:
    for id_ in "123":
        bring_in(post(id_, f"{NEWS} {id_}"))
        expire_items(term(id_))
    assert counts() == [("instagram", "", False, 3)]


def test_a_sweep_of_many_goes_on_in_small_steps(bring_in: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "_BATCH", 2)
    bring_in(*(post(str(number), f"{UNRELATED} {number}") for number in range(5)))
    assert expire_items(timezone.now() + TERM) == 5
    facts = [event.facts for event in AuditEvent.objects.filter(verb="items.expired")]
    assert facts == [{"count": 2}, {"count": 2}, {"count": 1}]
    assert counts() == [("instagram", "", False, 5)]
    assert check_chain().whole


@pytest.mark.parametrize(
    ("label", "reason", "days"),
    [
        (Label.SPEECH, "news", TERM),
        (Label.UNRELATED, "not-clothing", TERM),
        (Label.LAWFUL, "charity", TERM_LEFT_ALONE),
        (Label.UNCLEAR, "gone", TERM_LEFT_ALONE),
    ],
)
def test_what_people_left_alone_goes_with_its_decisions_and_its_author(
    bring_in: Import, people: dict[str, User], label: Label, reason: str, days: timedelta
) -> None:
    bring_in(post("1", BALE))
    free = verdict(item("1"), label=label, tier=None, measure=Action.NONE, reason=reason)
    decide(item("1"), free, by=people["peninjau"])
    decided_at = item("1").decided_at
    assert decided_at is not None
    assert expire_items(decided_at + days - SECOND) == 0
    assert expire_items(decided_at + days) == 1
    gone = (Item, Account, Snapshot, Finding, Decision)
    assert not any(model.objects.exists() for model in gone)
    assert counts() == [("instagram", label.value, True, 1)]
    assert check_chain().whole


def test_confirmed_waiting_and_held_items_never_go(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE), post("2", PIECE), post("3", f"{BALE} lagi"))
    for id_ in "13":
        decide(item(id_), verdict(item(id_)), by=people["peninjau"])
    open_case([item("3")], by=people["petugas"])
    claim(item("2"), by=people["peninjau"])
    # Even a term that was written down before the case began.
    Item.objects.filter(native_id="3").update(expires_at=timezone.now())
    assert expire_items(timezone.now() + timedelta(days=4000)) == 0
    assert left() == {"1", "2", "3"}
    assert Claim.objects.exists()


@pytest.fixture
def freed(bring_in: Import, people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two posts of a case that now say something free, among others that nothing rests on."""
    monkeypatch.setattr(sweep, "_BATCH", 2)
    bring_in(post("1", BALE), post("2", f"{BALE} lagi"))
    for id_ in "12":
        decide(item(id_), verdict(item(id_)), by=people["peninjau"])
    open_case([item("1"), item("2")], by=people["petugas"])
    bring_in(post("1", NEWS), post("2", f"{NEWS} lagi"), post("3", UNRELATED))
    bring_in(post("4", PIECE, handle="lain.contoh"))


def test_what_a_case_names_is_emptied_at_its_term_and_the_rest_goes(freed: None) -> None:
    kept = [item("1").pk, item("2").pk]
    assert expire_items(timezone.now() + TERM) == 1
    assert counts() == [("instagram", "", False, 1)]
    rows = Item.objects.filter(pk__in=kept)
    assert {(row.native_id, row.url, row.account, row.expires_at) for row in rows} == {("", "", None, None)}
    assert set(Item.objects.exclude(pk__in=kept).values_list("native_id", flat=True)) == {"4"}
    said = Snapshot.objects.filter(item__in=kept)
    assert {(snapshot.raw, *snapshot.document) for snapshot in said} == {("", "id")}
    found = Finding.objects.filter(snapshot__item__in=kept)
    assert all(finding.document["terms"] == finding.reasons == [] for finding in found)
    facts = [event.facts for event in AuditEvent.objects.filter(verb="items.expired")]
    assert facts == [{"count": 0, "emptied": 2}, {"count": 1}]
    assert check_chain().whole


def test_nothing_of_who_speaks_is_left_after_the_term(freed: None) -> None:
    expire_items(timezone.now() + TERM)
    tables = (Item, Snapshot, Finding, Account, Expired)
    left_over = json.dumps([list(table.objects.values()) for table in tables], default=str)
    assert "gudang.contoh" not in left_over
    assert "wartawan" not in left_over
    assert "instagram.example/p/1" not in left_over
    assert "lain.contoh" in left_over


def test_a_second_sweep_leaves_what_was_emptied_as_it_is(freed: None) -> None:
    end = timezone.now() + TERM
    expire_items(end)
    before = (counts(), list(Item.objects.values()), AuditEvent.objects.count())
    assert expire_items(end + TERM) == 0
    assert (counts(), list(Item.objects.values()), AuditEvent.objects.count()) == before


def test_the_case_of_what_was_emptied_can_still_be_read(freed: None, people: dict[str, User]) -> None:
    case, kept = Case.objects.get(), item("1").pk
    expire_items(timezone.now() + TERM)
    client = Client()
    client.force_login(people["penyelia"])
    for address in ("/berkas/", f"/berkas/{case.code}/", f"/konten/{kept}/", "/antrean/"):
        assert client.get(address).status_code == 200
    entries = [entry.pk for entry in case.entries.all()]
    assert client.post(f"/berkas/{case.code}/surat/", {"entry": entries, "to": "instagram"}).status_code == 302


def test_what_was_emptied_can_come_in_again(freed: None, bring_in: Import) -> None:
    expire_items(timezone.now() + TERM)
    assert bring_in(post("1", BALE)).new == 1


def test_an_account_goes_with_its_last_item_and_not_before(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE), post("2", PIECE))
    for id_, reason in (("1", "charity"), ("2", "new-goods")):
        lawful = verdict(item(id_), label=Label.LAWFUL, tier=None, measure=Action.NONE, reason=reason)
        decide(item(id_), lawful, by=people["peninjau"])
    Item.objects.filter(native_id="2").update(expires_at=term("2") + TERM)
    expire_items(term("1"))
    assert Account.objects.count() == 1
    expire_items(term("2"))
    assert not Account.objects.exists()


def test_runs_and_broken_parts_stay_for_the_record(bring_in: Import) -> None:
    bring_in(post("1", NEWS), {"id": "2"})
    expire_items(timezone.now() + TERM)
    assert (ImportRun.objects.count(), BrokenPart.objects.count(), Item.objects.count()) == (1, 1, 0)


def test_what_went_can_come_in_again(bring_in: Import) -> None:
    bring_in(post("1", NEWS))
    expire_items(timezone.now() + TERM)
    assert bring_in(post("1", NEWS)).new == 1


@pytest.mark.parametrize(
    ("state", "minutes", "after"),
    [
        ("running", 16, "interrupted"),
        ("running", 14, "running"),
        ("done", 16, "done"),
        ("refused", 16, "refused"),
        ("interrupted", 16, "interrupted"),
    ],
)
def test_a_run_that_fell_silent_is_named_so_once(bring_in: Import, state: str, minutes: int, after: str) -> None:
    run = bring_in(post("1", BALE))
    now = timezone.now()
    ImportRun.objects.filter(pk=run.pk).update(state=state, heartbeat=now - timedelta(minutes=minutes))
    assert name_interrupted(now) == int(state != after)
    assert name_interrupted(now) == 0
    run.refresh_from_db()
    assert run.state == after
    assert AuditEvent.objects.filter(verb="import.interrupted").count() == int(state != after)
