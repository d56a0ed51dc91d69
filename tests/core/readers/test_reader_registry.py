"""The contract of every member of the registries: its samples give exactly the Items written down beside them."""

import io
import json
from pathlib import Path

import pytest

from turunkan.core.readers import Code, Unreadable, read, read_posts
from turunkan.core.readers.documents import DOCUMENTS
from turunkan.core.readers.formats import FORMATS
from turunkan.core.readers.headings import HEADINGS, headings_of
from turunkan.core.readers.items import CELL_FIELDS
from turunkan.core.readers.registry import SHAPES, read_value
from turunkan.core.readers.text_formats import TEXT_FORMATS
from turunkan.core.vocab import Broken, Item

SAMPLES = Path(__file__).parents[3] / "examples" / "captures" / "formats"
RECORDS = [*SHAPES, *DOCUMENTS]
MEMBERS = [*RECORDS, *HEADINGS, *TEXT_FORMATS, *FORMATS]


def samples_of(member):
    found = SAMPLES.glob(f"{member.name}.*")
    return sorted(path for path in found if not path.name.endswith(".expected.json"))


def cases(members):
    return [pytest.param(path, id=path.name) for member in members for path in samples_of(member)]


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.name)
def test_has_a_sample(member):
    assert samples_of(member), f"write a sample of invented records: examples/captures/formats/{member.name}.*"


@pytest.mark.parametrize("sample", cases(MEMBERS))
def test_gives_the_items_written_down(sample, as_json):
    expected = json.loads(sample.with_name(f"{sample.stem}.expected.json").read_text(encoding="utf-8"))
    with sample.open("rb") as source:
        found = list(read(source, "sample"))
    assert [as_json(record) for record in found] == expected


@pytest.mark.parametrize("sample", cases(MEMBERS))
def test_the_fast_way_gives_the_same(sample):
    content = sample.read_bytes()
    posts = list(read_posts(io.BytesIO(content), "sample"))
    assert [post if isinstance(post, Broken) else post.whole() for post in posts] == list(
        read(io.BytesIO(content), "sample")
    )


@pytest.mark.parametrize("sample", cases(RECORDS))
def test_no_record_belongs_to_two_members(sample):
    text = sample.read_text(encoding="utf-8")
    values = [json.loads(line) for line in ([text] if sample.suffix == ".json" else text.splitlines())]
    values = values[0] if isinstance(values[0], list) else values
    documents = [[document.name for document in DOCUMENTS if document.matches(value)] for value in values]
    shapes = [[shape.name for shape in SHAPES if shape.matches(value)] for value in values]
    matching = [of or by for of, by in zip(documents, shapes, strict=True)]  # a document is told first
    assert matching == [[sample.name.split(".")[0]]] * len(values)


@pytest.mark.parametrize("sample", cases(RECORDS))
def test_what_is_cut_off_is_never_taken_for_the_whole(sample):
    """Cut anywhere, a sample of JSON gives whole records of its own, and what was lost is named."""
    content = sample.read_bytes().rstrip()
    whole = [record for record in read(io.BytesIO(content), "sample") if isinstance(record, Item)]
    for end in range(1, len(content), 17):
        try:
            found = list(read(io.BytesIO(content[:end]), "sample"))
        except Unreadable:
            continue
        lost = [record for record in found if isinstance(record, Broken)]
        ends_a_line = content[end : end + 1] == b"\n" or content[end - 1 : end] == b"\n"
        assert lost or ends_a_line, end
        if sample.suffix == ".ndjson":
            assert [record for record in found if isinstance(record, Item)] == whole[: len(found) - len(lost)]


@pytest.mark.parametrize("sample", cases(HEADINGS))
def test_a_table_is_known_by_its_headings(sample):
    first = sample.read_text(encoding="utf-8").splitlines()[0]
    assert headings_of(first.split(",")).name == sample.name.split(".")[0]


