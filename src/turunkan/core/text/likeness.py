"""Likeness: texts that say nearly the same, whatever their hashtags, addresses and styled letters.

A text is the set of its shingles, runs of three folded words. Its fingerprint is a MinHash of that set, cut into
bands: texts of likeness s share a band with a chance of 1 - (1 - s⁴)¹⁶, which is 99.8 % at 0.75 and 12 % at 0.3
(Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4).
"""

import hashlib
import re
import struct

from turunkan.core.text.fold import fold

Shingles = frozenset[int]

_ASIDE = re.compile(r"https?://\S+|www\.\S+|[#@][\w.]+", re.IGNORECASE)
_WORD = re.compile("[a-z0-9]+")
_RUN = 3  # words
_FEWEST = 8  # words; fewer are what many people say
_BANDS, _ROWS = 16, 4
_PRIME = (1 << 61) - 1


def shingles(text: str) -> Shingles:
    """What a text is compared by; nothing where it is too short to tell two people's apart."""
    words = _WORD.findall(fold(_ASIDE.sub(" ", text)).letters)
    if len(set(words)) < _FEWEST:
        return frozenset()
    runs = zip(*(words[start:] for start in range(_RUN)), strict=False)
    return frozenset(_number(" ".join(run)) for run in runs)


def bands(of: Shingles) -> tuple[int, ...]:
    """Numbers of 63 bits, of which texts that say nearly the same share at least one; none without shingles."""
    if not of:
        return ()
    least = [min((a * one + b) % _PRIME for one in of) for a, b in _FACTORS]
    rows = (least[start : start + _ROWS] for start in range(0, len(least), _ROWS))
    return tuple(_number(f"{number}:{row}") for number, row in enumerate(rows))


def likeness(one: Shingles, other: Shingles) -> float:
    """The share of all shingles that both have (Jaccard): 0 nothing in common, 1 the same."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _number(text: str) -> int:
    """63 bits, which every database holds as a whole number."""
    (number,) = struct.unpack(">Q", hashlib.blake2b(text.encode(), digest_size=8).digest())
    return int(number) >> 1


_FACTORS = [(_number(f"a{n}") % _PRIME or 1, _number(f"b{n}") % _PRIME) for n in range(_BANDS * _ROWS)]
