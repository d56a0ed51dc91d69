"""Pictures drawn for tests: words on a busy, photo-like background, turned and pressed as chats do it."""

import math
import random
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
SIZE = (800, 600)


def photo(seed: int = 1, size: tuple[int, int] = SIZE) -> Image.Image:
    """A background like a photograph of a heap of cloth: blobs of colour, folds, and grain."""
    rng = random.Random(seed)  # noqa: S311 - drawn, not secret
    width, height = size
    picture = Image.new("RGB", size, _colour(rng, 60, 200))
    draw = ImageDraw.Draw(picture)
    for _ in range(140):
        x, y, r = rng.randrange(width), rng.randrange(height), rng.randrange(width // 40, width // 6)
        draw.ellipse((x - r, y - r // 2, x + r, y + r // 2), fill=_colour(rng, 40, 215))
    for _ in range(90):
        x, y, turn, length = (
            rng.randrange(width),
            rng.randrange(height),
            rng.random() * math.tau,
            rng.randrange(30, 160),
        )
        end = (x + length * math.cos(turn), y + length * math.sin(turn))
        draw.line((x, y, *end), fill=_colour(rng, 20, 235), width=rng.randrange(1, 6))
    grain = Image.frombytes("L", size, rng.randbytes(width * height)).convert("RGB")
    return Image.blend(picture.filter(ImageFilter.GaussianBlur(2)), grain, 0.12)


def banner(text: str, *, seed: int = 1, degrees: float = 10, size: int = 64) -> Image.Image:
    """Lines of text, white with a dark rim, turned against a photograph; letters `size` pixels high."""
    picture = photo(seed)
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    middle = (picture.width / 2, picture.height / 2)
    draw = ImageDraw.Draw(layer)
    font = ImageFont.truetype(FONT, size)
    draw.multiline_text(
        middle,
        text,
        font=font,
        anchor="mm",
        align="center",
        fill="white",
        stroke_width=3,
        stroke_fill=(25, 15, 15),
    )
    turned = layer.rotate(degrees, resample=Image.Resampling.BICUBIC)
    picture.paste(turned, (0, 0), turned)
    return picture


def jpeg(picture: Image.Image, quality: int = 45) -> bytes:
    """As a JPEG file."""
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def png(picture: Image.Image) -> bytes:
    """As a PNG file."""
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _colour(rng: random.Random, low: int, high: int) -> tuple[int, int, int]:
    return rng.randint(low, high), rng.randint(low, high), rng.randint(low, high)