@pytest.mark.parametrize("sample", cases([*HEADINGS, *TEXT_FORMATS]))
def test_a_text_that_is_cut_off_gives_no_other_items(sample):
    """Cut anywhere, a table or text gives the Items of its own; only the last one may have lost its end."""
    content = sample.read_bytes().rstrip()
    whole = [record for record in read(io.BytesIO(content), "sample") if isinstance(record, Item)]
    told = len(b"".join(content.splitlines(keepends=True)[:2]))  # two lines tell every format
    for end in range(told, len(content), 7):
        found = [record for record in read(io.BytesIO(content[:end]), "sample") if isinstance(record, Item)]
        assert found[:-1] == whole[: len(found)][:-1], end


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_an_item_of_our_own_is_no_document(document):
    keys = {field.partition(".")[0] for field in CELL_FIELDS} | {"media"}
    assert not document.matches(dict.fromkeys(keys, "x"))


@pytest.mark.parametrize("sample", cases(MEMBERS))
def test_no_other_sample_is_taken_for_a_text_format(sample):
    found = [known.name for known in TEXT_FORMATS if known.matches(sample.read_bytes())]
    assert found == [known.name for known in TEXT_FORMATS if known.name == sample.name.split(".")[0]]


def spoiled(whole, value, odd):
    """The whole with one part of `value` after the other replaced by something that nobody expects there."""
    places = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in list(places):
        value[key] = odd
        yield whole
        value[key] = part
        yield from spoiled(whole, part, odd)


@pytest.mark.parametrize("odd", [None, 7, "x", [7], {"x": 7}], ids=repr)
@pytest.mark.parametrize("sample", cases(DOCUMENTS))
def test_a_document_with_anything_odd_in_it_is_read_or_named(sample, odd):
    whole = json.loads(sample.read_text(encoding="utf-8"))
    for value in spoiled(whole, whole, odd):
        found = list(read_value(value, "sample"))
        assert {type(record) for record in found} <= {Item, Broken}
        for record in found:
            json.dumps(record.as_json() if isinstance(record, Item) else record.message)


def test_names_are_unique():
    assert len({member.name for member in MEMBERS}) == len(MEMBERS)


def test_there_is_a_sample_for_every_expectation():
    stems = {path.name.removesuffix(".expected.json") for path in SAMPLES.glob("*.expected.json")}
    assert stems == {sample.values[0].stem for sample in cases(MEMBERS)}


def envelope(platform="instagram.com", data=None, **over):
    return {
        "item_id": "1",
        "source_platform": platform,
        "timestamp_collected": 1_700_000_000_000,
        "data": data or {},
    } | over


X_POST = {"legacy": {"full_text": "a"}}


def read_one(records, record):
    return records(json.dumps(record).encode())


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (envelope("douyin.com"), Code.UNKNOWN_SHAPE),
        (envelope(None), Code.UNKNOWN_SHAPE),
        (envelope(["x.com"]), Code.UNKNOWN_SHAPE),
        (envelope(data=[1]), Code.MISSING_KEY),
        (envelope(data="x"), Code.MISSING_KEY),
        (envelope("tiktok.com", item_id=None), Code.MISSING_KEY),
        (envelope("x.com"), Code.MISSING_KEY),
        (envelope("x.com", {"__typename": "TweetTombstone", "tombstone": {}}), Code.TOMBSTONE),
        ({"id": "1", "platform": "x"}, Code.NO_TEXT),
        ({"text": None, "foo": 1}, Code.NO_TEXT),
        ({"foo": 1, "bar": 2}, Code.UNKNOWN_SHAPE),
        ({}, Code.UNKNOWN_SHAPE),
    ],
)
def test_a_record_without_an_item_is_named(records, record, code):
    (broken,) = read_one(records, record)
    assert (broken.where, broken.part, broken.code) == ("f:1", "record", code.value)


def test_an_unknown_platform_is_named(records):
    (broken,) = read_one(records, envelope("douyin.com"))
    assert "douyin.com" in broken.message.id
    assert "douyin.com" in broken.message.en


def test_at_most_six_keys_of_an_unknown_shape_are_shown(records):
    (broken,) = read_one(records, {f"key{n}": n for n in range(9)})
    assert "key5" in broken.message.en
    assert "key6" not in broken.message.en


