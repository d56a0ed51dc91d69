"""Sifter: which Items of a block may surface, by the kernel of the sieve; all others need not be read closely."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter

import numpy as np

from turunkan.core.block.codes import Array
from turunkan.core.block.layout import SIEVE
from turunkan.core.block.machine import Kernel
from turunkan.core.block.rules import BlockJudge
from turunkan.core.block.workspace import Workspace
from turunkan.core.rules import Pack
from turunkan.core.text import PLACES, words_of
from turunkan.core.vocab import Post, bare_tag

# What an Item says and what stands around it, for a quick look without the order and the names of the fields.
_TEXTS = attrgetter("title", "text", "transcript", "image_text", "hashtags", "author")
_NAMES = attrgetter("name", "handle", "bio")
_MOST_NAMES = 1 << 17


class Sifter:
    """The rules of one pack, asked loosely."""

    def __init__(self, space: Workspace, judge: BlockJudge) -> None:
        self._space = space
        leads = _leads(space.pack, space.ids)
        self._arrays = judge.conditions | leads | {
            "seen_in": np.zeros(len(space.ids), np.int32),
            "stands": np.zeros(len(space.ids), np.uint64),
            "word_list": np.zeros(len(space.ids) + 1, np.int32),
            "met_in": np.zeros(len(space.pack.concepts), np.int32),
            "met_list": np.zeros(len(space.pack.concepts) + 1, np.int32),
            "waiting": np.zeros(len(space.pack.concepts), np.int32),
            "bag": np.zeros(judge.width, np.uint64),
            "support": np.zeros(judge.width, np.uint64),
        }  # fmt: skip
        self._kernel = Kernel("sieve", SIEVE)
        self._wordless: set[str] = set()
        self._nobodies: set[tuple[str | None, ...]] = set()  # authors all of whose names are wordless
        self._figures_speak = any(words and set(words) <= set(PLACES) for words in _words(space.pack))

    def may_surface(self, posts: Iterable[Post], marks: Iterable[tuple[int, int]]) -> Array:
        """Which posts may surface, as places in order; `marks` are (post, concept) that the platform says."""
        texts: list[str] = []
        ends: list[int] = []
        names: list[int] = []  # places of texts that are an author's
        for title, text, transcript, image_text, tags, author in map(_TEXTS, posts):
            if text:
                texts.append(text)
            if title or transcript or image_text:
                texts += filter(None, (title, transcript, image_text))
            if tags:
                texts += filter(None, map(bare_tag, tags))
            if author and (called := _NAMES(author)) not in self._nobodies:
                if fresh := [name for name in called if name and name not in self._wordless]:
                    names += range(len(texts), len(texts) + len(fresh))
                    texts += fresh
                else:
                    self._nobodies.add(called)
            ends.append(len(texts))
        self._sift(texts, ends, sorted(marks))
        self._remember(texts, names)
        return np.flatnonzero(self._arrays["passes"])

    def _sift(self, texts: Sequence[str], ends: Sequence[int], marks: Sequence[tuple[int, int]]) -> None:
        """Run the kernel; `ends` says after how many texts each post ends."""
        self._space.load(texts)
        marked = np.array(marks, np.int64).reshape(-1, 2).T
        self._arrays |= {
            "item_at": np.array([0, *ends], np.int64),
            "mark_at": np.searchsorted(marked[0], np.arange(len(ends) + 1)),
            "mark_concept": np.ascontiguousarray(marked[1]),
            "passes": np.zeros(len(ends), np.uint8),
            "wordless": np.zeros(len(texts), np.uint8),
        }
        self._arrays["seen_in"].fill(-1)
        self._arrays["met_in"].fill(-1)
        self._kernel(self._space.arrays | self._arrays)

    def _remember(self, texts: Sequence[str], names: Sequence[int]) -> None:
        """Keep the names of authors in which there is no word, since most authors come again."""
        if self._figures_speak:
            return
        if len(self._wordless) > _MOST_NAMES:
            self._wordless.clear()
            self._nobodies.clear()
        wordless = self._arrays["wordless"][names].tolist() if names else ()
        self._wordless.update(texts[at] for at, is_wordless in zip(names, wordless, strict=True) if is_wordless)


def _leads(pack: Pack, ids: dict[str, int]) -> dict[str, Array]:
    """Each term under the one of its words that the fewest terms have, and how it is spelt."""
    terms = _words(pack)
    common = Counter(chain.from_iterable(map(set, terms)))
    led: dict[int, list[int]] = {}
    for at, words in enumerate(terms):
        lead = min(words, key=lambda word: (word.startswith("{"), common[word], -len(word)), default=None)
        if lead is not None:
            led.setdefault(ids[lead], []).append(at)
    led_at, led_term = _rows(led.get(word, ()) for word in range(len(ids)))
    spelt_at, spelt_word = _rows([ids[word] for word in words] for words in terms)
    return {"led_at": led_at, "led_term": led_term, "spelt_at": spelt_at, "spelt_word": spelt_word}


def _words(pack: Pack) -> list[tuple[str, ...]]:
    """The words of every term; none of a pictograph."""
    return [tuple(words_of(term.text)) for concept in pack.concepts.values() for term in concept.terms]


def _rows(rows: Iterable[Sequence[int]]) -> tuple[Array, Array]:
    """Rows of numbers one after the other, and where each begins."""
    listed = list(rows)
    return np.cumsum([0, *map(len, listed)], dtype=np.int32), np.array([*chain.from_iterable(listed), 0], np.int32)
