"""Codes: the numbers that the arrays speak in. One place for each."""

from typing import Any

from numpy.typing import NDArray

Array = NDArray[Any]

OTHER, SIGN = 1, 2
"""A folded byte for what is no letter and no sign of its own, and for a pictograph that a pack knows."""

SIGNS = {"“": 0x80, "”": 0x81, "„": 0x82, "‘": 0x83, "’": 0x84, "«": 0xAB, "»": 0xBB, "£": 0xA3, "×": 0xD7}
"""Signs beyond ASCII that keep a byte of their own, where Latin-1 has none or the same."""

KIND_PLAIN, KIND_HIDING, KIND_UNSEEN, KIND_SEVERAL, KIND_FLAG, KIND_SIGN = range(6)
"""What a fold entry does: emit its byte; the same, hiding it; vanish; emit several; half a flag; a pictograph."""

FLAG_FIRST = 0x1F1E6

IS_LETTER, IS_DIGIT, IS_VOWEL, IS_SIGN = 1, 2, 4, 8
"""What a byte is, as bits; of a run, what there is in it."""

SYMBOLS = 37
"""Letters, digits, and one for all else: what triples of letters are made of."""

PLACE_SAID, PLACE_QUOTED, PLACE_TAG, PLACE_PROFILE = range(4)

DONE, ASKS_SPELLING, TOO_MUCH = 0, 1, 2
ASKS_PHONES, ASKS_PRICES, ASKS_SPACED, ASKS_STARRED = 4, 8, 16, 32
"""A text's status after a pass, as bits. Runs to be asked of the spellbook; a text that the reference must read;
views to be taken by Python, in the order of `views.BY_CONTEXT`."""
ASKS_MILLIONS = 64
"""Beside ASKS_PRICES: one of them may come to a million."""

LONGEST_FOLD = 18
"""Letters that one code point may fold to."""

MOST_MATCHES = 1024
"""More matches in one text are for the reference."""

DROPPED, COUNTED, DENIED, SET_ASIDE = range(4)
"""What became of a hit: it weighs nothing where it stands, it counts, it was denied, its guards do not let it."""
