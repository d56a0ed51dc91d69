"""Format: subtitles, WebVTT (https://www.w3.org/TR/webvtt1/) or SubRip, one Item whose transcript they are.

Captions that roll show a line again while the next one comes; it is taken once.
"""

import html
import re
from collections.abc import Iterator
from datetime import tzinfo

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.lines import text_of
from turunkan.core.readers.source import Stream
from turunkan.core.readers.text_format import TextFormat
from turunkan.core.vocab import Broken, Item, Kind

_CLOCK = r"(?:(\d{1,4}):)?(\d{2}):(\d{2})[.,](\d{3})"
_TIMES = re.compile(rf"\s*{_CLOCK} +--> +{_CLOCK}(?:\s.*)?")
_SRT = re.compile(rb"\s*\d+\s*[\r\n]+\s*\d{1,2}:\d{2}:\d{2},\d{3} +-->")
_VTT = re.compile(rb"WEBVTT(?:[ \t][^\r\n]*)?(?:[\r\n]|$)")
_TAG = re.compile(r"</?[^<>]*>")
_LINE_END = re.compile(r"\r\n?|\n")
_ADJACENT = 50  # milliseconds between captions of which the second goes on with the first
_UNITS = (3_600_000, 60_000, 1000, 1)

_Cue = tuple[int, int, list[str]]
"""When a caption comes and goes, in milliseconds, and its lines."""


def transcript_of(text: str) -> str:
    """What the captions say, a line each; a line that only stays on the screen is taken once."""
    said: list[str] = []
    before: _Cue = (0, 0, [])
    for cue in _cues(_LINE_END.split(text)):
        goes_on = cue[0] <= before[1] + _ADJACENT
        said += cue[2][_shared(before[2], cue[2]) if goes_on else 0 :]
        before = cue
    return "\n".join(said)


def _cues(lines: list[str]) -> Iterator[_Cue]:
    """A caption is a line of times and what follows up to a blank line; all else is no caption."""
    times: _Cue | None = None
    for line in [*lines, ""]:
        if found := _TIMES.fullmatch(line):
            if times:  # no blank line stands between: the number of this caption was taken for text
                yield _without_number(times)
            times = (_milliseconds(found.groups()[:4]), _milliseconds(found.groups()[4:]), [])
        elif times and not line.strip():
            if not times[2] and line:
                continue  # a blank that is shown, as rolling captions begin
            yield times
            times = None
        elif times and (shown := html.unescape(_TAG.sub("", line)).strip()):
            times[2].append(shown)


def _without_number(cue: _Cue) -> _Cue:
    lines = cue[2][:-1] if cue[2] and cue[2][-1].isdecimal() else cue[2]
    return (cue[0], cue[1], lines)


def _milliseconds(clock: tuple[str | None, ...]) -> int:
    return sum(int(number or 0) * unit for number, unit in zip(clock, _UNITS, strict=True))


def _shared(before: list[str], after: list[str]) -> int:
    """How many lines at the end of one caption begin the next."""
    longest = min(len(before), len(after))
    return next((size for size in range(longest, 0, -1) if before[-size:] == after[:size]), 0)


def _matches(head: bytes) -> bool:
    return _VTT.match(head) is not None or _SRT.match(head) is not None


def _read(text: Stream, name: str, limit: int, _: tzinfo | None) -> Iterator[Item | Broken]:
    whole = text.peek(limit + 1)
    if text.failure:
        yield text.failure.at(name)
        return
    found = text_of(whole if len(whole) <= limit else None, limit)
    said = found if isinstance(found, Breakage) else transcript_of(found)
    if isinstance(said, Breakage) or not said:
        yield (said or Breakage(Code.NO_TEXT)).at(name)
    else:
        yield Item(id=name, kind=Kind.VIDEO, transcript=said)


FORMAT = TextFormat("subtitles", _matches, _read)
