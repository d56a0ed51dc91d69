"""Figures: what is measured, what the design asks of it, and whether it is met."""

from dataclasses import asdict, dataclass
from typing import Any

from turunkan.cli.bench.spread import Spread


@dataclass(frozen=True, slots=True)
class Goal:
    """A budget of the design: the first one to reach, and the one after it; not judged over fewer `posts`."""

    first: float
    then: float | None = None
    at_least: bool = True
    posts: int = 0

    def met(self, value: float) -> bool:
        """Whether the first budget is kept."""
        return value >= self.first if self.at_least else value <= self.first


@dataclass(frozen=True, slots=True)
class Figure:
    """One row. `ours` and `theirs` are in `unit`; `judged` is what the goal speaks of, a ratio where there is one.

    `posts` is how many the yardstick read in a round; memory is the peak of a process that does only this, in MB.
    """

    key: str
    unit: str
    ours: Spread
    yardstick: str | None = None
    theirs: Spread | None = None
    ratio: Spread | None = None
    posts: int | None = None
    memory: float | None = None
    their_memory: float | None = None

    @property
    def judged(self) -> Spread:
        """What the goal speaks of."""
        return self.ratio or self.ours

    @property
    def goal(self) -> Goal | None:
        """The budget, where the design sets one for a measurement of this size."""
        goal = GOALS.get(self.key)
        return goal if goal and (self.posts or 0) >= goal.posts else None

    @property
    def met(self) -> bool | None:
        """Whether the first budget is kept; None where there is none."""
        return self.goal.met(self.judged.median) if self.goal else None


@dataclass(frozen=True, slots=True)
class Results:
    """Everything of one run. `skipped` names the yardsticks that are not installed."""

    figures: tuple[Figure, ...]
    skipped: tuple[str, ...]
    text: dict[str, float]
    about: dict[str, str]

    @property
    def passed(self) -> bool:
        """Whether no first budget is missed."""
        return all(figure.met is not False for figure in self.figures)

    def as_json(self) -> dict[str, Any]:
        """Everything in JSON's own types, in the six digits that a measurement bears."""
        figures = [
            _rounded(asdict(figure) | {"goal": asdict(figure.goal) if figure.goal else None, "met": figure.met})
            for figure in self.figures
        ]
        return {
            "passed": self.passed,
            "about": self.about,
            "text": self.text,
            "figures": figures,
            "skipped": list(self.skipped),
        }

    def rates(self) -> dict[str, Spread]:
        """Posts a second by name, each once, for the chart."""
        shown: dict[str, Spread] = {}
        for figure in self.figures:
            if figure.unit == POSTS_A_SECOND:
                shown.setdefault(figure.key if figure.key in OWN else LIST, figure.ours)
                if figure.yardstick and figure.theirs:
                    shown.setdefault(figure.yardstick, figure.theirs)
        return shown


POSTS_A_SECOND, MEGABYTES, SECONDS, TIMES = "posts/s", "MB", "s", "×"

GOALS = {
    "pyahocorasick": Goal(4, 8),
    "hyperscan-bare": Goal(0.10, 0.30),
    "file": Goal(0.5, 2, posts=1_000_000),
    "memory": Goal(600, 400, at_least=False),
    "worst": Goal(0.08, 0.2),
    "start": Goal(1, at_least=False),
}
"""By key of a Figure."""

LIST = "list"
"""The name of turunkan over a list of posts, which most figures are about."""

OWN = ("worst", "file", "file-alone")
"""Figures whose own side is something else."""


def _rounded(value: Any) -> Any:
    """The same with numbers in six digits."""
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    return float(f"{value:.6g}") if isinstance(value, float) else value
