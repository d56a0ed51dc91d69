"""The first text of a line: the words that count, cut at word edges, telephone numbers masked."""

from collections.abc import Callable

import pytest
from tests.desk.conftest import BALE
from tests.desk.notices.conftest import Confirm, Edit, Letters

from turunkan.desk.notices.lines import QUOTE_LENGTH
from turunkan.desk.notices.models import Line, Notice

LineOver = Callable[..., Line]
FILLER = "Selamat pagi kawan semua, semoga sehat selalu dan lancar rezekinya. "

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def line_over(confirm: Confirm, letters: Letters) -> LineOver:
    """The line of a letter over one post: `line_over(text)`."""

    def call(text: str, **more: str) -> Line:
        (notice,) = letters([confirm("q1", text, **more)])
        return notice.lines.get()

    return call


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("0812-0000-1147", "0812-••••-1147"),
        ("0812 0000 1147", "0812 •••• 1147"),
        ("+62 812-0000-1147", "+62 81•-••••-1147"),
        ("０８１２-0000-1147", "０８１２-••••-1147"),
        ("wa.me/6281200001147", "wa.me/6281•••••1147"),
    ],
)
def test_telephone_numbers_are_masked_however_they_are_written(
    line_over: LineOver, written: str, shown: str
) -> None:
    quote = line_over(BALE.replace("0812-0000-1147", written)).quote
    assert shown in quote
    assert written not in quote


def test_prices_and_amounts_stay_readable(line_over: LineOver) -> None:
    assert "isi 120 pcs, harga 3 juta" in line_over(BALE).quote


def test_a_number_typed_into_a_draft_is_masked_as_well(notice: Notice, change_line: Edit) -> None:
    change_line(notice.lines.all()[0], quote="Minat WA 0812-0000-1147", reason="Ia menulis 0812-0000-1147.")
    line = notice.lines.all()[0]
    assert (line.quote, line.reason) == ("Minat WA 0812-••••-1147", "Ia menulis 0812-••••-1147.")
    change_line(line)
    assert notice.lines.all()[0].quote == "Minat WA 0812-••••-1147"


@pytest.mark.parametrize(
    "text",
    [
        FILLER * 6 + BALE + " " + FILLER * 6,
        (FILLER * 6 + BALE + " " + FILLER * 6).replace(" ", "\n"),
        (FILLER * 6 + BALE + " " + FILLER * 6).replace(" ", "\r\n"),
        "a" * 700 + " " + BALE + " " + FILLER * 6,
        BALE + " " + "b" * 700,
        "#" + "x" * 300 + "\n" + BALE + "\n" + FILLER * 6,
    ],
    ids=["spaces", "lines", "windows lines", "a wall before", "a wall behind", "a wall and lines"],
)
def test_a_long_text_is_cut_around_the_words_that_count(line_over: LineOver, text: str) -> None:
    quote = line_over(text).quote
    assert "bal segel" in quote
    assert len(quote) <= QUOTE_LENGTH + len("… ") + len(" …")
    assert "\n" not in quote
    assert "\r" not in quote


def test_cuts_are_marked_and_fall_between_words(line_over: LineOver) -> None:
    text = FILLER * 6 + BALE + " " + FILLER * 6
    quote = line_over(text).quote
    assert quote.startswith("… ")
    assert quote.endswith(" …")
    words = quote[2:-2].split()
    assert set(words) <= set(text.replace("0812-0000-1147", "0812-••••-1147").split())


def test_a_short_text_is_quoted_whole(line_over: LineOver) -> None:
    assert line_over(BALE).quote == BALE.replace("0812-0000-1147", "0812-••••-1147")


def test_the_field_with_the_most_words_that_count_is_quoted(line_over: LineOver) -> None:
    quote = line_over("Cek kolom keterangan ya, kawan.", transcript=BALE).quote
    assert "bal segel" in quote


def test_the_reason_begins_with_what_the_person_said(line_over: LineOver) -> None:
    reason = line_over(BALE).reason
    assert reason.startswith("Konten ini menawarkan pakaian bekas impor per bal atau karung. Karena ")
