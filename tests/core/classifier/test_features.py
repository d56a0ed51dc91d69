"""What the classifier looks at: which differences between two posts it sees, and which it must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.core.classifier import Group, extract, fingerprint, name_row
from turunkan.core.classifier.features import MOST_LETTERS, ROWS, letters_of, tokens_of
from turunkan.core.vocab import Author, Item, Kind

TEXT = "Ready bal segel jaket Korea, minat WA"


def seen(text: str, **more: object) -> tuple[object, ...]:
    return extract(Item(id="1", text=text, **more), [], [], []).groups


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TEXT, TEXT.upper()),
        (TEXT, "Ｒｅａｄｙ bal segel jaket Korea, minat WA"),
        (TEXT, "Ready bal sege\u200bl jaket Korea, minat WA"),
        (TEXT, "Ready bal segel jaket Korea,\tminat WA"),
    ],
)
def test_a_disguise_that_is_folded_away_changes_nothing(one: str, other: str) -> None:
    assert seen(one) == seen(other)


@pytest.mark.parametrize(
    "other",
    [
        TEXT + "!",
        TEXT.replace("Ready", "Sudah"),
        TEXT.replace(",", ""),
        "Kata dia: " + TEXT,
        TEXT.replace(" ", "\n", 1),
    ],
)
def test_a_word_or_sign_more_or_less_is_seen(other: str) -> None:
    assert seen(TEXT) != seen(other)


def test_the_id_and_what_is_not_said_change_nothing() -> None:
    assert extract(Item(id="1", text=TEXT), [], [], []) == extract(Item(id="2", text=TEXT), [], [], [])
    with_author = Item(id="1", text=TEXT, author=Author(handle="balimport"))
    assert extract(with_author, [], [], []) == extract(Item(id="1", text=TEXT), [], [], [])


def test_what_stands_around_is_a_group_of_its_own() -> None:
    alone, around = seen(TEXT), extract(Item(id="1", text=TEXT), ["balimport"], ["Toko Kita"], []).groups
    assert [at for at in Group if alone[at] != around[at]] == [Group.AROUND]


def test_where_it_was_published_is_part_of_the_form() -> None:
    listing = seen(TEXT, kind=Kind.LISTING, platform="Shopee")
    assert [at for at in Group if seen(TEXT)[at] != listing[at]] == [Group.FORM]
    assert listing == seen(TEXT, kind=Kind.LISTING, platform="shopee")


def test_what_the_rules_read_counts_once() -> None:
    rows = [name_row("fact:offer"), name_row("fact:used"), name_row("fact:offer")]
    assert list(extract(Item(id="1", text=""), [], [], rows).rows(Group.READ)) == sorted(set(rows))


def test_a_wall_of_text_is_looked_at_so_far_and_no_further() -> None:
    wall = "jaket " * MOST_LETTERS
    assert letters_of(wall) == letters_of(wall + "bal segel")
    assert len(letters_of(wall)) == MOST_LETTERS


@given(st.text(max_size=80))
def test_any_text_comes_to_rows_of_the_table(text: str) -> None:
    for rows in seen(text):
        assert all(0 <= row < ROWS for row in rows)


@given(st.text(max_size=80))
def test_tokens_leave_out_nothing_but_spaces(text: str) -> None:
    letters = letters_of(text)
    assert b"".join(tokens_of(letters)) == letters.replace(b" ", b"").replace(b"\n", b"")


def test_the_fingerprint_is_that_of_this_way_of_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = fingerprint()
    monkeypatch.setattr("turunkan.core.classifier.features.PIECES", (3, 5))
    assert fingerprint() != usual
