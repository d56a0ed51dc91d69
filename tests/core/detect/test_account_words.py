"""What is said of a proposal: figures that fired, what speaks against, numbers masked, both languages."""

from dataclasses import replace
from string import Formatter

import pytest
import told
from told import BIO_OFFERS, BIO_OWN, FIRM, LAWFUL, SPEECH, UNCLEAR, UNPAID, UNRELATED, account, proposal

from turunkan.core.detect import Engine, Proposer, profile_of
from turunkan.core.detect import account_words as words
from turunkan.core.detect.account_policy import Way
from turunkan.core.detect.contacts import shared_contacts
from turunkan.core.rules import Pack
from turunkan.core.vocab import Account, AccountFinding, Item, Lang, ReasonKind, Wording

NUMBER = "0812-0000-7741"


def said(finding: AccountFinding, lang: Lang = Lang.EN) -> str:
    return " ".join(reason.sentence.say(lang) for reason in finding.reasons)


def test_how_many_of_how_many_which_share_and_what_speaks_against(pack: Pack) -> None:
    found = proposal(pack, account(8), [FIRM, FIRM, FIRM, FIRM, FIRM, LAWFUL, SPEECH, UNCLEAR])
    assert "5 of 8 recent posts offer or promote (62 %); without anything against it: 5." in said(found)
    assert "Speaking against it: 1 lawful, 1 speech, 1 unclear among the recent posts." in said(found)
    assert "None of the posts is dated; all count as recent." in said(found)


def test_span_and_pace(pack: Pack) -> None:
    found = proposal(pack, account(4, ages=[0, 7, 13, None]), [FIRM] * 4)
    assert "The offers date from 7 November 2026 to 20 November 2026, about 1.5 a week." in said(found)
    assert "sekitar 1,5 per minggu" in said(found, Lang.ID)
    assert "Recent means the 90 days to 20 November 2026, the last date known. 1 posts without a date" in said(
        found
    )


@pytest.mark.parametrize(("ages", "paced"), [([0, 5, 7], True), ([0, 5, 6], False), ([0, 30, None], False)])
def test_a_pace_needs_three_dates_and_more_than_a_week(pack: Pack, ages: list[int | None], paced: bool) -> None:
    found = said(proposal(pack, account(3, ages=ages), [FIRM] * 3))
    assert "The offers date from" in found
    assert (" a week." in found) is paced


def test_one_date_is_no_span(pack: Pack) -> None:
    assert "date from" not in said(proposal(pack, account(1, ages=[3]), [FIRM]))


def test_the_bio_is_quoted_with_its_numbers_masked(pack: Pack) -> None:
    bio = replace(BIO_OFFERS, terms=(*BIO_OFFERS.terms, told.hit("author.bio", "contact", quote=f"WA {NUMBER}")))
    found = said(proposal(pack, account(0, bio="bal"), [], bio))
    assert 'The bio reads as seller: "bal", "WA 0812-••••-7741".' in found
    assert "The account has no posts." in found


def test_steady_supply_is_quoted(pack: Pack) -> None:
    found = proposal(pack, account(3, bio="preloved tiap Kamis"), [FIRM, FIRM, LAWFUL], BIO_OWN)
    assert 'The bio states a steady supply: "tiap kamis".' in said(found)


def test_posts_that_were_not_given_are_not_called_none(pack: Pack) -> None:
    found = proposal(pack, Account(id="a", bio="bal"), [], BIO_OFFERS)
    assert "The posts of this account were not given; only its profile was read." in said(found)


def test_past_offers_and_second_captures_are_told(pack: Pack) -> None:
    dated = account(4, ages=[0, 300, 300, 300])
    posts = dated.posts or ()
    found = said(proposal(pack, replace(dated, posts=(*posts, posts[0])), [LAWFUL, FIRM, FIRM, FIRM]))
    assert "3 offers are older than 90 days and do not count towards the account." in found
    assert "1 posts were captured again; each counts once." in found


def test_a_child_is_protected_also_where_items_are_proposed(pack: Pack) -> None:
    assert "the child must not be named" in said(proposal(pack, account(1, bio="anak SMP"), [FIRM], UNRELATED))
    assert "protection of children" in said(proposal(pack, account(1, bio="anak SMP"), [UNPAID], UNRELATED))


@pytest.mark.parametrize(
    ("posts", "closing"),
    [
        ([FIRM] * 3, "a measure on the account may rest only on items that people confirmed."),
        ([FIRM], "people decide."),
        ([LAWFUL], None),
    ],
)
def test_it_ends_by_saying_what_it_is_worth(pack: Pack, posts: list[object], closing: str | None) -> None:
    last = proposal(pack, account(len(posts)), posts).reasons[-1].sentence.en
    if closing is None:
        assert "proposal" not in last
    else:
        assert last.startswith("This is the engine's proposal;")
        assert last.endswith(closing.replace("the account", "an account"))


def test_the_first_sentence_is_the_verdict_of_its_way(pack: Pack) -> None:
    assert set(words._VERDICT) == set(Way)
    assert len(set(words._VERDICT.values())) == len(Way)
    assert proposal(pack, account(1), [FIRM]).reasons[0] == (ReasonKind.VERDICT, words._VERDICT[Way.FEW])


def test_both_languages_fill_the_same_places() -> None:
    sentences = [value for value in vars(words).values() if type(value) is Wording]
    assert len(sentences) > 15
    for sentence in [*sentences, *words._VERDICT.values()]:
        places = [sorted(name for _, name, _, _ in Formatter().parse(one) if name) for one in sentence]
        assert places[0] == places[1]


@pytest.mark.parametrize(
    ("bio", "texts", "shared"),
    [
        (f"WA {NUMBER}", [f"hub {NUMBER}"], [("6281200007741", 2)]),
        (f"WA {NUMBER}", ["hub o812 oooo 7741"], [("6281200007741", 2)]),
        ("jaket", [f"hub {NUMBER}", f"chat {NUMBER} {NUMBER}"], [("6281200007741", 2)]),
        (f"WA {NUMBER}", ["hub 0812-0000-7742"], []),
        (f"WA {NUMBER} atau {NUMBER}", ["halo"], []),
        (None, ["halo", "pagi"], []),
    ],
)
def test_contacts_that_several_texts_share(bio: str | None, texts: list[str], shared: list[object]) -> None:
    posts = tuple(Item(id=str(n), text=text) for n, text in enumerate(texts))
    profile = profile_of(Account(id="a", bio=bio, posts=posts))
    assert list(shared_contacts(profile, profile.items)) == shared


def test_shared_links_are_told_too() -> None:
    posts = tuple(Item(id=str(n), text=f"lihat {n}", links=("https://toko.example/katalog",)) for n in range(2))
    profile = profile_of(Account(id="a", posts=posts))
    assert list(shared_contacts(profile, profile.items)) == [("https://toko.example/katalog", 2)]


def test_no_telephone_number_stands_in_any_reason(engine: Engine) -> None:
    text = f"Ready bal segel jaket second import Korea, harga 3 juta, minat WA {NUMBER}"
    posts = tuple(Item(id=f"p{n}", text=f"{text} no {n}") for n in range(4))
    profile = profile_of(Account(id="a", bio=f"Bal segel jaket second Korea WA {NUMBER}", posts=posts))
    found = Proposer(engine.pack).propose(profile, [engine.find(item) for item in profile.items])
    for lang in Lang:
        assert "7741" in said(found, lang)
        assert "00007741" not in said(found, lang).replace("-", "").replace(" ", "")
    assert "stands in 5 places" in said(found)
