"""Frames: what is decoded is upright, plain and bounded; what is hostile is refused by name."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import drawn
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from turunkan.core.media.frames import still_frames
from turunkan.core.media.limits import Limits
from turunkan.core.media.refusals import REFUSALS, NotRead, Refusal

SMALL = drawn.photo(1, (60, 40))


def saved(picture: Image.Image, format_: str, **how: object) -> bytes:
    out = BytesIO()
    picture.save(out, format_, **how)
    return out.getvalue()


def claimed(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is that large."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = b"IDAT" + zlib.compress(b"\0" * 1000)
    chunks = (header, pixels, b"IEND")
    framed = [struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(framed)


def animated(count: int, size: tuple[int, int] = (40, 30), format_: str = "GIF") -> bytes:
    frames = [Image.new("RGB", size, (one % 256, 100, one // 256)) for one in range(count)]
    return saved(frames[0], format_, save_all=True, append_images=frames[1:], duration=200)


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_known_formats_are_read_and_others_are_not(format_: str) -> None:
    data = saved(SMALL, format_)
    if format_ == "BMP":
        with pytest.raises(NotRead) as refused:
            still_frames(data)
        assert refused.value.refusal is Refusal.FOREIGN
    else:
        (frame,) = still_frames(data)
        assert (frame.image.size, frame.image.mode, frame.at) == ((60, 40), "RGB", None)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        pytest.param(claimed(50_000, 50_000), Refusal.PIXELS, id="2,500 megapixels in a hundred bytes"),
        pytest.param(claimed(12_000, 10_000), Refusal.PIXELS, id="that Pillow only warns of"),
        pytest.param(claimed(7_000, 6_000), Refusal.PIXELS, id="that Pillow says nothing of"),
        pytest.param(claimed(2_000, 1_000), Refusal.DAMAGED, id="fewer pixels than said"),
        pytest.param(drawn.jpeg(SMALL)[:-200], Refusal.DAMAGED, id="JPEG cut off"),
        pytest.param(drawn.png(SMALL)[:-2000], Refusal.DAMAGED, id="PNG cut off"),
        pytest.param(animated(501, (2, 2)), Refusal.FRAMES, id="animation without end"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal.FOREIGN, id="SVG"),
        pytest.param(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", Refusal.FOREIGN, id="PostScript"),
        pytest.param(b"<html><script>alert(1)</script>", Refusal.FOREIGN, id="a page named .png"),
        pytest.param(b"", Refusal.FOREIGN, id="nothing"),
    ],
)
def test_what_is_hostile_is_refused_by_name(data: bytes, refusal: Refusal) -> None:
    with pytest.raises(NotRead) as refused:
        still_frames(data)
    assert refused.value.refusal is refusal


def test_what_is_cut_off_is_refused_though_another_library_wants_it_filled_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(NotRead):
        still_frames(drawn.jpeg(SMALL)[:-200])
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_file_that_is_too_large_is_not_even_opened() -> None:
    with pytest.raises(NotRead) as refused:
        still_frames(drawn.png(SMALL), Limits(picture_bytes=1000))
    assert refused.value.refusal is Refusal.BYTES
    assert "1.000" in refused.value.person.id


def test_the_frames_of_an_animation_count_together() -> None:
    with pytest.raises(NotRead) as refused:
        still_frames(animated(10), Limits(moving_pixels=10 * 40 * 30 - 1))
    assert refused.value.refusal is Refusal.PIXELS
    assert still_frames(animated(10), Limits(moving_pixels=10 * 40 * 30))


def test_every_refusal_has_its_sentence() -> None:
    assert set(REFUSALS) == set(Refusal)


def test_an_animation_gives_frames_spread_over_it() -> None:
    frames = still_frames(animated(100))
    assert [round(frame.image.getpixel((5, 5))[0] / 100, 1) for frame in frames] == [0.1, 0.2, 0.4, 0.6, 0.8, 0.9]
    assert [frame.at for frame in frames] == [1.6, 5.0, 8.2, 11.6, 15.0, 18.2]


def test_exif_turns_the_picture_and_goes() -> None:
    turned = Image.Exif()
    turned[0x0112], turned[0x010E] = 6, "Gudang Pak Contoh, -6.2, 106.8"
    data = saved(SMALL, "JPEG", exif=turned)
    assert b"Contoh" in data
    (frame,) = still_frames(data)
    assert frame.image.size == (40, 60)
    assert (dict(frame.image.getexif()), frame.image.info) == ({}, {})


@pytest.mark.parametrize("tail", [b"PK\x03\x04rest", b"<script>alert(1)</script>", b"%PDF-1.7"])
@pytest.mark.parametrize("format_", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_polyglot_is_read_as_the_picture_alone(format_: str, tail: bytes) -> None:
    data = saved(SMALL, format_)
    (plain,), (with_tail,) = still_frames(data), still_frames(data + tail)
    assert with_tail.image.tobytes() == plain.image.tobytes()


def test_what_is_see_through_stands_on_white() -> None:
    (frame,) = still_frames(drawn.png(Image.new("RGBA", (4, 4), (200, 0, 0, 0))))
    assert frame.image.getpixel((0, 0)) == (255, 255, 255)


WHOLE = {name: saved(SMALL, name) for name in ("PNG", "JPEG", "WEBP")} | {"GIF": animated(3)}


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(sorted(WHOLE)),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), min_size=1, max_size=5),
)
def test_bytes_that_were_spoilt_give_a_picture_or_a_refusal(name: str, cuts: list[tuple[float, bytes]]) -> None:
    data = bytearray(WHOLE[name])
    for where, put in cuts:
        at = int(where * (len(data) - 1))
        data[at : at + len(put)] = put
    with suppress(NotRead):  # and nothing else
        frames = still_frames(bytes(data), Limits(pixels=1_000_000))
        assert all(frame.image.mode == "RGB" for frame in frames)
