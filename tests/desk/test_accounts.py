"""A whole Account is decided upon only on confirmed Items, and the decision stands only while they do."""

import pytest
from tests.desk.conftest import BALE, NEWS, Import, item, post, verdict

from turunkan.core.vocab import Action, Label, SkipThis
from turunkan.desk.audit.selectors import events_of
from turunkan.desk.cases.selectors import bundles, ready_account_decisions
from turunkan.desk.cases.services import add_to_case, open_case
from turunkan.desk.intake.models import Account, Item
from turunkan.desk.parties.models import User
from turunkan.desk.review.models import AccountDecision, Decision
from turunkan.desk.review.proportion import stands
from turunkan.desk.review.services import decide, decide_account, reopen, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(bring_in: Import, people: dict[str, User]) -> Account:
    """An account with three confirmed offers and one that waits."""
    bring_in(*(post(str(number), f"{BALE} {number}") for number in range(4)))
    for number in range(3):
        decide(item(str(number)), verdict(item(str(number))), by=people["peninjau"])
    return Account.objects.get()


@pytest.fixture
def decision(account: Account, people: dict[str, User]) -> AccountDecision:
    """A person's word that the whole account is meant."""
    return decide_account(account, by=people["peninjau2"], note=" tiga bal dalam sebulan ")


def leave_alone(id_: str, by: User) -> None:
    lawful = verdict(item(id_), label=Label.LAWFUL, tier=None, measure=Action.NONE, reason="charity")
    decide(item(id_), lawful, by=by)


def test_a_decision_on_an_account_keeps_the_items_it_rests_on(decision: AccountDecision) -> None:
    assert {one.native_id for one in decision.rests_on.all()} == {"0", "1", "2"}
    assert decision.note == "tiga bal dalam sebulan"
    assert stands(decision)
    (event,) = events_of("account", decision.account_id)
    assert (event.verb, sorted(event.facts["items"])) == (
        "account.decided",
        sorted(one.pk for one in decision.rests_on.all()),
    )


@pytest.mark.parametrize("taken", [["0"], ["0", "1"], ["0", "1", "2"]])
def test_too_few_confirmed_items_carry_none(account: Account, people: dict[str, User], taken: list[str]) -> None:
    for id_ in taken:
        reopen(item(id_), by=people["penyelia"], note="keliru")
        leave_alone(id_, people["peninjau3"])
    if len(taken) == 1:
        assert decide_account(account, by=people["peninjau"], note="dua dari tiga").rests_on.count() == 2
        return
    with pytest.raises(SkipThis, match="too few") as refused:
        decide_account(account, by=people["peninjau"], note="berulang")
    assert f"baru punya {3 - len(taken)}." in refused.value.person.id
    assert not AccountDecision.objects.exists()


@pytest.mark.parametrize(("name", "note"), [("peninjau", "  "), ("petugas", "berulang"), ("hukum", "berulang")])
def test_an_account_is_decided_upon_by_who_may_and_with_a_note(
    account: Account, people: dict[str, User], name: str, note: str
) -> None:
    with pytest.raises(SkipThis):
        decide_account(account, by=people[name], note=note)
    assert not AccountDecision.objects.exists()


def test_an_account_is_not_decided_upon_twice(decision: AccountDecision, people: dict[str, User]) -> None:
    with pytest.raises(SkipThis, match="already"):
        decide_account(decision.account, by=people["peninjau"], note="lagi")
    open_case([item("0")], [decision], by=people["petugas"])
    assert decide_account(decision.account, by=people["peninjau"], note="mengulang sesudah berkas").pk


def test_an_account_line_holds_all_it_rests_on(decision: AccountDecision, people: dict[str, User]) -> None:
    case = open_case([], [decision], by=people["petugas"])
    (entry,) = case.entries.all()
    assert (entry.account, entry.account_decision, entry.item) == (decision.account, decision, None)
    assert {one.native_id for one in Item.objects.filter(held=True)} == {"0", "1", "2"}


def refused_in_a_case(decision: AccountDecision, by: User) -> bool:
    """Whether the decision is neither offered for a case nor taken into one."""
    with pytest.raises(SkipThis, match="not ready"):
        open_case([], [decision], by=by)
    return not ready_account_decisions().filter(pk=decision.pk).exists()


def test_a_decision_whose_item_is_reopened_no_longer_stands(
    decision: AccountDecision, people: dict[str, User]
) -> None:
    reopen(item("1"), by=people["penyelia"], note="keliru")
    assert not stands(decision)
    assert refused_in_a_case(decision, people["petugas"])


def test_a_decision_whose_item_is_taken_back_no_longer_stands(
    decision: AccountDecision, people: dict[str, User]
) -> None:
    undo(Decision.objects.get(item=item("1")), by=people["peninjau"])
    assert refused_in_a_case(decision, people["petugas"])


def test_a_decision_whose_item_says_something_else_now_no_longer_stands(
    decision: AccountDecision, bring_in: Import, people: dict[str, User]
) -> None:
    bring_in(post("1", NEWS))
    assert refused_in_a_case(decision, people["petugas"])


def test_a_decision_stands_again_once_its_item_is_confirmed_again(
    decision: AccountDecision, people: dict[str, User]
) -> None:
    reopen(item("1"), by=people["penyelia"], note="keliru")
    decide(item("1"), verdict(item("1")), by=people["peninjau3"])
    assert stands(decision)
    assert open_case([], [decision], by=people["petugas"]).entries.count() == 1


def test_what_was_withdrawn_does_not_stand(decision: AccountDecision, people: dict[str, User]) -> None:
    AccountDecision.objects.update(withdrawn=True)
    decision.refresh_from_db()
    assert not stands(decision)
    assert refused_in_a_case(decision, people["petugas"])


def test_an_account_decision_is_in_one_case_only(decision: AccountDecision, people: dict[str, User]) -> None:
    case = open_case([], [decision], by=people["petugas"])
    with pytest.raises(SkipThis, match="not ready"):
        open_case([], [decision], by=people["petugas"])
    with pytest.raises(SkipThis, match="not ready"):
        add_to_case(case, [], [decision], by=people["petugas"])
    assert case.entries.count() == 1


def test_an_account_ready_for_a_case_is_shown_with_its_items(decision: AccountDecision) -> None:
    (bundle,) = bundles()
    assert (bundle.platform, bundle.account) == ("instagram", decision.account)
    assert {one.native_id for one in bundle.items} == {"0", "1", "2"}
    assert bundle.account_decisions == (decision,)
