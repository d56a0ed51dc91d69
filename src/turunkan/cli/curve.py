"""Curve: confidence beside reality as a picture, in letters for a terminal and as SVG for a page."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from turunkan.core.detect.evaluation import Bin

_STEPS = 40  # of a line in letters
_SIDE = 400  # of the square in the picture
_LEFT, _TOP = 60, 20
_WIDTH, _HEIGHT = _LEFT + _SIDE + 20, _TOP + _SIDE + 60
_NEAR_THE_EDGE = 0.9
_INK, _FAINT, _OURS = "#1f2933", "#b8c0c8", "#0b5cad"


def lines(bins: Sequence[Bin]) -> list[str]:
    """A line a bin: the interval of the share borne out, the share, and where the mean confidence is."""
    return [_line(each) for each in bins]


def _line(each: Bin) -> str:
    low, high = each.right.interval or (0.0, 0.0)
    begin, end = (round(_STEPS * part) for part in (low, high))
    marks = ["·"] * (_STEPS + 1)
    marks[begin : end + 1] = ["─"] * (end + 1 - begin)
    marks[begin], marks[end] = "├", "┤"
    marks[round(_STEPS * (each.right.value or 0))] = "●"
    marks[round(_STEPS * each.mean)] = "◆"
    return "".join(marks)


class Words(NamedTuple):
    """What stands in the picture, in one language: `marks` from 0 to 1 on both axes, `points` a sentence a bin."""

    title: str
    across: str
    up: str
    marks: Sequence[str]
    points: Sequence[str]


def svg(bins: Sequence[Bin], words: Words) -> str:
    """The curve as a picture that says in words what it shows."""
    parts = [*_frame(words), *(part for each in bins for part in _point(each))]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"',
            'aria-labelledby="title desc" font-family="sans-serif" font-size="13">',
            f'<title id="title">{escape(words.title)}</title>',
            f'<desc id="desc">{escape(" ".join(words.points))}</desc>',
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
            *parts,
            "</svg>",
            "",
        ]
    )


def _frame(words: Words) -> Iterator[str]:
    """Axes with their marks, and the line on which calibrated answers lie."""
    for at, mark in enumerate(words.marks):
        part = at / (len(words.marks) - 1)
        cross = f"M{_x(part)} {_y(0)}V{_y(1)}M{_x(0)} {_y(part)}H{_x(1)}"
        yield f'<path d="{cross}" stroke="{_FAINT}" stroke-width="0.5"/>'
        yield f'<text x="{_x(part)}" y="{_y(0) + 20}" text-anchor="middle" fill="{_INK}">{mark}</text>'
        yield f'<text x="{_LEFT - 8}" y="{_y(part) + 4}" text-anchor="end" fill="{_INK}">{mark}</text>'
    yield f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="{_INK}" stroke-dasharray="6 4" fill="none"/>'
    middle = _LEFT + _SIDE // 2, _TOP + _SIDE // 2
    yield (
        f'<text x="{middle[0]}" y="{_HEIGHT - 15}" text-anchor="middle" fill="{_INK}">'
        f"{escape(words.across)}</text>"
    )
    yield (
        f'<text transform="translate(16 {middle[1]}) rotate(-90)" text-anchor="middle" fill="{_INK}">'
        f"{escape(words.up)}</text>"
    )


def _point(each: Bin) -> Iterator[str]:
    """The share borne out, its interval, and how many answers it rests on."""
    low, high = each.right.interval or (0.0, 0.0)
    x, share = _x(each.mean), each.right.value or 0.0
    yield f'<path d="M{x} {_y(low)}V{_y(high)}" stroke="{_OURS}" stroke-width="2"/>'
    yield f'<circle cx="{x}" cy="{_y(share)}" r="4" fill="{_OURS}"/>'
    beside, anchor = (x - 8, "end") if each.mean > _NEAR_THE_EDGE else (x + 8, "start")
    yield f'<text x="{beside}" y="{_y(share) + 4}" text-anchor="{anchor}" fill="{_INK}">{each.right.total}</text>'


def _x(part: float) -> float:
    return round(_LEFT + _SIDE * part, 1)


def _y(part: float) -> float:
    return round(_TOP + _SIDE * (1 - part), 1)
