"""Proof "ablation": what each view, device and kind of fold adds to the reading, and what it costs.

Run by `make proof ablation`. Each is switched off by itself, inside this proof alone, and the reference reads the
same texts once more. Writes docs/proof/ablation/: README.md and table.csv. Labelled posts, adverts and real text
come from the folder named by TURUNKAN_DATA; only counts leave it. Nothing is random; the cost is measured time.
"""

import csv
import gc
import io
import json
import os
import platform
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import import_module, util
from pathlib import Path
from typing import Any

import gambling

from turunkan.core.detect import Engine, law_date
from turunkan.core.detect.evaluation import SOUGHT
from turunkan.core.detect.judge import Judge, firing
from turunkan.core.detect.lexicon import Lexicon
from turunkan.core.readers import ReadOptions
from turunkan.core.readers import read as read_capture
from turunkan.core.rules import load_pack
from turunkan.core.text import TOKEN, Disguise, Spellbook, Vocabulary, read
from turunkan.core.vocab import Item, Label, Priority

FOLD = import_module("turunkan.core.text.fold")  # by name: the room shows the function under it
LATTICE = import_module("turunkan.core.text.lattice")
RESPELL = import_module("turunkan.core.text.respell")
SPELLBOOK = import_module("turunkan.core.text.spellbook")

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/proof/ablation"
TABLES = ROOT / "tests/core/text/tables"
REAL = json.loads((ROOT / "proofs/real_text.json").read_text(encoding="utf-8"))
CLOTHING = "pakaian-bekas-impor"
CARRYING = frozenset({"used", "bale", "import"})
"""The facts whose words sellers hide; in real text about other things, a hit of these is false."""

EVERY = 3  # of the real rows, one in so many is read
TIMED, ROUNDS = 200, 21
ESCAPE = re.compile(r"\\(?:n|u([0-9a-f]{4})|U([0-9a-f]{8}))")


# ---- what can be switched off


@contextmanager
def put(where: object, name: str, value: object) -> Iterator[None]:
    """Another value in the place of an attribute, for a while."""
    kept = getattr(where, name)
    setattr(where, name, value)
    try:
        yield
    finally:
        setattr(where, name, kept)


Books = Iterable[Spellbook]


@dataclass(frozen=True)
class Switch:
    """Something that can be switched off, and the devices that a hit has where it was needed."""

    kind: str
    name: str
    devices: frozenset[Disguise]
    off: Callable[[ExitStack, Books], None]


def without_view(view: object, stack: ExitStack, _: Books) -> None:
    """All views but one."""
    stack.enter_context(put(LATTICE, "VIEWS", tuple(each for each in LATTICE.VIEWS if each is not view)))


def without_device(device: object, stack: ExitStack, _: Books) -> None:
    """All respellings but one."""
    rest = tuple(each for each in RESPELL._DEVICES if each[0] is not device)
    stack.enter_context(put(RESPELL, "_DEVICES", rest))


def without_hiding(device: Disguise, stack: ExitStack, books: Books) -> None:
    """All heavy disguises but one."""
    for book in books:
        rest = tuple(hiding for hiding in book.hidings if hiding.device is not device)
        stack.enter_context(put(book, "hidings", rest))


def without_segment(stack: ExitStack, _: Books) -> None:
    """No merged words."""
    stack.enter_context(put(SPELLBOOK, "segment", lambda *_, **__: iter(())))


def without_fold(device: Disguise, stack: ExitStack, _: Books) -> None:
    """A fold that leaves one kind of character as it is; with styled letters the signs in their styles."""
    kinds = {device, None} if device is Disguise.STYLED else {device}
    table = {char: row for char, row in FOLD.fold_table().items() if row[1] not in kinds}
    stack.enter_context(put(FOLD, "fold_table", lambda: table))


def without_nothing(_: ExitStack, __: Books) -> None:
    """Everything on: what the measurement itself adds."""


NOTHING = Switch("-", "nothing", frozenset(), without_nothing)
OF_VIEW = {
    "glued": {Disguise.INNER_SYMBOL},
    "spaced": {Disguise.SPACED},
    "starred": {Disguise.CENSORED},
    "contacts": {Disguise.SPELLED_NUMBER},
}


