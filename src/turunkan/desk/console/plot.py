"""Plot: figures over time as points of an SVG, for a template that writes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

WIDTH, HEIGHT = 320, 90  # pixels
_EDGE = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: its name, the corners of its line as SVG has them (`x,y x,y`), and the last place."""

    name: str
    points: str
    x: float
    y: float


def lines_of(moments: Sequence[datetime], figures: dict[str, Sequence[int | None]]) -> list[Line]:
    """A line for each figure of at least two known values; each fills the height by its own greatest value."""
    if len(moments) < 2:
        return []
    start, span = moments[0], (moments[-1] - moments[0]).total_seconds() or 1.0
    across = [_EDGE + (WIDTH - 2 * _EDGE) * (moment - start).total_seconds() / span for moment in moments]
    made = (_line(name, list(zip(across, values, strict=True))) for name, values in figures.items())
    return [line for line in made if line]


def _line(name: str, values: Sequence[tuple[float, int | None]]) -> Line | None:
    known = [(x, value) for x, value in values if value is not None]
    if len(known) < 2:
        return None
    most = max(value for _, value in known) or 1
    places = [(round(x, 1), round(HEIGHT - _EDGE - (HEIGHT - 2 * _EDGE) * value / most, 1)) for x, value in known]
    return Line(name, " ".join(f"{x},{y}" for x, y in places), *places[-1])
