"""What must hold of proposals whatever an account publishes."""

from dataclasses import replace
from datetime import timedelta

import pytest
import told
from hypothesis import given
from hypothesis import strategies as st
from told import TODAY, proposal

from turunkan.core.detect import Engine, Proposer, many, profile_of
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Account, AccountAction, AccountFinding, Finding, Item

PACK = load_pack("pakaian-bekas-impor")
FREE = [told.LAWFUL, told.SPEECH, told.UNRELATED]
WEAK = [
    *FREE,
    told.UNCLEAR,
    told.FAINT,
    told.SOFT,
    told.UNSURE,
    told.UNSURE_REVIEW,
    told.BY_PROFILE,
    told.UNCLEAR_BY_PROFILE,
]
FINDINGS = [*WEAK, told.FIRM, told.PIECE, told.LIKELY, told.PAID, told.UNPAID]
BIOS = [
    None,
    told.UNRELATED,
    told.SPEECH,
    told.BIO_OFFERS,
    told.BIO_PROMOTES,
    told.BIO_OWN,
    told.BIO_UNCLEAR_NAMES,
    told.BIO_UNCLEAR_ORDERS,
]
WORDS = ["bio", "preloved tiap Kamis", "anak SMP"]
AGES = st.one_of(st.none(), st.integers(0, 200))
POSTS = st.lists(st.tuples(st.sampled_from(FINDINGS), AGES), max_size=14)
Told = list[tuple[Finding, int | None]]


def numbered(posts: Told) -> list[tuple[Item, Finding]]:
    return [
        (
            Item(id=f"p{n}", text=f"unggahan {n}", posted_at=None if age is None else TODAY - timedelta(days=age)),
            finding,
        )
        for n, (finding, age) in enumerate(posts)
    ]


def proposed(pairs: list[tuple[Item, Finding]], bio: Finding | None, words: str) -> AccountFinding:
    account = Account(id="a", bio=words if bio else None, posts=tuple(item for item, _ in pairs))
    return proposal(PACK, account, [finding for _, finding in pairs], bio)


def weight(action: AccountAction) -> int:
    return list(AccountAction).index(action)


@given(POSTS, st.sampled_from(BIOS), st.sampled_from(WORDS), st.sampled_from(FREE), AGES)
def test_one_more_lawful_post_never_raises_the_proposal(
    posts: Told, bio: Finding | None, words: str, free: Finding, age: int | None
) -> None:
    before = proposed(numbered(posts), bio, words)
    after = proposed(numbered([*posts, (free, age)]), bio, words)
    assert weight(after.action) <= weight(before.action)


@given(st.data(), POSTS, st.sampled_from(BIOS), st.sampled_from(WORDS))
def test_the_order_of_posts_does_not_matter(
    data: st.DataObject, posts: Told, bio: Finding | None, words: str
) -> None:
    pairs = numbered(posts)
    one, other = proposed(pairs, bio, words), proposed(data.draw(st.permutations(pairs)), bio, words)
    assert (one.label, one.action, one.confidence, one.reasons) == (
        other.label,
        other.action,
        other.confidence,
        other.reasons,
    )
    assert sorted(one.items) == sorted(other.items)


@given(st.lists(st.tuples(st.sampled_from(WEAK), AGES), max_size=14), st.sampled_from(WORDS))
def test_nothing_but_weak_signs_never_yields_the_account(posts: Told, words: str) -> None:
    for bio in (None, told.UNRELATED, told.BIO_UNCLEAR_NAMES, told.BIO_UNCLEAR_ORDERS, told.BIO_OWN):
        assert proposed(numbered(posts), bio, words).action is not AccountAction.ACCOUNT


@given(POSTS, st.sampled_from(BIOS), st.sampled_from(WORDS))
def test_the_same_account_gives_the_same_proposal(posts: Told, bio: Finding | None, words: str) -> None:
    assert proposed(numbered(posts), bio, words) == proposed(numbered(posts), bio, words)


@given(POSTS, st.sampled_from(BIOS), st.sampled_from(WORDS))
def test_a_proposal_rests_on_items_and_says_that_it_is_one(posts: Told, bio: Finding | None, words: str) -> None:
    found = proposed(numbered(posts), bio, words)
    assert bool(found.items) is found.surfaced
    assert ("usulan mesin" in found.reasons[-1].sentence.id) is found.surfaced


@given(st.integers(1, 40), st.integers(0, 3))
def test_speech_however_often_never_yields_the_account(times: int, offers: int) -> None:
    account = told.account(times + offers)
    found = proposal(PACK, account, [told.SPEECH] * times + [told.PIECE] * offers)
    dominated = offers >= 3 and offers / (times + offers) >= 0.6
    assert (found.action is AccountAction.ACCOUNT) is dominated


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(PACK)


def test_speech_copied_fifty_times_is_left_alone(engine: Engine) -> None:
    text = "Menurut saya pemerintah keliru melarang thrifting; opini saja, tidak jualan."
    posts = tuple(Item(id=f"p{n}", text=text) for n in range(50))
    [(_, found)] = Proposer(PACK).stream([Account(id="a", bio="opini pribadi", posts=posts)], many(engine))
    assert found.action is AccountAction.NONE


def test_a_stream_answers_every_account_in_its_order(engine: Engine) -> None:
    post = Item(id="p", text="halo")
    accounts = [
        Account(id="empty"),
        Account(id="bio", bio="kue kering"),
        Account(id="none", posts=()),
        Account(id="posts", posts=(post, replace(post, id="q", text="pagi"))),
        Account(id="last"),
        Account(id="last too"),
    ]
    for block in (1, 2, 100):
        found = list(Proposer(PACK).stream(iter(accounts), many(engine), block=block))
        assert [(account.id, finding.id) for account, finding in found] == [(a.id, a.id) for a in accounts]


def test_blocks_and_one_by_one_propose_the_same(engine: Engine) -> None:
    account = Account(
        id="a",
        bio="Bal segel Korea, jaket second import, minat WA 0812-0000-1147",
        posts=(Item(id="p", text="ready 3 bal jaket second Korea 3 juta, WA"), Item(id="q", text="libur dulu ya")),
    )
    profile = profile_of(account)
    slow = Proposer(PACK).propose(profile, [engine.find(item) for item in profile.items])
    [(_, fast)] = Proposer(PACK).stream([account], many(engine))
    assert fast == slow
    assert fast.action is AccountAction.ACCOUNT