def switches(book: Spellbook) -> Iterator[Switch]:
    """One a view, a respelling, a heavy disguise and a kind of fold; last, nothing."""
    for view in LATTICE.VIEWS:
        name = view.__name__
        yield Switch("view", name, frozenset(OF_VIEW.get(name, ())), partial(without_view, view))
    for device, mark in RESPELL._DEVICES:
        yield Switch("respell", device.__name__, mark, partial(without_device, device))
    for hiding in book.hidings:
        kind = hiding.device
        yield Switch("hiding", kind.value, frozenset({kind}), partial(without_hiding, kind))
    yield Switch("segment", "merged", frozenset({Disguise.MERGED}), without_segment)
    for kind in (Disguise.STYLED, Disguise.LOOKALIKE, Disguise.ZERO_WIDTH, Disguise.ACCENT):
        yield Switch("fold", kind.value, frozenset({kind}), partial(without_fold, kind))
    yield NOTHING


@contextmanager
def off(switch: Switch, books: Books) -> Iterator[None]:
    """The reading without one thing; nothing is remembered from before or after."""
    with ExitStack() as stack:
        switch.off(stack, books)
        forget(books)
        yield
    forget(books)


def forget(books: Books) -> None:
    """Empty what the spellbooks remember."""
    for book in books:
        book._remembered.clear()


# ---- what is read


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


# ---- what comes of it

Answer = tuple[Label, str | None, Priority]
NONE = frozenset[Any]()


@dataclass
class Seen:
    """What was read with one thing switched off."""

    hits: int = 0
    sought: set[str] = field(default_factory=set)
    innocent: set[str] = field(default_factory=set)
    answers: dict[str, Answer] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    near: set[int] = field(default_factory=set)
    words: set[int] = field(default_factory=set)
    false_hits: int = 0
    false_devices: Counter[str] = field(default_factory=Counter)
    false_rows: set[int] = field(default_factory=set)
    found: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)


def seen(world: World) -> Seen:
    """Read everything."""
    result = Seen()
    see_posts(world, result)
    see_real(world, result)
    see_adverts(world, result)
    for at, (device, row) in enumerate(world.rows):
        if holds(world.trade, device, row):
            (result.near if row["reads"] == "-" else result.rows).add(at)
    for at, (item, start, end) in enumerate(world.words):
        if any(hit.start < end and start < hit.end for hit in carrying(world.clothing, item)[0]):
            result.words.add(at)
    return result


def carrying(engine: Engine, item: Item) -> tuple[list[Any], Answer]:
    """The hits that carry the matter, and the answer."""
    evidence = engine.evidence(item)
    day = law_date(item, engine.pack)[0]
    judged = Judge(engine.pack).judge(firing(evidence, engine.pack), evidence, day)
    hits = [one.hit for one in evidence.counted if not CARRYING.isdisjoint(one.hit.facts)]
    return hits, (judged.label, judged.tier, judged.priority)


def see_posts(world: World, result: Seen) -> None:
    """The labelled posts."""
    for item in world.posts:
        hits, answer = carrying(world.clothing, item)
        surfaced = answer[2] is not Priority.NONE
        if Label(item.extra["label"]) in SOUGHT:
            result.hits += len(hits)
            result.answers[item.id] = answer
            if surfaced:
                result.sought.add(item.id)
        elif surfaced:
            result.innocent.add(item.id)


def see_real(world: World, result: Seen) -> None:
    """Real text, which is about other things."""
    for at, item in enumerate(world.real):
        hits, answer = carrying(world.clothing, item)
        result.false_hits += len(hits)
        result.false_devices.update(device for hit in hits for device in hit.disguise)
        if answer[2] is not Priority.NONE:
            result.false_rows.add(at)


def see_adverts(world: World, result: Seen) -> None:
    """Comments, of which some are adverts for gambling."""
    for item, advert in world.adverts:
        _, answer = carrying(world.gambling, item)
        if answer[2] is not Priority.NONE:
            (result.found if advert else result.wrong).add(item.id)


