"""Broken input by the table: what is lost is named with its place, and everything around it is read."""

import gzip
import io
import json
import tracemalloc

import pytest

from turunkan.core.readers import Cause, ReadOptions, Unreadable, read

LINE = b'{"text":"%s"}\n'
A, B = LINE % b"a", LINE % b"b"
FOREIGN = {
    "PDF": b"%PDF-1.7\n",
    "SQLite": b"SQLite format 3\x00\x10\x00",
}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (A + b'{"text":"tr', ["a", "f:2 record not-json"]),
        (A + b"\n  \n" + B, ["a", "b"]),
        (A + b'{"text":"\xff"}\n' + B, ["a", "f:2 record not-utf8", "b"]),
        (A + b'{"text":"\x00"}\n' + B, ["a", "f:2 record nul-byte", "b"]),
        (A + LINE % (b"x" * 99) + B, ["a", "f:2 record line-too-long", "b"]),
        (A + b"[1]\n7\nnull\n" + B, ["a", *(f"f:{n} record not-an-object" for n in (2, 3, 4)), "b"]),
        (A + b'{"text":"x","n":NaN}\n' + B, ["a", "f:2 record not-json", "b"]),
        (A + b'{"text":"b","metrics":{"views":1e999}}\n', ["a", "f:2 metrics.views bad-value", "b"]),
        (b'cut off"}\n' + B, ["f:1 record not-json", "b"]),
        (A + b'{"text":"x","n":-Infinity}\n' + B, ["a", "f:2 record not-json", "b"]),
        (A + A[:-1] + B + B, ["a", "f:2 record not-json", "b"]),
        (A[:-1] + b"\r\n" + B, ["a", "b"]),
        (A[:-1] + b"\r" + B[:-1] + b"\r", ["a", "b"]),
        (b'[{"text":"a"}, {"text":"b"}] x', ["a", "b", "f rest trailing-data"]),
        (b'[{"text":"a"}, {"text":"b"', ["a", "f:[2] record not-json"]),
        (b'[{"text":"a"}', ["a", "f:[2] record not-json"]),
        (b'[{"text":"a"}, {"text" "b"}, {"text":"c"}]', ["a", "f:[2] record not-json", "f rest rest-unread"]),
        (b'[{"text":"a"} {"text":"b"}]', ["a", "f:[2] record not-json", "f rest rest-unread"]),
        (b'[{"text":"a"},]', ["a", "f:[2] record not-json", "f rest rest-unread"]),
        (b'[{"text":"a"}, 5, {"text":"b"}]', ["a", "f:[2] record not-an-object", "b"]),
        (b'[{"text":"a"},{"text":"\xff"},{"text":"b"}]', ["a", "f:[2] record not-utf8", "b"]),
        (
            b'[{"text":"a"},{"text":"' + b"x" * 99 + b'"},{"text":"b"}]',
            ["a", "f:[2] record line-too-long", "f rest rest-unread"],
        ),
        (b"[]", ["f rest nothing-in-it"]),
        (b'{"id": 1, "type": "private_group", "messages": []}', ["f:1 record nothing-in-it"]),
        (b"text,author.handle\n", ["f rest nothing-in-it"]),
        (b'{\n "text":\n "a"\n}\n', ["a"]),
        (b'{\n "text":\n "a",\n}\n', [f"f:{n} record not-json" for n in (1, 2, 3, 4)]),
        (b'{"text": tr\n{"text":"b"}\n', ["f:1 record not-json", "b"]),
        (b'{"text":"a","views":1e400,"x":[-1e999]}\n', ["a"]),
        (b'{"text":"a","metrics":{"views":1e400}}\n', ["f:1 metrics.views bad-value", "a"]),
        (b"halo\n\xff\n\n\x00kak, apa kabar\nya\n", ["halo", "f:2 record not-utf8", "f:4 record nul-byte", "ya"]),
    ],
)
def test_what_is_lost_is_named_and_the_rest_read(outline, content, expected):
    assert outline(content, max_record=80) == expected


def test_deep_nesting_is_named(outline):
    deep = b'{"text":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"
    assert outline(A + deep + B) == ["a", "f:2 record too-deep", "b"]


def test_a_number_without_end_is_named(outline):
    assert outline(A + b'{"text":"x","n":' + b"9" * 5000 + b"}\n" + B) == ["a", "f:2 record not-json", "b"]


def test_the_place_is_said_in_plain_words(records):
    (line,) = records(b'{"text":"a" "b"}\n')
    assert "kolom 13: seharusnya ada koma" in line.message.id
    assert "column 13: a comma belongs here" in line.message.en
    array = records(b'[\n {"text":"a"},\n {"text" 1}\n]')
    assert "line 3 column 10: a colon belongs here" in array[1].message.en


@pytest.mark.parametrize(
    ("content", "format_"),
    [
        (A + B, "json-lines"),
        (A, "json-lines"),
        (b" \n[\n]", "json-array"),
        (b'{\n"text":"a"}', "json-object"),
        (b"text,label\na,1\n", "table"),
        (b"TITLE\tharga\na\t1\n", "table"),
        (b"text\nhalo, kak\n", "table"),
        (b"[admin] halo\n", "text-lines"),
        (b"halo, kak\nmau order\n", "text-lines"),
    ],
)
def test_recognised_by_content(capture, content, format_):
    assert capture(content).format == format_


