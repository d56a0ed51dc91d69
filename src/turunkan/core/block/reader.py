"""Reader: blocks of texts → hits, by the kernel; the same hits as the lexicon finds text by text."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from turunkan.core.block import codes
from turunkan.core.block.codes import Array
from turunkan.core.block.compiled import Remembered, device_mask, ids_of_words, pack_arrays
from turunkan.core.block.layout import READ
from turunkan.core.block.machine import Kernel
from turunkan.core.rules import Pack
from turunkan.core.text import Spellbook
from turunkan.core.text.views import BY_CONTEXT

_MOST_HITS = 1 << 16
_MOST_MISSED = 1 << 14
_ODD_ROOM = 1 << 22
_MOST_PASSES = 8  # beside one a text; a text that is not done by then is for the reference
_LONGEST_FOLD = 18  # letters that one character may fold to


class Hits(NamedTuple):
    """Hits of a block in reading order, as arrays of one length; `failed` texts are for the reference to read.

    `start`, `end`: code points of the original text; `devices`: bits of Disguise; `word`: tokens before it.
    """

    text: Array
    term: Array
    start: Array
    end: Array
    devices: Array
    place: Array
    denied: Array
    word: Array
    failed: list[int]


_COLUMNS = Hits._fields[:-1]


class BlockReader:
    """The terms of one pack, read in blocks."""

    def __init__(self, pack: Pack, book: Spellbook) -> None:
        self._book = book
        self._ids = ids_of_words(book)
        self._remembered = Remembered(book, self._ids)
        self._arrays = pack_arrays(pack, book) | _found_arrays()
        self._room = -1  # none yet: a block of empty texts needs some, too
        self._kernel = Kernel("read", READ)

    def read(self, texts: Sequence[str], places: Array) -> Hits:
        """The hits in some texts; `places` says where each stands (codes.PLACE_…)."""
        self._load(texts, places)
        found: list[dict[str, Array]] = []
        todo = np.arange(len(texts), dtype=np.int64)
        context: dict[int, list[tuple[int, int, int, int]]] = {}
        for _ in range(_MOST_PASSES + len(texts)):
            if not len(todo):
                break
            done, hits = self._pass(todo)
            found.append(hits)
            read, rest = todo[:done], todo[done:]
            status = self._arrays["status"][read]
            again = read[(status & ~np.uint8(codes.TOO_MUCH)) > 0]
            self._ask()
            self._look_around(read[status >= codes.ASKS_PHONES], context)
            todo = np.concatenate([again, rest])
        self._arrays["status"][todo] |= codes.TOO_MUCH
        return self._hits(found)

    def _load(self, texts: Sequence[str], places: Array) -> None:
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        points = "".join(texts).encode("utf-32-le", "surrogatepass")
        self._arrays |= {
            "points": np.frombuffer(points, np.uint32),
            "text_at": np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)]),
            "text_place": places,
            "has_context": np.zeros(len(texts), np.uint8),
            "context_at": np.zeros(len(texts) + 1, np.int64),
            "status": np.zeros(len(texts), np.uint8),
            **{name: np.zeros(0, np.int32) for name in ("context_start", "context_end", "context_word")},
            "context_devices": np.zeros(0, np.uint32),
        }
        longest = int(lengths.max(initial=0))
        if longest > self._room:
            self._room = max(4096, 2 * longest)
            self._arrays |= _room_arrays(self._room)

    def _pass(self, todo: Array) -> tuple[int, dict[str, Array]]:
        self._kernel(self._arrays | self._remembered.arrays | {"todo": todo})
        done, hits = (int(count) for count in self._arrays["counts"][:2])
        return done, {name: self._arrays[f"out_{name}"][:hits].copy() for name in _COLUMNS}

    def _ask(self) -> None:
        """Ask the spellbook about every run that the last pass did not know."""
        arrays, missed = self._arrays, int(self._arrays["counts"][2])
        bounds = arrays["missed_at"][: missed + 1].tolist()
        letters, modes = arrays["missed_letters"], arrays["missed_mode"][:missed].tolist()
        for at, mode in enumerate(modes):
            self._remembered.ask(letters[bounds[at] : bounds[at + 1]].tobytes(), mode)

    def _look_around(self, texts: Array, context: dict[int, list[tuple[int, int, int, int]]]) -> None:
        """Read what takes a wider look in the texts that asked for it."""
        if not len(texts):
            return
        bounds = self._arrays["odd_at"][: len(texts) + 1].tolist()
        for at, text in enumerate(texts.tolist()):
            letters = self._arrays["odd_letters"][bounds[at] : bounds[at + 1]].tobytes().decode("latin-1")
            asked = int(self._arrays["status"][text])
            context[text] = [
                (start, end, self._ids[word], device_mask(devices))
                for bit, view in enumerate(BY_CONTEXT)
                if asked & codes.ASKS_PHONES << bit
                for start, end, word, devices in view(letters, self._book)
            ]
        rows = [row for text in sorted(context) for row in context[text]]
        counts = np.zeros(len(self._arrays["status"]), np.int64)
        for text, found in context.items():
            counts[text] = len(found)
            self._arrays["has_context"][text] = 1
        columns = np.array(rows, np.int64).reshape(-1, 4).T
        self._arrays |= {
            "context_at": np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]),
            "context_start": columns[0].astype(np.int32),
            "context_end": columns[1].astype(np.int32),
            "context_word": columns[2].astype(np.int32),
            "context_devices": columns[3].astype(np.uint32),
        }

    def _hits(self, found: list[dict[str, Array]]) -> Hits:
        """All passes together, in reading order; within a text each pass that answered it was the last."""
        parts = [{name: self._arrays[f"out_{name}"][:0] for name in _COLUMNS}, *found]
        joined = {name: np.concatenate([part[name] for part in parts]) for name in _COLUMNS}
        order = np.argsort(joined["text"], kind="stable")
        failed = np.flatnonzero(self._arrays["status"] & codes.TOO_MUCH).tolist()
        return Hits(**{name: column[order] for name, column in joined.items()}, failed=failed)


def _room_arrays(longest: int) -> dict[str, Array]:
    """Room for a text of so many code points."""
    folded = longest * _LONGEST_FOLD if longest < 1 << 14 else longest * 3
    readings = 8 * longest + 64
    sizes = {
        "letters starts ends hidden tagged quoted sign_at sign_index": folded,
        "token_start token_end token_tag token_head token_tail": folded,
        "reading_start reading_end reading_word reading_devices": readings,
        "stack_node stack_reading stack_devices": 4096,
        "match_term match_begin match_end match_devices match_order": codes.MOST_MATCHES,
        "buffer buffer2 squeezed prefix": 256,
    }
    types = dict(READ)
    return {name: np.zeros(size, types[name]) for names, size in sizes.items() for name in names.split()}


def _found_arrays() -> dict[str, Array]:
    types = dict(READ)
    names = ("text", "term", "start", "end", "devices", "place", "denied", "word")
    return {f"out_{name}": np.zeros(_MOST_HITS, types[f"out_{name}"]) for name in names} | {
        "missed_letters": np.zeros(_MOST_MISSED * 64, np.uint8),
        "missed_mode": np.zeros(_MOST_MISSED, np.uint8),
        "missed_at": np.zeros(_MOST_MISSED + 1, np.int64),
        "odd_letters": np.zeros(_ODD_ROOM, np.uint8),
        "odd_at": np.zeros(_ODD_ROOM // 8, np.int64),
        "counts": np.zeros(4, np.int64),
    }
