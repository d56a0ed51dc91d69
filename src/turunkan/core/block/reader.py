"""Reader: blocks of texts → hits, by the kernel; the same hits as the lexicon finds text by text."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from turunkan.core.block import codes
from turunkan.core.block.codes import Array
from turunkan.core.block.compiled import device_mask
from turunkan.core.block.layout import READ, kinds_of
from turunkan.core.block.machine import Kernel
from turunkan.core.block.workspace import Workspace
from turunkan.core.text.views import BY_CONTEXT

_MOST_HITS = 1 << 16
_ODD_ROOM = 1 << 22
_MOST_PASSES = 8  # beside one a text; a text that is not done by then is for the reference


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

    def __init__(self, space: Workspace) -> None:
        self._space = space
        self._found = _found_arrays()
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
            status = self._found["status"][read]
            again = read[(status & ~np.uint8(codes.TOO_MUCH)) > 0]
            self._space.ask()
            self._look_around(read[status >= codes.ASKS_PHONES], context)
            todo = np.concatenate([again, rest])
        self._found["status"][todo] |= codes.TOO_MUCH
        return self._hits(found)

    def _load(self, texts: Sequence[str], places: Array) -> None:
        self._space.load(texts)
        self._found |= {
            "text_place": places,
            "has_context": np.zeros(len(texts), np.uint8),
            "context_at": np.zeros(len(texts) + 1, np.int64),
            "status": np.zeros(len(texts), np.uint8),
            **{name: np.zeros(0, np.int32) for name in ("context_start", "context_end", "context_word")},
            "context_devices": np.zeros(0, np.uint32),
        }

    def _pass(self, todo: Array) -> tuple[int, dict[str, Array]]:
        self._kernel(self._space.arrays | self._found | {"todo": todo})
        done, hits, _, _ = self._space.counts
        return done, {name: self._found[f"out_{name}"][:hits].copy() for name in _COLUMNS}

    def _look_around(self, texts: Array, context: dict[int, list[tuple[int, int, int, int]]]) -> None:
        """Read what takes a wider look in the texts that asked for it."""
        if not len(texts):
            return
        bounds = self._found["odd_at"][: len(texts) + 1].tolist()
        kept = self._found["odd_letters"][: bounds[-1]].tobytes().decode("latin-1")
        status = self._found["status"][texts].tolist()
        for text, asked, (begin, stop) in zip(texts.tolist(), status, pairwise(bounds), strict=True):
            letters = kept[begin:stop]
            context[text] = [
                (start, end, self._space.ids[word], device_mask(devices))
                for bit, view in enumerate(BY_CONTEXT)
                if asked & codes.ASKS_PHONES << bit
                for start, end, word, devices in view(letters, self._space.book)
            ]
        rows = [row for text in sorted(context) for row in context[text]]
        counts = np.zeros(len(self._found["status"]), np.int64)
        for text, found in context.items():
            counts[text] = len(found)
            self._found["has_context"][text] = 1
        columns = np.array(rows, np.int64).reshape(-1, 4).T
        self._found |= {
            "context_at": np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]),
            "context_start": columns[0].astype(np.int32),
            "context_end": columns[1].astype(np.int32),
            "context_word": columns[2].astype(np.int32),
            "context_devices": columns[3].astype(np.uint32),
        }

    def _hits(self, found: list[dict[str, Array]]) -> Hits:
        """All passes together, in reading order; within a text each pass that answered it was the last."""
        parts = [{name: self._found[f"out_{name}"][:0] for name in _COLUMNS}, *found]
        joined = {name: np.concatenate([part[name] for part in parts]) for name in _COLUMNS}
        order = np.argsort(joined["text"], kind="stable")
        failed = np.flatnonzero(self._found["status"] & codes.TOO_MUCH).tolist()
        return Hits(**{name: column[order] for name, column in joined.items()}, failed=failed)


def _found_arrays() -> dict[str, Array]:
    """Room for what is found, and to find it in."""
    kinds = kinds_of(READ)
    sizes = {
        "stack_node stack_reading stack_devices": 4096,
        "match_term match_begin match_end match_devices match_order": codes.MOST_MATCHES,
        " ".join(f"out_{name}" for name in _COLUMNS): _MOST_HITS,
        "odd_letters": _ODD_ROOM,
        "odd_at": _ODD_ROOM // 8,
    }
    return {name: np.zeros(size, kinds[name]) for names, size in sizes.items() for name in names.split()}
