"""Privacy: whoever speaks, or has nothing to do with it, is on no record and is found by no search."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.test import Client
from tests.desk.conftest import (
    BALE,
    NEWS,
    OPINION,
    PAID,
    PIECE,
    PRELOVED,
    UNCLEAR,
    UNPAID,
    UNRELATED,
    Import,
    item,
    post,
    verdict,
)

from turunkan.core.lifecycle import ReviewState
from turunkan.core.vocab import Action, Label, Priority
from turunkan.desk.cases.services import open_case
from turunkan.desk.intake.models import Account, Item
from turunkan.desk.intake.privacy import TERM, TERM_LEFT_ALONE, keeps_author, term_of
from turunkan.desk.parties.models import User
from turunkan.desk.review.selectors import searchable
from turunkan.desk.review.services import Verdict, decide, decide_account, undo

SEEN = datetime(2026, 11, 1, tzinfo=UTC)
DECIDED = datetime(2026, 11, 10, tzinfo=UTC)


@pytest.mark.parametrize("label", Label)
@pytest.mark.parametrize("surfaced", [True, False])
def test_an_author_is_kept_only_of_what_is_surfaced_and_neither_speech_nor_unrelated(
    label: Label, surfaced: bool
) -> None:
    free = label in (Label.SPEECH, Label.UNRELATED)
    assert keeps_author(label, surfaced=surfaced) is (surfaced and not free)


def row(**changes: Any) -> Item:
    given = {"label": "seller", "priority": Priority.HIGH, "first_seen": SEEN, "state": ReviewState.WAITING}
    return Item(**given | changes)


def decided(label: Label, measure: Action, **changes: Any) -> Item:
    return row(outcome_label=label, outcome_measure=measure, decided_at=DECIDED, **changes)


@pytest.mark.parametrize(
    ("of", "end"),
    [
        (row(), None),
        (row(label="unclear", priority=Priority.LOW), None),
        (row(label="lawful", priority=Priority.NONE), SEEN + TERM),
        (row(label="speech", priority=Priority.NONE), SEEN + TERM),
        (row(label="unclear", priority=Priority.NONE, state=ReviewState.UNREAD), SEEN + TERM),
        (decided(Label.SELLER, Action.NOTICE), None),
        (decided(Label.PROMOTER, Action.REQUEST), None),
        (decided(Label.SELLER, Action.NONE), DECIDED + TERM_LEFT_ALONE),
        (decided(Label.LAWFUL, Action.NONE), DECIDED + TERM_LEFT_ALONE),
        (decided(Label.UNCLEAR, Action.NONE), DECIDED + TERM_LEFT_ALONE),
        (decided(Label.SPEECH, Action.NONE), DECIDED + TERM),
        (decided(Label.UNRELATED, Action.NONE), DECIDED + TERM),
        (decided(Label.LAWFUL, Action.NONE, priority=Priority.NONE), DECIDED + TERM_LEFT_ALONE),
        (decided(Label.SPEECH, Action.NONE, held=True), None),
        (decided(Label.SELLER, Action.NOTICE, held=True), None),
    ],
)
def test_a_term_runs_from_the_decision_else_from_the_first_sight(of: Item, end: datetime | None) -> None:
    assert term_of(of) == end


def test_what_is_free_goes_after_thirty_days() -> None:
    assert timedelta(days=30) == TERM < TERM_LEFT_ALONE


TEXTS = {
    "bale": (BALE, True),
    "piece": (PIECE, True),
    "paid": (PAID, True),
    "unpaid": (UNPAID, True),
    "unclear": (UNCLEAR, True),
    "news": (NEWS, False),
    "opinion": (OPINION, False),
    "unrelated": (UNRELATED, False),
    "preloved": (PRELOVED, False),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "kept"), list(TEXTS.values()), ids=list(TEXTS))
def test_only_what_is_surfaced_makes_an_account_and_is_found(bring_in: Import, text: str, kept: bool) -> None:
    bring_in(post("1", text, handle="penulis.contoh"))
    assert Account.objects.exists() is (item("1").account is not None) is kept
    assert searchable().exists() is kept
    assert Item.objects.filter(account__handle="penulis.contoh").exists() is kept
    assert (item("1").expires_at is None) is kept


@pytest.mark.django_db
def test_an_author_who_also_speaks_is_on_record_for_the_offer_alone(bring_in: Import) -> None:
    bring_in(post("1", BALE), post("2", NEWS), post("3", OPINION), post("4", UNRELATED))
    account = Account.objects.get()
    assert [one.native_id for one in account.items.all()] == ["1"]
    assert [one.native_id for one in searchable().filter(account=account)] == ["1"]


def left_alone(of: Item, label: Label, reason: str) -> Verdict:
    return verdict(of, label=label, tier=None, measure=Action.NONE, reason=reason)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("label", "reason", "kept"),
    [
        (Label.SPEECH, "satire", False),
        (Label.UNRELATED, "other-sense", False),
        (Label.LAWFUL, "own-wardrobe", True),
        (Label.UNCLEAR, "too-little", True),
    ],
)
def test_who_turns_out_to_speak_is_taken_off_the_record(
    bring_in: Import, people: dict[str, User], label: Label, reason: str, kept: bool
) -> None:
    bring_in(post("1", BALE))
    decide(item("1"), left_alone(item("1"), label, reason), by=people["peninjau"])
    assert Account.objects.exists() is (item("1").account is not None) is kept
    assert searchable().exists() is kept
    assert item("1").expires_at is not None


@pytest.mark.django_db
def test_an_account_with_another_offer_stays_when_one_item_is_released(
    bring_in: Import, people: dict[str, User]
) -> None:
    bring_in(post("1", BALE), post("2", PIECE))
    decide(item("1"), left_alone(item("1"), Label.SPEECH, "news"), by=people["peninjau"])
    assert [one.native_id for one in Account.objects.get().items.all()] == ["2"]


@pytest.mark.django_db
def test_taking_back_that_it_was_speech_puts_the_author_on_record_again(
    bring_in: Import, people: dict[str, User]
) -> None:
    bring_in(post("1", BALE))
    decision = decide(item("1"), left_alone(item("1"), Label.SPEECH, "news"), by=people["peninjau"])
    undo(decision, by=people["peninjau"])
    account = item("1").account
    assert account is not None
    assert (account.key, account.handle, account.followers) == ("instagram:u-gudang.contoh", "gudang.contoh", 1200)
    assert item("1").expires_at is None


@pytest.mark.django_db
def test_what_the_engine_missed_has_an_author_once_people_confirm_it_and_not_before(
    bring_in: Import, people: dict[str, User]
) -> None:
    bring_in(post("1", NEWS))
    offer = verdict(item("1"), note="harga di gambar")
    decide(item("1"), offer, by=people["peninjau"])
    assert (item("1").state, Account.objects.exists()) == ("second", False)
    decide(item("1"), offer, by=people["peninjau2"])
    assert item("1").is_confirmed
    assert item("1").account == Account.objects.get()
    assert item("1").expires_at is None


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "kept"), [(NEWS, False), (UNRELATED, False), (PRELOVED, False), (PIECE, True)])
def test_an_account_goes_when_its_only_item_now_says_something_free(
    bring_in: Import, text: str, kept: bool
) -> None:
    bring_in(post("1", BALE))
    bring_in(post("1", text))
    assert Account.objects.exists() is (item("1").account is not None) is kept


@pytest.fixture
def in_case(bring_in: Import, people: dict[str, User]) -> Item:
    """A confirmed offer that a case holds."""
    bring_in(post("1", BALE))
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    open_case([item("1")], by=people["petugas"])
    return item("1")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "kept"), [(NEWS, False), (UNRELATED, False), (OPINION, False), (PRELOVED, True), (PIECE, True)]
)
def test_what_a_case_needs_keeps_its_author_until_the_post_says_something_free(
    in_case: Item, bring_in: Import, text: str, kept: bool
) -> None:
    bring_in(post("1", text))
    assert Account.objects.exists() is (item("1").account is not None) is item("1").held is kept
    assert (item("1").expires_at is None) is kept


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("label", "reason", "kept"),
    [
        (Label.SPEECH, "satire", False),
        (Label.UNRELATED, "other-sense", False),
        (Label.LAWFUL, "own-wardrobe", True),
        (Label.UNCLEAR, "too-little", True),
    ],
)
def test_a_case_keeps_no_author_of_whom_people_say_that_they_speak(
    in_case: Item, bring_in: Import, people: dict[str, User], label: Label, reason: str, kept: bool
) -> None:
    bring_in(post("1", PIECE))
    decide(item("1"), left_alone(item("1"), label, reason), by=people["peninjau"])
    assert Account.objects.exists() is (item("1").account is not None) is item("1").held is kept
    assert (item("1").expires_at is None) is kept
    client = Client()
    client.force_login(people["petugas"])
    found = client.get("/cari/", {"q": "gudang.contoh"}).context
    assert bool(found["accounts"]) is kept


@pytest.mark.django_db
def test_an_account_that_a_case_is_about_stays_when_its_items_turn_out_free(
    bring_in: Import, people: dict[str, User]
) -> None:
    posts = [post(str(number), f"{BALE} {number}") for number in range(3)]
    bring_in(*posts)
    for number in range(3):
        decide(item(str(number)), verdict(item(str(number))), by=people["peninjau"])
    account = Account.objects.get()
    decision = decide_account(account, by=people["peninjau"], note="semua isinya bal")
    open_case([], [decision], by=people["petugas"])
    bring_in(*(post(str(number), f"{NEWS} {number}") for number in range(3)))
    assert Account.objects.get() == account
    assert not account.items.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "second", "accounts"),
    [
        ({"id": "58", "handle": "lama"}, {"id": "58", "handle": "baru"}, 1),
        ({"id": "58", "handle": "toko"}, {"handle": "Toko"}, 1),
        ({"handle": "@toko"}, {"id": "58", "handle": "toko"}, 1),
        ({"handle": "toko"}, {"handle": "TOKO"}, 1),
        ({"id": "58", "handle": "toko"}, {"id": "59", "handle": "toko"}, 2),
        ({"handle": "toko.satu"}, {"handle": "toko.dua"}, 2),
        ({"name": "Toko"}, {"name": "Toko"}, 0),
    ],
)
def test_an_account_is_the_same_by_its_id_through_a_change_of_handle(
    bring_in: Import, first: dict[str, str], second: dict[str, str], accounts: int
) -> None:
    bring_in(post("1", BALE, author=first), post("2", PIECE, author=second))
    assert Account.objects.count() == accounts
    assert (item("1").account == item("2").account) is (accounts < 2)


@pytest.mark.django_db
def test_a_handle_that_two_had_names_neither_of_them(bring_in: Import) -> None:
    bring_in(post("1", BALE, author={"id": "58", "handle": "toko"}))
    bring_in(post("2", BALE, author={"id": "59", "handle": "toko"}))
    bring_in(post("3", PIECE, author={"handle": "toko"}))
    account = item("3").account
    assert account is not None
    assert account not in (item("1").account, item("2").account)


@pytest.mark.django_db
def test_a_source_that_says_less_of_an_author_takes_nothing_away(bring_in: Import) -> None:
    bring_in(post("1", BALE, author={"id": "58", "handle": "toko", "name": "Toko", "bio": "bal", "followers": 0}))
    bring_in(post("2", PIECE, author={"id": "58"}))
    account = Account.objects.get()
    assert (account.handle, account.name, account.bio, account.followers) == ("toko", "Toko", "bal", 0)


def test_a_reviewer_is_no_account() -> None:
    assert issubclass(User, AbstractUser)
    assert not {"user", "by"} & {field.name for field in Account._meta.get_fields()}
