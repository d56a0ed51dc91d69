"""Rows of a table: CSV as RFC 4180 has it, with TSV and semicolons; a stray quote costs one row, not the rest.

A quote that opens a cell counts as stray when no proper cell comes of it, or when it would swallow what
looks like other rows; the row is then cut at its separators with the quotes as plain characters.
"""

from collections import deque
from collections.abc import Iterable, Iterator

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.lines import Line

Row = tuple[int, list[str] | Breakage]
"""The number of a row's first line, and its cells, or why it cannot be read."""

TAB = "\t"
_MAX_LINES = 1000  # in one row; people write long comments, but not that long
_FEW_LINES = 3  # so many may look like rows by chance
_LINE_ENDS = ("", "\n", "\r\n", "\r")


class Rows:
    """The rows of a table, none larger than `limit` characters; without a known `width` the first one decides."""

    def __init__(self, lines: Iterable[Line], delimiter: str, limit: int, width: int = 0) -> None:
        self._lines = iter(lines)
        self._again: deque[Line] = deque()
        self._delimiter = delimiter
        self._limit = limit
        self._width = width

    def __iter__(self) -> Iterator[Row]:
        while line := self._line():
            number, text = line
            if isinstance(text, Breakage):
                yield number, text
            elif not text.isspace():
                cells = self._measured(self._cells(line, text))
                yield number, cells.showing(text) if isinstance(cells, Breakage) else cells

    def _line(self) -> Line | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def _measured(self, cells: list[str] | None) -> list[str] | Breakage:
        if cells is None:
            return Breakage(Code.STRAY_QUOTE)
        self._width = self._width or len(cells)
        if len(cells) != self._width:
            return Breakage(Code.WRONG_CELL_COUNT, found=len(cells), expected=self._width)
        return cells

    def _cells(self, line: Line, text: str) -> list[str] | None:
        """The cells of the row that begins on this line; None where a stray quote leaves their number open."""
        if '"' not in text:
            return self._plain(text)
        taken = [line]
        cells = _QuotedRow(text, self._following(taken, len(text)), self._delimiter).cells()
        if cells is not None and not self._swallows(taken, cells):
            return cells
        self._again.extendleft(reversed(taken[1:]))
        plain = self._plain(text)
        return plain if len(plain) == (self._width or len(plain)) else None

    def _plain(self, text: str) -> list[str]:
        return text.rstrip("\r\n").split(self._delimiter)

    def _following(self, taken: list[Line], size: int) -> Iterator[str]:
        """The lines on which a quoted cell may go on, each noted in `taken`."""
        while line := self._line():
            text = line[1]
            if isinstance(text, Breakage) or len(taken) == _MAX_LINES or size + len(text) > self._limit:
                self._again.appendleft(line)
                return
            size += len(text)
            taken.append(line)
            yield text

    def _swallows(self, taken: list[Line], cells: list[str]) -> bool:
        """Whether the quoted cells hold what looks like other rows; nobody types a tab into a comment."""
        if self._delimiter == TAB:
            return any(TAB in cell for cell in cells)
        inner = [text for _, text in taken[1:-1] if isinstance(text, str)]
        like_rows = sum(self._separators(text) == len(cells) - 1 for text in inner)
        return len(cells) > 1 and len(inner) > _FEW_LINES and like_rows * 2 > len(inner)

    def _separators(self, text: str) -> int:
        """How many there are; unlike the commas of prose, they have no space behind them."""
        return text.count(self._delimiter) - text.count(self._delimiter + " ")


class _QuotedRow:
    """A cursor over a row in which quotes occur; more lines are fetched while a quoted cell is open."""

    def __init__(self, text: str, more: Iterator[str], delimiter: str) -> None:
        self._text = text
        self._more = more
        self._delimiter = delimiter
        self._at = 0

    def cells(self) -> list[str] | None:
        """The cells, quotes taken off; None where a quoted cell never closes or text follows its quote."""
        cells = []
        while True:
            cell = self._quoted() if self._text.startswith('"', self._at) else self._plain()
            if cell is None:
                return None
            cells.append(cell)
            if self._text[self._at : self._at + 2] in _LINE_ENDS:
                return cells
            if not self._text.startswith(self._delimiter, self._at):
                return None
            self._at += 1

    def _plain(self) -> str:
        start, end = self._at, self._text.find(self._delimiter, self._at)
        self._at = end if end >= 0 else len(self._text.rstrip("\r\n"))
        return self._text[start : self._at]

    def _quoted(self) -> str | None:
        pieces = []
        self._at += 1
        while True:
            quote = self._text.find('"', self._at)
            if quote < 0:
                pieces.append(self._text[self._at :])
                if (text := next(self._more, None)) is None:
                    return None
                self._text, self._at = text, 0
            elif self._text.startswith('"', quote + 1):
                pieces.append(self._text[self._at : quote + 1])
                self._at = quote + 2
            else:
                pieces.append(self._text[self._at : quote])
                self._at = quote + 1
                return "".join(pieces)
