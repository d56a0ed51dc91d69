"""The lattice: which word may follow which within one term, and the places that figures take."""

import pytest

from turunkan.core.text import NUMBER, PHONE, Disguise, read


@pytest.fixture
def following(trade):
    """Reads a text and gives the words that may follow its first word."""

    def words(text):
        lattice = read(text, trade)
        first = lattice.by_start[min(lattice.by_start)][0]
        return [reading[2] for reading in lattice.after(first)]

    return words


NARROW = (" ", "  ", "\t", "\xa0", "-", " - ", "/", " / ", "_", "+", " & ", " 🧺 ", "🔥", "...", " ' ")
NEW_LINE = ("\n", " \n", "\r\n")
NEW_CLAUSE = (",", ", ", "; ", ": ", ' "', " “", "” ", " (", ") ", " [", "#", " #")
NEW_SENTENCE = (". ", "! ", "? ", "... ")


@pytest.mark.parametrize("gap", NARROW)
def test_a_narrow_gap_joins_two_words_of_a_term(following, gap):
    assert following(f"baju{gap}bekas") == ["bekas"]


@pytest.mark.parametrize("gap", [*NEW_LINE, *NEW_CLAUSE, *NEW_SENTENCE])
def test_a_new_line_clause_or_sentence_ends_a_term(following, gap):
    assert following(f"baju{gap}bekas") == []


def test_a_gap_of_seven_signs_is_too_wide(following):
    assert following("baju------bekas") == ["bekas"]
    assert following("baju-------bekas") == []


def test_a_word_between_two_words_keeps_them_apart(following):
    assert following("baju dan bekas") == []


@pytest.mark.parametrize("text", ["bal. segel", "BAL. SEGEL", "wa. bal"])
def test_the_dot_of_an_abbreviation_ends_nothing(following, text):
    assert following(text) == [text.lower().split(". ")[1]]


def test_a_figure_and_its_unit_follow_each_other(following):
    assert following("35pcs bekas") == ["pcs"]
    assert following("pcs 35") == [NUMBER]


@pytest.mark.parametrize("second", ["segel", "s3gel", "seeegel", "s e g e l", "se-gel", "𝘀𝗲𝗴𝗲𝗹", "segelnya"])
def test_a_disguised_word_follows_like_a_plain_one(following, second):
    assert "segel" in following(f"bal {second}")


def test_merged_words_follow_without_a_gap(following):
    assert following("#balsegel") == ["segel"]


def test_nothing_follows_the_last_word(following):
    assert following("bal") == following("bal!!!") == following("bal\n") == []


def test_the_devices_of_a_path_are_told_once_and_in_order(trade):
    lattice = read("s3gel b4l 𝗯aaal", trade)
    path = [readings[0] for _, readings in sorted(lattice.by_start.items()) if readings[0][2] in ("bal", "segel")]
    assert lattice.disguises(path) == (Disguise.STYLED, Disguise.LEET, Disguise.REPEATED)
    assert lattice.disguises([]) == ()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("35k", ["35"]),
        ("Rp 150.000,-", ["150.000"]),
        ("1,5jt", ["1,5"]),
        ("10-20", ["10", "20"]),
        ("ukuran M", []),
    ],
)
def test_figures_are_one_place_each(found, text, figures):
    assert [each.quote for each in found(text) if each.word == NUMBER] == figures


@pytest.mark.parametrize(
    "phone",
    [
        "0812-0000-1147",
        "0812 0000 1147",
        "0812.0000.1147",
        "081200001147",
        "+62 812-0000-1147",
        "62812-0000-1147",
        "0812-0000-11xx",
        "𝟬𝟴𝟭𝟮-𝟬𝟬𝟬𝟬-𝟭𝟭𝟰𝟳",
    ],
)
def test_a_telephone_number_is_one_place(found, phone):
    assert [each.quote for each in found(f"hubungi {phone}!") if each.word == PHONE] == [phone]


@pytest.mark.parametrize("text", ["2026", "150.000.000", "0812", "0812-000", "1945-08-17", "0700-0000-1147"])
def test_other_figures_are_no_telephone_number(found, text):
    assert PHONE not in [each.word for each in found(text)]
