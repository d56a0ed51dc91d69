"""Compiled: a pack and its spellbook as arrays, made once. What the spellbook answers later is added to them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from turunkan.core.block import codes
from turunkan.core.block.codes import Array
from turunkan.core.block.hidden import BASE, MASK, hidden_hashes, letter_arrays, run_hash
from turunkan.core.block.keyed import keyed, mix, slots
from turunkan.core.rules import Pack
from turunkan.core.text import NUMBER, PLACES, Disguise, Spellbook, fold_table, sign_of, words_of
from turunkan.core.text.disguise import Devices
from turunkan.core.text.figures import CURRENCIES, EIGHTS, MILLION, UNITS, ZEROS
from turunkan.core.text.respell import LEET, PREFIXES, SUFFIXES
from turunkan.core.vocab import Term

LONGEST = 64
# Letters that a digit or sign may stand for fall together: l with i, g with b, j with t.
_TOGETHER = {"l": "i", "g": "b", "j": "t"}
_SHORT = 16
SHORTEST_PART = 3
DEVICES = tuple(Disguise)


def run_key(run: bytes) -> tuple[int, int]:
    """The same as `spelling.run_key`."""
    if len(run) > _SHORT:
        return run_hash(run), len(run)
    return int.from_bytes(run[:8], "big"), int.from_bytes(run[8:], "big")


def run_slot(head: int, tail: int, mode: int) -> int:
    """The same as `spelling.run_slot`."""
    return int(mix(head ^ (tail * 0x9FB21C651E98DF25 & MASK) ^ mode << 57))


@cache
def device_mask(devices: Devices) -> int:
    """Devices as bits, in the order of the enumeration."""
    return sum(1 << DEVICES.index(device) for device in devices)


def devices_of(mask: int) -> tuple[Disguise, ...]:
    """The devices of a mask, in order."""
    return tuple(device for at, device in enumerate(DEVICES) if mask >> at & 1)


def encoded(letters: str) -> bytes:
    """Folded letters as the kernels' bytes; what has none is OTHER."""
    return bytes(ord(c) if c.isascii() else codes.SIGNS.get(c, codes.OTHER) for c in letters)


def skeleton(letters: str) -> str:
    """Letters with everything that leet confuses fallen together."""
    return "".join(_skeleton_of(char) for char in letters)


def _skeleton_of(char: str) -> str:
    plain = LEET.get(char, char)[0]
    return _TOGETHER.get(plain, plain)


def squeezed(letters: str) -> str:
    """Letters without repeats."""
    return "".join(char for at, char in enumerate(letters) if at == 0 or letters[at - 1] != char)


def pack_arrays(pack: Pack, book: Spellbook) -> dict[str, Array]:
    """Every array of a pack, by the kernel's names."""
    terms = [term for concept in pack.concepts.values() for term in concept.terms]
    signs = [(sign_of(term.text), at) for at, term in enumerate(terms) if sign_of(term.text)]
    word_ids = ids_of_words(book)
    return {
        **_fold_arrays([sign for sign, _ in signs]),
        **_word_lists(pack),
        **_known_arrays(book, word_ids),
        **_trie_arrays(terms, word_ids),
        "term_concept": _concept_order(pack),
        "sign_term": _ints([at for sign, at in sorted(signs, key=lambda one: len(one[0]))] or [0]),
        "places": np.array(
            [
                len(word_ids),
                len(PREFIXES),
                word_ids[NUMBER],
                sum(len(sign) == 1 for sign, _ in signs),
                max(map(len, book.vocabulary), default=0),
            ],
            np.int64,
        ),
    }


def ids_of_words(book: Spellbook) -> dict[str, int]:
    """Words and places by number."""
    return {word: at for at, word in enumerate((*PLACES, *book.vocabulary))}


def _concept_order(pack: Pack) -> Array:
    return _ints([at for at, concept in enumerate(pack.concepts.values()) for _ in concept.terms])


def _ints(values: Iterable[int]) -> Array:
    return np.array(list(values), np.int32)


