"""Account and AccountFinding: the documented JSON objects."""

from datetime import UTC, datetime

from turunkan.core.vocab import (
    ACCOUNT_ACTIONS,
    Account,
    AccountAction,
    AccountFinding,
    Item,
    Label,
    Lang,
    Reason,
    ReasonKind,
    Wording,
)

REASON = Reason(ReasonKind.VERDICT, Wording(id="Ini usulan.", en="A proposal."))


def finding(action: AccountAction) -> AccountFinding:
    return AccountFinding(
        id="a", label=Label.SELLER, action=action, confidence=0.889, reasons=(REASON,), items=("a#bio", "a#1")
    )


def test_a_finding_has_the_documented_keys_in_their_order() -> None:
    assert list(finding(AccountAction.ACCOUNT).as_json(Lang.ID).items()) == [
        ("id", "a"),
        ("label", "seller"),
        ("account_action", "account"),
        ("confidence", 0.889),
        ("reasons", ["Ini usulan."]),
        ("items", ["a#bio", "a#1"]),
    ]


def test_reasons_follow_the_language() -> None:
    assert finding(AccountAction.ITEMS).as_json(Lang.EN)["reasons"] == ["A proposal."]


def test_what_proposes_something_is_surfaced() -> None:
    assert [action for action in AccountAction if finding(action).surfaced] == [
        AccountAction.ITEMS,
        AccountAction.ACCOUNT,
    ]


def test_every_action_has_its_words() -> None:
    assert set(ACCOUNT_ACTIONS) == set(AccountAction)
    assert len(set(ACCOUNT_ACTIONS.values())) == len(AccountAction)


def test_what_the_source_did_not_say_is_absent() -> None:
    assert Account(id="a", handle="toko.contoh").as_json() == {"id": "a", "handle": "toko.contoh"}


def test_no_posts_and_posts_not_given_are_two_things() -> None:
    assert Account(id="a", posts=()).as_json() == {"id": "a", "posts": []}


def test_posts_are_items() -> None:
    post = Item(id="a#1", text="halo", posted_at=datetime(2026, 11, 1, tzinfo=UTC))
    said = Account(id="a", followers=7, posts=(post,)).as_json()
    assert said == {"id": "a", "followers": 7, "posts": [post.as_json()]}


def test_the_author_of_its_items_is_the_account_without_an_id_that_may_be_a_place() -> None:
    author = Account(id="file:1", handle="h", name="n", bio="b", followers=3).author
    assert (author.id, author.handle, author.name, author.bio, author.followers) == (None, "h", "n", "b", 3)
