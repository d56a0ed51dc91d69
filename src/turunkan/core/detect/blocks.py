"""Blocks: Findings for many Items at once. Read and ruled on as arrays; only what a rule fires on becomes objects.

Gives the same Findings, byte for byte, as `Engine.find` one by one, which stays the reference and takes over
where numba is not installed and for texts that do not fit the arrays.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from turunkan.core.block import codes
from turunkan.core.block.classifier import BlockClassifier
from turunkan.core.block.compiled import devices_of
from turunkan.core.block.reader import BlockReader, Hits
from turunkan.core.block.rules import BlockJudge
from turunkan.core.block.sifter import Sifter
from turunkan.core.block.workspace import Workspace
from turunkan.core.classifier import Chances, name_row
from turunkan.core.classifier.features import surface_names
from turunkan.core.detect.classify import Fate
from turunkan.core.detect.engine import BLOCK, Engine
from turunkan.core.detect.evidence import ItemEvidence, Place, Seen
from turunkan.core.detect.gather import as_read, context_place
from turunkan.core.detect.judge import Firing
from turunkan.core.detect.rings import no_rings
from turunkan.core.rules import Strength
from turunkan.core.vocab import Finding, Hit, Item, Post

_PLACES = {Place.SAID: codes.PLACE_SAID, Place.QUOTED: codes.PLACE_QUOTED, Place.TAG: codes.PLACE_TAG,
           Place.PROFILE: codes.PLACE_PROFILE}  # fmt: skip
_new = tuple.__new__  # a named tuple by its values in order: half the time of its own name, millions of times
_BY_CODE = {code: place for place, code in _PLACES.items()}


class _Block(NamedTuple):
    """The texts of some Items, one after the other; `ahead`: letters before what is read of some."""

    texts: list[str]
    items: list[int]
    fields: list[str]
    places: list[int]
    ahead: dict[int, int]


class _Rows(NamedTuple):
    """Hits by the judge's names, and the row of Hits that each came from; below zero, a mark of the platform."""

    columns: dict[str, codes.Array]
    source: codes.Array


_HIT = attrgetter("text", "term", "start", "end", "devices", "place", "word", "denied")
_Row = tuple[int, int, int, int, int, int, int, int]


