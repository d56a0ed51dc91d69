"""Proof "fuzz": inputs that nobody thought of, against what reading and the readers promise.

Run by `make proof fuzz` (`python proofs/fuzz.py --minutes N`; ten minutes in all by default, halved between two
targets). Writes docs/proof/fuzz/: a page, and a case for each finding, made as small as it goes. What is held:

- reading: folding twice changes nothing; readings and hits stand in the original; the block reader gives what the
  reference gives, one text alone as among others.
- readers: any bytes end in Items, Broken parts or Unreadable, twice the same, however the bytes arrive, and
  however far they are read at first.
"""

import argparse
import codecs
import csv
import gzip
import hashlib
import io
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib import metadata
from pathlib import Path
from typing import Any

import atheris
import numpy as np

with atheris.instrument_imports(include=["turunkan.core.readers", "turunkan.core.text"]):
    from turunkan.core.block.compiled import devices_of
    from turunkan.core.block.reader import BlockReader
    from turunkan.core.block.workspace import Workspace
    from turunkan.core.detect import Engine
    from turunkan.core.detect.blocks import _PLACES, BlockEngine
    from turunkan.core.detect.evidence import Place
    from turunkan.core.detect.gather import Gatherer
    from turunkan.core.readers import ReadOptions, Unreadable, read_posts
    from turunkan.core.readers import read as read_capture
    from turunkan.core.rules import load_pack
    from turunkan.core.text import fold, fold_table, read
    from turunkan.core.vocab import Author, Broken, Item

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/proof/fuzz"
TABLES = ROOT / "tests/core/text/tables"
DATA = ROOT / "tests/data"
PACKS = ("pakaian-bekas-impor", "promosi-judi-daring")
SEED = 20261101
SLOW = 5.0  # seconds
MOST_DEATHS = 8
MOST_TRIES = 3_000  # while a case is made smaller
COMPANIONS = ("bal segel 2jt wa 0812-0000-1147 \U0001f9fa", "“kata orang: jual baju b*kas”\nb a l #bajubekas é")
MENDED = (
    ("reading", "", "a block of nothing but empty texts: KeyError"),
    ("reading", "a", "the first of two block readers in one process: its code was gone, the process died"),
    ("reading", "O8I2\r00000", "a tab or the like parted figures in the blocks, not in the reference"),
    ("reading", "\u07c0", "a digit that the fold leaves alone was a figure in the reference, not in the blocks"),
    ("reading", "im\u65e5\u0301por", "an unseen sign on a foreign letter was a disguise in the reference"),
    ("reading", "\u65e535rb wa 0812-0000-1147", "the same letter before a sum kept it from being one"),
    ("reading", "rp\n35.000", "a currency at the end of a line belonged to the sum on the next"),
    ("readers", "text,b\na,b,c\n", "a heading longer than a record may be: ValueError (records of 5 bytes)"),
)
"""What came out of earlier runs: target, smallest input, what was wrong. Each is a test, and a seed."""
ESCAPE = re.compile(r"\\(?:n|u([0-9a-f]{4})|U([0-9a-f]{8}))")


class Wrong(Exception):
    """A promise that an input breaks: which, and in what way."""

    def __init__(self, check: str, detail: str = "") -> None:
        super().__init__(check, detail)
        self.check, self.detail = check, detail


@dataclass(frozen=True)
class Target:
    """Something to be fuzzed: a check that raises where a promise is broken, and where to begin.

    `every` is the check with nothing left to chance, for an input that is known to fail.
    """

    check: Callable[[bytes], None]
    every: Callable[[bytes], None]
    seeds: Callable[[], Iterator[bytes]]
    words: Callable[[], Iterator[bytes]]
    longest: int


@dataclass(frozen=True)
class Case:
    """An input that breaks a promise."""

    target: str
    check: str
    detail: str
    data: bytes


# ---- reading


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


# ---- readers


