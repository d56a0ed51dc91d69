"""Features: what the classifier looks at in an Item, as rows of its table. The reference; a kernel does the same.

Five groups, each weighed by itself: the words of what the Item says, pieces of these words (three and four
letters, which see through spelling), the words around it (tags, author), what the rules read in it (concepts,
facts, rules), and its outer form. A feature is hashed to a row (the hashing trick, Weinberger et al. 2009), so
there is no vocabulary to keep and nothing that must be forgotten with a post.

Letters are bytes here: plain ASCII stands for itself, quotation marks for theirs, all else that can be seen for
one sign.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from turunkan.core.text import fold
from turunkan.core.vocab import Item

TABLE_BITS = 16
ROWS = 1 << TABLE_BITS
"""Rows of the table."""

MOST_LETTERS = 4096
"""Folded letters of one text that are looked at."""
LONGEST_WORD = 24
"""Letters of one word that are cut into pieces."""
PIECES = (3, 4)

START, PRIME = 2166136261, 16777619
"""FNV-1a, 32 bits (Fowler, Noll, Vo)."""
SEED_STEP = 0x9E3779B1

SEED_WORD, SEED_PIECE, SEED_PROFILE, SEED_TAG, SEED_FIRST, SEED_LAST, SEED_NAME = range(1, 8)

NEWLINE, SPACE, OTHER, QUOTE = 10, 32, 1, 34
MARKS = (ord("?"), ord("!"), ord(","), NEWLINE, OTHER, QUOTE)
MOST_OF_MARK = (2, 2, 4, 4, 3, 2)
MOST_FIGURES = 5
MOST_SENTENCES = 5
MOST_LENGTH = 11
SEED_FORM = 16
"""The form's features: a seed for each kind of count, beginning here; the count itself is the one byte hashed."""

_MASK = 0xFFFFFFFF
_QUOTES = dict.fromkeys("“”„«»", QUOTE) | dict.fromkeys("‘’", ord("'"))


class Group(IntEnum):
    """Features that are weighed together."""

    WORDS = 0
    PIECES = 1
    AROUND = 2
    READ = 3
    FORM = 4


WEIGHTS = (8, 16, 8, 10, 8)
"""How much each group weighs, in sixteenths."""
WEIGHT_BITS = 4


class Features(NamedTuple):
    """Rows by group; a row that comes twice counts twice, but for what the rules read."""

    groups: tuple[Sequence[int], ...]

    def rows(self, group: Group) -> Sequence[int]:
        """The rows of one group."""
        return self.groups[group]


def extract(item: Item, tags: Iterable[str], profile: Iterable[str], read: Iterable[int]) -> Features:
    """What there is in an Item; `read` are rows of names (`name_row`) of what the rules saw.

    `tags` and `profile` are what stands around the Item, as it is read.
    """
    texts = [letters_of(text) for _, text in item.content()]
    tokens = [tokens_of(letters) for letters in texts]
    words = [token for of_one in tokens for token in of_one]
    around = [row for seed, some in ((SEED_TAG, tags), (SEED_PROFILE, profile)) for row in _around(seed, some)]
    form = [*_form(texts, tokens), *map(name_row, surface_names(item))]
    return Features(
        (
            [_row(word, SEED_WORD) for word in words],
            [row for word in words for row in _pieces(word, SEED_PIECE)],
            around,
            sorted(set(read)),
            form,
        )
    )


def surface_names(item: Item) -> Iterator[str]:
    """Where an Item was published, as names of its form."""
    if item.kind is not None:
        yield f"kind:{item.kind.value}"
    if item.platform:
        yield f"platform:{item.platform.casefold()}"


@cache
def name_row(name: str) -> int:
    """The row of something that has a name; there are few names, and they come again and again."""
    return _row(name.encode("utf-8", "surrogatepass"), SEED_NAME)


def letters_of(text: str) -> bytes:
    """A text folded to the bytes that are looked at."""
    return bytes(map(_byte, fold(text).letters[:MOST_LETTERS]))