def test_a_long_first_line_is_read_as_lines(capture):
    found = capture(LINE % (b"x" * 70_000) + b'{"text":')
    assert found.format == "json-lines"
    assert [type(record).__name__ for record in found] == ["Item", "Broken"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("text", ['{"text":"é 𝗕𝗔𝗟"}\n', '[{"text":"é 𝗕𝗔𝗟"}]', "text,n\né 𝗕𝗔𝗟,1\n", "é 𝗕𝗔𝗟\r\n"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_encodings_and_gzip(outline, encoding, text, pack):
    assert outline(pack(text.encode(encoding))) == ["é 𝗕𝗔𝗟"]


def test_half_a_utf16_character_costs_its_line(outline):
    content = "\ufeffa\n".encode("utf-16-le") + b"\x3d\xd8\n\x00" + "b\n".encode("utf-16-le")
    assert outline(content) == ["a", "f:2 record not-utf8", "b"]
    assert outline("\ufeffa\nb".encode("utf-16-le") + b"\x01") == ["a", "f:2 record not-utf8"]


@pytest.mark.parametrize("content", [A + B, b'[{"text":"a"},{"text":"b"}]', b"text,n\na,1\nb,2\n", b"a\nb\n"])
def test_an_unseekable_source_is_read_alike(pipe, records, content):
    assert list(read(pipe(content), "f")) == records(content)


@pytest.mark.parametrize(
    "content",
    [b"", b" \n\t\r\n", b" " * 200_000, b"\xef\xbb\xbf", gzip.compress(b"", mtime=0)],
    ids=["empty", "blank", "long and blank", "byte-order mark", "empty gzip"],
)
def test_nothing_at_all_is_unreadable(content):
    with pytest.raises(Unreadable) as error:
        read(io.BytesIO(content), "kosong.ndjson")
    assert error.value.cause is Cause.EMPTY
    assert "kosong.ndjson" in error.value.person.id


@pytest.mark.parametrize("kind", FOREIGN)
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_other_formats_are_named_whatever_the_file_name(kind, pack):
    with pytest.raises(Unreadable, match=kind) as error:
        read(io.BytesIO(pack(FOREIGN[kind] + b"..." * 9)), "foto.ndjson")
    assert kind in error.value.person.id


def test_gzip_inside_gzip_is_refused():
    with pytest.raises(Unreadable, match="gzip"):
        read(io.BytesIO(gzip.compress(gzip.compress(A))), "f")


def test_unmarked_utf16_is_not_guessed():
    with pytest.raises(Unreadable, match="UTF-16") as error:
        read(io.BytesIO("halo kak, mau tanya".encode("utf-16-le")), "f")
    assert error.value.cause is Cause.BINARY


def packed(count=4000):
    lines = b"".join(LINE % b"%x" % (n * 7919 % 104_729) for n in range(count))
    return lines, gzip.compress(lines)


def test_a_truncated_gzip_gives_what_came_before_then_one_broken_part(records):
    lines, content = packed()
    *items, last = records(content[: len(content) // 2])
    assert 1000 < len(items) < 4000
    assert [item.text.encode() for item in items] == [
        json.loads(line)["text"].encode() for line in lines.splitlines()[: len(items)]
    ]
    assert (last.where, last.part, last.code) == ("f", "rest", "truncated-gzip")


def test_a_corrupt_gzip_gives_what_came_before_then_one_broken_part(records):
    _, content = packed(100_000)
    hurt = bytearray(content)
    hurt[-8] ^= 0xFF  # the checksum
    *items, last = records(bytes(hurt))
    assert len(items) == 100_000
    assert (last.where, last.part, last.code) == ("f", "rest", "corrupt-gzip")


def test_a_gzip_of_which_nothing_opens_is_unreadable():
    with pytest.raises(Unreadable) as error:
        read(io.BytesIO(b"\x1f\x8b\x08\x00"), "f.gz")
    assert error.value.cause is Cause.DAMAGED


def test_gzip_members_and_padding_are_read_on(outline):
    assert outline(gzip.compress(A) + gzip.compress(B) + b"\0" * 50) == ["a", "b"]


class Endless:
    """A source made while it is read: a beginning, very many equal bytes, an end."""

    def __init__(self, start, size, end):
        self.parts = [start, *[b"x" * 65_536] * (size // 65_536), end]

    def read(self, _size):
        return self.parts.pop(0) if self.parts else b""


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (A + b'{"text":"', b'"}\n' + B, ["f:1", "line-too-long", "f:3"]),
        (b"a\n", b"\nb\n", ["f:1", "line-too-long", "f:3"]),
        (b"text,n\na,1\n", b',1\nb,"2"\n', ["f:2", "line-too-long", "f:4"]),
        (b'[{"text":"a"},{"text":"', b'"}]', ["f:[1]", "line-too-long", "rest-unread"]),
    ],
    ids=["lines", "text", "table", "array"],
)
def test_a_very_long_line_is_never_held(start, end, expected):
    source = Endless(start, 20_000_000, end)
    tracemalloc.start()
    found = list(read(source, "f", ReadOptions(max_record=100_000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [getattr(record, "code", None) or record.id for record in found] == expected
    assert peak < 4_000_000
