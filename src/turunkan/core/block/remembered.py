"""Remembered: what the spellbook answered, as arrays that grow; emptied when it holds too much."""

from collections.abc import Iterable, Mapping

import numpy as np

from turunkan.core.block.codes import Array
from turunkan.core.block.compiled import device_mask, run_key, run_slot
from turunkan.core.text import Spellbook
from turunkan.core.text.spellbook import Mode

_MOST = 1 << 18
_SILENT = 12 << 15  # three modes, places for two, two numbers each
_MODES = tuple(Mode)
_SAID = ("said_start", "said_end", "said_word", "said_devices")


class Remembered:
    """Answers by the letters of a run, where `spelling.remembered_slot` looks for them."""

    def __init__(self, book: Spellbook, word_ids: Mapping[str, int]) -> None:
        self._book = book
        self._word_ids = word_ids
        self.arrays: dict[str, Array] = {"silent": np.zeros(_SILENT, np.uint64)}
        self._clear()

    def _clear(self) -> None:
        self._asked: set[tuple[bytes, int]] = set()
        self._letters = self._said = 0
        self.arrays |= {
            "table": np.zeros(4 << 14, np.uint64),
            "run_letters": np.zeros(1 << 15, np.uint8),
            "said_start": np.zeros(1 << 13, np.uint8),
            "said_end": np.zeros(1 << 13, np.uint8),
            "said_word": np.zeros(1 << 13, np.int32),
            "said_devices": np.zeros(1 << 13, np.uint32),
        }
        self.ask((word.encode(), Mode.WORD) for word in self._book.vocabulary)

    def ask(self, runs: Iterable[tuple[bytes, int]]) -> None:
        """Ask the spellbook about runs (their letters and Mode) that a kernel did not know; keep the answers."""
        fresh = [one for one in dict.fromkeys(runs) if one not in self._asked]
        if len(self._asked) + len(fresh) > _MOST and self._asked:
            self._clear()
            fresh = [one for one in fresh if one not in self._asked]
        self._asked.update(fresh)
        said: list[tuple[int, int, int, int]] = []
        rows: list[tuple[int, int, int, int]] = []
        letters = self._letters
        for run, mode in fresh:
            found = self._book.spell(run.decode("latin-1"), _MODES[mode])
            head, tail = run_key(run)
            rows.append((head, tail, mode + 1 | len(found) << 8, letters << 32 | self._said + len(said)))
            letters += len(run)
            said += ((start, end, self._word_ids[word], device_mask(seen)) for start, end, word, seen in found)
        self._append("run_letters", self._letters, b"".join(run for run, _ in fresh))
        for name, column in zip(_SAID, zip(*said, strict=True), strict=False):
            self._append(name, self._said, column)
        self._letters, self._said = letters, self._said + len(said)
        self._place(rows)

    def _append(self, name: str, at: int, values: bytes | tuple[int, ...]) -> None:
        array = self.arrays[name]
        end = at + len(values)
        while end > len(array):
            array = np.concatenate([array, np.zeros_like(array)])
        fresh = np.frombuffer(values, np.uint8) if isinstance(values, bytes) else np.array(values, array.dtype)
        array[at:end] = fresh
        self.arrays[name] = array

    def _place(self, rows: list[tuple[int, int, int, int]]) -> None:
        """Put rows into the table, which is never more than half full."""
        table = self.arrays["table"]
        if len(self._asked) * 8 > len(table):
            old = table.reshape(-1, 4)
            rows = [*map(tuple, old[old[:, 2] > 0].tolist()), *rows]
            size = len(table)
            while len(self._asked) * 8 > size:
                size *= 2
            table = self.arrays["table"] = np.zeros(size, np.uint64)
        cells = table.data
        mask = len(table) // 4 - 1
        for head, tail, info, place in rows:
            slot = run_slot(head, tail, (info & 255) - 1) & mask
            while cells[slot * 4 + 2]:
                slot = (slot + 1) & mask
            cells[slot * 4], cells[slot * 4 + 1], cells[slot * 4 + 2], cells[slot * 4 + 3] = (
                head,
                tail,
                info,
                place,
            )
