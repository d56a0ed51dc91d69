"""Outcome: what comes of reading the world."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ablating.world import World
from turunkan.core.detect import Engine, law_date
from turunkan.core.detect.evaluation import SOUGHT
from turunkan.core.detect.judge import Judge, firing
from turunkan.core.text import Spellbook, read
from turunkan.core.vocab import Item, Label, Priority

CARRYING = frozenset({"used", "bale", "import"})
"""The facts whose words sellers hide; in real text about other things, a hit of these is false."""


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
