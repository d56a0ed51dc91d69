"""Problems in a pack, shown like a compiler would: place, line, caret, hint."""

from collections.abc import Sequence
from dataclasses import dataclass

from turunkan.core.vocab import SkipThis, StopRun, Wording


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a pack file; `line` and `column` count from 1, `text` is the whole line."""

    file: str
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where, what (lower case, no full stop), and what to do about it."""

    mark: Mark
    what: str
    hint: str = ""

    def rendered(self) -> str:
        """The mistake as lines for a terminal; where there is no line to show, the place says it all."""
        margin = " " * len(str(self.mark.line))
        lines = [f"{self.mark.file}:{self.mark.line}:{self.mark.column}: {self.what}"]
        if self.mark.text:
            lines.append(f"  {self.mark.line} | {self.mark.text}")
            lines.append(f"  {margin} | {' ' * (self.mark.column - 1)}^")
        if self.hint:
            lines.append(f"  {margin} = hint: {self.hint}")
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
        shown = "\n\n".join(problem.rendered() for problem in problems)
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
