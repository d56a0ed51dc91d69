"""Each disguise by the table of its name: texts that hide a word, and texts that only look as if they did.

A row says what a reader of the text would say, not what the code does. Columns: the text; the word that is
read in it, or "-" when it must not be; the word in question ("*": no word of the trade at all); the part of
the text that is quoted. Unseen characters and line breaks are written as escapes. In tables/plain.tsv
nothing is disguised.
"""

import csv
import re
from pathlib import Path

import pytest

from turunkan.core.text import Disguise

TABLES = Path(__file__).with_name("tables")
PLAIN = "plain"
FIGURES = ("phone", "price")
DEVICES = [device for device in Disguise if device is not Disguise.SPELLED_NUMBER]  # phone.tsv has those
ESCAPE = re.compile(r"\\(?:n|u([0-9a-f]{4})|U([0-9a-f]{8}))")


def unescaped(cell):
    return ESCAPE.sub(lambda code: chr(int(code[1] or code[2] or "a", 16)), cell)


def rows(device):
    with (TABLES / f"{device}.tsv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {column: unescaped(cell) for column, cell in row.items()}


def cases(*, hits):
    for device in (PLAIN, *FIGURES, *DEVICES):
        for row in rows(device):
            if (row["reads"] != "-") is hits:
                yield pytest.param(device, row, id=f"{device}-{row['text']}-{row['word']}")


@pytest.mark.parametrize(("device", "row"), list(cases(hits=True)))
def test_a_reader_sees_the_word_where_it_stands_and_how_it_was_hidden(found, device, row):
    seen = [each for each in found(row["text"]) if (each.word, each.quote) == (row["word"], row["quote"])]
    assert seen, found(row["text"])
    if device in FIGURES:
        return
    if device == PLAIN:
        assert seen[0].disguises == ()
    else:
        assert device in seen[0].disguises


@pytest.mark.parametrize(("device", "row"), list(cases(hits=False)))
def test_a_reader_does_not_see_the_word_in_a_near_miss(found, trade_words, device, row):
    unwanted = trade_words if row["word"] == "*" else [row["word"]]
    assert [each for each in found(row["text"]) if each.word in unwanted] == []


@pytest.mark.parametrize("row", [pytest.param(row, id=row["text"]) for row in rows("known_limits")])
@pytest.mark.xfail(strict=True, reason="a known limit; its row says why")
def test_a_limit_still_stands(found, row):
    """A row that comes to hold fails here, and belongs in the table of its device."""
    seen = [each for each in found(row["text"]) if each.word == row["word"]]
    read_rightly = [each for each in seen if each.quote == row["quote"] and row["table"] in each.disguises]
    assert bool(read_rightly) if row["reads"] != "-" else not seen


@pytest.mark.parametrize("device", [PLAIN, *FIGURES, *DEVICES])
def test_every_table_has_hits_and_near_misses_enough(device):
    reads = [row["reads"] == row["word"] for row in rows(device)]
    assert min(reads.count(True), reads.count(False)) >= 14


def test_every_table_is_a_disguise_or_plain():
    assert {table.stem for table in TABLES.glob("*.tsv")} == {PLAIN, *FIGURES, *DEVICES, "known_limits"}
