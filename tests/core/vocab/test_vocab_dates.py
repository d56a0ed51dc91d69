"""Days and moments in words, in WIB."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.core.vocab import ROMAN, WIB, Wording, day_in_words, moment_in_words


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 8, 17), Wording("17 Agustus 2026", "17 August 2026")),
        (date(2026, 1, 1), Wording("1 Januari 2026", "1 January 2026")),
        (date(2026, 5, 31), Wording("31 Mei 2026", "31 May 2026")),
        (date(2026, 12, 9), Wording("9 Desember 2026", "9 December 2026")),
    ],
)
def test_a_day_is_written_out_without_zeros_before_it(day: date, said: Wording) -> None:
    assert day_in_words(day) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 8, 17, 14, 5, tzinfo=WIB), "17 Agustus 2026, 14.05 WIB"),
        (datetime(2026, 8, 17, 16, 59, tzinfo=UTC), "17 Agustus 2026, 23.59 WIB"),
        (datetime(2026, 8, 17, 17, 0, tzinfo=UTC), "18 Agustus 2026, 00.00 WIB"),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "1 Januari 2027, 00.00 WIB"),
        (datetime(2026, 8, 18, 1, 30, tzinfo=timezone(timedelta(hours=9))), "17 Agustus 2026, 23.30 WIB"),
    ],
)
def test_a_moment_is_said_as_the_clock_in_jakarta_shows_it(moment: datetime, said: str) -> None:
    assert moment_in_words(moment).id == said


def test_english_parts_hours_and_minutes_by_a_colon() -> None:
    assert moment_in_words(datetime(2026, 8, 17, 14, 5, tzinfo=WIB)).en == "17 August 2026, 14:05 WIB"


@given(st.dates())
def test_no_two_days_are_said_alike_and_each_month_has_a_name(day: date) -> None:
    said, other = (
        day_in_words(day),
        day_in_words(day + timedelta(days=1) if day < date.max else day.replace(day=1)),
    )
    assert said.id != other.id
    assert said.en != other.en


def test_months_in_figures_of_rome_are_twelve_and_differ() -> None:
    assert len(set(ROMAN)) == len(ROMAN) == 12
    assert (ROMAN[3], ROMAN[8], ROMAN[10]) == ("IV", "IX", "XI")
