"""Reading: any text, read one by one and in blocks."""

import csv
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import atheris
import numpy as np

from fuzzing.promise import DATA, MENDED, ROOT, Wrong

with atheris.instrument_imports(include=["turunkan.core.readers", "turunkan.core.text"]):
    from turunkan.core.block.compiled import devices_of
    from turunkan.core.block.reader import BlockReader
    from turunkan.core.block.workspace import Workspace
    from turunkan.core.detect import Engine
    from turunkan.core.detect.blocks import _PLACES, BlockEngine
    from turunkan.core.detect.evidence import Place
    from turunkan.core.detect.gather import Gatherer
    from turunkan.core.rules import load_pack
    from turunkan.core.text import fold, fold_table, read
    from turunkan.core.vocab import Author, Item

TABLES = ROOT / "tests/core/text/tables"
PACKS = ("pakaian-bekas-impor", "promosi-judi-daring")
COMPANIONS = ("bal segel 2jt wa 0812-0000-1147 \U0001f9fa", "“kata orang: jual baju b*kas”\nb a l #bajubekas é")
ESCAPE = re.compile(r"\\(?:n|u([0-9a-f]{4})|U([0-9a-f]{8}))")


@dataclass(frozen=True)
class Kit:
    """One pack, compiled both ways."""

    name: str
    gatherer: Gatherer
    reader: BlockReader
    engine: Engine
    blocks: BlockEngine
    terms: list[tuple[str, str]]


COLUMNS = ("term", "concept", "start", "end", "devices", "place", "word", "denied")
Row = tuple[str, str, int, int, tuple[str, ...], int, int, bool]
"""A hit: term, concept, original range, devices, place, words before it, denied."""


@cache
def kit(name: str) -> Kit:
    """The pack of that name."""
    pack = load_pack(name)
    gatherer = Gatherer(pack)
    engine = Engine(pack)
    terms = [(term.text, concept.id) for concept in pack.concepts.values() for term in concept.terms]
    return Kit(name, gatherer, BlockReader(Workspace(pack, gatherer.book)), engine, BlockEngine(engine), terms)


def text_of(data: bytes) -> str:
    """Any bytes as a text; what is no UTF-8 becomes half surrogate pairs, which a text may hold too."""
    return data.decode("utf-8", "surrogateescape")


def check_reading(data: bytes) -> None:
    """One text through the fold, and through one of the packs."""
    check_text(data, PACKS[zlib.crc32(data) % len(PACKS)])


def check_text(data: bytes, *packs: str) -> None:
    """One text through the fold, and through some packs."""
    text = text_of(data)
    check_fold(text)
    for name in packs:
        check_hits(kit(name), text)


def check_every_pack(data: bytes) -> None:
    """One text through the fold, and through all packs."""
    check_text(data, *PACKS)


def check_fold(text: str) -> None:
    """Folding twice is folding once, and every folded character comes from somewhere."""
    folded = fold(text)
    if fold(folded.letters).letters != folded.letters:
        raise Wrong("fold twice")
    if not len(folded.starts) == len(folded.ends) == len(folded.letters):
        raise Wrong("fold map", "length")
    if list(folded.starts) != sorted(folded.starts) or list(folded.ends) != sorted(folded.ends):
        raise Wrong("fold map", "order")
    if not all(0 <= a < b <= len(text) for a, b in zip(folded.starts, folded.ends, strict=True)):
        raise Wrong("fold map", "range")


def check_hits(kit: Kit, text: str) -> None:
    """Readings and hits are quoted from the text, and the blocks agree with the reference."""
    lattice = read(text, kit.gatherer.book)
    for readings in lattice.by_start.values():
        for first, last, _, _ in readings:
            start, end = lattice.folded.span(first, last)
            if not 0 <= start < end <= len(text):
                raise Wrong("reading outside the text", kit.name)
            if lattice.folded.letters[first:last] not in fold(text[start:end]).letters:
                raise Wrong("reading not quoted", kit.name)
    expected = reference(kit, text)
    if expected != reference(kit, text):
        raise Wrong("reference twice", kit.name)
    compare(kit, "block, alone", expected, blocks(kit, [text])[0])
    texts = [COMPANIONS[0], text, *text.split("\n"), COMPANIONS[1]]
    together = blocks(kit, texts)
    compare(kit, "block, among others", expected, together[1])
    for companion, rows in zip(COMPANIONS, (together[0], together[-1]), strict=True):
        compare(kit, "block, beside it", reference(kit, companion), rows)
    check_sieve(kit, text)


