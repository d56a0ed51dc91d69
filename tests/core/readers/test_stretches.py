"""JSON lines cut into stretches: read piece by piece they give what the whole file gives, place for place."""

import codecs
import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.core.readers import ReadOptions, Unreadable, read
from turunkan.core.readers.stretches import read_stretch, stretches
from turunkan.core.vocab import Broken, Item

FIRST = b'{"text": "bal segel"}\n'
LINES = st.sampled_from(
    [
        FIRST,
        '{"id": "é", "text": "karung 🎒 ﬁ"}\r\n'.encode(),
        b'{"text": \n',
        b"\n",
        b"  \r\n",
        b"[1]\n",
        b'{"text": "\xff"}\n',
        b'{"text": "\0"}\n',
        b'{"text": "' + b"x" * 90 + b'"}\n',
    ]
)
OPTIONS = ReadOptions(max_record=80)


def pieces(content: bytes, size: int) -> list[Item | Broken]:
    source = io.BytesIO(content)
    cut = stretches(source, "f", size, OPTIONS)
    assert cut is not None
    found = [record for one in cut for record in read_stretch(source, "f", one, OPTIONS)]
    return [one if isinstance(one, Broken) else one.whole() for one in found]


@given(st.lists(LINES), st.integers(1, 300), st.sampled_from([b"", codecs.BOM_UTF8]), st.booleans())
def test_the_stretches_are_the_file(lines: list[bytes], size: int, mark: bytes, ended: bool) -> None:
    content = mark + FIRST + FIRST + b"".join(lines)
    content = content if ended else content[:-1]
    assert pieces(content, size) == list(read(io.BytesIO(content), "f", OPTIONS))


def test_they_meet_without_a_gap_on_line_ends() -> None:
    content = FIRST * 100
    cut = list(stretches(io.BytesIO(content), "f", 50) or ())
    assert len(cut) == 34
    assert [one.start for one in cut] == [0, *(one.end for one in cut[:-1])]
    assert cut[-1].end == len(content)
    assert [one.first for one in cut] == [content[: one.start].count(b"\n") + 1 for one in cut]


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(FIRST * 9, mtime=0),
        (FIRST * 9).decode().encode("utf-16"),
        FIRST.replace(b"\n", b"\r") * 9,
        b'[{"text": "bal segel"}]\n',
        json.dumps({"text": "bal segel", "author": {"id": 1}}, indent=1).encode(),
        b"text,id\nbal segel,1\n",
        b"bal segel\nkarung\n",
    ],
)
def test_what_cannot_be_cut_is_read_whole(content: bytes) -> None:
    assert stretches(io.BytesIO(content), "f", 50) is None


@pytest.mark.parametrize("content", [b"", b"  \n", b"%PDF-1.7\n"])
def test_what_is_no_capture_is_refused_as_ever(content: bytes) -> None:
    with pytest.raises(Unreadable):
        stretches(io.BytesIO(content), "f", 50)
