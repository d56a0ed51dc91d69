"""Hostile files: refused or made harmless, each by name, and nothing is written under a member's name."""

import io
import stat
import struct
import warnings
import zipfile

import pytest

from turunkan.core.readers import Cause, Code, Limits, ReadOptions, Unreadable, read

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
