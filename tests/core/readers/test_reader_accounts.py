"""Accounts read from bytes: their places, what is broken in them, and what is no account."""

import gzip
import json
from io import BytesIO

import pytest

from turunkan.core.readers import Cause, Unreadable, read, read_accounts
from turunkan.core.readers.capture import Capture
from turunkan.core.vocab import Account, Broken, Item

FULL = {
    "id": "a-1",
    "platform": "instagram",
    "handle": "toko.contoh",
    "name": "Toko Contoh",
    "bio": "jaket dan kemeja",
    "followers": "120",
    "verified": True,
    "posts": [{"id": "p-1", "text": "halo"}, {"title": "jaket"}],
}


def capture(data: bytes) -> Capture[Account]:
    return read_accounts(BytesIO(data), "c")


def parts(data: bytes) -> tuple[list[Account], list[Broken]]:
    both = list(capture(data))
    return [p for p in both if isinstance(p, Account)], [p for p in both if isinstance(p, Broken)]


def line(**values: object) -> bytes:
    return json.dumps(values).encode() + b"\n"


def test_everything_that_an_account_says_is_kept() -> None:
    [account], broken = parts(line(**FULL))
    assert broken == []
    assert (account.id, account.platform, account.handle, account.name) == (
        "a-1",
        "instagram",
        "toko.contoh",
        "Toko Contoh",
    )
    assert (account.bio, account.followers, account.extra) == ("jaket dan kemeja", 120, {"verified": True})


def test_a_post_without_an_id_is_known_by_the_account_and_its_number() -> None:
    [account], _ = parts(line(**FULL))
    assert [post.id for post in account.posts or ()] == ["p-1", "a-1#2"]


def test_an_account_without_an_id_is_known_by_its_place() -> None:
    accounts, _ = parts(line(bio="satu", posts=[{"text": "x"}]) + b"\n" + line(bio="dua"))
    assert [account.id for account in accounts] == ["c:1", "c:3"]
    assert [post.id for post in accounts[0].posts or ()] == ["c:1#1"]


@pytest.mark.parametrize(
    ("data", "format_", "ids"),
    [
        (line(id="x", bio="b") + line(id="y", bio="b"), "json-lines", ["x", "y"]),
        (b'[\n{"id": "x", "bio": "b"},\n{"bio": "b"}]', "json-array", ["x", "c:[2]"]),
        (json.dumps({"bio": "b"}, indent=2).encode(), "json-object", ["c:1"]),
        (gzip.compress(line(id="x", bio="b") + line(bio="b"), mtime=0), "json-lines", ["x", "c:2"]),
    ],
)
def test_lines_an_array_one_object_and_gzip(data: bytes, format_: str, ids: list[str]) -> None:
    assert capture(data).format == format_
    assert [account.id for account in parts(data)[0]] == ids


def test_posts_are_read_as_they_are_elsewhere() -> None:
    post = {"id": "p", "text": "jaket #thrift", "posted_at": "2026-11-01T10:00:00+07:00", "views": 3}
    [account], _ = parts(line(id="a", posts=[post]))
    [item] = read(BytesIO(json.dumps(post).encode()), "c")
    assert account.posts == (item,)
    assert isinstance(item, Item)
    assert item.extra == {"views": 3}


def test_a_broken_post_is_named_and_the_others_stay() -> None:
    posts = [{"text": "satu"}, {"likes": 3}, "tiga", {"text": "empat", "posted_at": "kemarin"}]
    [account], broken = parts(line(id="a", posts=posts))
    assert [post.id for post in account.posts or ()] == ["a#1", "a#4"]
    assert [(part.where, part.part, part.code) for part in broken] == [
        ("c:1", "posts[2]", "unknown-shape"),
        ("c:1", "posts[3]", "not-an-object"),
        ("c:1", "posts[4].posted_at", "bad-date"),
    ]


def test_a_broken_field_is_named_and_the_account_stays() -> None:
    [account], broken = parts(line(id="a", bio="b", followers="banyak", name=7, handle=None))
    assert (account.followers, account.name, account.handle) == (None, None, None)
    assert [(part.part, part.code) for part in broken] == [("name", "bad-value"), ("followers", "bad-value")]


def test_posts_that_are_no_list_are_named_and_the_bio_still_read() -> None:
    [account], broken = parts(line(id="a", bio="b", posts="tiga"))
    assert account.posts is None
    assert [(part.part, part.code) for part in broken] == [("posts", "bad-value")]


@pytest.mark.parametrize(
    ("record", "reads"),
    [
        ({"bio": "b"}, True),
        ({"posts": []}, True),
        ({"handle": "h", "posts": [{"text": "x"}]}, True),
        ({"handle": "h", "name": "n"}, False),
        ({"handle": "h", "bio": ""}, False),
        ({"id": "p", "text": "sebuah konten", "author": {"bio": "b"}}, False),
        ({}, False),
    ],
)
def test_an_account_has_posts_or_a_bio(record: dict[str, object], reads: bool) -> None:
    accounts, broken = parts(line(**record))
    assert bool(accounts) is reads
    assert [part.code for part in broken] == ([] if reads else ["not-an-account"])


@pytest.mark.parametrize(
    ("data", "code"),
    [(b'{"bio": \n', "not-json"), (b"[1]\n", "not-an-object"), (b'{"bio": "\xff"}\n', "not-utf8")],
)
def test_a_broken_line_is_named_and_the_next_is_read(data: bytes, code: str) -> None:
    accounts, broken = parts(line(id="a", bio="b") + data + line(id="z", bio="b"))
    assert [account.id for account in accounts] == ["a", "z"]
    assert [(part.where, part.code) for part in broken] == [("c:2", code)]


@pytest.mark.parametrize("data", [b"hanya teks\n", b"id,text\n1,halo\n"])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        capture(data)
    assert caught.value.cause is Cause.NO_ACCOUNTS


def test_an_empty_file_is_refused_as_elsewhere() -> None:
    with pytest.raises(Unreadable) as caught:
        capture(b" \n")
    assert caught.value.cause is Cause.EMPTY
