"""Undo: one's own decision, for half a minute, and never when something rests on it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.desk.conftest import BALE, PIECE, Import, item, post, verdict

from turunkan.core.vocab import Action, Label, SkipThis
from turunkan.desk.audit.selectors import events_of
from turunkan.desk.cases.services import open_case
from turunkan.desk.parties.models import User
from turunkan.desk.review.models import Decision
from turunkan.desk.review.selectors import next_for, opinions_of
from turunkan.desk.review.services import UNDO_TIME, decide, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(bring_in: Import, people: dict[str, User]) -> Decision:
    """A decision made just now."""
    bring_in(post("1", BALE))
    return decide(item("1"), verdict(item("1")), by=people["peninjau"])


def aged(decision: Decision, by: timedelta) -> None:
    """As if the decision had been made earlier."""
    decision.at = timezone.now() - by
    decision.save(update_fields=["at"])


def test_a_decision_taken_back_leaves_the_item_as_it_was(decision: Decision, people: dict[str, User]) -> None:
    undo(decision, by=people["peninjau"])
    row = item("1")
    assert (row.state, row.outcome_label, row.outcome_tier, row.outcome_measure) == ("waiting", "", "", "")
    assert (row.decided_at, row.expires_at, row.is_confirmed) == (None, None, False)
    assert opinions_of(row) == []
    assert Decision.objects.get().withdrawn
    assert [event.verb for event in events_of("item", row.pk)] == ["item.decided", "item.undone"]


def test_who_took_it_back_may_decide_again(decision: Decision, people: dict[str, User]) -> None:
    undo(decision, by=people["peninjau"])
    assert next_for(people["peninjau"]) == item("1")
    request = verdict(item("1"), measure=Action.REQUEST)
    decide(item("1"), request, by=people["peninjau"])
    assert item("1").outcome_measure == "request"
    assert [one.withdrawn for one in Decision.objects.all()] == [True, False]


def test_half_a_minute_is_enough_time_and_no_more(decision: Decision, people: dict[str, User]) -> None:
    assert timedelta(seconds=30) == UNDO_TIME
    aged(decision, UNDO_TIME + timedelta(seconds=1))
    with pytest.raises(SkipThis, match="too late"):
        undo(decision, by=people["peninjau"])
    aged(decision, UNDO_TIME / 2)
    undo(decision, by=people["peninjau"])


@pytest.mark.parametrize("name", ["peninjau2", "penyelia", "admin"])
def test_nobody_takes_back_the_decision_of_another(decision: Decision, people: dict[str, User], name: str) -> None:
    with pytest.raises(SkipThis):
        undo(decision, by=people[name])
    assert item("1").is_confirmed


def test_what_is_taken_back_is_not_taken_back_again(decision: Decision, people: dict[str, User]) -> None:
    undo(decision, by=people["peninjau"])
    with pytest.raises(SkipThis, match="undone already"):
        undo(decision, by=people["peninjau"])
    assert len(events_of("item", item("1").pk)) == 2


def test_what_is_in_a_case_is_not_taken_back(decision: Decision, people: dict[str, User]) -> None:
    open_case([item("1")], by=people["petugas"])
    with pytest.raises(SkipThis, match="in use"):
        undo(decision, by=people["peninjau"])
    assert item("1").is_confirmed
    assert not Decision.objects.get().withdrawn


def test_taking_back_the_second_opinion_leaves_the_first(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE))
    decide(item("1"), verdict(item("1"), asks_second=True, note="ragu"), by=people["peninjau"])
    second = decide(item("1"), verdict(item("1")), by=people["peninjau2"])
    assert item("1").state == "settled"
    undo(second, by=people["peninjau2"])
    assert (item("1").state, len(opinions_of(item("1")))) == ("second", 1)


def test_taking_back_the_first_leaves_the_second_to_count_by_itself(
    bring_in: Import, people: dict[str, User]
) -> None:
    bring_in(post("1", BALE))
    first = decide(item("1"), verdict(item("1"), asks_second=True, note="ragu"), by=people["peninjau"])
    lawful = verdict(item("1"), label=Label.LAWFUL, tier=None, measure=Action.NONE, reason="charity")
    decide(item("1"), lawful, by=people["peninjau2"])
    assert item("1").state == "third"
    undo(first, by=people["peninjau"])
    assert (item("1").state, item("1").outcome_label) == ("settled", "lawful")


def test_taking_back_what_was_said_of_older_words_changes_nothing_now(
    decision: Decision, bring_in: Import, people: dict[str, User]
) -> None:
    bring_in(post("1", PIECE))
    piece = verdict(item("1"), tier="piece", reason="piece-offer")
    decide(item("1"), piece, by=people["peninjau2"])
    undo(decision, by=people["peninjau"])
    assert (item("1").state, item("1").outcome_tier) == ("settled", "piece")