class BlockEngine:
    """The engine over blocks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        pack = engine.pack
        self._concepts = list(pack.concepts.values())
        self._terms = [(term.text, concept) for concept in self._concepts for term in concept.terms]
        self._concept_of_term = np.array(
            [at for at, concept in enumerate(self._concepts) for _ in concept.terms], np.int64
        )
        self._rules = len(pack.rules)
        self._beyond_cues = np.array([rule.strength > Strength.CUE for rule in pack.rules], bool)
        marks = [(mark, at) for at, concept in enumerate(self._concepts) for mark in concept.marks]
        fields = list(dict.fromkeys(field for (field, _), _ in marks))
        self._marks = [(field, wanted, at, -1 - fields.index(field)) for (field, wanted), at in marks]
        self._detectors = pack.detectors
        self._devices: dict[int, tuple[str, ...]] = {}
        space = Workspace(pack, engine.book)
        self._reader = BlockReader(space)
        self._judge = BlockJudge(pack)
        self._sifter = Sifter(space, self._judge)
        self._classifier = _classifier(engine, space)

    def stream(
        self, posts: Iterable[Post], *, everything: bool = False, block: int = BLOCK
    ) -> Iterator[tuple[Post, Finding | None]]:
        """Every Item in its order, with its Finding where it is surfaced, or always with `everything`.

        With a Finding comes the whole Item; what nobody needs to look at may stay what it was. Nothing is
        answered before a `block` is full: a small one answers a slow source sooner.
        """
        source = iter(posts)
        while taken := list(islice(source, block)):
            places = range(len(taken)) if everything else self._sifted(taken)
            items = [taken[at].whole() for at in places]
            found: list[Finding | None] = [None] * len(taken)
            with no_rings():
                findings = self._read(items, everything=everything)
            for at, item, finding in zip(places, items, findings, strict=True):
                taken[at], found[at] = item, finding
            yield from zip(taken, found, strict=True)

    def find(self, items: Sequence[Item], *, everything: bool = False) -> list[Finding | None]:
        """The Findings of one block; None where nobody needs to look."""
        return [finding for _, finding in self.stream(items, everything=everything, block=len(items) or 1)]

    def _sifted(self, posts: Sequence[Post]) -> list[int]:
        """The places of those that may surface, by their words and by what the platform marked."""
        marks = [(at, concept) for at, concept, _ in self._marked(posts)]
        places: list[int] = self._sifter.may_surface(posts, marks).tolist()
        return places

    def _read(self, items: Sequence[Item], *, everything: bool = False) -> list[Finding | None]:
        """Read closely."""
        block = _block_of(items)
        hits = self._hits(block)
        rows = self._rows(items, hits, np.array(block.items, np.int64)[hits.text])
        fired, became = self._judge.fired(len(items), rows.columns)
        by_hand = {block.items[text] for text in hits.failed}
        wanted = range(len(items)) if everything else np.flatnonzero(fired[:, : self._rules].any(axis=1)).tolist()
        at_hits = np.searchsorted(rows.columns["hit_item"], np.arange(len(items) + 1))
        chances = self._chances(items, wanted, block, rows.columns, at_hits, fired, became)
        if not everything:
            wanted = [at for at in wanted if self._may_matter(fired[at], chances.get(at))]
        firing: list[list[Firing]] = [[] for _ in items]
        for at, one in np.argwhere(fired).tolist():
            firing[at].append(self._detectors[one])
        bounds = at_hits.tolist()
        read: list[_Row] = list(zip(*(column.tolist() for column in _HIT(hits)), strict=True))
        found: list[Finding | None] = [None] * len(items)
        for at in sorted({*wanted, *by_hand}):
            if at in by_hand:
                finding = self._engine.find(items[at])
            else:
                span = slice(bounds[at], bounds[at + 1])
                evidence = self._evidence(
                    items[at], block, read, rows.source[span].tolist(), became[span].tolist()
                )
                finding = self._engine.finding(items[at], evidence, firing[at], chances.get(at))
            if everything or finding.surfaced:
                found[at] = finding
        return found

    def _chances(
        self,
        items: Sequence[Item],
        wanted: Sequence[int],
        block: _Block,
        columns: dict[str, codes.Array],
        at_hits: codes.Array,
        fired: codes.Array,
        became: codes.Array,
    ) -> dict[int, Chances]:
        """What the classifier makes of the Items that are wanted, by place."""
        model = self._engine.pack.classifier
        if self._classifier is None or model is None or not wanted:
            return {}
        seen = {
            "item_at": np.searchsorted(np.array(block.items, np.int64), np.arange(len(items) + 1)),
            "item_hit_at": at_hits,
            "text_place": np.array(block.places, np.uint8),
            "hit_concept": columns["hit_concept"],
            "hit_place": columns["hit_place"],
            "counted": became,
            "fired": fired.reshape(-1),
        }
        surfaces = [[name_row(name) for name in surface_names(item)] for item in items]
        scores = self._classifier.scores(wanted, seen, surfaces).tolist()
        return {at: model.chances(of_one) for at, of_one in zip(wanted, scores, strict=True)}

    def _may_matter(self, fired: codes.Array, chances: Chances | None) -> bool:
        """Whether an Item may surface: a cue alone does not, unless the classifier finds something in it."""
        meeting = self._engine.pack.meeting
        if chances is None or meeting is None or chances.sought >= meeting.surfaces_cue:
            return True
        return bool(fired[: self._rules][self._beyond_cues].any())

    def _hits(self, block: _Block) -> Hits:
        """What stands in the texts of a block, as places in what the sources gave."""
        texts, ahead = block.texts, np.zeros(len(block.texts), np.int32)
        if block.ahead:
            texts = [as_read(field, text)[0] for field, text in zip(block.fields, texts, strict=True)]
            ahead[[*block.ahead]] = [*block.ahead.values()]
        hits = self._reader.read(texts, np.array(block.places, np.uint8))
        ahead = ahead[hits.text]
        return hits._replace(start=hits.start + ahead, end=hits.end + ahead)

    def _rows(self, items: Sequence[Item], hits: Hits, item_of_hit: codes.Array) -> _Rows:
        """The hits for the judge, with what the platform marked after those of each Item."""
        columns = {
            "hit_item": item_of_hit,
            "hit_concept": self._concept_of_term[hits.term],
            "hit_field": hits.text.astype(np.int64),
            "hit_word": hits.word.astype(np.int64),
            "hit_place": hits.place,
            "hit_denied": hits.denied,
        }
        source = np.arange(len(item_of_hit))
        marked = self._marked(items)
        if not marked:
            return _Rows(columns, source)
        more = np.array(marked, np.int64).T
        blank = np.zeros(len(marked), np.int64)
        extra = dict(
            zip(columns, (more[0], more[1], more[2], blank, blank + codes.PLACE_SAID, blank), strict=True)
        )
        order = np.argsort(np.concatenate([item_of_hit, more[0]]), kind="stable")
        joined = {
            name: np.concatenate([column, extra[name].astype(column.dtype)])[order]
            for name, column in columns.items()
        }
        return _Rows(joined, np.concatenate([source, -1 - np.arange(len(marked))])[order])

    def _marked(self, posts: Sequence[Post]) -> list[tuple[int, int, int]]:
        """(Item, concept, field) of what the platform itself says, in the order of the pack."""
        found: list[tuple[int, int, int]] = []
        for name, wanted, concept, field in self._marks:
            values = list(map(attrgetter(name), posts))
            meant = {value for value in set(values) if str(value).lower() == wanted}
            if meant:
                found += ((at, concept, field) for at, value in enumerate(values) if value in meant)
        return found

    def _evidence(
        self, item: Item, block: _Block, read: Sequence[_Row], rows: Sequence[int], became: Sequence[int]
    ) -> ItemEvidence:
        """What was seen in one Item, as the kernels weighed it."""
        kept: tuple[list[Seen], ...] = ([], [], [], [])
        marks = self._engine.marked(item) if any(row < 0 for row in rows) else iter(())
        for row, fate in zip(rows, became, strict=True):
            kept[fate].append(next(marks) if row < 0 else self._seen(block, read[row]))
        return ItemEvidence(
            kept[codes.COUNTED], kept[codes.DENIED], kept[codes.SET_ASIDE], self._engine.pack.denial
        )

    def _seen(self, block: _Block, row: _Row) -> Seen:
        """One Hit as the gatherer gives it."""
        text, at, start, end, devices, place, word, denied = row
        term, concept = self._terms[at]
        quote = block.texts[text][start:end]
        disguise = self._disguise(devices)
        hit = _new(Hit, (concept.id, concept.facts, term, block.fields[text], start, end, quote, disguise))
        return _new(Seen, (hit, _BY_CODE[place], word, bool(denied)))

    def _disguise(self, mask: int) -> tuple[str, ...]:
        said = self._devices.get(mask)
        if said is None:
            said = self._devices[mask] = tuple(device.value for device in devices_of(mask))
        return said


_FATES = {Fate.COUNTED: codes.COUNTED, Fate.DENIED: codes.DENIED, Fate.SET_ASIDE: codes.SET_ASIDE}


def _classifier(engine: Engine, space: Workspace) -> BlockClassifier | None:
    """The engine's classifier over arrays, where it has one."""
    if engine.classifier is None:
        return None
    numbers = {concept: at for at, concept in enumerate(engine.pack.concepts)}
    rows = engine.classifier.rows
    of_hit = {
        (_FATES[fate], _PLACES[place], numbers[concept]): listed
        for (fate, place, concept), listed in rows.of_hit.items()
    }
    of_detector = [rows.of_detector.get(detector.id, -1) for detector in engine.pack.detectors]
    return BlockClassifier(space, engine.classifier.model, of_hit, of_detector)


def _block_of(items: Sequence[Item]) -> _Block:
    """The texts of some Items: what each says, then what stands around it."""
    block = _Block([], [], [], [], {})
    for at, item in enumerate(items):
        for field, text in item.content():
            _add(block, at, field, text, codes.PLACE_SAID)
        for field, text in item.context():
            if ahead := as_read(field, text)[1]:
                block.ahead[len(block.texts)] = ahead
            _add(block, at, field, text, _PLACES[context_place(field)])
    return block


def _add(block: _Block, at: int, field: str, text: str, place: int) -> None:
    block.texts.append(text)
    block.items.append(at)
    block.fields.append(field)
    block.places.append(place)