def check_sieve(kit: Kit, text: str) -> None:
    """What surfaces is not held back, whether the text or its author says it."""
    for item in (Item(id="1", text=text), Item(id="1", text=COMPANIONS[0], author=Author(name=text, handle=text))):
        wanted = kit.engine.find(item)
        if kit.blocks.find([item])[0] != (wanted if wanted.surfaced else None):
            raise Wrong("sieve", f"{kit.name}: {'held back' if wanted.surfaced else 'let through'}")


def reference(kit: Kit, text: str) -> list[Row]:
    """The hits as the gatherer finds them."""
    rows = []
    for hit, place, word, denied in kit.gatherer._read("text", text, Place.SAID):
        if hit.quote != text[hit.start : hit.end] or not hit.quote:
            raise Wrong("hit not quoted", kit.name)
        rows.append((hit.term, hit.concept, hit.start, hit.end, hit.disguise, _PLACES[place], word, denied))
    return rows


def blocks(kit: Kit, texts: list[str]) -> list[list[Row] | None]:
    """The hits of each text as the block reader finds them; None where it leaves a text to the reference."""
    hits = kit.reader.read(texts, np.full(len(texts), _PLACES[Place.SAID], np.uint8))
    rows: list[list[Row] | None] = [None if at in set(hits.failed) else [] for at in range(len(texts))]
    columns = (column.tolist() for column in hits[:-1])
    for text, term, start, end, devices, place, denied, word in zip(*columns, strict=True):
        disguise = tuple(device.value for device in devices_of(devices))
        found = rows[text]
        if found is not None:
            found.append((*kit.terms[term], start, end, disguise, place, word, bool(denied)))
    return rows


def compare(kit: Kit, check: str, expected: list[Row], found: list[Row] | None) -> None:
    """Say in what way two readings of a text differ."""
    if found is None or found == expected:
        return
    missing, added = set(expected) - set(found), set(found) - set(expected)
    kinds = sorted({device for row in missing | added for device in row[4]})
    only = "order" if not missing | added else f"{len(missing)} missing, {len(added)} added"
    if len(missing) == len(added) == 1:
        (one,), (other,) = missing, added
        only = "other " + ", ".join(name for name, a, b in zip(COLUMNS, one, other, strict=True) if a != b)
    raise Wrong(check, f"{kit.name}: {only}; {', '.join(kinds) or 'plain'}")


def reading_seeds() -> Iterator[bytes]:
    """Invented posts, the tables of the disguises, and what failed before."""
    yield from (text.encode() for target, text, _ in MENDED if target == "reading")
    for line in (DATA / "dev_posts.jsonl").read_text(encoding="utf-8").splitlines():
        yield str(json.loads(line).get("text") or "").encode()
    for table in sorted(TABLES.glob("*.tsv")):
        with table.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield unescaped(row["text"]).encode()


def unescaped(cell: str) -> str:
    """A cell of the tables, unseen characters as they are."""
    return ESCAPE.sub(lambda code: chr(int(code[1] or code[2] or "a", 16)), cell)


def reading_words() -> Iterator[bytes]:
    """What a mutation may put in: terms, one character a fold, marks of quotation, figures."""
    for name in PACKS:
        pack = load_pack(name)
        for concept in pack.concepts.values():
            yield from (term.text.encode() for term in concept.terms[:3])
        yield from (word.encode() for word in (*pack.negators, *pack.joiners))
    plain: set[str] = set()
    for char, (letters, device) in fold_table().items():
        if f"{letters}{device}" not in plain:
            plain.add(f"{letters}{device}")
            yield char.encode()
    yield from (
        sign.encode() for sign in (*"“”„‘’«»£€×#*²", "\U0001f1ee\U0001f1e9", "0812-0000-1147", "35k", "1,5jt")
    )
