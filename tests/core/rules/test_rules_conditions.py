"""When a condition holds: a table of all its parts at their boundaries, and what must be true of any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.core.rules import When
from turunkan.core.rules.conditions import Count, Near


class Words:
    """Evidence in which every word is a name: what an Item says, and the tags around it."""

    def __init__(self, text: str, tags: str = "") -> None:
        self.text = text.split()
        self.tags = tags.split()

    def has(self, name: str) -> bool:
        return name in self.text or name in self.tags

    def said(self, name: str) -> bool:
        return name in self.text

    def gap(self, one: str, other: str) -> int | None:
        ones, others = ([at for at, word in enumerate(self.text) if word == name] for name in (one, other))
        return min((max(abs(a - b) - 1, 0) for a in ones for b in others), default=None)


# condition, what the Item says, its tags, whether the condition holds
TABLE = [
    (When(), "", "", True),
    (When(all=("eggs", "offer")), "eggs offer", "", True),
    (When(all=("eggs", "offer")), "eggs", "offer", True),
    (When(all=("eggs", "offer")), "eggs", "", False),
    (When(all=("eggs", "offer")), "", "", False),
    (When(any=("eggs", "offer")), "offer", "", True),
    (When(any=("eggs", "offer")), "", "eggs", True),
    (When(any=("eggs", "offer")), "news", "", False),
    (When(none=("news", "joke")), "eggs", "", True),
    (When(none=("news", "joke")), "eggs joke", "", False),
    (When(none=("news", "joke")), "eggs", "news", False),
    (When(said=("eggs", "offer")), "eggs offer", "", True),
    (When(said=("eggs", "offer")), "eggs", "offer", False),
    (When(said=("eggs", "offer")), "eggs", "", False),
    (When(said_any=("eggs", "offer")), "offer", "", True),
    (When(said_any=("eggs", "offer")), "", "eggs offer", False),
    (When(said_any=("eggs", "offer")), "", "", False),
    (When(count=Count(2, ("eggs", "offer", "price"))), "eggs price", "", True),
    (When(count=Count(2, ("eggs", "offer", "price"))), "eggs", "offer", True),
    (When(count=Count(2, ("eggs", "offer", "price"))), "eggs offer price", "", True),
    (When(count=Count(2, ("eggs", "offer", "price"))), "eggs eggs", "", False),
    (When(count=Count(2, ("eggs", "offer", "price"))), "", "", False),
    (When(near=Near(2, "eggs", "offer")), "eggs so many offer", "", True),
    (When(near=Near(2, "eggs", "offer")), "offer so many eggs", "", True),
    (When(near=Near(2, "eggs", "offer")), "eggs so very many offer", "", False),
    (When(near=Near(2, "eggs", "offer")), "eggs so very many offer eggs", "", True),
    (When(near=Near(0, "eggs", "offer")), "eggs offer", "", True),
    (When(near=Near(0, "eggs", "offer")), "eggs so offer", "", False),
    (When(near=Near(2, "eggs", "offer")), "eggs", "offer", False),
    (When(near=Near(2, "eggs", "offer")), "eggs", "", False),
    (When(all=("eggs",), any=("offer", "price"), none=("news",)), "eggs price", "", True),
    (When(all=("eggs",), any=("offer", "price"), none=("news",)), "eggs", "", False),
    (When(all=("eggs",), any=("offer", "price"), none=("news",)), "eggs price news", "", False),
    (When(all=("eggs",), said_any=("offer",), count=Count(1, ("price",))), "eggs offer price", "", True),
    (When(all=("eggs",), said_any=("offer",), count=Count(1, ("price",))), "eggs offer", "", False),
    (When(said=("eggs",), near=Near(0, "eggs", "offer")), "eggs and offer", "", False),
]


@pytest.mark.parametrize(("when", "text", "tags", "expected"), TABLE)
def test_a_condition_holds_when_every_part_of_it_does(when, text, tags, expected):
    assert when.holds(Words(text, tags)) is expected


def test_a_condition_names_all_it_speaks_of_and_asks_only_for_what_it_does_not_forbid():
    when = When(
        all=("eggs",),
        any=("offer", "price"),
        none=("news",),
        said=("eggs",),
        said_any=("promotion",),
        count=Count(1, ("supply", "offer")),
        near=Near(3, "eggs", "contact"),
    )
    assert set(when.names()) == {"eggs", "offer", "price", "news", "promotion", "supply", "contact"}
    assert list(when.asks_for()) == ["eggs", "offer", "price", "promotion", "supply", "contact"]


NAME = st.sampled_from(["eggs", "offer", "price", "news"])
NAMES = st.lists(NAME, max_size=3, unique=True).map(tuple)
TEXTS = st.lists(NAME | st.just("and"), max_size=6).map(" ".join)
CONDITIONS = st.builds(
    When,
    all=NAMES,
    any=NAMES,
    none=NAMES,
    said=NAMES,
    said_any=NAMES,
    count=st.none() | st.builds(Count, st.integers(1, 3), NAMES),
    near=st.none() | st.builds(Near, st.integers(0, 3), NAME, NAME),
)


@given(when=CONDITIONS, text=TEXTS, tags=TEXTS, more=NAME)
def test_a_name_that_is_not_forbidden_never_breaks_a_condition_that_holds(when, text, tags, more):
    if when.holds(Words(text, tags)) and more not in when.none:
        assert when.holds(Words(f"{text} {more}", tags))
        assert when.holds(Words(text, f"{tags} {more}"))


@given(when=CONDITIONS, text=TEXTS, tags=TEXTS, forbidden=NAME)
def test_a_forbidden_name_breaks_any_condition_wherever_it_stands(when, text, tags, forbidden):
    if forbidden in when.none:
        assert not when.holds(Words(f"{text} {forbidden}", tags))
        assert not when.holds(Words(text, f"{tags} {forbidden}"))


@given(when=CONDITIONS, text=TEXTS, tags=TEXTS)
def test_what_tags_satisfy_is_satisfied_as_well_when_it_is_said(when, text, tags):
    if when.holds(Words(text, tags)):
        assert when.holds(Words(f"{text} {tags}"))
