"""Hostile files: refused or made harmless, each by name, and nothing is written under a member's name."""

import gzip
import hashlib
import io
import lzma
import stat
import struct
import warnings
import zipfile

import brotli
import pyarrow
import pyarrow.parquet
import pytest
from workbooks import workbook

from turunkan.core.readers import Cause, Code, Limits, ReadOptions, Unreadable, is_light, read
from turunkan.core.vocab import Broken

LINE = b'{"id":"1","text":"bal"}\n'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
SMALL = ReadOptions(limits=Limits(total=200_000, members=5, page=20_000, sheet=30_000, ratio=20, small=1000))


def link(name):
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


def locked(content, flag=1):
    """The archive with its first member marked as encrypted, in both heads."""
    spoilt = bytearray(content)
    directory = content.index(b"PK\x01\x02")
    spoilt[6] |= flag
    spoilt[directory + 8] |= flag
    return bytes(spoilt)


def outline(content, options=SMALL):
    records = list(read(io.BytesIO(content), "f", options))
    return [f"{record.where} {record.code}" if hasattr(record, "code") else record.id for record in records]


@pytest.mark.parametrize(
    ("member", "code"),
    [
        ("../keluar.jsonl", Code.UNSAFE_NAME),
        ("a/../../keluar.jsonl", Code.UNSAFE_NAME),
        ("/etc/keluar.jsonl", Code.UNSAFE_NAME),
        ("C:/keluar.jsonl", Code.UNSAFE_NAME),
        ("..\\keluar.jsonl", Code.UNSAFE_NAME),
        (link("tautan"), Code.SYMBOLIC_LINK),
    ],
    ids=str,
)
def test_a_member_that_leads_outside_is_named_and_the_rest_read(zipped, tmp_path, monkeypatch, member, code):
    monkeypatch.chdir(tmp_path)
    name = getattr(member, "filename", member)
    assert outline(zipped({member: LINE, "ok..jsonl": LINE})) == [f"f/{name} {code}", "1"]
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_there_twice_is_opened_neither_time():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("a.jsonl", LINE)
        archive.writestr("a.jsonl", LINE.replace(b"1", b"2"))
    assert outline(made.getvalue()) == ["f/a.jsonl double-name"] * 2


def test_an_encrypted_member_is_named(zipped):
    assert outline(locked(zipped({"a.jsonl": LINE}))) == ["f/a.jsonl encrypted"]


@pytest.mark.parametrize(("size", "expected"), [(900, ["1"]), (20_000, ["f/a.jsonl too-compressed"])])
def test_a_bomb_is_named_and_a_small_file_is_none(zipped, size, expected):
    assert outline(zipped({"a.jsonl": LINE + b" " * size})) == expected


@pytest.mark.parametrize(
    ("members", "cause"),
    [
        ({"a": b"x" * 150_000, "b": b"y" * 150_000}, Cause.TOO_LARGE),
        ({str(n): b"x" for n in range(6)}, Cause.TOO_MANY),
        ({str(n) * 100: b"x" for n in range(10)}, Cause.TOO_MANY),
    ],
    ids=["total", "members", "directory"],
)
def test_an_archive_made_to_do_harm_is_refused_whole(zipped, members, cause):
    with pytest.raises(Unreadable) as error:
        outline(zipped(members))
    assert error.value.cause is cause


def test_an_archive_inside_an_archive_is_named_and_not_opened(zipped):
    assert outline(zipped({"dalam.zip": zipped({"a.jsonl": LINE}), "b.jsonl": LINE})) == [
        "f/dalam.zip nested-archive",
        "1",
    ]


def test_a_member_of_another_format_is_named(zipped):
    assert outline(zipped({"surat.jsonl": b"%PDF-1.7\n....", "b.jsonl": LINE})) == [
        "f/surat.jsonl foreign-format",
        "1",
    ]


def test_a_member_whose_bytes_are_damaged_is_named(zipped):
    content = bytearray(zipped({"a.jsonl": LINE, "b.jsonl": LINE}))
    struct.pack_into("<L", content, content.index(b"PK\x01\x02") + 16, 7)  # its checksum in the directory
    assert outline(bytes(content)) == ["f/a.jsonl corrupt-member", "1"]


@pytest.mark.parametrize("page", [b"<html><script>alert(1)</script></html>", b"PK\x03\x04"])
def test_what_begins_like_a_picture_is_a_picture_and_nothing_else(page):
    capture = read(io.BytesIO(PNG + page), "halaman.html")
    (item,) = capture
    assert (capture.format, item.text, item.title) == ("media", None, None)
    assert capture.files[item.media[0].sha256].open().read() == PNG + page


def test_a_picture_that_calls_itself_a_capture_is_media(zipped):
    assert outline(zipped({"a.jsonl": PNG})) == ["f/a.jsonl"]