class Slowly(io.RawIOBase):
    """A source that gives a few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__()
        self._source, self._size = io.BytesIO(data), size

    def read(self, size: int = -1) -> bytes:
        """At most as many as this source gives."""
        return self._source.read(self._size if size < 0 else min(size, self._size))


LAYOUT = (
    b'{"text":"a"}', b'"', b'""', b"[", b"]", b"{", b"}", b",", b";", b"\t", b"\r", b"\r\n", b"\n", b"null",
    b"NaN", b"1e999", b"\\ud83d", b"\\udc00", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1f\x8b\x08", b"\xc2\x85",
)  # fmt: skip
OPTIONS = (ReadOptions(), ReadOptions(max_record=64), ReadOptions(mapping={"text": "1"}))


def check_readers(data: bytes) -> None:
    """Any bytes end in what a capture may be, and however they arrive, in the same."""
    for options in OPTIONS:
        whole = outcome(io.BytesIO(data), options)
        if outcome(io.BytesIO(data), options) != whole:
            raise Wrong("twice", f"max {options.max_record}")
        if outcome(Slowly(data, 1 if options is OPTIONS[0] else 7), options) != whole:
            raise Wrong("chunks", f"{whole[0]}, max {options.max_record}")
        if outcome(io.BytesIO(data), options, read_posts) != whole:
            raise Wrong("posts", f"{whole[0]}, max {options.max_record}")


def outcome(source: object, options: ReadOptions, way: Callable[..., Any] = read_capture) -> list[str]:
    """What a source was read as, and all that it gave, in words."""
    try:
        capture = way(source, "f", options)
        records = [one if isinstance(one, Broken) else one.whole() for one in capture]
    except Unreadable as unreadable:
        return ["unreadable", str(unreadable.cause)]
    for record in records:
        if not isinstance(record, Item | Broken):
            raise Wrong("neither Item nor Broken", type(record).__name__)
    return [capture.format, *map(repr, records)]


def reader_seeds() -> Iterator[bytes]:
    """Captures of every shape, whole and by the line, and tables, gzip and UTF-16."""
    for file in sorted((DATA / "readers").glob("*.*json")):
        if "expected" not in file.name:
            whole = file.read_bytes()
            yield whole
            yield from whole.splitlines(keepends=True)
            yield b"[" + b",\n".join(whole.splitlines()) + b"]"
            yield gzip.compress(whole, mtime=0)
    yield from (text.encode() for target, text, _ in MENDED if target == "readers")
    small = '{"text":"jual bal segel","id":1}\n{"text":"\\ud83e\\uddfa","author":{"name":"a"}}\n'
    table = 'text,label,posted_at\n"jual ""bal""\nsegel",1,2026-01-31T09:30:00+07:00\nhalo,0,\n'
    for text in (small, table, table.replace(",", "\t"), table.replace(",", ";"), "satu\r\ndua\n", "[]", "[1]"):
        yield text.encode()
        yield codecs.BOM_UTF8 + text.encode()
        yield text.encode("utf-16")
        yield gzip.compress(text.encode(), mtime=0)


def reader_words() -> Iterator[bytes]:
    """Keys of the shapes, and what layouts hang on."""
    keys = set()
    for file in sorted((DATA / "readers").glob("*.*json")):
        keys.update(re.findall(rb'"(\w{1,30})":', file.read_bytes()))
    yield from sorted(keys)
    yield from LAYOUT


TARGETS = {
    "reading": Target(check_reading, check_every_pack, reading_seeds, reading_words, 400),
    "readers": Target(check_readers, check_readers, reader_seeds, reader_words, 4096),
}


# ---- one run: this file as a child, which atheris ends


def fault(check: Callable[[bytes], None], data: bytes) -> tuple[str, str] | None:
    """The promise that an input breaks, and in what way."""
    began = time.monotonic()
    try:
        check(data)
    except Wrong as wrong:
        return wrong.check, wrong.detail
    except Exception as error:  # noqa: BLE001 – whatever it is, it is a finding
        return "exception", f"{type(error).__name__} at {_place(error)}"
    return ("slow", "") if time.monotonic() - began > SLOW else None


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"


def run(name: str, seconds: int, folder: Path) -> None:
    """Fuzz one target until the time is over; each new way of failing is kept, the shortest first."""
    target = TARGETS[name]
    corpus, kept = folder / "corpus", folder / "kept"
    if not corpus.exists():
        corpus.mkdir(parents=True)
        kept.mkdir()
        for seed in target.seeds():
            cut = seed[: target.longest]
            (corpus / seed_name(cut)).write_bytes(cut)
    escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in target.words() if 0 < len(word) <= 60)
    (folder / "words").write_text("".join(f'"{word}"\n' for word in escaped), encoding="ascii")
    limits = [f"-max_total_time={seconds}", f"-max_len={target.longest}", "-rss_limit_mb=4096", "-timeout=120"]
    files = [f"-dict={folder / 'words'}", f"-artifact_prefix={folder / 'died-'}", str(corpus)]
    atheris.Setup(
        [sys.argv[0], f"-seed={SEED}", "-print_final_stats=1", *limits, *files], partial(keep, target.check, kept)
    )
    atheris.Fuzz()


def seed_name(seed: bytes) -> str:
    """The file of a seed."""
    return hashlib.sha256(seed).hexdigest()[:16]


def keep(check: Callable[[bytes], None], kept: Path, data: bytes) -> None:
    """Try one input; keep it where it fails in a new way, or in a known way but shorter."""
    found = fault(check, data)
    if found is None:
        return
    file = kept / hashlib.sha256("\0".join(found).encode()).hexdigest()[:16]
    if not file.exists() or file.stat().st_size > len(data):
        file.write_bytes(data)


# ---- the whole proof


def smaller(name: str, data: bytes, wanted: str) -> bytes:
    """The input without everything that is not needed to break the same promise (delta debugging)."""
    check = TARGETS[name].every
    parts: list[bytes] = [char.encode("utf-8", "surrogateescape") for char in text_of(data)]
    tries, size = 0, max(1, len(parts) // 2)
    while tries < MOST_TRIES:
        at, shrank = 0, False
        while at < len(parts) and tries < MOST_TRIES:
            rest = parts[:at] + parts[at + size :]
            tries += 1
            if (fault(check, b"".join(rest)) or ("",))[0] == wanted:
                parts, shrank = rest, True
            else:
                at += size
        if not shrank and size == 1:
            break
        size = size if shrank else max(1, size // 2)
    return b"".join(parts)


def cases(name: str, folder: Path) -> list[Case]:
    """What a run found, each case as small as it goes and once."""
    found: dict[tuple[str, bytes], Case] = {}
    for file in sorted((folder / "kept").iterdir(), key=lambda kept: (kept.stat().st_size, kept.name)):
        data = file.read_bytes()
        broken = fault(TARGETS[name].every, data)
        if broken is None:
            found["not again", data] = Case(name, "not again", "only in a long run", data)
            continue
        data = smaller(name, data, broken[0])
        check, detail = fault(TARGETS[name].every, data) or broken
        found.setdefault((check, data), Case(name, check, detail, data))
    return list(found.values())


def fuzzed(name: str, seconds: int, folder: Path) -> tuple[dict[str, int], list[Case]]:
    """Figures and findings of one target; where an input ends the whole process, begin again without it."""
    until, logs, died = time.monotonic() + seconds, [], []
    while (left := round(until - time.monotonic())) > 0 and len(died) <= MOST_DEATHS:
        command = [sys.executable, __file__, "--target", name, "--seconds", str(left), "--folder", str(folder)]
        child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
        logs.append(child.stderr)
        if child.returncode == 0:
            break
        fresh = [file for file in folder.glob("died-*") if file.read_bytes() not in {case.data for case in died}]
        if not fresh:
            raise SystemExit(f"the run of {name} broke off:\n{child.stderr[-3000:]}")
        died += [Case(name, "process dies", f"exit {child.returncode}", file.read_bytes()) for file in fresh]
        for case in died:
            (folder / "corpus" / seed_name(case.data)).unlink(missing_ok=True)
    return figures(logs), [*died, *cases(name, folder)]


def figures(logs: list[str]) -> dict[str, int]:
    """Executions, and how far they came, as libFuzzer reports it."""
    joined = "".join(logs)
    executed = sum(map(int, re.findall(r"number_of_executed_units: *(\d+)", joined)))
    reached = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", joined)
    cov, features, corpus = reached[-1] if reached else (0, 0, 0)
    first = re.search(r"INITED cov: (\d+)", joined)
    begun = int(first[1]) if first else 0
    return {"executions": executed, "seeds": begun, "cov": int(cov), "ft": int(features), "corpus": int(corpus)}


def page(minutes: float, runs: dict[str, dict[str, int]], found: list[Case]) -> str:
    """The page of the proof."""
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    rows = "\n".join(
        f"| {name} | {' | '.join(f'{count:,}' for count in run.values())} |" for name, run in runs.items()
    )
    listed = [f"| `{name_of(case)}` | {case.check} | {case.detail} | `{shown(case.data)}` |" for case in found]
    table = ["| case | promise broken | in what way | input |", "|---|---|---|---|", *listed]
    mended = "\n".join(f"| {target} | `{shown(text.encode())}` | {wrong} |" for target, text, wrong in MENDED)
    findings = "\n".join(table) if found else "None: every promise held for every input."
    return f"""# Fuzzing