def holds(book: Spellbook, device: str, row: Mapping[str, str]) -> bool:
    """Whether a row of a word table comes out as its test wants it."""
    lattice = read(row["text"], book)
    found = [
        (reading[2], row["text"][slice(*lattice.folded.span(*reading[:2]))], lattice.disguises([reading]))
        for readings in lattice.by_start.values()
        for reading in readings
    ]
    if row["reads"] == "-":
        unwanted = book.vocabulary if row["word"] == "*" else [row["word"]]
        return {word for word, _, _ in found}.isdisjoint(unwanted)
    ways = [ways for word, quote, ways in found if (word, quote) == (row["word"], row["quote"])]
    if not ways or device in ("phone", "price"):
        return bool(ways)
    return ways[0] == () if device == "plain" else device in ways[0]


# ---- what it costs


def costs(world: World, all_switches: list[Switch]) -> dict[str, int]:
    """What each adds to the reading of one text, in nanoseconds: the median of interleaved rounds."""
    pool = [item.text for item in (*world.posts, *world.real) if item.text]
    texts = pool[:: max(1, len(pool) // TIMED)][:TIMED]
    lexicon = Lexicon(world.clothing.pack)
    books = (lexicon.book,)
    spent: dict[str, list[float]] = {switch.name: [] for switch in all_switches}
    gc.disable()
    for turn in range(ROUNDS):
        for switch in all_switches:
            with_it, without = 0.0, 0.0
            for is_on in (True, False) if turn % 2 else (False, True):
                with off(NOTHING if is_on else switch, books):
                    spell = timed(lexicon, texts)
                with_it, without = (spell, without) if is_on else (with_it, spell)
            spent[switch.name].append(with_it - without)
            gc.collect()
    gc.enable()
    return {name: round(statistics.median(rounds)) for name, rounds in spent.items()}


def timed(lexicon: Lexicon, texts: list[str]) -> float:
    """Nanoseconds a text."""
    began = time.process_time_ns()
    for text in texts:
        lexicon.read(text)
    return (time.process_time_ns() - began) / len(texts)


# ---- the page

COLUMNS = (
    "kind", "name", "sought_rows", "adverts", "words", "sought_hits", "answers", "innocents", "table_rows",
    "near_misses", "real_hits", "device_per_10k", "real_rows", "advert_recall_pp", "advert_precision_pp",
    "ns_per_post", "verdict",
)  # fmt: skip
TITLES = (
    "kind", "off", "sought rows", "adverts", "words", "sought hits", "answers", "innocents", "table rows",
    "near misses", "false hits", "/10k tokens", "false rows", "recall pp", "precision pp", "ns a post", "verdict",
)  # fmt: skip
Line = dict[str, Any]


def line(world: World, switch: Switch, on: Seen, without: Seen, cost: int) -> Line:
    """What one thing adds: with it, less without it."""
    recalls, precisions = zip(*(shares(world, one) for one in (on, without)), strict=True)
    made = sum(on.false_devices[device.value] for device in switch.devices)
    row: Line = {
        "kind": switch.kind,
        "name": switch.name,
        "sought_rows": len(on.sought) - len(without.sought),
        "adverts": len(on.found) - len(without.found),
        "words": len(on.words) - len(without.words),
        "sought_hits": on.hits - without.hits,
        "answers": sum(without.answers[name] != answer for name, answer in on.answers.items()),
        "innocents": len(on.innocent) - len(without.innocent),
        "table_rows": len(on.rows) - len(without.rows),
        "near_misses": len(on.near) - len(without.near),
        "real_hits": on.false_hits - without.false_hits,
        "device_per_10k": round(made * 10_000 / tokens(world), 3) if switch.devices else "",
        "real_rows": len(on.false_rows) - len(without.false_rows),
        "advert_recall_pp": round(100 * (recalls[0] - recalls[1]), 2),
        "advert_precision_pp": round(100 * (precisions[0] - precisions[1]), 2),
        "ns_per_post": cost,
    }
    return row | {"verdict": verdict(row)}


def shares(world: World, one: Seen) -> tuple[float, float]:
    """Recall and precision on the adverts."""
    there = sum(advert for _, advert in world.adverts)
    surfaced = len(one.found) + len(one.wrong)
    return len(one.found) / there, len(one.found) / surfaced if surfaced else 0.0


def verdict(row: Line) -> str:
    """What the figures say; a table written for a device is no proof that people use it."""
    if row["kind"] == "-":
        return "nothing was off: the noise of the cost"
    if row["sought_rows"] > 0 or row["adverts"] > 0:
        return "keeps"
    if row["words"] > 0:
        return "keeps, by the disguised words"
    if row["sought_hits"] > 0 or row["answers"] > 0:
        return "keeps, by words and answers alone"
    if row["innocents"] < 0 or row["real_rows"] < 0:
        return "keeps, as a guard"
    return "earns nothing" + (" but its own table" if row["table_rows"] > 0 else "")


@cache
def _counted(texts: tuple[str, ...]) -> int:
    return sum(len(TOKEN.findall(FOLD.fold(text).letters)) for text in texts)


def tokens(world: World) -> int:
    """How many there are in the real text."""
    return _counted(tuple(text for item in world.real for _, text in item.content()))


def earned(row: Line) -> tuple[int, ...]:
    """The order of the table: what earns most comes first."""
    rows = row["sought_rows"] + row["adverts"]
    return (row["kind"] == "-", -rows, -row["words"], -row["sought_hits"], -row["answers"], -row["table_rows"])


def page(world: World, on: Seen, lines: list[Line], minutes: float) -> str:
    """The page of the proof."""
    recall, precision = shares(world, on)
    sought = sum(Label(item.extra["label"]) in SOUGHT for item in world.posts)
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    head = f"| {' | '.join(TITLES)} |\n|{'---|' * 2}{'---:|' * (len(TITLES) - 3)}---|"
    body = "\n".join(f"| {' | '.join(str(row[name]) for name in COLUMNS)} |" for row in lines)
    return f"""# Ablation

Made by `make proof ablation` in {minutes:.1f} minutes ({machine}). Nothing but the cost depends on the machine.

Each row has **one** thing switched off; every figure is what that thing *adds*: with everything on, less without
it. Where two see through the same disguise, neither seems to earn it, so switch off one at a time and measure
again. `table.csv` has the same figures.

With everything on: {len(on.sought)} of {sought} sought posts are surfaced ({on.hits:,} hits of
used, bale and import on them), and {len(on.innocent)} of {len(world.posts) - sought} others;
of {len(world.real):,} real rows (one in {EVERY}; {tokens(world):,} tokens) {len(on.false_rows)} are,
with {on.false_hits} such hits. {len(on.words)} of {len(world.words)} disguised words show one where they stand.
Gambling adverts ({len(world.adverts):,} comments, without those held out): recall {recall:.3f}, precision
{precision:.3f}. {len(on.rows)} of the tables' hits and {len(on.near)} of their near misses come out right.

- **sought rows**, **innocents**, **false rows**: rows surfaced among sought posts, other posts, real text.
- **words**: words disguised by people who had not read the fold (tests/data/disguised*.tsv) that are read.
- **sought hits**, **false hits**: counted hits of used, bale and import; **/10k tokens**: such hits in real text
  that have this device, everything being on.
- **adverts**, **recall**, **precision**: adverts for gambling that are surfaced, in percentage points.
- **answers**: sought posts whose label, tier or priority would be another. **near misses**: rows of the tables
  that must not be read; below zero, this is what reads them.
- **ns a post**: of the reference, {TIMED} posts and comments, nothing remembered; median of {ROUNDS} interleaved
  rounds. The last row says how far the noise goes.

{head}
{body}
"""


def main() -> int:
    """Measure, and write the page and the table."""
    folder = Path(os.environ.get("TURUNKAN_DATA", ROOT.parent / "shared/data"))
    if not (folder / "real").is_dir():
        print(f"no real text in {folder} (set TURUNKAN_DATA)")
        return 2
    began = time.monotonic()
    everything = world(folder)
    on = seen(everything)
    all_switches = list(switches(everything.trade))
    cost = costs(everything, all_switches)
    lines: list[Line] = []
    for switch in all_switches:
        with off(switch, everything.books):
            without = seen(everything)
        lines.append(line(everything, switch, on, without, cost[switch.name]))
        print(f"{time.monotonic() - began:6.0f} s", *lines[-1].values(), flush=True)
    lines.sort(key=earned)
    OUT.mkdir(parents=True, exist_ok=True)
    with (OUT / "table.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(lines)
    minutes = (time.monotonic() - began) / 60
    (OUT / "README.md").write_text(page(everything, on, lines, minutes), encoding="utf-8")
    print(f"written: {OUT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