def test_a_workbook_with_entities_is_refused(zipped):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    with pytest.raises(Unreadable) as error:
        outline(zipped({"xl/workbook.xml": bomb, "[Content_Types].xml": b"<Types/>"}))
    assert error.value.cause is Cause.XML_ENTITIES


def test_a_workbook_that_unpacks_to_too_much_is_refused(zipped):
    with pytest.raises(Unreadable) as error:
        outline(zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b" " * 40_000}))
    assert error.value.cause is Cause.TOO_LARGE


def test_a_page_that_is_too_large_is_refused():
    with pytest.raises(Unreadable) as error:
        outline(b"<html>" + b" " * 30_000)
    assert error.value.cause is Cause.TOO_LARGE


def test_a_page_that_nests_without_end_is_read(outline_of_page):
    title, nested = "<title>Toko</title>", "<div itemscope itemprop=a>" * 50_000
    assert outline_of_page(f"<html>{title}{nested}</html>") == ["Toko"]


def test_broken_linked_data_is_named_and_the_page_read(outline_of_page):
    page = '<html><title>Toko</title><script type="application/ld+json">{"a": </script></html>'
    assert outline_of_page(page) == ["json-ld not-json", "Toko"]


@pytest.fixture
def outline_of_page():
    def reading(page):
        records = read(io.BytesIO(page.encode()), "f")
        return [f"{one.part} {one.code}" if hasattr(one, "code") else one.title for one in records]

    return reading


def test_media_that_a_record_names_and_nobody_put_in_are_named(zipped):
    record = b'{"id":"1","text":"bal","media":[{"url":"foto/1.png"},{"url":"https://foto.example/1.png"}]}\n'
    assert outline(zipped({"a/b.jsonl": record, "foto/1.png": PNG})) == ["1 no-such-media", "1", "f/foto/1.png"]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("foto/1.png", "a/foto/1.png"),
        ("./foto/1.png", "a/foto/1.png"),
        ("../1.png", "1.png"),
        ("b%201.png", "a/b 1.png"),
    ],
)
def test_a_relative_reference_is_read_from_the_records_folder(zipped, url, name):
    record = b'{"id":"1","text":"bal","media":[{"url":"%s"}]}\n' % url.encode()
    capture = read(io.BytesIO(zipped({"a/b.jsonl": record, name: PNG})), "f")
    (item,) = capture
    assert capture.files[item.media[0].sha256].name == f"f/{name}"


@pytest.mark.parametrize(
    ("most", "last"),
    [(5, ["3"]), (3, ["3"]), (2, ["f too-many-records"])],
)
def test_a_source_of_too_many_records_is_read_so_far_and_told(most, last):
    lines = b'{"id":"1","text":"a"}\n{"text":\n{"id":"3","text":"b"}\n'
    assert outline(lines, ReadOptions(limits=Limits(records=most))) == ["1", "f:2 not-json", *last]


