"""Sketches: a line read by its types alone becomes what the reader of lines gives, or is left to that reader."""

import io
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

pytest.importorskip("msgspec", reason="sketches are an extra")

from turunkan.core.readers import read, read_posts
from turunkan.core.readers.json_records import raw_records
from turunkan.core.readers.sketch import Sketch, sketches
from turunkan.core.vocab import Broken, Item, tags_of

TEXT = st.text(max_size=9)
ODD = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT | st.lists(TEXT, max_size=2)
MOMENTS = st.sampled_from(
    (
        "2026-01-31T09:30:00+07:00", "2026-01-31T09:30:00+0700", "2026-01-31t09:30:00z", "2026-01-31 09:30:00.25Z",
        "2026-02-30T09:30:00Z", "2026-01-31T24:00:00Z", "2026-01-31T09:30:60Z", "2026-01-31T09:30Z", "2026-01-31",
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-01-31T09:30:00+24:00", "2026-01-31T09:30:00+07", "",
        "2026-01-31T09:30:00.1234567890Z", "2026-W05-6T09:30:00Z", "20260131T093000Z", "２026-01-31T09:30:00Z",
        "2026-01-31T09:30:00-00:00", "0002-01-01T00:00:00+23:59", "9998-12-31T23:59:59-23:59",
    )
)  # fmt: skip
IDS = st.sampled_from(("1", " ", "", "\u3000", 7, -7, 0, 10**17, 10**18, -(10**18), 10**21, 1.5, True)) | TEXT
COUNTS = st.sampled_from((0, 7, -1, 10**18 - 1, 10**18, "7", "٧", 1.0, True))
HASHES = st.sampled_from(("a" * 64, "A" * 64, "a" * 63, "a" * 64 + "\n", "g" * 64))


def some(**fields):
    return st.fixed_dictionaries({}, optional={name: value | ODD for name, value in fields.items()})


AUTHORS = some(id=IDS, handle=TEXT, name=TEXT, bio=TEXT, followers=COUNTS, other=ODD)
METRICS = some(views=COUNTS, likes=COUNTS, comments=COUNTS, shares=COUNTS)
MEDIA = st.lists(some(url=TEXT, sha256=HASHES, pdq=HASHES), max_size=2)
KINDS = st.sampled_from(("post", "bio", "listing", "Post", "story"))
TAGS = st.lists(st.sampled_from(("thrift", "#thrift", "＃＃x", "#", "", "thrift")), max_size=4)
RECORDS = some(
    id=IDS, platform=TEXT, kind=KINDS, url=TEXT, parent=IDS, author=AUTHORS, title=TEXT, text=TEXT,
    transcript=TEXT, image_text=TEXT, hashtags=TAGS, links=st.lists(TEXT, max_size=2), sponsored=st.booleans(),
    place=TEXT, posted_at=MOMENTS, captured_at=MOMENTS, metrics=METRICS, media=MEDIA, label=ODD,
)  # fmt: skip


def record_of(one):
    """What was read of it, which does not count where Items are compared."""
    return None if isinstance(one, Broken) or one.record is None else dict(one.record)


def both(line: bytes):
    """What becomes of a line, after two that tell the format: by its Sketch, and by the reader of lines."""
    source = b'{"text": "a"}\n{"text": "b"}\n' + line + b"\n"
    expected = list(read(io.BytesIO(source), "f"))[2:]
    posts = list(read_posts(io.BytesIO(source), "f"))[2:]
    whole = [post if isinstance(post, Broken) else post.whole() for post in posts]
    assert whole == expected
    assert list(map(record_of, whole)) == list(map(record_of, expected))
    return posts, expected


@settings(deadline=None, max_examples=400)
@given(RECORDS, st.booleans())
@example({"text": "a", "posted_at": "2026-01-31T09:30:00+0700"}, False)
@example({"text": "a", "posted_at": "2025-06-30T16:59:59.9999999Z"}, False)
def test_any_record_is_what_the_reader_of_lines_makes_of_it(record, escaped):
    posts, expected = both(json.dumps(record, ensure_ascii=escaped).encode("utf-8", "surrogatepass"))
    for post, item in zip(posts, expected, strict=True):
        if isinstance(post, Sketch):
            assert isinstance(item, Item)
            assert post.whole().record == item.record
            assert tags_of(post.hashtags or ()) == (item.hashtags or ())
            for name in ("title", "text", "transcript", "image_text"):
                assert getattr(post, name) == getattr(item, name)
            for name in ("name", "handle", "bio") if item.author else ():
                assert getattr(post.author, name) == getattr(item.author, name)


@given(st.binary(max_size=40))
@example(b'{"text": "a\xff"}')
@example(b'{"text": "a\x00"}')
@example(b'{"text": "\\ud800"}')
@example(b'{"text": "a", "text": null}')
@example(b'{"t\\u0065xt": "a"}')
@example(b'{"text": "a"} ')
@example(b'{"text": "a"}{')
@example(b"   ")
@example(b'{"text": "a", "metrics": {"likes": 1e2}}')
@example(b'{"text": "a", "metrics": {"likes": -0}}')
@example(b'{"text": "a", "author": null, "hashtags": null}')
@example(b'{"text": null}')
@example(b'{"text": "", "id": 123456789012345678901}')
def test_any_bytes_are_what_the_reader_of_lines_makes_of_them(line):
    both(line.replace(b"\n", b"").replace(b"\r", b""))


@pytest.mark.parametrize(
    "lines",
    [
        b'{"text": "x"}{"text": "y", "author":\n{"name": "z"}}\n',
        b'{"text": "x"} {"text": "y"}\n\n',
        b'{"text": "x"\n}\n',
        b'{"text": "x"}\n  \n{"text": "y"}\n',
        b'{"text": "x"}\r\n{"text": "y"}\n{"text": "z"}\r\n',
        b'{"text": "x"},\n{"text": "y"}\n',
        b'{"text": "x"}\n{broken}\n{"text": "y"}\n',
    ],
)
def test_values_that_go_over_the_end_of_a_line_are_what_the_reader_of_lines_makes_of_them(lines):
    both(lines)


@pytest.mark.parametrize("size", [1, 7, 64, 1 << 20])
def test_it_matters_not_how_the_bytes_arrive(size):
    lines = b"".join(b'{"text": "%d", "id": "%d"}\n' % (at, at) for at in range(40)) + b'{"text": "' + b"x" * 99
    for limit in (30, 100, 1000):
        chunks = [lines[at : at + size] for at in range(0, len(lines), size)]
        expected = list(raw_records([lines], "f", limit, b"\n"))
        found = list(sketches(chunks, "f", limit))
        assert [one if isinstance(one, Broken) else one.whole() for one in found] == expected


@pytest.mark.parametrize("key", ["text", "title", "transcript", "image_text"])
def test_a_usual_line_is_a_sketch(key):
    posts, _ = both(json.dumps({"id": "1", key: "jaket", "posted_at": "2026-01-31T09:30:00+07:00"}).encode())
    assert [type(post) for post in posts] == [Sketch]


@pytest.mark.parametrize(
    "odd", [{"label": "x"}, {"posted_at": "kemarin"}, {"author": {"followers": "7"}}, {"id": ""}]
)
def test_what_takes_a_closer_look_is_none(odd):
    posts, _ = both(json.dumps({"text": "jaket"} | odd).encode())
    assert not any(isinstance(post, Sketch) for post in posts)
