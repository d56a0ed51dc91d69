"""Reading: all that one picture or video says, as plain data, and the pictures that a screen may show of it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any

from PIL import Image

from turunkan.core.media.codes import Code, codes_of
from turunkan.core.media.frames import Frame, still_frames
from turunkan.core.media.limits import LIMITS, Limits
from turunkan.core.media.pdq import pdq_of
from turunkan.core.media.video import container_of, video_frames
from turunkan.core.media.words import Word, engine, words_of

_QUALITY = 80  # of what is shown


class MediaKind(StrEnum):
    """What a file is."""

    PICTURE = "picture"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class FrameReading:
    """What one frame says; `at` in seconds, None for a still; `shown` is a JPEG of it without metadata."""

    at: float | None
    words: Sequence[Word]
    codes: Sequence[Code]
    shown: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says. Width and height are those of the upright frames, which all boxes are in.

    `pdq` is that of the first frame.
    """

    kind: MediaKind
    width: int
    height: int
    pdq: str
    pdq_quality: int
    engine: str
    frames: Sequence[FrameReading]

    @property
    def text(self) -> str:
        """The lines of all frames, each once, as it was first read."""
        return "\n".join(line_texts(line for frame in self.frames for line in lines_of(frame.words)))

    def words(self) -> list[dict[str, Any]]:
        """Every word with its box, its confidence and the number of its frame; `start` is its place in `text`."""
        starts = _starts(self.text)
        return [
            asdict(word) | {"frame": number, "start": starts[_line_key(line)] + offset}
            for number, frame in enumerate(self.frames)
            for line in lines_of(frame.words)
            for word, offset in zip(line, _offsets(line), strict=True)
        ]

    def codes(self) -> list[dict[str, Any]]:
        """Every code with its box and the number of its frame."""
        return [asdict(code) | {"frame": n} for n, frame in enumerate(self.frames) for code in frame.codes]


def read_media(data: bytes, limits: Limits = LIMITS) -> Reading:
    """Decode, read and hash. Raises NotRead."""
    is_video = container_of(data) is not None
    frames = video_frames(data, limits) if is_video else still_frames(data, limits)
    first = frames[0].image
    pdq, quality = pdq_of(first)
    return Reading(
        MediaKind.VIDEO if is_video else MediaKind.PICTURE,
        first.width,
        first.height,
        pdq,
        quality,
        engine(),
        [_read(frame, limits) for frame in frames],
    )


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """The words, line by line."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return list(lines.values())


def line_texts(lines: Iterable[Sequence[Word]]) -> list[str]:
    """The texts of lines, each once whatever its case: a caption stands in every frame of a video."""
    found: dict[str, str] = {}
    for line in lines:
        found.setdefault(_line_key(line), " ".join(word.text for word in line))
    return list(found.values())


def _read(frame: Frame, limits: Limits) -> FrameReading:
    return FrameReading(
        frame.at, words_of(frame.image), codes_of(frame.image), _as_shown(frame.image, limits.shown)
    )


def _as_shown(image: Image.Image, longest: int) -> bytes:
    small = image.copy()
    small.thumbnail((longest, longest))
    out = BytesIO()
    small.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _line_key(line: Sequence[Word]) -> str:
    return " ".join(word.text for word in line).casefold()


def _starts(text: str) -> dict[str, int]:
    """Where each line begins in the text, in code points."""
    starts, at = {}, 0
    for line in text.split("\n"):
        starts[line.casefold()] = at
        at += len(line) + 1
    return starts


def _offsets(line: Sequence[Word]) -> list[int]:
    """Where each word begins in its line, in code points."""
    offsets, at = [], 0
    for word in line:
        offsets.append(at)
        at += len(word.text) + 1
    return offsets
