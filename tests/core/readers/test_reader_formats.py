"""The contract of every format of bytes: told whatever its name, read from a pipe, never half read in silence."""

import gzip
import io
from contextlib import suppress
from pathlib import Path

import pytest

from turunkan.core.readers import ReadOptions, Unreadable, read
from turunkan.core.readers.formats import FORMATS
from turunkan.core.vocab import Broken, Item

SAMPLES = Path(__file__).parents[3] / "examples" / "captures" / "formats"
CASES = [
    pytest.param(path.read_bytes(), known.name, id=path.name)
    for known in FORMATS
    for path in sorted(SAMPLES.glob(f"{known.name}.*"))
    if not path.name.endswith(".expected.json")
]
CUT = [case for case in CASES if case.values[1] != "media"]  # whose bytes are kept as they are


def everything(content: bytes, name: str = "f") -> list[Item | Broken]:
    return list(read(io.BytesIO(content), name))


@pytest.mark.parametrize(("content", "format_"), CASES)
@pytest.mark.parametrize("name", ["foto.jpg", "x.ndjson", "tanpa-nama"])
def test_is_told_whatever_its_name(content, format_, name):
    assert read(io.BytesIO(content), name).format == format_


@pytest.mark.parametrize(("content", "format_"), CASES)
def test_a_pipe_and_gzip_give_the_same(pipe, content, format_):
    packed = gzip.compress(content, mtime=0)
    assert list(read(pipe(content, 4096), "f")) == everything(content) == everything(packed), format_


@pytest.mark.parametrize(("content", "format_"), CASES)
def test_the_media_of_an_item_are_there_when_it_comes(content, format_):
    capture = read(io.BytesIO(content), "f")
    for record in capture:
        for media in (record.media or ()) if isinstance(record, Item) else ():
            if media.sha256:
                with capture.files[media.sha256].open() as opened:
                    assert len(opened.read()) == capture.files[media.sha256].size


@pytest.mark.parametrize(("content", "format_"), CUT)
def test_what_is_cut_off_is_never_taken_for_the_whole(content, format_):
    whole = everything(content)
    for end in range(0, len(content.rstrip()), max(1, len(content) // 300)):
        try:
            found = everything(content[:end])
        except Unreadable:
            continue
        left = content[:end]
        assert (
            any(isinstance(record, Broken) for record in found) or _is_text(left) or _ends_whole(left, content)
        ), end
        assert len([one for one in found if isinstance(one, Item)]) <= len(whole) or _is_text(left), end


def _is_text(left: bytes) -> bool:
    """Whether so little is left that it is no longer known as what it was."""
    return read(io.BytesIO(left), "f").format in ("text-lines", "table")


def _ends_whole(left: bytes, content: bytes) -> bool:
    """Whether a WARC ends behind one of its records; nothing in it says how many there are."""
    return left.startswith(b"WARC") and content[len(left) :].lstrip(b"\r\n").startswith(b"WARC/")


@pytest.mark.parametrize(("content", "format_"), CUT)
def test_a_changed_byte_stops_nothing_by_surprise(content, format_):
    for at in range(0, len(content), max(1, len(content) // 150)):
        spoilt = bytearray(content)
        spoilt[at] ^= 0xFF
        with suppress(Unreadable):
            everything(bytes(spoilt))


def test_titles_are_unique_in_both_languages():
    assert len({known.title.id for known in FORMATS}) == len({known.title.en for known in FORMATS}) == len(FORMATS)


def test_zone_and_mapping_reach_a_member(zipped):
    content = zipped({"a.csv": b"isi;kapan\nbal segel;2026-11-01 08:00\n"})
    options = ReadOptions(mapping={"text": "isi", "posted_at": "kapan"})
    found = list(read(io.BytesIO(content), "f", options))
    assert [getattr(record, "code", None) or record.text for record in found] == ["no-offset", "bal segel"]
