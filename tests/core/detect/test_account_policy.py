"""The policy of accounts as a table: each line of it beside the case that lies just outside."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
import told
from told import (
    BIO_OFFERS,
    BIO_OWN,
    BIO_PROMOTES,
    BIO_UNCLEAR_NAMES,
    BIO_UNCLEAR_ORDERS,
    BIO_UNCLEAR_THRIFT,
    BY_PROFILE,
    FAINT,
    FIRM,
    LAWFUL,
    LIKELY,
    PAID,
    PIECE,
    SOFT,
    SPEECH,
    TODAY,
    UNCLEAR,
    UNCLEAR_BY_PROFILE,
    UNPAID,
    UNRELATED,
    UNSURE,
    UNSURE_REVIEW,
    account,
    proposal,
)

from turunkan.core.rules import Pack
from turunkan.core.vocab import AccountAction, Action, Author, Finding, Item, Label, Priority

NONE, ITEMS, ACCOUNT = AccountAction


def action(pack: Pack, posts: Sequence[Finding], bio: Finding | None = None, words: str = "bio") -> AccountAction:
    return proposal(pack, account(len(posts), bio=words if bio else None), posts, bio).action


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([], NONE),
        ([LAWFUL, SPEECH, UNRELATED], NONE),
        ([FIRM], ITEMS),  # one post, whatever share it is
        ([FIRM, FIRM], ITEMS),
        ([FIRM, FIRM, FIRM], ACCOUNT),
        ([FIRM, *[LAWFUL] * 9], ITEMS),  # E37
        ([FIRM, *[LAWFUL] * 299], ITEMS),
        ([*[FIRM] * 3, LAWFUL, UNRELATED], ACCOUNT),  # 60 %
        ([*[PIECE] * 3, LAWFUL, UNRELATED, SPEECH], ITEMS),  # 50 %
        ([*[PIECE] * 4, *[LAWFUL] * 3], ITEMS),  # 57 %
        ([*[PAID] * 3, UNRELATED], ACCOUNT),
        ([*[UNPAID] * 3, UNRELATED], ACCOUNT),
    ],
)
def test_offers_that_dominate_and_those_that_do_not(
    pack: Pack, posts: list[Finding], expected: AccountAction
) -> None:
    assert action(pack, posts) is expected


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([UNCLEAR, LAWFUL], ITEMS),
        ([FAINT] * 50, NONE),
        ([UNCLEAR] * 50, ITEMS),
        ([SOFT], ITEMS),
        ([SOFT] * 50, ITEMS),
        ([*[SOFT] * 2, LIKELY], ACCOUNT),
        ([replace(UNPAID, action=Action.REVIEW)] * 3, ACCOUNT),  # its priority was low to begin with
        ([*[UNCLEAR] * 2, LIKELY], ITEMS),
        ([*[UNCLEAR] * 9, FIRM, FIRM], ITEMS),
        ([UNSURE] * 5, ITEMS),  # letters are recommended for them
        ([*[UNSURE] * 2, FIRM], ACCOUNT),
        ([UNSURE_REVIEW] * 5, NONE),
        ([*[UNSURE_REVIEW] * 5, FIRM], ITEMS),
        ([BY_PROFILE] * 5, NONE),
        ([*[BY_PROFILE] * 5, FIRM], ITEMS),
        ([UNCLEAR_BY_PROFILE] * 5, NONE),
    ],
)
def test_suspicion_adds_up_to_no_measure_on_an_account(
    pack: Pack, posts: list[Finding], expected: AccountAction
) -> None:
    assert action(pack, posts) is expected


@pytest.mark.parametrize(
    ("bio", "posts", "expected"),
    [
        (BIO_OFFERS, [], ACCOUNT),  # E28
        (BIO_OFFERS, [UNRELATED] * 9, ACCOUNT),
        (BIO_OFFERS, [LAWFUL] * 2, ACCOUNT),
        (BIO_OFFERS, [LAWFUL] * 3, ITEMS),  # enough lawful posts to doubt the bio
        (BIO_OFFERS, [*[LAWFUL] * 9, SOFT], ACCOUNT),
        (replace(BIO_OFFERS, action=Action.REVIEW, priority=Priority.NORMAL), [], ITEMS),
        (replace(BIO_OFFERS, confidence=0.5), [], ITEMS),
        (replace(BIO_OFFERS, confidence=0.5), [FIRM], ACCOUNT),
        (replace(BIO_OFFERS, terms=(told.hit("author.handle", "bale", "offer"),)), [], NONE),  # a name is no bio
        (BIO_PROMOTES, [], ITEMS),
        (BIO_PROMOTES, [LAWFUL], ITEMS),
        (BIO_UNCLEAR_ORDERS, [], NONE),
        (BIO_UNCLEAR_ORDERS, [UNRELATED] * 7, NONE),
        (BIO_UNCLEAR_ORDERS, [FIRM, *[UNRELATED] * 7], ACCOUNT),
        (BIO_UNCLEAR_ORDERS, [SOFT, *[UNRELATED] * 7], ITEMS),
        (BIO_UNCLEAR_ORDERS, [FIRM, LAWFUL], ITEMS),
        (BIO_UNCLEAR_ORDERS, [FIRM, FIRM, LAWFUL], ITEMS),
        (BIO_UNCLEAR_ORDERS, [FIRM, FIRM, FIRM, LAWFUL, *[UNRELATED] * 7], ACCOUNT),
        (BIO_UNCLEAR_NAMES, [FIRM, *[UNRELATED] * 7], ITEMS),
        (BIO_UNCLEAR_NAMES, [FIRM, LIKELY, *[UNRELATED] * 7], ACCOUNT),
        (BIO_UNCLEAR_NAMES, [FIRM, LIKELY, SPEECH, UNCLEAR], ITEMS),
        (BIO_UNCLEAR_NAMES, [FIRM, LIKELY, UNCLEAR, UNCLEAR, UNRELATED], ACCOUNT),
        (
            replace(BIO_UNCLEAR_NAMES, label=Label.LAWFUL, priority=Priority.NONE),
            [FIRM, FIRM, *[UNRELATED] * 7],
            ITEMS,
        ),
        (BIO_UNCLEAR_THRIFT, [FIRM, FIRM, *[UNRELATED] * 7], ITEMS),
        (UNRELATED, [FIRM, FIRM, *[UNRELATED] * 7], ITEMS),
    ],
)
def test_what_a_bio_carries(pack: Pack, bio: Finding, posts: list[Finding], expected: AccountAction) -> None:
    assert action(pack, posts, bio) is expected


@pytest.mark.parametrize(
    ("words", "bio", "posts", "expected"),
    [
        ("preloved tiap Kamis 20.00", BIO_OWN, [FIRM, FIRM, *[LAWFUL] * 7], ACCOUNT),  # E1
        ("preloved SETIAP minggu", BIO_OWN, [FIRM, FIRM, *[LAWFUL] * 7], ACCOUNT),
        ("preloved tiap Kamis 20.00", BIO_OWN, [FIRM, LIKELY, *[LAWFUL] * 7], ITEMS),
        ("preloved tiap Kamis 20.00", BIO_OWN, [FIRM, *[LAWFUL] * 4], ITEMS),
        ("preloved tiap Kamis 20.00", BIO_OWN, [PAID, PAID, *[LAWFUL] * 7], ITEMS),
        ("preloved tiap Kamis 20.00", BIO_OWN, [FIRM, FIRM, *[LAWFUL] * 9], ITEMS),  # 18 %
        ("preloved tiap Kamis 20.00", BIO_OWN, [*[LAWFUL] * 6], NONE),
        ("preloved tiap Kamis 20.00", UNRELATED, [FIRM, FIRM, *[LAWFUL] * 7], ITEMS),
        ("preloved, isi lemari sendiri", BIO_OWN, [*[LAWFUL] * 6], NONE),  # E2
        ("preloved, Kamis tiap sore", BIO_OWN, [FIRM, FIRM, *[LAWFUL] * 7], ITEMS),
        ("preloved, tiap ada Kamis", BIO_OWN, [FIRM, FIRM, *[LAWFUL] * 7], ITEMS),
    ],
)
def test_own_wardrobe_with_a_steady_supply(
    pack: Pack, words: str, bio: Finding, posts: list[Finding], expected: AccountAction
) -> None:
    assert action(pack, posts, bio, words) is expected


@pytest.mark.parametrize(
    ("bio", "posts", "expected"),
    [
        (None, [SOFT, SPEECH], ITEMS),
        (None, [SOFT, SPEECH, SPEECH], NONE),  # E14, E51: doubt is left to speech
        (None, [SOFT, SOFT, SPEECH, SPEECH, SPEECH], NONE),
        (None, [UNCLEAR, SPEECH], NONE),
        (None, [UNCLEAR, LAWFUL], ITEMS),
        (None, [LIKELY, SPEECH, SPEECH, SPEECH], ITEMS),
        (None, [FIRM, SPEECH, SPEECH, SPEECH], ITEMS),  # satire with one advert that is meant
        (None, [UNSURE, SPEECH, SPEECH, SPEECH], ITEMS),
        (SPEECH, [SOFT, SOFT, UNCLEAR], NONE),
        (SPEECH, [FIRM], ITEMS),
        (SPEECH, [FIRM] * 3, ACCOUNT),  # a claim to be a journal frees nobody
        (LAWFUL, [SOFT], ITEMS),
    ],
)
def test_doubt_is_left_to_speech(
    pack: Pack, bio: Finding | None, posts: list[Finding], expected: AccountAction
) -> None:
    assert action(pack, posts, bio) is expected


@pytest.mark.parametrize(
    ("ages", "posts", "expected"),
    [
        ([0, 5, 10], [FIRM] * 3, ACCOUNT),
        ([0, 90, 90], [FIRM] * 3, ACCOUNT),
        ([0, 91, 91], [FIRM] * 3, ITEMS),
        ([0, 2000, 2000, 2000], [UNRELATED, *[FIRM] * 3], ITEMS),  # E35: it stopped
        ([0, None, None, None], [UNRELATED, *[FIRM] * 3], ACCOUNT),  # undated is recent
        ([*range(18)], [*[PIECE] * 6, *[LAWFUL] * 12], ITEMS),  # 6 of 18 are not a third
        ([*range(17)], [*[PIECE] * 6, *[LAWFUL] * 11], ACCOUNT),
        ([*range(14)], [*[PIECE] * 5, *[LAWFUL] * 9], ITEMS),  # 5 are not 6
        ([*range(0, 30, 5), *range(11)], [*[PIECE] * 6, *[LAWFUL] * 11], ACCOUNT),
        ([*range(0, 36, 6), *range(11)], [*[PIECE] * 6, *[LAWFUL] * 11], ACCOUNT),  # 6 in 30 days
        ([*range(0, 42, 7), *range(11)], [*[PIECE] * 6, *[LAWFUL] * 11], ITEMS),  # 6 in 35 days
        ([*[None] * 6, *range(11)], [*[PIECE] * 6, *[LAWFUL] * 11], ACCOUNT),
        ([*range(8)], [*[FIRM] * 3, *[LAWFUL] * 5], ACCOUNT),  # bales weigh more than pieces
        ([*range(8)], [*[FIRM] * 2, LIKELY, *[LAWFUL] * 5], ITEMS),
        ([*range(9)], [*[FIRM] * 3, *[LAWFUL] * 6], ITEMS),
        ([0, 20, 40, *range(5)], [*[FIRM] * 3, *[LAWFUL] * 5], ITEMS),
        ([*range(17)], [*[SOFT] * 6, *[LAWFUL] * 11], ITEMS),
    ],
)
def test_dates(pack: Pack, ages: list[int | None], posts: list[Finding], expected: AccountAction) -> None:
    assert proposal(pack, account(len(posts), ages=ages), posts).action is expected


def test_a_late_capture_makes_old_posts_past(pack: Pack) -> None:
    before = account(3, ages=[400, 400, 400])
    posts = before.posts or ()
    late = replace(before, posts=tuple(replace(post, captured_at=TODAY) for post in posts))
    assert proposal(pack, before, [FIRM] * 3).action is ACCOUNT
    assert proposal(pack, late, [FIRM] * 3).action is ITEMS


@pytest.mark.parametrize(
    ("said", "posts", "expected"),
    [
        ({"bio": "anak SMP suka thrift"}, [UNPAID] * 4, NONE),  # E33
        ({"name": "Dafa kelas 8 SMP"}, [UNPAID] * 4, NONE),
        ({"bio": "anak SMP"}, [LAWFUL] * 4, NONE),
        ({"bio": "anak SMP"}, [FIRM, UNPAID], ITEMS),  # bales are no child's haul
        ({"bio": "anak SMP"}, [PIECE] * 4, NONE),
        ({"bio": "ibu dari dua anak SMP"}, [UNPAID] * 4, ACCOUNT),
        ({"bio": "seragam anak SMP"}, [UNPAID] * 4, ACCOUNT),
        ({"bio": "anak Bandung"}, [UNPAID] * 4, ACCOUNT),
        ({"handle": "anak.smp"}, [UNPAID] * 4, ACCOUNT),  # a handle says nothing
    ],
)
def test_children(pack: Pack, said: dict[str, str], posts: list[Finding], expected: AccountAction) -> None:
    assert proposal(pack, account(len(posts), **said), posts).action is expected


def test_somebody_elses_posts_do_not_count(pack: Pack) -> None:
    own = account(4, handle="Toko.Contoh")
    posts = list(own.posts or ())
    posts[0] = replace(posts[0], author=Author(handle="toko.contoh"))
    posts[1] = replace(posts[1], author=Author(handle="orang.lain"))
    mixed = replace(own, posts=tuple(posts))
    found = proposal(pack, mixed, [FIRM] * 3)
    assert found.items == ("p0", "p2", "p3")
    assert any("1 unggahan milik orang lain" in reason.sentence.id for reason in found.reasons)


@pytest.mark.parametrize(
    ("author", "own"),
    [
        (None, True),
        (Author(id="a", handle="nama.lama"), True),
        (Author(name="Toko"), True),
        (Author(handle="TOKO"), True),
        (Author(handle="orang.lain"), False),
        (Author(id="b"), False),
    ],
)
def test_whose_post_it_is(author: Author | None, own: bool) -> None:
    one = account(1, handle="toko")
    posts = tuple(replace(post, author=author) for post in one.posts or ())
    profile = told.profile_of(replace(one, posts=posts))
    assert (len(profile.posts), profile.foreign) == ((1, 0) if own else (0, 1))


def test_a_post_captured_twice_counts_once(pack: Pack) -> None:
    once = account(1)
    [post] = once.posts or ()
    again = replace(once, posts=tuple(replace(post, id=f"p{number}") for number in range(5)))
    assert proposal(pack, again, [FIRM]).action is ITEMS


def test_the_same_words_on_another_day_are_another_post(pack: Pack) -> None:
    dated = account(3, ages=[1, 2, 3])
    posts = tuple(replace(post, text="sama") for post in dated.posts or ())
    assert proposal(pack, replace(dated, posts=posts), [FIRM] * 3).action is ACCOUNT


@pytest.mark.parametrize(
    ("posts", "bio", "items"),
    [
        ([LAWFUL, FIRM, UNCLEAR, FIRM], None, ("p1", "p3")),
        ([UNCLEAR, LAWFUL, UNCLEAR], None, ("p0", "p2")),
        ([LAWFUL], None, ()),
        ([FIRM], BIO_OFFERS, ("a#bio", "p0")),
        ([FIRM], BIO_UNCLEAR_ORDERS, ("a#bio", "p0")),
        ([FIRM, LAWFUL], BIO_UNCLEAR_ORDERS, ("p0",)),
        ([LAWFUL] * 4, BIO_OFFERS, ("a#bio",)),
    ],
)
def test_the_items_that_carry_it_in_input_order(
    pack: Pack, posts: list[Finding], bio: Finding | None, items: tuple[str, ...]
) -> None:
    assert proposal(pack, account(len(posts), bio="bio" if bio else None), posts, bio).items == items


@pytest.mark.parametrize(
    ("posts", "bio", "label"),
    [
        ([FIRM, FIRM, PAID], None, Label.SELLER),
        ([FIRM, PAID, PAID], None, Label.PROMOTER),
        ([FIRM, FIRM, PAID, PAID], None, Label.SELLER),
        ([FIRM, LAWFUL, LAWFUL, UNRELATED, UNRELATED, UNRELATED], None, Label.LAWFUL),
        ([FIRM, LAWFUL], None, Label.LAWFUL),  # doubt is kind
        ([PAID, UNRELATED, UNRELATED], None, Label.PROMOTER),
        ([SPEECH, LAWFUL], None, Label.SPEECH),
        ([UNCLEAR, UNRELATED], None, Label.UNCLEAR),
        ([UNRELATED], None, Label.UNRELATED),
        ([], None, Label.UNRELATED),
        ([], BIO_OFFERS, Label.SELLER),
        ([], LAWFUL, Label.LAWFUL),
    ],
)
def test_what_the_account_is(pack: Pack, posts: list[Finding], bio: Finding | None, label: Label) -> None:
    assert proposal(pack, account(len(posts), bio="bio" if bio else None), posts, bio).label is label


def test_confidence_is_the_packs_by_the_way(pack: Pack) -> None:
    table = pack.accounts.confidence
    assert proposal(pack, account(0, bio="b"), [], BIO_OFFERS).confidence == table.bio
    assert proposal(pack, account(1), [FIRM]).confidence == table.few
    assert proposal(pack, account(1), [LAWFUL]).confidence == table.nothing


def test_without_claims_or_phrases_those_lines_are_off(pack: Pack) -> None:
    policy = pack.accounts
    bare = replace(
        pack,
        accounts=replace(
            policy,
            regular=replace(policy.regular, claims=(), each=(), whens=()),
            minors=replace(policy.minors, phrases=()),
        ),
    )
    posts = [FIRM, FIRM, *[LAWFUL] * 7]
    assert action(bare, posts, BIO_OWN, "preloved tiap Kamis 20.00") is ITEMS
    assert action(bare, [UNPAID] * 4, UNRELATED, "anak SMP") is ACCOUNT


def test_the_profile_fills_what_a_post_does_not_say_of_its_author(pack: Pack) -> None:
    own = account(1, bio="bio akun", handle="toko")
    [post] = own.posts or ()
    said = replace(own, posts=(replace(post, author=Author(handle="toko", name="Nama")),))
    [_, read] = told.profile_of(said).items
    assert read.author == Author(handle="toko", name="Nama", bio="bio akun")
    assert isinstance(read, Item)
