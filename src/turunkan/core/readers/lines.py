"""Lines of a stream with flat memory: one that is too long is dropped while it is read, not held."""

from collections.abc import Iterable, Iterator

from turunkan.core.readers.breakage import Breakage, Code

Line = tuple[int, str | Breakage]
"""The number of a line, counted from 1, and its text with its line ending, or why it cannot be read."""


def newline_of(head: bytes) -> bytes:
    """What ends a line: a carriage return alone only where the beginning has no line feed at all."""
    return b"\r" if b"\r" in head and b"\n" not in head else b"\n"


def text_lines(chunks: Iterable[bytes], limit: int, newline: bytes = b"\n") -> Iterator[Line]:
    """Every line of the chunks, at most `limit` bytes long, as UTF-8 text."""
    for number, raw in enumerate(bounded_lines(chunks, limit, newline), start=1):
        yield number, text_of(raw, limit)


def bounded_lines(chunks: Iterable[bytes], limit: int, newline: bytes) -> Iterator[bytes | None]:
    """Every line with its ending; None stands for one with more than `limit` bytes before its ending."""
    held, dropped = bytearray(), False
    for chunk in chunks:
        *ended, rest = chunk.split(newline)
        for part in ended:
            if not held and not dropped and len(part) <= limit:
                yield part + newline
                continue
            held += part
            yield None if dropped or len(held) > limit else bytes(held) + newline
            held.clear()
            dropped = False
        held += rest
        if len(held) > limit:
            held.clear()
            dropped = True
    if dropped or held:
        yield None if dropped else bytes(held)


def text_of(raw: bytes | None, limit: int) -> str | Breakage:
    """The text of a line, or why it cannot be read; None is one that was longer than the limit."""
    if raw is None:
        return Breakage(Code.LINE_TOO_LONG, limit=limit)
    nul = raw.find(b"\0")
    if nul >= 0:
        return Breakage(Code.NUL_BYTE, byte=nul + 1)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Breakage(Code.NOT_UTF8, byte=error.start + 1)
