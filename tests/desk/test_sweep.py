"""The sweep: what reached its term goes with its texts, its count stays, and a second sweep changes nothing."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.desk.conftest import BALE, NEWS, PIECE, UNRELATED, Import, item, post, verdict

from turunkan.core.vocab import Action, Label
from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.audit.selectors import check_chain
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
        ("instagram", "speech", False, 1),
        ("instagram", "unrelated", False, 1),
        ("x", "unrelated", False, 1),
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
    assert counts() == [("instagram", "speech", False, 3)]


def test_a_sweep_of_many_goes_on_in_small_steps(bring_in: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "_BATCH", 2)
    bring_in(*(post(str(number), f"{UNRELATED} {number}") for number in range(5)))
    assert expire_items(timezone.now() + TERM) == 5
    facts = [event.facts for event in AuditEvent.objects.filter(verb="items.expired")]
    assert facts == [{"count": 2}, {"count": 2}, {"count": 1}]
    assert counts() == [("instagram", "unrelated", False, 5)]
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
