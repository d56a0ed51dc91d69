"""Format: one JSON array of records, read element by element so that memory holds a single element."""

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.json_text import BLANK, CutOff, decode_at, not_json, place
from turunkan.core.readers.registry import ReadValue
from turunkan.core.vocab import Broken

T = TypeVar("T")
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_OF_THE_REST = (Code.TRAILING_DATA, Code.REST_UNREAD)
_NOT_BLANK = re.compile(f"[^{BLANK}]")


def array_records(
    chunks: Iterable[bytes], name: str, limit: int, make: ReadValue[T], after: str = ""
) -> Iterator[T | Broken]:
    """What `make` gives of each element, at `name:[N]` counted from 1; `after` is the sign that has to follow.

    After an element whose end cannot be found nothing can be, and that is said.
    """
    for number, element in enumerate(_Array(chunks, limit, after).elements(), start=1):
        where = f"{name}:[{number}]"
        if not isinstance(element, Breakage):
            yield from make(element, where)
        elif element.code in _OF_THE_REST:
            yield element.at(name, part="rest")
        else:
            yield element.at(where)


class _Array:
    """A cursor over the text of an array; what lies behind it is forgotten when more is read.

    Bytes that are not UTF-8 become lone surrogates, so that only the element that holds them is lost.
    """

    def __init__(self, chunks: Iterable[bytes], limit: int, after: str) -> None:
        self._chunks = iter(chunks)
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._limit = limit
        self._after = after
        self._text = ""
        self._at = 0
        self._line = 1

    def elements(self) -> Iterator[object]:
        """Every element, or the Breakage in its place; the one that ends the array comes last."""
        self._step("[")
        open_ = not self._step("]")
        while open_:
            element, alive = self._element()
            yield element
            if not alive:
                yield from () if isinstance(element, CutOff) else (Breakage(Code.REST_UNREAD),)
                return
            open_ = self._step(",")
            if not open_ and not self._step("]"):
                yield from self._unexpected()
                return
        if self._after and not self._step(self._after):
            yield from self._unexpected()
        elif self._next():
            yield Breakage(Code.TRAILING_DATA, place=place(self._text, self._at, self._line))

    def _unexpected(self) -> Iterator[Breakage]:
        """Something else stands here than belongs, or nothing at all."""
        yield not_json("Expecting ',' delimiter", self._text, self._at, self._line)
        if self._next():
            yield Breakage(Code.REST_UNREAD)

    def _step(self, sign: str) -> bool:
        """Whether `sign` comes next; if so, go past it."""
        found = self._next() == sign
        self._at += found
        return found

    def _next(self) -> str:
        """The next character that is not blank, where the cursor then stands; empty at the end."""
        while not (found := _NOT_BLANK.search(self._text, self._at)):
            self._at = len(self._text)
            if not self._grow():
                return ""
        self._at = found.start()
        return found[0]

    def _element(self) -> tuple[object, bool]:
        """The next element or what is wrong with it, and whether the array can be read on."""
        self._next()
        while True:
            value, end = self._attempt()
            whole = not isinstance(value, Breakage) and end < len(self._text)
            if (end if whole else len(self._text)) - self._at > self._limit:
                return self._too_long(value), False
            if whole or not self._grow():
                return self._passed(value, end), not isinstance(value, Breakage)

    def _too_long(self, value: object) -> Breakage:
        """What is wrong whatever follows is said as it is."""
        if isinstance(value, Breakage) and not isinstance(value, CutOff):
            return value
        return Breakage(Code.LINE_TOO_LONG, limit=self._limit)

    def _attempt(self) -> tuple[object, int]:
        try:
            return decode_at(self._text, self._at, self._line)
        except Breakage as breakage:
            return breakage, self._at

    def _passed(self, value: object, end: int) -> object:
        start, self._at = self._at, end
        found = _NOT_UTF8.search(self._text, start, end)
        if not found:
            return value
        before = self._text[start : found.start()].encode("utf-8", "surrogateescape")
        return Breakage(Code.NOT_UTF8, byte=len(before) + 1)

    def _grow(self) -> bool:
        """Read on until what lies ahead has doubled, so that retrying costs no more than reading."""
        self._line += self._text.count("\n", 0, self._at)
        ahead = [self._text[self._at :]]
        wanted = len(ahead[0])
        self._at, grown = 0, 0
        for chunk in self._chunks:
            ahead.append(self._decoder.decode(chunk))
            grown += len(ahead[-1])
            if grown > wanted:
                break
        self._text = "".join(ahead)
        return grown > 0
