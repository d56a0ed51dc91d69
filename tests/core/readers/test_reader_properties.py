"""Whatever the bytes: either the whole is unreadable, or every record is an Item or a named broken part."""

import gzip
import io
import json
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from turunkan.core.readers import Code, ReadOptions, Unreadable, read
from turunkan.core.readers.items import CELL_FIELDS
from turunkan.core.readers.registry import read_value
from turunkan.core.vocab import Broken, Item

KEYS = re.findall(
    r"\w+",
    """
    id text title author kind posted_at metrics media hashtags caption user owner taken_at carousel_media
    image_versions2 candidates url width height location name desc createTime stats statsV2 playCount contents
    textExtra hashtagName challenges stickersOnItem stickerText imagePost images imageURL urlList authorStats
    legacy full_text created_at entities extended_entities urls core user_results result tweet views count
    retweeted_status_result note_tweet like_count like_and_view_counts_disabled product_type __typename
    """,
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=25,
)
PLATFORMS = st.sampled_from(["instagram.com", "tiktok.com", "x.com", "twitter.com", "y.example"]) | LEAVES
ENVELOPES = st.fixed_dictionaries(
    {"source_platform": PLATFORMS, "data": st.dictionaries(st.sampled_from(KEYS), VALUES) | VALUES},
    optional={"item_id": LEAVES, "timestamp_collected": LEAVES},
)
UNHURRIED = settings(deadline=None)  # how long an example takes says nothing on a busy machine
CODES = {code.value for code in Code}


def assert_one_record(found):
    *parts, last = found
    assert all(isinstance(part, Broken) and part.part != "record" for part in parts)
    assert isinstance(last, Item) or (isinstance(last, Broken) and last.part == "record")
    assert {part.code for part in found if isinstance(part, Broken)} <= CODES


@UNHURRIED
@given(VALUES | ENVELOPES)
def test_any_value_is_one_record(value):
    assert_one_record(list(read_value(value, "f:1")))


@UNHURRIED
@given(st.lists(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6) | ENVELOPES, min_size=1, max_size=4))
def test_lines_and_array_agree(values):
    lines = "\n".join(json.dumps(value) for value in values).encode()
    array = json.dumps(values, indent=1, ensure_ascii=False).encode("utf-8", "replace")
    by_line, by_element = (list(read(io.BytesIO(content), "f")) for content in (lines, array))
    assert [type(record) for record in by_line] == [type(record) for record in by_element]


def assert_read_through(content, **options):
    try:
        capture = read(io.BytesIO(content), "f", ReadOptions(**options))
    except Unreadable:
        return
    assert all(isinstance(record, Item | Broken) for record in capture)


PIECES = st.sampled_from(
    [
        b'{"text":"a"}',
        b"[",
        b"]",
        b"{",
        b"}",
        b'"',
        b",",
        b"\n",
        b"\r\n",
        b"\t",
        b"text",
        b"\0",
        b"\xff",
        b"\\ud83d",
    ]
)
FILES = st.binary(max_size=200) | st.lists(PIECES, max_size=25).map(b"".join)


@UNHURRIED
@given(FILES, st.integers(1, 300), st.booleans())
@example(b'{"a":"\\ud83d', 300, False)
def test_any_bytes_are_read_to_the_end_or_refused(content, max_record, mapped):
    assert_read_through(content, max_record=max_record, mapping={"text": "1"} if mapped else {})


@UNHURRIED
@given(FILES, st.data())
def test_any_hurt_gzip_is_read_to_the_end_or_refused(content, data):
    packed = bytearray(gzip.compress(content, mtime=0))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] ^= data.draw(st.integers(0, 255))
    assert_read_through(bytes(packed[: data.draw(st.integers(0, len(packed)))]))


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('",\n'), min_size=1, max_size=12)


@UNHURRIED
@given(st.lists(CELLS.filter(str.strip), min_size=1, max_size=3))
def test_properly_quoted_cells_come_back(cells):
    quoted = "".join('"{}",x\n'.format(cell.replace('"', '""')) for cell in cells)
    found = list(read(io.BytesIO(f"text,label\n{quoted}".encode()), "f"))
    assert [item.text for item in found] == cells


@UNHURRIED
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_text_comes_back_from_json(text):
    (item,) = read(io.BytesIO(json.dumps({"text": text}).encode()), "f")
    assert item.text == text


@UNHURRIED
@given(st.sampled_from(CELL_FIELDS), st.text(max_size=10))
def test_any_cell_of_any_field_is_one_record(field, cell):
    row = cell.replace('"', "").replace("\0", "")
    content = f'text,{field}\nhalo,"{row}"\n' if field != "text" else f'text,title\n"{row}",halo\n'
    assert_one_record(list(read(io.BytesIO(content.encode("utf-8", "replace")), "f")))
