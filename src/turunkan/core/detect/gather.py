"""Gather: read every field of an Item with the lexicon, and note where each Hit stands."""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from turunkan.core.detect.evidence import ItemEvidence, Place, Seen, weighed
from turunkan.core.detect.lexicon import Lexicon, Match
from turunkan.core.rules import Pack
from turunkan.core.text import TOKEN, Folded, words_of
from turunkan.core.vocab import LONGEST_READ, Hit, Item, bare_tag

_CLAUSE_END = re.compile(r"[.,!?;:()\n]")
_REACH = 2
# Several words between quotation marks: what somebody else said, or advertised.
_QUOTATION = re.compile(
    r"[\"“„«](?=[^\"”»\n]*\s)[^\"“”„«»\n]{12,400}[\"”»]"
    r"|(?<![a-z0-9_])['‘](?=\S)(?=[^'‘’\n]*\s)[^'‘’\n]{12,400}['’](?![a-z0-9_])"
)
_IN_TAG = re.compile(r"#[a-z0-9_]+")


class Gatherer:
    """Collects the evidence of Items for one pack."""

    __slots__ = ("_lexicon", "_negators", "_pack", "book")

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._lexicon = Lexicon(pack)
        self.book = self._lexicon.book
        self._negators = frozenset(word for negator in pack.negators for word in words_of(negator))

    def gather(self, item: Item) -> ItemEvidence:
        """Everything seen in an Item: what it says, what stands around it, what the platform marked."""
        return weighed(self._seen(item), self._pack)

    def _seen(self, item: Item) -> Iterator[Seen]:
        for field, text in item.content():
            yield from self._read(field, text, Place.SAID)
        for field, text in item.context():
            yield from self._read(field, text, context_place(field))
        yield from self.marked(item)

    def _read(self, field: str, text: str, place: Place) -> Iterator[Seen]:
        said, ahead = as_read(field, text)
        lattice, matches = self._lexicon.read(said[:LONGEST_READ])
        folded = lattice.folded
        quotations = _spans(_QUOTATION, folded.letters)
        tags = _spans(_IN_TAG, folded.letters)
        words = [word.start() for word in TOKEN.finditer(folded.letters)]
        for match in matches:
            hit = self._hit(field, text, match, folded, ahead)
            where = _place(match.begin, quotations, tags) or place
            yield Seen(hit, where, bisect_left(words, match.begin), self._is_denied(folded, match))

    def _hit(self, field: str, text: str, match: Match, folded: Folded, ahead: int) -> Hit:
        concept = self._pack.concepts[match.term.concept]
        start, end = (ahead + place for place in folded.span(match.begin, match.end))
        return Hit(
            concept=concept.id,
            facts=concept.facts,
            term=match.term.text,
            field=field,
            start=start,
            end=end,
            quote=text[start:end],
            disguise=tuple(device.value for device in match.disguise),
        )

    def _is_denied(self, folded: Folded, match: Match) -> bool:
        """Whether a negator stands within two words before a match, in the same clause."""
        clause = _CLAUSE_END.split(folded.letters[max(0, match.begin - 64) : match.begin])[-1]
        return not self._negators.isdisjoint(TOKEN.findall(clause)[-_REACH:])

    def marked(self, item: Item) -> Iterator[Seen]:
        """What the platform itself says of an Item, as Hits on that field."""
        for concept in self._pack.concepts.values():
            for field, wanted in concept.marks:
                if str(getattr(item, field)).lower() == wanted:
                    hit = Hit(
                        concept=concept.id,
                        facts=concept.facts,
                        term=f"{field}={wanted}",
                        field=field,
                        start=0,
                        end=len(wanted),
                        quote=wanted,
                        disguise=(),
                    )
                    yield Seen(hit, Place.SAID, word=0, denied=False)


def context_place(field: str) -> Place:
    """Where a field around the Item stands."""
    return Place.TAG if field.startswith("hashtags") or field == "author.handle" else Place.PROFILE


def as_read(field: str, text: str) -> tuple[str, int]:
    """A field's text as it is read, and how many letters of what the source gave stand before that."""
    if not field.startswith("hashtags"):
        return text, 0
    said = bare_tag(text)
    return said, len(text) - len(said)


def _spans(pattern: re.Pattern[str], letters: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(letters)]


def _place(begin: int, quotations: list[tuple[int, int]], tags: list[tuple[int, int]]) -> Place | None:
    """Where a match stands, if not simply in its field."""
    if _within(tags, begin):
        return Place.TAG
    return Place.QUOTED if _within(quotations, begin) else None


def _within(spans: list[tuple[int, int]], at: int) -> bool:
    nearest = bisect_right(spans, (at, sys.maxsize)) - 1
    return nearest >= 0 and at < spans[nearest][1]