@pytest.mark.parametrize(
    ("record", "part", "code"),
    [
        ({"posted_at": "2026-01-31T09:30:00"}, "posted_at", Code.NO_OFFSET),
        ({"posted_at": "2026-01-31"}, "posted_at", Code.NO_OFFSET),
        ({"posted_at": "2026-02-30T09:30:00"}, "posted_at", Code.BAD_DATE),
        ({"posted_at": "31/01/2026 09:30"}, "posted_at", Code.BAD_DATE),
        ({"posted_at": "kemarin"}, "posted_at", Code.BAD_DATE),
        ({"posted_at": "2026-02-30T09:30:00Z"}, "posted_at", Code.BAD_DATE),
        ({"posted_at": "0001-01-01T00:00:00+07:00"}, "posted_at", Code.BAD_DATE),
        ({"captured_at": 1_700_000_000}, "captured_at", Code.BAD_DATE),
        ({"kind": "foo"}, "kind", Code.BAD_VALUE),
        ({"id": ""}, "id", Code.BAD_VALUE),
        ({"id": True}, "id", Code.BAD_VALUE),
        ({"title": 5}, "title", Code.BAD_VALUE),
        ({"author": "toko"}, "author", Code.BAD_VALUE),
        ({"author": {"followers": "abc"}}, "author.followers", Code.BAD_VALUE),
        ({"metrics": {"likes": -1}}, "metrics.likes", Code.BAD_VALUE),
        ({"metrics": {"views": 1.5}}, "metrics.views", Code.BAD_VALUE),
        ({"hashtags": "bal"}, "hashtags", Code.BAD_VALUE),
        ({"links": [1]}, "links", Code.BAD_VALUE),
        ({"sponsored": "ya"}, "sponsored", Code.BAD_VALUE),
        ({"media": {}}, "media", Code.BAD_VALUE),
        ({"media": [{"pdq": "xyz"}]}, "media[0].pdq", Code.BAD_VALUE),
    ],
)
def test_a_bad_field_is_named_and_the_item_kept_without_it(records, record, part, code):
    broken, item = read_one(records, {"text": "jaket"} | record)
    assert (broken.where, broken.part, broken.code) == ("f:1", part, code.value)
    assert item.text == "jaket"
    assert item.posted_at is item.captured_at is item.kind is item.title is item.hashtags is None
    assert item.id == "f:1"


def test_a_text_that_is_no_text_leaves_no_item(records):
    found = read_one(records, {"id": "1", "text": 5})
    assert [(broken.part, broken.code) for broken in found] == [("text", "bad-value"), ("record", "no-text")]


@pytest.mark.parametrize(
    ("record", "part"),
    [
        (envelope("instagram.com", {"taken_at": "kemarin"}), "posted_at"),
        (envelope("instagram.com", {"caption": {"text": 7}}), "text"),
        (envelope("instagram.com", {"is_paid_partnership": "no"}), "sponsored"),
        (envelope("tiktok.com", {"stats": {"playCount": "banyak"}}), "metrics.views"),
        (envelope("tiktok.com", {"createTime": 10**30}), "posted_at"),
        (envelope("x.com", {"legacy": {"created_at": "Tue Okt 10 07:57:53 +0000 2023"}}), "posted_at"),
        (envelope("x.com", {"legacy": {"created_at": "Tue Oct 40 07:57:53 +0000 2023"}}), "posted_at"),
        (envelope("x.com", X_POST, timestamp_collected="kini"), "captured_at"),
    ],
)
def test_a_bad_field_of_a_platform_is_named_too(records, record, part):
    broken, item = read_one(records, record)
    assert (isinstance(broken, Broken), broken.part, isinstance(item, Item)) == (True, part, True)


@pytest.mark.parametrize("platform", ["instagram.com", "tiktok.com"])
def test_what_a_platform_leaves_out_is_none(records, platform):
    (item,) = read_one(records, envelope(platform))
    assert item.text is item.hashtags is item.sponsored is item.place is item.media is item.posted_at is None
    assert item.metrics.likes is item.metrics.views is item.author.followers is None


def test_a_repost_whose_original_is_gone_keeps_its_own_text(records):
    gone = {"result": {"__typename": "TweetTombstone"}}
    post = {"legacy": {"full_text": "RT @a: bal", "retweeted_status_result": gone}}
    (item,) = read_one(records, envelope("x.com", post))
    assert (item.text, item.url) == ("RT @a: bal", "https://x.com/i/status/1")
