"""Chart: speeds as bars on a logarithmic scale, written as SVG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

_LEFT, _WIDTH, _RIGHT = 210, 520, 110  # pixels: names, bars, figures
_TOP, _STEP, _BAR = 46, 26, 16
_OURS, _THEIRS, _INK, _LINE = "#0b6e4f", "#8a94a6", "#1c2430", "#d5dae3"
_STYLE = "font:13px system-ui,sans-serif"


@dataclass(frozen=True, slots=True)
class Bar:
    """A name, how much, and whether it is ours."""

    name: str
    value: float
    ours: bool


def svg(title: str, bars: Sequence[Bar]) -> str:
    """The picture, the longest bar first. Takes positive values."""
    ranked = sorted(bars, key=lambda bar: -bar.value)
    low, high = _decades([bar.value for bar in ranked])
    height = _TOP + _STEP * len(ranked) + 30
    width = _LEFT + _WIDTH + _RIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" style="{_STYLE}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="16" y="24" font-weight="600" fill="{_INK}">{escape(title)}</text>',
        *_grid(low, high, height),
        *(line for at, bar in enumerate(ranked) for line in _row(bar, _TOP + _STEP * at, low, high)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten around all values."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _at(value: float, low: int, high: int) -> float:
    """How many pixels from the left edge of the bars."""
    return _WIDTH * (log10(value) - low) / (high - low)


def _grid(low: int, high: int, height: int) -> Iterator[str]:
    for power in range(low, high + 1):
        x = _LEFT + _at(10.0**power, low, high)
        yield f'<line x1="{x:.1f}" y1="{_TOP - 6}" x2="{x:.1f}" y2="{height - 24}" stroke="{_LINE}"/>'
        label = f'<text x="{x:.1f}" y="{height - 8}" text-anchor="middle" fill="{_INK}">{10**power:,}</text>'
        yield label.replace(",", " ")


def _row(bar: Bar, y: int, low: int, high: int) -> Iterator[str]:
    length = max(_at(bar.value, low, high), 1.0)
    weight = ' font-weight="600"' if bar.ours else ""
    colour = _OURS if bar.ours else _THEIRS
    middle = y + _BAR - 3
    figure = f"{bar.value:,.0f}".replace(",", " ")
    yield f'<text x="{_LEFT - 8}" y="{middle}" text-anchor="end" fill="{_INK}"{weight}>{escape(bar.name)}</text>'
    yield f'<rect x="{_LEFT}" y="{y}" width="{length:.1f}" height="{_BAR}" rx="2" fill="{colour}"/>'
    yield f'<text x="{_LEFT + length + 6:.1f}" y="{middle}" fill="{_INK}"{weight}>{figure}</text>'
