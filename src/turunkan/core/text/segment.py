"""Segment: merged words ("#bajubekasimpor") as words of a vocabulary."""

from collections.abc import Iterator

from turunkan.core.text.vocabulary import Vocabulary

_SHORTEST_WORD = 3
_SHORTEST_RESIDUE_COVER = 6


def segment(letters: str, vocabulary: Vocabulary, *, residue: bool) -> Iterator[tuple[int, int]]:
    """Ranges of `letters` that are words on some way of covering all of it with known words.

    With `residue` (hashtags), a known beginning or end of six letters or more may stand beside an unknown
    rest ("#thriftshopsolo"); the word next to the rest must be longer than the shortest, so that it does not
    bite into it ("#bajubalita"). A cover must have at least two words: a plain word is never cut up.
    """
    edges = list(_words(letters, vocabulary))
    covered = [edge for edge in _between(edges, 0, len(letters)) if edge != (0, len(letters))]
    if not covered and residue:
        covered = _beside_rest(edges, len(letters))
    yield from covered


def _words(letters: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    for start in range(len(letters) - _SHORTEST_WORD + 1):
        for end in range(start + _SHORTEST_WORD, min(start + vocabulary.longest, len(letters)) + 1):
            if vocabulary.has(letters[start:end]) and len(set(letters[start:end])) > 1:
                yield start, end


def _between(edges: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The words on some way from `start` to `end`."""
    forward, backward = {start}, {end}
    for i, j in sorted(edges):
        if i in forward:
            forward.add(j)
    for i, j in sorted(edges, key=lambda edge: -edge[1]):
        if j in backward:
            backward.add(i)
    return [(i, j) for i, j in edges if i in forward and j in backward and start <= i and j <= end]


def _beside_rest(edges: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """The words of the longest known beginning, else of the longest known end."""
    borders = [edge for edge in edges if edge[1] - edge[0] > _SHORTEST_WORD]
    for head in sorted({j for _, j in borders}, reverse=True):
        if _SHORTEST_RESIDUE_COVER <= head <= length - _SHORTEST_WORD and (found := _between(edges, 0, head)):
            return found
    for tail in sorted({i for i, _ in borders}):
        if _SHORTEST_WORD <= tail <= length - _SHORTEST_RESIDUE_COVER and (found := _between(edges, tail, length)):
            return found
    return []