def _fold_arrays(signs: list[str]) -> dict[str, Array]:
    """What each code point folds to: byte, device, what to do, and an index."""
    fold = np.full(0x110000, codes.OTHER, np.uint32)
    for code in range(0x80):
        fold[code] = ord(chr(code).lower())
    for char, byte in codes.SIGNS.items():
        fold[ord(char)] = byte
    fold[[code for code in range(0x3001) if chr(code).isspace() and chr(code) != "\n"]] = 0x20
    several: list[str] = []
    for char, (folded, device) in fold_table().items():
        fold[ord(char)] = _entry(folded, device, several)
    ordered = sorted(signs, key=len)
    singles = [sign for sign in ordered if len(sign) == 1]
    for at, single in enumerate(singles):
        fold[ord(single)] = codes.SIGN | codes.KIND_SIGN << 13 | at << 16
    flags = np.full(26 * 26, -1, np.int32)
    for half in range(26):
        letter = ord("a") + half
        styled = 1 + DEVICES.index(Disguise.STYLED)
        fold[codes.FLAG_FIRST + half] = letter | styled << 8 | codes.KIND_FLAG << 13
    for at, flag in enumerate(ordered):
        if len(flag) == 2:
            flags[(ord(flag[0]) - codes.FLAG_FIRST) * 26 + ord(flag[1]) - codes.FLAG_FIRST] = at
    return {
        "fold": fold,
        "classes": np.array([_class(code) for code in range(256)], np.uint8),
        "several_at": np.cumsum([0, *map(len, several)], dtype=np.int32),
        "several": _bytes("".join(several)),
        "flag_sign": flags,
    }


def _class(code: int) -> int:
    """1: of a word; 3: a digit (`letters.WORDS`, `letters.DIGITS`)."""
    if chr(code).isascii() and chr(code).isdigit():
        return 3
    return 1 if "a" <= chr(code) <= "z" else 0


def _entry(plain: str, device: Disguise | None, several: list[str]) -> int:
    hides = 1 + DEVICES.index(device) if device else 0
    if not plain:
        return hides << 8 | codes.KIND_UNSEEN << 13
    if len(plain) > 1:
        several.append(plain)
        return hides << 8 | codes.KIND_SEVERAL << 13 | (len(several) - 1) << 16
    return ord(plain) | hides << 8 | (codes.KIND_HIDING if device else codes.KIND_PLAIN) << 13


def _bytes(letters: str) -> Array:
    return np.frombuffer(encoded(letters) or b"\0", np.uint8).copy()


def _listed(words: Iterable[str]) -> tuple[Array, Array]:
    """Words one after the other, and where each begins."""
    listed = list(words)
    return np.cumsum([0, *map(len, listed)], dtype=np.int32), _bytes("".join(listed))


def _word_lists(pack: Pack) -> dict[str, Array]:
    affixes = (*PREFIXES, *SUFFIXES)
    thousands = [unit for unit, rupiah in UNITS.items() if rupiah < MILLION]
    millions = [unit for unit in UNITS if unit not in thousands]
    figures = (thousands, millions, CURRENCIES, ZEROS, EIGHTS)
    negator_at, negators = _listed(sorted({word for negator in pack.negators for word in words_of(negator)}))
    affix_at, letters = _listed(affixes)
    figure_at, figure_letters = _listed(word for group in figures for word in group)
    gaps = np.ones(256, np.uint8)
    gaps[[*map(ord, 'abcdefghijklmnopqrstuvwxyz0123456789\n,;:()[]"#'), 0x80, 0x81]] = 0
    return {
        "negator_at": negator_at,
        "negator_letters": negators,
        "affix_at": affix_at,
        "affix_letters": letters,
        "affix_skeleton": _listed(map(skeleton, affixes))[1],
        "affix_on": _affix_letters(PREFIXES, SUFFIXES),
        "affix_on_skeleton": _affix_letters([*map(skeleton, PREFIXES)], [*map(skeleton, SUFFIXES)]),
        "figure_at": figure_at,
        "figure_letters": figure_letters,
        "figure_hint": _hints(
            (*CURRENCIES, *ZEROS, *EIGHTS, *(zero + eight for zero in ZEROS for eight in EIGHTS))
        ),
        "figure_groups": np.cumsum([0, *map(len, figures)], dtype=np.int64),
        "gap_ok": gaps,
        "skeleton": np.array(
            [ord(_skeleton_of(chr(code))) if code < 0xFF else code for code in range(256)], np.uint8
        ),
    }


