"""The committed table of look-alikes is the one that its script makes, and maps to plain letters only."""

import importlib.util
import re
import unicodedata
from importlib import resources
from pathlib import Path

import pytest

from turunkan.core.text import Disguise, fold

SCRIPT = Path(__file__).parents[3] / "scripts/lookalikes.py"
TABLE = (resources.files("turunkan.core.text") / "lookalikes.tsv").read_text(encoding="utf-8")
HEADER, *ROWS = TABLE.splitlines()


@pytest.fixture
def script():
    """scripts/lookalikes.py as a module."""
    pytest.importorskip("confusable_homoglyphs", reason="the source of the look-alikes is not installed")
    spec = importlib.util.spec_from_file_location("lookalikes", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_committed_table_is_what_the_script_makes(script):
    theirs, ours = re.search(r"Unicode (\S+)$", HEADER)[1], unicodedata.unidata_version
    if theirs != ours:
        pytest.skip(f"the table was made from Unicode {theirs}, this Python knows Unicode {ours}")
    assert script.rendered() == TABLE


def rows():
    for row in ROWS:
        kind, plain, codes = row.split("\t")
        for part in codes.split(" "):
            first, _, last = part.partition("-")
            for code in range(int(first, 16), int(last or first, 16) + 1):
                yield kind, plain, chr(code)


def test_every_character_has_one_row_and_folds_as_it_says():
    seen = set()
    for kind, plain, char in rows():
        assert char not in seen
        seen.add(char)
        folded = fold(f"x{char}")
        assert folded.letters == f"x{plain}"
        assert folded.disguises(0, 2) == (frozenset() if kind == "sign" else {Disguise(kind)})
    assert len(seen) > 4000


def test_letters_are_plain_signs_are_ascii_and_nothing_else_is_unseen():
    for kind, plain, char in rows():
        if kind == "sign":
            assert re.fullmatch("[!-~]", plain)
        elif plain:
            assert re.fullmatch("[a-z0-9]+", plain)
            assert not char.isascii()
        else:
            assert unicodedata.category(char) in {"Cf", "Cc", "Mn", "Me"}
