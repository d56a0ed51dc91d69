"""Other ways of looking at the same rows: text alone, and a model that is held to few false alarms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from labelled_rows import BALE, LAWFUL, NOTICE, PIECE, QUIET, SPEECH, UNCLEAR, UNPAID

from turunkan.core.detect.evaluation import Guess, Judged, Performance, Share, evaluate, text_alone
from turunkan.core.detect.evaluation.ways import held_to
from turunkan.core.vocab import Author, Item, Kind, Label

SELLS, TALKS = Guess(Label.SELLER, 0.9), Guess(Label.SPEECH, 0.2)


def test_the_text_alone_is_measured_like_the_whole() -> None:
    rows = [
        Judged(BALE, NOTICE, keyword=False, bare=QUIET),  # lost without the author
        Judged(UNPAID, UNCLEAR, keyword=False, bare=UNCLEAR),
        Judged(LAWFUL, QUIET, keyword=False, bare=PIECE),  # wronged without the author
        Judged(SPEECH, QUIET, keyword=False, bare=QUIET),
    ]
    assert evaluate(rows).text_alone == Performance(
        label=Share(0, 4), found=Share(1, 2), charged=Share(0, 2), disturbed=Share(1, 2), accused=Share(1, 2)
    )


def test_a_model_alone_is_taken_at_its_word() -> None:
    rows = [
        Judged(BALE, QUIET, keyword=False, guess=SELLS),
        Judged(UNPAID, QUIET, keyword=False, guess=TALKS),  # acceptable as speech, and not found
        Judged(LAWFUL, QUIET, keyword=False, guess=SELLS),
        Judged(SPEECH, QUIET, keyword=False, guess=TALKS),
    ]
    ngram = evaluate(rows).ngram
    assert ngram is not None
    assert ngram.plain == Performance(
        label=Share(3, 4), found=Share(1, 2), charged=Share(1, 2), disturbed=Share(1, 2), accused=Share(1, 2)
    )


SCORED = [
    *((True, score) for score in (0.9, 0.8, 0.6, 0.3)),
    *((False, score) for score in (0.85, 0.6, 0.5, 0.1)),
]


@pytest.mark.parametrize(
    ("most", "found", "disturbed"),
    [
        (0.0, 1, 0),  # above 0.85
        (0.24, 1, 0),  # a quarter would be one of four
        (0.25, 2, 1),  # above 0.6: the 0.6 on both sides stay out together
        (0.5, 3, 2),  # above 0.5
        (0.75, 4, 3),
        (1.0, 4, 4),
    ],
)
def test_a_threshold_flags_at_most_a_share_of_the_innocent(most: float, found: int, disturbed: int) -> None:
    held = held_to(SCORED, most)
    assert (held.found, held.disturbed) == (Share(found, 4), Share(disturbed, 4))


def test_equal_scores_are_flagged_together_or_not_at_all() -> None:
    held = held_to([(True, 0.5), (False, 0.5), (False, 0.5)], 0.5)
    assert (held.found, held.disturbed) == (Share(0, 1), Share(0, 2))


def test_without_innocents_no_threshold_is_claimed() -> None:
    assert held_to([(True, 0.5)], 0.01).found == Share(0, 0)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5).map(float))), st.integers(0, 100))
def test_false_alarms_stay_below_what_was_allowed(scored: list[tuple[bool, float]], percent: int) -> None:
    held = held_to(scored, percent / 100)
    assert held.disturbed.count * 100 <= percent * held.disturbed.total
    assert held.disturbed.total == sum(not sought for sought, _ in scored)


def test_the_model_is_also_held_to_what_the_engine_does() -> None:
    rows = [
        Judged(BALE, NOTICE, keyword=False, guess=SELLS),
        Judged(SPEECH, NOTICE, keyword=False, guess=TALKS),
        Judged(SPEECH, UNCLEAR, keyword=False, guess=TALKS),
        Judged(SPEECH, QUIET, keyword=False, guess=TALKS),
    ]
    ngram = evaluate(rows).ngram
    assert ngram is not None
    assert [held.most for held in ngram.held] == [0.01, 0.05]
    assert (ngram.as_accused.most, ngram.as_disturbed.most) == (1 / 3, 2 / 3)


def test_text_alone_has_neither_author_nor_tags() -> None:
    author = Author(id="1", handle="toko.bal", name="Toko", bio="bal segel")
    item = Item(id="i", kind=Kind.POST, title="t", text="x", author=author, hashtags=("bal",), place="Medan")
    assert text_alone(item) == Item(id="i", kind=Kind.POST, title="t", text="x", place="Medan")


def test_a_bio_keeps_what_it_says() -> None:
    bio = Item(id="i", kind=Kind.BIO, author=Author(handle="toko.bal", name="Toko", bio="bal segel"))
    assert text_alone(bio).author == Author(bio="bal segel")
    assert text_alone(Item(id="i", kind=Kind.BIO, text="bal")).author is None
