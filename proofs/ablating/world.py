"""World: what is read with each thing switched off."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from typing import Any

import gambling

from turunkan.core.detect import Engine
from turunkan.core.readers import ReadOptions
from turunkan.core.readers import read as read_capture
from turunkan.core.rules import load_pack
from turunkan.core.text import Spellbook, Vocabulary
from turunkan.core.vocab import Item

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "tests/core/text/tables"
REAL = json.loads((ROOT / "proofs/real_text.json").read_text(encoding="utf-8"))
CLOTHING = "pakaian-bekas-impor"
EVERY = 3  # of the real rows, one in so many is read
ESCAPE = re.compile(r"\\(?:n|u([0-9a-f]{4})|U([0-9a-f]{8}))")


@dataclass(frozen=True)
class World:
    """Everything that is read with each thing switched off."""

    clothing: Engine
    gambling: Engine
    trade: Spellbook
    posts: list[Item]
    real: list[Item]
    adverts: list[tuple[Item, bool]]
    rows: list[tuple[str, dict[str, str]]]
    words: list[tuple[Item, int, int]]

    @property
    def books(self) -> tuple[Spellbook, ...]:
        """The spellbooks of all packs."""
        return self.clothing.book, self.gambling.book, self.trade


def world(folder: Path) -> World:
    """All of it, from the repository and the folder of data."""
    shared = conftest()
    trade = Spellbook(Vocabulary(shared.TERMS, helpers=shared.HELPERS, hidden=shared.TERMS))
    return World(
        Engine(load_pack(CLOTHING)),
        Engine(load_pack(gambling.PACK)),
        trade,
        list(posts(folder)),
        list(real(folder / "real")),
        list(adverts(folder / "real" / gambling.COMMENTS)),
        list(table_rows()),
        list(disguised_words()),
    )


def conftest() -> Any:
    """The vocabulary of the tables' tests."""
    spec = util.spec_from_file_location("text_conftest", TABLES.parent / "conftest.py")
    if spec is None or spec.loader is None:
        raise SystemExit("tests/core/text/conftest.py is not there")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def items(file: Path, mapping: Mapping[str, str]) -> Iterator[Item]:
    """The Items of one file."""
    source = io.BytesIO(file.read_bytes())
    yield from (part for part in read_capture(source, file.name, ReadOptions(mapping)) if isinstance(part, Item))


def posts(folder: Path) -> Iterator[Item]:
    """The labelled posts, for judging and for training."""
    for file in (folder / "dev_posts.jsonl", *sorted(folder.glob("train_*.jsonl"))):
        yield from items(file, {})


def real(folder: Path) -> Iterator[Item]:
    """One in so many of the real rows."""
    for name, mapping in REAL.items():
        rows = [
            item
            for item in items(folder / name, mapping)
            if name != gambling.COMMENTS or not gambling.held_out(item.text or "")
        ]
        yield from rows[::EVERY]


def adverts(file: Path) -> Iterator[tuple[Item, bool]]:
    """The comments that are not held out, and whether each is an advert."""
    for at, row in enumerate(gambling.comments(file)):
        if not row.held_out:
            yield Item(id=str(at), text=row.text), row.advert


def table_rows() -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of the word tables, each with its table's name."""
    for table in sorted(TABLES.glob("*.tsv")):
        if table.stem != "known_limits":
            with table.open(encoding="utf-8", newline="") as source:
                for row in csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE):
                    yield table.stem, {name: unescaped(cell) for name, cell in row.items()}


def disguised_words() -> Iterator[tuple[Item, int, int]]:
    """Words disguised by people who had not read the fold: a text, and where in it the word is."""
    for table in sorted((ROOT / "tests/data").glob("disguised*.tsv")):
        for row in table.read_text(encoding="utf-8").split("\n")[1:-1]:
            text, quote, *_ = row.split("\t")
            start = text.index(quote)
            yield Item(id=row, text=text), start, start + len(quote)


def unescaped(cell: str) -> str:
    """A cell of the tables, unseen characters as they are."""
    return ESCAPE.sub(lambda code: chr(int(code[1] or code[2] or "a", 16)), cell)