def _byte(char: str) -> int:
    if char.isspace():
        return NEWLINE if char == "\n" else SPACE
    return ord(char) if " " < char <= "~" else _QUOTES.get(char, OTHER)


def tokens_of(letters: bytes) -> list[bytes]:
    """Words, which are runs of letters and digits, and every other sign by itself."""
    tokens: list[bytes] = []
    begin = 0
    for at, byte in enumerate(letters):
        if is_alphanumeric(byte):
            continue
        if at > begin:
            tokens.append(letters[begin:at])
        if byte not in (SPACE, NEWLINE):
            tokens.append(letters[at : at + 1])
        begin = at + 1
    return [*tokens, letters[begin:]] if begin < len(letters) else tokens


def is_alphanumeric(byte: int) -> bool:
    """Whether a byte is a small letter or a digit."""
    return 97 <= byte <= 122 or 48 <= byte <= 57


def _around(seed: int, texts: Iterable[str]) -> Iterator[int]:
    for text in texts:
        for word in tokens_of(letters_of(text)):
            yield _row(word, seed)
            yield from _pieces(word, seed)


def _pieces(word: bytes, seed: int) -> Iterator[int]:
    """Every few letters of a word, with its ends."""
    if is_alphanumeric(word[0]):
        padded = b" " + word[:LONGEST_WORD] + b" "
        for begin in range(len(padded) - PIECES[0] + 1):
            for length in PIECES:
                if begin + length <= len(padded):
                    yield _row(padded[begin : begin + length], seed)


def _form(texts: Sequence[bytes], tokens: Sequence[Sequence[bytes]]) -> Iterator[int]:
    """The first and last word, how long it is, and how often it asks, exclaims, counts and quotes."""
    spoken = [of_one for of_one in tokens if of_one]
    if spoken:
        yield _row(spoken[0][0], SEED_FIRST)
        yield _row(spoken[-1][-1], SEED_LAST)
    together = b"".join(texts)
    counts = [min(together.count(mark), most) for mark, most in zip(MARKS, MOST_OF_MARK, strict=True)]
    counts.append(min(sum(1 for word in _flat(tokens) if 48 <= word[0] <= 57), MOST_FIGURES))
    counts.append(min(sum(map(_sentences, texts)), MOST_SENTENCES))
    counts.append(min(len(together).bit_length(), MOST_LENGTH))
    for place, number in enumerate(counts):
        yield _row(bytes([number]), SEED_FORM + place)


def _flat(tokens: Sequence[Sequence[bytes]]) -> Iterator[bytes]:
    return (word for of_one in tokens for word in of_one)


def _sentences(letters: bytes) -> int:
    """Ends of sentences with something after them."""
    return sum(1 for mark, after in pairwise(letters) if mark in b".!?" and after in (SPACE, NEWLINE))


def _row(letters: bytes, seed: int) -> int:
    """A hash, mixed once more (MurmurHash3's finaliser, shortened) and cut to a row."""
    value = (START ^ seed * SEED_STEP) & _MASK
    for byte in letters:
        value = (value ^ byte) * PRIME & _MASK
    value ^= value >> 15
    value = value * 0x2C1B3C6D & _MASK
    value ^= value >> 12
    return value >> (32 - TABLE_BITS)


_PROBES = (
    Item(id="1", text="Ready bal segel “JAKET” Korea!\n3,5jt — WA 0812-0000-1147? ok.", platform="Instagram"),
    Item(id="2", title="b4l s.3.g.e.l 📦", text="čélana   jeans kr", image_text="SISA 2"),
)


def fingerprint() -> str:
    """What these features are, told by what they come to: another way of looking gives another one."""
    digest = hashlib.sha256(f"{TABLE_BITS} {[group.name for group in Group]}".encode())
    for probe in _PROBES:
        found = extract(probe, ["#balimport", "toko_kita"], ["Toko Kita"], [3, 1, 3])
        digest.update(repr([list(rows) for rows in found.groups]).encode())
    return digest.hexdigest()[:16]
