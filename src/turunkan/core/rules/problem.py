"""Problems in a pack, shown like a compiler would: place, line, caret, hint."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from turunkan.core.vocab import SkipThis, StopRun, Wording


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a pack file; `line` and `column` count from 1, `text` is the whole line."""

    file: str
    line: int
    column: int
    text: str

    @property
    def place(self) -> str:
        """`file:line`, for a hint that sends people there."""
        return f"{self.file}:{self.line}"

    def excerpt(self) -> tuple[str, str]:
        """The line as a terminal shows it, and the blanks that lead to the column on such a terminal."""
        before, after = self.text[: self.column - 1], self.text[self.column - 1 :]
        return _visible(before) + _visible(after), " " * sum(map(_width, _visible(before)))


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where, what (lower case, no full stop), and what to do about it."""

    mark: Mark
    what: str
    hint: str = ""

    def rendered(self) -> str:
        """The mistake as lines for a terminal; where there is no line to show, the place says it all."""
        margin = " " * len(str(self.mark.line))
        lines = [f"{self.mark.file}:{self.mark.line}:{self.mark.column}: {_visible(self.what)}"]
        if self.mark.text:
            text, blanks = self.mark.excerpt()
            lines.append(f"  {self.mark.line} | {text}")
            lines.append(f"  {margin} | {blanks}^")
        if self.hint:
            lines.append(f"  {margin} = hint: {_visible(self.hint)}")
        return "\n".join(lines)


class PackFault(SkipThis):
    """One entry of a pack is wrong; the loader keeps the problem and goes on with the next entry."""

    def __init__(self, problem: Problem) -> None:
        shown = problem.rendered()
        super().__init__(problem.what, Wording(id=shown, en=shown))
        self.problem = problem


class PackError(StopRun):
    """A pack cannot be used; `problems` are all mistakes found in it."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        shown = all_rendered(problems)
        count = len(problems)
        mistakes = "1 mistake" if count == 1 else f"{count} mistakes"
        super().__init__(
            f"pack {name}: {mistakes}",
            Wording(
                id=f"Pack {name} tidak dapat dipakai, ada {count} kesalahan:\n\n{shown}",
                en=f"Pack {name} cannot be used, {mistakes}:\n\n{shown}",
            ),
        )
        self.problems = tuple(problems)


def all_rendered(problems: Iterable[Problem]) -> str:
    """Mistakes one below the other."""
    return "\n\n".join(problem.rendered() for problem in problems)


def _visible(text: str) -> str:
    """What takes a known width: tabs as blanks, and a sign for each character that has no picture of its own.

    Among those are the signs that turn the direction of writing, which could make a line look like another.
    """
    return "".join(map(_pictured, text))


def _pictured(character: str) -> str:
    if character == "\t":
        return "    "
    return "�" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character


def _width(character: str) -> int:
    """Columns of a terminal: two for wide letters and pictographs, none for what sits on another letter."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
