"""Frames: a file's bytes as upright RGB pictures without metadata. The one way by which anything is decoded.

The format is told by the first bytes, never by a name: PNG (ISO/IEC 15948), JPEG (ITU T.81), WebP (RFC 9649), GIF
(89a), MP4 (ISO/IEC 14496-12), WebM (RFC 9559). What else a file may hold, before or after, is never looked at.
"""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from turunkan.core.media.limits import LIMITS, Limits
from turunkan.core.media.refusals import NotRead, Refusal

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, OverflowError, struct.error)
"""What Pillow raises on bytes that break a format's rules."""


@dataclass(frozen=True, slots=True)
class Frame:
    """An upright RGB picture; `at` is its moment in a video or animation, in seconds, and None for a still."""

    image: Image.Image
    at: float | None = None


def still_frames(data: bytes, limits: Limits = LIMITS) -> list[Frame]:
    """The one frame of a still, or some of an animation, spread over it. Raises NotRead."""
    if len(data) > limits.picture_bytes:
        raise NotRead(Refusal.BYTES, have=len(data), limit=limits.picture_bytes)
    with _as_refusals(limits), Image.open(BytesIO(data), formats=FORMATS) as picture:
        count = _checked(picture, limits)
        if count == 1:
            return [Frame(_upright(picture))]
        return [_moment(picture, number) for number in spread(count, limits.frames)]


def spread(count: int, most: int) -> list[int]:
    """At most so many numbers below `count`, evenly spread and away from both ends.

    >>> spread(100, 4)
    [12, 37, 62, 87]
    """
    chosen = min(count, most)
    return [(2 * place + 1) * count // (2 * chosen) for place in range(chosen)]


@contextmanager
def _as_refusals(limits: Limits) -> Iterator[None]:
    """Whatever the decoder says of hostile bytes, as a refusal with a name."""
    try:
        with warnings.catch_warnings(), _nothing_made_up():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise NotRead(Refusal.PIXELS, limit=limits.pixels) from bomb
    except UnidentifiedImageError as unknown:
        raise NotRead(Refusal.FOREIGN) from unknown
    except _DAMAGE as damage:
        raise NotRead(Refusal.DAMAGED) from damage


@contextmanager
def _nothing_made_up() -> Iterator[None]:
    """What is cut off is refused, also where another library has told Pillow to fill it up with grey."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _checked(picture: Image.Image, limits: Limits) -> int:
    """How many frames there are; all from the headers, before a pixel is decoded."""
    pixels = picture.width * picture.height
    if pixels > limits.pixels:
        raise NotRead(Refusal.PIXELS, limit=limits.pixels)
    if not getattr(picture, "is_animated", False):
        return 1
    count = int(getattr(picture, "n_frames", 1))
    if count > limits.moving_frames:
        raise NotRead(Refusal.FRAMES, have=count, limit=limits.moving_frames)
    if count * pixels > limits.moving_pixels:
        raise NotRead(Refusal.PIXELS, limit=limits.moving_pixels)
    return count


def _moment(picture: Image.Image, number: int) -> Frame:
    picture.seek(number)
    return Frame(_upright(picture), number * picture.info.get("duration", 100) / 1000)


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as EXIF says, transparent parts on white, as RGB; a new picture that carries no metadata."""
    turned = ImageOps.exif_transpose(picture)
    if turned.has_transparency_data:
        over = turned.convert("RGBA")
        turned = Image.new("RGBA", over.size, "white")
        turned.alpha_composite(over)
    plain = turned.convert("RGB")
    return Image.frombytes("RGB", plain.size, plain.tobytes())