def sheet_of(cells, shared=""):
    """A workbook whose sheet holds this XML, with such shared texts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([["text"], ["bal"]]))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.split(b"<sheetData>")[0] + f"<sheetData>{cells}</sheetData></worksheet>".encode()
            new.writestr(name, content)
        if shared:
            new.writestr("xl/sharedStrings.xml", f"<sst>{shared}</sst>")
    return made.getvalue()


FAR = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>'
    '<row r="{row}"><c r="{at}"><v>1</v></c></row>'
)
AGAIN = '<row r="1">' + '<c t="s"><v>0</v></c>' * 3000 + "</row>"


@pytest.mark.parametrize(
    "content",
    [
        sheet_of(FAR.format(row=1_048_576, at="XFD1048576")),
        sheet_of(FAR.format(row=1, at="xfd1").replace('"', "'").replace("'xfd1'", "'XFD9999'")),
        sheet_of(AGAIN, f"<si><t>{'bal ' * 20_000}</t></si>"),
    ],
    ids=["last cell", "single quotes", "one text meant again and again"],
)
def test_a_workbook_that_stretches_far_beyond_what_it_holds_is_refused(content):
    with pytest.raises(Unreadable) as error:
        outline(content, ReadOptions())
    assert error.value.cause is Cause.TOO_MANY_CELLS


def test_a_workbook_with_a_cell_a_little_way_off_is_read():
    assert outline(sheet_of(FAR.format(row=900, at="Z900")), ReadOptions()) == ["f:900 no-text"]


def test_many_members_that_each_unpack_to_much_are_too_much_together(zipped):
    members = {f"{number}.png": PNG + bytes(90_000) for number in range(4)}
    limits = Limits(small=100_000, ratio=20, whole=200_000)
    with pytest.raises(Unreadable) as error:
        outline(zipped(members), ReadOptions(limits=limits))
    assert error.value.cause is Cause.TOO_LARGE
    assert len(outline(zipped(members), ReadOptions(limits=Limits(small=100_000, ratio=20)))) == 4


@pytest.mark.parametrize("piece", ["<a ", "</a", "<!--", "<!-- > ", '<a href="', "<![CDATA[", "<?x", "<!x"])
@pytest.mark.parametrize("end", ["", ">"])
def test_tags_that_never_end_take_no_longer_than_others(piece, end):
    page = f"<html><title>Bal segel</title>{piece * 60_000}{end}"
    (item, *_) = read(io.BytesIO(page.encode()), "f")
    assert item.title == "Bal segel"


def test_a_message_that_nests_without_end_is_refused():
    head = "Content-Type: multipart/related; boundary={0}\n\n--{0}\n"
    nested = "".join(head.format(f"b{number}") for number in range(3000))
    with pytest.raises(Unreadable) as error:
        outline(nested.encode(), ReadOptions())
    assert error.value.cause is Cause.TOO_DEEP


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS"),
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"\x28\xb5\x2f\xfd", "Zstandard"),
        (b"BZh91AY&SY", "bzip2"),
        (b"\x7fELF\x02\x01", "ELF"),
        (b"MZ\x90" + bytes(61), "EXE"),
        (b"II*\0", "TIFF"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">', "SVG"),
        (b"Return-Path: <a@kantor.example>\r\nReceived: from x\r\n\tby y\r\nFrom: a\r\nSubject: b\r\n\r\n", "EML"),
        (b"<!DOCTYPE html><html><head><title>Exported Data</title>", "Telegram HTML"),
    ],
)
def test_what_is_known_and_no_capture_is_called_by_its_name(head, kind):
    with pytest.raises(Unreadable) as error:
        outline(head + b" teks" * 40, ReadOptions())
    assert error.value.cause is Cause.FOREIGN
    assert kind in error.value.person.en


@pytest.mark.parametrize(
    "near", [b"MZ itu apa ya" * 9, b"BZh juga bukan", b"II* baris", b"7z dan Rar! saja", b"Date: 5\nFrom: Budi"]
)
def test_text_that_begins_like_it_is_text(near):
    assert outline(near + b"\n", ReadOptions()) == [f"f:{n + 1}" for n in range(near.count(b"\n") + 1)]


def test_a_number_that_no_cell_can_hold_is_no_id():
    ids = ["7301234567890123456", "7.3012345678901199E+18", "9007199254740991"]
    words = ("id", "text")
    head = "".join(
        f'<c r="{at}1" t="inlineStr"><is><t>{one}</t></is></c>' for at, one in zip("AB", words, strict=True)
    )
    rows = "".join(
        f'<row r="{at}"><c r="A{at}"><v>{one}</v></c><c r="B{at}" t="inlineStr"><is><t>bal</t></is></c></row>'
        for at, one in enumerate(ids, start=2)
    )
    assert outline(sheet_of(f'<row r="1">{head}</row>{rows}'), ReadOptions()) == [
        "f:2 rounded-number",
        "f:2",
        "f:3 rounded-number",
        "f:3",
        "9007199254740991",
    ]
    csv = b"id,text\n7.30123E+18,bal\n1e10,bal\n"  # as a spreadsheet saves it, and a name that looks like it
    assert outline(csv, ReadOptions()) == ["f:2 rounded-number", "f:2", "1e10"]


def test_the_sheets_beside_the_one_that_is_read_are_named():
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([["text"], ["bal"]]))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for number, title in ((2, "Catatan"), (3, "Kosong")):
                content = content.replace(
                    b"</sheets>", f'<sheet name="{title}" sheetId="{number}" r:id="r{number}"/></sheets>'.encode()
                )
                if name == "xl/_rels/workbook.xml.rels":
                    one = content[content.index(b"<Relationship ") : content.index(b"</Relationships>")]
                    one = one[: one.index(b"/>") + 2].replace(b'"r1"', b'"r%d"' % number)
                    one = one.replace(b"sheet1.xml", b"sheet%d.xml" % number)
                    content = content.replace(b"</Relationships>", one + b"</Relationships>")
            new.writestr(name, content)
        sheet = zipfile.ZipFile(io.BytesIO(workbook([]))).read("xl/worksheets/sheet1.xml")
        new.writestr(
            "xl/worksheets/sheet2.xml", sheet.replace(b"<sheetData>", b"<sheetData>" + row.format("x").encode())
        )
        new.writestr("xl/worksheets/sheet3.xml", sheet)
    assert outline(made.getvalue(), ReadOptions()) == ["f:2", "f other-sheet"]


def test_cells_of_bytes_are_text_or_named():
    columns = {"text": [b"bal segel", PNG], "foto": [PNG, None], "nilai": [float("nan"), 1.5]}
    nested = columns | {"media": [[{"url": "a.png"}], None]}
    for table in (columns, nested):
        file = io.BytesIO()
        pyarrow.parquet.write_table(pyarrow.table(table), file)
        first, *rest = read(io.BytesIO(file.getvalue()), "f")
        assert (first.text, first.extra) == ("bal segel", {})
        assert [(part.part, part.code) for part in rest if isinstance(part, Broken)][-2:] == [
            ("cells", "not-text")
        ] * 2


def saved(*pictures):
    """A page in one message with pictures that it does not name."""
    parts = [
        b"Content-Type: text/html\nContent-Location: https://pasar.example/1\n\n<html><title>Bal</title></html>"
    ]
    parts += [b"Content-Location: https://pasar.example/%d.png\n\n" % len(one) + one for one in pictures]
    return b"Content-Type: multipart/related; boundary=x\n\n--x\n" + b"\n--x\n".join(parts) + b"\n--x--\n"


def test_pictures_that_a_saved_page_does_not_name_are_items_and_icons_are_counted():
    large = PNG + bytes(9_000)
    page, picture, small = read(io.BytesIO(saved(large, PNG, PNG + b"x")), "f")
    assert (page.title, page.media) == ("Bal", None)
    assert picture.id == f"f/https://pasar.example/{len(large)}.png"
    assert picture.media[0].sha256 == hashlib.sha256(large).hexdigest()
    assert (small.code, small.message.en[:2]) == ("decoration", "2 ")


@pytest.mark.parametrize(
    ("content", "light"),
    [
        (LINE * 10, True),
        (LINE * 10_000, False),
        (gzip.compress(LINE * 10, mtime=0), True),
        (gzip.compress(LINE * 10_000, mtime=0), False),
        (lzma.compress(LINE * 10_000), False),
        (PNG, True),
        (b"PK\x03\x04 rusak", True),
        (b"PAR1", False),
    ],
)
def test_a_source_is_light_by_what_it_unpacks_to(content, light):
    assert is_light(io.BytesIO(content), 100_000) == light


@pytest.mark.parametrize(
    ("members", "light"),
    [
        ({"a.jsonl": LINE, "a.png": PNG}, True),
        ({"a.jsonl": LINE * 10_000}, False),
        ({"a.jsonl": gzip.compress(LINE * 10_000, mtime=0)}, False),
        ({f"{n}.jsonl": LINE * 1000 for n in range(9)}, False),
    ],
)
def test_an_archive_is_light_by_what_its_members_unpack_to(zipped, members, light):
    assert is_light(io.BytesIO(zipped(members)), 100_000) == light


def test_media_that_are_too_much_together_are_named_and_their_items_stay(zipped):
    pictures = {f"{number}.png": PNG + bytes([number]) * 900 for number in range(5)}
    options = ReadOptions(limits=Limits(media=2_000))
    capture = read(io.BytesIO(zipped(pictures)), "f", options)
    *items, last = capture
    assert (len(items), len(capture.files)) == (5, 2)
    assert (last.code, last.message.en[:2]) == ("too-much-media", "3 ")


def test_xz_is_opened_and_what_is_cut_off_is_named():
    noise = b'{"id":"%s","text":"bal"}\n' * 3000 % tuple(str(n * n % 99991).encode() for n in range(3000))
    packed = lzma.compress(noise)
    assert len(outline(packed, ReadOptions())) == 3000
    assert outline(packed[:-400], ReadOptions())[-1] == "f truncated-gzip"
    half = len(packed) // 2
    assert outline(packed[:half] + bytes(99) + packed[half + 99 :], ReadOptions())[-1] == "f corrupt-gzip"


def answered(body, encoding):
    """A WARC with one answer in an encoding, and another after it."""
    made = b""
    for number, (content, name) in enumerate([(body, encoding), (b"<title>Kedua</title></html>", "identity")]):
        answer = (
            f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {name}\r\n\r\n".encode() + content
        )
        head = (
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-11-01T00:00:00Z\r\n"
            f"WARC-Target-URI: https://toko.example/{number}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        made += head.encode() + answer + b"\r\n\r\n"
    return made


def titles(content):
    return [getattr(one, "title", None) or one.code for one in read(io.BytesIO(content), "f")]


def test_an_answer_in_brotli_is_read():
    page = b"<title>Bal segel</title>" + b"<p>jaket</p>" * 9000 + b"</html>"
    assert titles(answered(brotli.compress(page), "br")) == ["Bal segel", "Kedua"]


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(brotli.compress(bytes(70_000_000), quality=1), "br"), (b"bukan brotli", "br"), (b"entah", "entah")],
    ids=["bomb", "no brotli", "unknown encoding"],
)
def test_an_answer_that_cannot_be_unpacked_keeps_no_other_back(body, encoding):
    first, *_, last = titles(answered(body, encoding))
    assert (first in {"no-text", "not-utf8"}, last) == (True, "Kedua")