Made by `make proof fuzz` (`python proofs/fuzz.py --minutes {minutes:g}`; seed {SEED}; {machine}; atheris
{atheris_version()}). The seed begins the same search; how far it comes depends on the machine.

- **reading**: any text; folding twice is folding once, readings and hits are quoted from the original, and the
  block reader gives the hits of the reference, the text alone and among others. Each text goes through one of
  the packs {" and ".join(PACKS)}.
- **readers**: any bytes; they end in Items, Broken parts or Unreadable and nothing else, twice the same, and the
  same when they arrive 1 or 7 at a time; with records of at most 64 bytes, and with a mapping, too.

## How far it came

Branches reached in `turunkan.core.text` and `turunkan.core.readers` (as libFuzzer counts them), by the seeds
alone and at the end; features are branches by how often they are taken; the corpus holds the inputs that reached
something new.

| target | executions | branches, seeds | branches | features | corpus |
|---|---:|---:|---:|---:|---:|
{rows}

## Findings

{findings}

## Found before, and mended

Each is a test (`test_*found_by_fuzzing.py`) and a seed. Not all came from the search itself: some were tried by
hand beside a finding of its kind.

| target | input | what was wrong |
|---|---|---|
{mended}
"""


def atheris_version() -> str:
    """The version of the fuzzer."""
    return metadata.version("atheris")


def name_of(case: Case) -> str:
    """The file of a case."""
    digest = hashlib.sha256(case.data).hexdigest()[:8]
    return f"{case.target}-{re.sub('[^a-z]+', '-', case.check.lower())}-{digest}.bin"


def shown(data: bytes) -> str:
    """An input on one line of a table."""
    return ascii(data.decode("utf-8", "backslashreplace"))[1:-1].replace("|", "\\|").replace("`", "\\x60")[:160]


def write(minutes: float, runs: dict[str, dict[str, int]], found: list[Case]) -> None:
    """The page and the cases."""
    folder = OUT / "cases"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for case in found:
        (folder / name_of(case)).write_bytes(case.data)
    if not found:
        folder.rmdir()
    (OUT / "README.md").write_text(page(minutes, runs, found), encoding="utf-8")
    print(f"written: {(OUT / 'README.md').relative_to(ROOT)}; {len(found)} finding(s)")


def main() -> int:
    """Fuzz every target and write the page; exit 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--target", choices=TARGETS)
    parser.add_argument("--seconds", type=int)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if asked.target:
        run(asked.target, asked.seconds, asked.folder)
        return 0
    runs: dict[str, dict[str, int]] = {}
    found: list[Case] = []
    for name in PACKS:
        kit(name)  # compiles the kernels, which is not what the minutes are for
    with tempfile.TemporaryDirectory() as folder:
        for name in TARGETS:
            place = Path(folder) / name
            place.mkdir()
            runs[name], cases_ = fuzzed(name, round(asked.minutes * 60 / len(TARGETS)), place)
            found += cases_
            print(f"{name}: {runs[name]['executions']:,} executions, {len(cases_)} finding(s)", flush=True)
    write(asked.minutes, runs, found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