def _affix_letters(prefixes: Sequence[str], suffixes: Sequence[str]) -> Array:
    """By letter, as bits: the prefixes that begin with it, and from the ninth on the suffixes that end on it."""
    on = np.zeros(256, np.int32)
    for at, prefix in enumerate(prefixes):
        on[ord(prefix[0])] |= 1 << at
    for at, suffix in enumerate(suffixes):
        on[ord(suffix[-1])] |= 256 << at
    return on


def _hints(words: Iterable[str]) -> Array:
    """The first two letters of words, in the kernel's small table (`context._hint`)."""
    table = np.zeros(1 << 12, np.uint8)
    for word in words:
        first, second = (*word.encode()[:2], 0)[:2]
        table[(first & 63) << 6 | second & 63] = 1
    return table


def _known_arrays(book: Spellbook, word_ids: Mapping[str, int]) -> dict[str, Array]:
    words = list(book.vocabulary)
    powers = [1]
    for _ in range(LONGEST):
        powers.append(powers[-1] * BASE & MASK)
    skeletons = [skeleton(word) for word in words]
    ids = [word_ids[word] for word in words]
    return {
        **keyed(
            {
                "known known_seen known_group": zip(map(_hash, words), ids, strict=True),
                "known_skeleton skeleton_seen skeleton_group": zip(map(_hash, skeletons), ids, strict=True),
                "known_squeezed squeezed_seen squeezed_group": zip(
                    (_hash(squeezed(each)) for each in skeletons), ids, strict=True
                ),
                "hidden_keys hidden_seen hidden_group": (
                    (value, word_ids[word]) for value, word in hidden_hashes(book.vocabulary.hidden)
                ),
            },
            len(word_ids),
        ),
        "powers": np.array(powers, np.uint64),
        "begin": threes(word[:3] for word in words),
        "begin_skeleton": threes(word[:3] for word in skeletons),
        "begin_squeezed": threes(squeezed(word)[:3] for word in skeletons),
        "end": threes(word[-3:] for word in words),
        "end_skeleton": threes(word[-3:] for word in skeletons),
        "symbols": _symbols(),
        **letter_arrays(),
    }


def _hash(word: str) -> int:
    return run_hash(encoded(word))


def threes(letters: Iterable[str]) -> Array:
    """A bitmap of triples of letters; of shorter ones nothing."""
    symbols = _symbols()
    bits = np.zeros(codes.SYMBOLS**3 // 64 + 1, np.uint64)
    for each in set(letters):
        if len(each) == SHORTEST_PART:
            a, b, c = (int(symbols[ord(char)]) for char in each)
            key = (a * codes.SYMBOLS + b) * codes.SYMBOLS + c
            bits[key >> 6] |= np.uint64(1 << (key & 63))
    return bits


def _symbols() -> Array:
    """Letters and digits as small numbers; everything else is the last."""
    symbols = np.full(256, codes.SYMBOLS - 1, np.uint8)
    symbols[[*range(ord("a"), ord("z") + 1), *range(ord("0"), ord("9") + 1)]] = range(codes.SYMBOLS - 1)
    return symbols


def _trie_arrays(terms: list[Term], word_ids: Mapping[str, int]) -> dict[str, Array]:
    """The terms as a trie of words: children by hashed (node, word)."""
    edges: dict[tuple[int, int], int] = {}
    ends = [-1]
    for at, term in enumerate(terms):
        node = 0
        words = words_of(term.text)
        for word in words:
            key = node, word_ids[word]
            if key not in edges:
                edges[key] = len(ends)
                ends.append(-1)
            node = edges[key]
        if words:
            ends[node] = at
    roots = np.full(len(word_ids), -1, np.int32)
    for (parent, word_id), child in edges.items():
        if parent == 0:
            roots[word_id] = child
    keys, children = _edge_table(edges, len(word_ids))
    return {"word_at_root": roots, "node_term": _ints(ends), "edge_key": keys, "edge_child": children}


def _edge_table(edges: Mapping[tuple[int, int], int], words: int) -> tuple[Array, Array]:
    size = slots(len(edges))
    keys, children = np.full(size, -1, np.int64), np.full(size, -1, np.int32)
    for (node, word), child in edges.items():
        key = node * words + word
        slot = mix(key) & (size - 1)
        while keys[slot] >= 0:
            slot = (slot + 1) & (size - 1)
        keys[slot], children[slot] = key, child
    return keys, children
