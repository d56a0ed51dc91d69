"""Workspace: what the kernels that read share: the arrays of a pack, what the spellbook answered, and room."""

from collections.abc import Sequence

import numpy as np

from turunkan.core.block.codes import LONGEST_FOLD, Array
from turunkan.core.block.compiled import ids_of_words, pack_arrays
from turunkan.core.block.layout import READ, kinds_of
from turunkan.core.block.remembered import Remembered
from turunkan.core.rules import Pack
from turunkan.core.text import Spellbook
from turunkan.core.vocab import LONGEST_READ

_MOST_MISSED = 1 << 14
_MOST_MEANT = 512  # words that one run may mean
_LONG, _USUAL_FOLD = 1 << 14, 3  # a long text has room for so many letters a code point; else the reference reads
_KINDS = kinds_of(READ)


class Workspace:
    """The arrays over which one text after the other is read."""

    def __init__(self, pack: Pack, book: Spellbook) -> None:
        self.pack = pack
        self.book = book
        self.ids = ids_of_words(book)
        self._remembered = Remembered(book, self.ids)
        self._arrays = pack_arrays(pack, book) | {
            "missed_letters": np.zeros(_MOST_MISSED * 64, np.uint8),
            "missed_mode": np.zeros(_MOST_MISSED, np.uint8),
            "missed_at": np.zeros(_MOST_MISSED + 1, np.int64),
            "counts": np.zeros(4, np.int64),
            "meant": np.zeros(_MOST_MEANT, np.int32),
        }
        self._room = -1  # none yet: a block of empty texts needs some, too

    @property
    def arrays(self) -> dict[str, Array]:
        """All of them by the kernels' names, as they are now."""
        return self._arrays | self._remembered.arrays

    @property
    def counts(self) -> list[int]:
        """What the last kernel counted."""
        return [int(count) for count in self._arrays["counts"]]

    def load(self, texts: Sequence[str]) -> None:
        """Take in a block of texts, as much of each as is read, and room for the longest."""
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        if lengths.max(initial=0) > LONGEST_READ:
            texts = [text[:LONGEST_READ] for text in texts]
            lengths = np.minimum(lengths, LONGEST_READ)
        points = "".join(texts).encode("utf-32-le", "surrogatepass")
        self._arrays["points"] = np.frombuffer(points, np.uint32)
        self._arrays["text_at"] = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        longest = int(lengths.max(initial=0))
        if longest > self._room:
            self._room = max(4096, 2 * longest)
            self._arrays |= _room(self._room)

    def ask(self) -> None:
        """Ask the spellbook about every run that the last kernel did not know."""
        arrays, missed = self._arrays, self.counts[2]
        bounds = arrays["missed_at"][: missed + 1].tolist()
        letters = arrays["missed_letters"][: bounds[-1]].tobytes()
        modes = arrays["missed_mode"][:missed].tolist()
        self._remembered.ask((letters[bounds[at] : bounds[at + 1]], mode) for at, mode in enumerate(modes))


def _room(longest: int) -> dict[str, Array]:
    """Room for a text of so many code points."""
    folded = longest * (LONGEST_FOLD if longest < _LONG else _USUAL_FOLD)
    readings = 8 * longest + 64
    sizes = {
        "letters starts ends hidden tagged quoted sign_at sign_index": folded,
        "token_start token_end token_tag token_head token_tail token_slot token_known": folded,
        "reading_start reading_end reading_word reading_devices": readings,
        "other_start other_end other_mode": readings,
        "buffer buffer2 squeezed prefix looked": 256,
    }
    return {name: np.zeros(size, _KINDS[name]) for names, size in sizes.items() for name in names.split()}
