"""The second opinion is somebody else's, and nothing that they see says what the first was."""

from typing import Any

import pytest
from tests.desk.conftest import BALE, Import, item, post, verdict

from turunkan.core.vocab import Action, Label, SkipThis
from turunkan.desk.cases.services import open_case
from turunkan.desk.intake.models import Item
from turunkan.desk.parties.models import User
from turunkan.desk.review.models import Decision
from turunkan.desk.review.selectors import next_for, queue, settling_decision
from turunkan.desk.review.services import Verdict, decide, reopen

pytestmark = pytest.mark.django_db
BALE_NOTICE: dict[str, Any] = {}
PIECE_NOTICE = {"tier": "piece", "reason": "piece-offer"}
BALE_REQUEST = {"measure": Action.REQUEST}
CHARITY = {"label": Label.LAWFUL, "tier": None, "measure": Action.NONE, "reason": "charity"}
NEWS = {"label": Label.SPEECH, "tier": None, "measure": Action.NONE, "reason": "news"}
OPINION = NEWS | {"reason": "opinion"}


def given(changes: dict[str, Any], **more: Any) -> Verdict:
    return verdict(item("1"), note="ragu", **changes | more)


@pytest.fixture
def first(bring_in: Import, people: dict[str, User]) -> Decision:
    """A first opinion that asks for a second."""
    bring_in(post("1", BALE))
    return decide(item("1"), given(BALE_NOTICE, asks_second=True), by=people["peninjau"])


def test_between_two_opinions_the_item_says_nothing_of_the_first(first: Decision, people: dict[str, User]) -> None:
    row = item("1")
    assert (row.state, row.decided_at) == ("second", None)
    assert (row.outcome_label, row.outcome_tier, row.outcome_measure) == ("", "", "")
    assert not row.is_confirmed
    seen = next_for(people["peninjau2"])
    assert seen is not None
    assert [one.pk for one in queue({"state": "second"})] == [one.pk for one in queue()]
    engine = Item.objects.values("label", "tier", "action", "confidence", "gravity").get()
    assert (engine["label"], engine["tier"], engine["action"]) == ("seller", "bale", "notice")


def test_the_same_person_gives_no_second_opinion(first: Decision, people: dict[str, User]) -> None:
    with pytest.raises(SkipThis, match="by the same person"):
        decide(item("1"), given(BALE_NOTICE), by=people["peninjau"])
    assert Decision.objects.count() == 1


def test_an_item_between_two_opinions_is_in_no_case(first: Decision, people: dict[str, User]) -> None:
    with pytest.raises(SkipThis, match="not ready"):
        open_case([item("1")], by=people["penyelia"])


@pytest.mark.parametrize(
    ("second", "state"),
    [
        (BALE_NOTICE, "settled"),
        (BALE_NOTICE | {"reason": "bale-behind-preloved"}, "settled"),
        (BALE_NOTICE | {"asks_second": True}, "settled"),
        (PIECE_NOTICE, "third"),
        (BALE_REQUEST, "third"),
        (CHARITY, "third"),
        (NEWS, "third"),
    ],
)
def test_two_have_to_agree_on_label_tier_and_measure(
    first: Decision, people: dict[str, User], second: dict[str, Any], state: str
) -> None:
    decide(item("1"), given(second), by=people["peninjau2"])
    assert item("1").state == state
    assert item("1").is_confirmed is (state == "settled")


@pytest.mark.parametrize(
    ("second", "third", "label", "measure"),
    [
        (CHARITY, BALE_NOTICE, "seller", "notice"),
        (CHARITY, CHARITY, "lawful", "none"),
        (NEWS, OPINION, "speech", "none"),
        (CHARITY, NEWS, "unclear", "none"),
        (PIECE_NOTICE, BALE_REQUEST, "unclear", "none"),
        (PIECE_NOTICE, CHARITY, "unclear", "none"),
    ],
)
def test_the_third_breaks_the_tie_and_three_that_differ_leave_it_alone(
    first: Decision,
    people: dict[str, User],
    second: dict[str, Any],
    third: dict[str, Any],
    label: str,
    measure: str,
) -> None:
    decide(item("1"), given(second), by=people["peninjau2"])
    assert {person: next_for(people[person]) for person in ("peninjau", "peninjau2")} == {
        "peninjau": None,
        "peninjau2": None,
    }
    assert next_for(people["peninjau3"]) == item("1")
    decide(item("1"), given(third), by=people["peninjau3"])
    row = item("1")
    assert (row.state, row.outcome_label, row.outcome_measure) == ("settled", label, measure)
    settled_by = settling_decision(row)
    agreed = label != "unclear"
    assert (settled_by is not None) is agreed
    if settled_by:
        assert settled_by.by == people["peninjau3"]


def test_every_opinion_stays_on_record(first: Decision, people: dict[str, User]) -> None:
    decide(item("1"), given(CHARITY), by=people["peninjau2"])
    decide(item("1"), given(BALE_NOTICE), by=people["peninjau3"])
    kept = Decision.objects.values_list("by__username", "label", "withdrawn")
    assert list(kept) == [
        ("peninjau", "seller", False),
        ("peninjau2", "lawful", False),
        ("peninjau3", "seller", False),
    ]


def test_a_reopened_item_waits_for_everybody_anew(first: Decision, people: dict[str, User]) -> None:
    decide(item("1"), given(BALE_NOTICE), by=people["peninjau2"])
    reopen(item("1"), by=people["penyelia"], note="bukti baru")
    assert (item("1").state, item("1").outcome_label) == ("waiting", "")
    assert next_for(people["peninjau"]) == item("1")
    decide(item("1"), given(CHARITY), by=people["peninjau"])
    assert item("1").outcome_label == "lawful"
    assert Decision.objects.filter(withdrawn=True).count() == 2


@pytest.mark.parametrize(
    ("by", "note", "refused"),
    [("peninjau", "bukti baru", "may not"), ("penyelia", " ", "without a note"), ("auditor", "x", "may not")],
)
def test_reopening_is_the_supervisors_and_needs_a_note(
    first: Decision, people: dict[str, User], by: str, note: str, refused: str
) -> None:
    with pytest.raises(SkipThis, match=refused):
        reopen(item("1"), by=people[by], note=note)
    assert item("1").state == "second"


def test_what_a_case_holds_is_not_reopened(first: Decision, people: dict[str, User]) -> None:
    decide(item("1"), given(BALE_NOTICE), by=people["peninjau2"])
    open_case([item("1")], by=people["petugas"])
    with pytest.raises(SkipThis, match="in a case"):
        reopen(item("1"), by=people["penyelia"], note="bukti baru")
    assert item("1").is_confirmed
