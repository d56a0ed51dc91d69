"""Real captures kept outside the repository: every record becomes an Item, and five of each are recomputed."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from turunkan.core.readers import ReadOptions, read
from turunkan.core.vocab import Item

DATA = Path(os.environ.get("TURUNKAN_DATA", Path(__file__).parents[3] / ".." / "shared" / "data"))
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"no real captures: {DATA} is not there")

INSTAGRAM, TIKTOK, X = "zeeschuimer_instagram_2026", "zeeschuimer_tiktok_2023", "zeeschuimer_twitter_2023"
CAPTURES = {
    f"{INSTAGRAM}.ndjson": 23,
    "zeeschuimer_instagram_item_2024.json": 1,
    f"{TIKTOK}.ndjson": 20,
    f"{X}.ndjson": 15,
}
DOCUMENTS = {  # how many records each holds, and what is told of the first
    "arc298_response_explore_location.json": (2, ("1", "#instagram #test1")),
    "arc298_response_explore_tags.json": (2, ("1", "#instagram #test1")),
    "arc298_response_first_page.json": (2, ("1369793132326237681_50955534", None)),
    "arc298_response_second_page.json": (1, ("1369793132326237681_50955534", None)),
    "arc298_response_query_hashtag_first_page.json": (3, ("1", "caption #hello #world")),
    "arc298_response_query_hashtag_second_page.json": (2, ("4", "caption #hello #world")),
    "arc298_response_view_media_video.json": (1, ("1", "text")),
    "arc298_response_user_metadata.json": (1, ("masked_040e3235fa", None)),
}
TABLES = {
    "bukalapak_one_shop_products.csv": ({"title": "nama_produk", "text": "deskripsi"}, 979, 0),
    "indonlu_emot_train.csv": ({"text": "tweet"}, 3521, 0),
    "indonlu_smsa_train.tsv": ({"text": "1"}, 11_000, 0),
    "instagram_comments_kamusalay_comments.csv": ({}, 4903, 0),
    "judol_youtube_obfuscated_dev.csv": ({}, 18_716, 0),
    "menkeu_youtube_2026_comments.csv": ({}, 8473, 1),  # one comment without text
    "tiktok_comments_2025_comments.csv": ({}, 1743, 0),
    "tiktokshop_tweets_2023_tweets.csv": ({}, 2562, 0),
    "tokopedia_misc_2020_products.csv": ({"title": "product_name"}, 240, 0),
    "tweets_misc_2025_tweets.csv": ({}, 6838, 0),
    "youtube_misc_2025_comments.csv": ({}, 2549, 1),  # one comment without text
}


def read_all(path, **options):
    with path.open("rb") as source:
        return list(read(source, path.name, ReadOptions(**options)))


def raw(stem):
    path = DATA / "captures" / f"{stem}.ndjson"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


@pytest.mark.parametrize("name", CAPTURES)
def test_every_captured_record_becomes_an_item(name):
    found = read_all(DATA / "captures" / name)
    assert [type(record) for record in found] == [Item] * CAPTURES[name]
    assert all(item.posted_at < item.captured_at and item.author.id for item in found)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_web_pages_of_instagram_are_read_whole(name):
    count, first = DOCUMENTS[name]
    found = read_all(DATA / "captures" / name)
    assert [type(record) for record in found] == [Item] * count
    assert (found[0].id, found[0].text) == first


def test_instaloader_against_the_raw_json():
    name = "instaloader_post_2020_indonesian.json"
    node = json.loads((DATA / "captures" / name).read_text(encoding="utf-8"))["node"]
    (item,) = read_all(DATA / "captures" / name)
    assert (item.id, item.author.handle) == (node["id"], node["owner"]["username"])
    assert item.text == node["edge_media_to_caption"]["edges"][0]["node"]["text"]
    assert item.posted_at == datetime.fromtimestamp(node["taken_at_timestamp"], UTC)
    assert (item.metrics.likes, item.metrics.comments, len(item.media)) == (49, 10, 2)
    assert len(item.hashtags) == item.text.count("#")


def test_web_items_of_tiktok_against_the_raw_json():
    name = "tiktok_web_itemmodule_2023.json"
    raws = json.loads((DATA / "captures" / name).read_text(encoding="utf-8"))
    for record, item in zip(raws, read_all(DATA / "captures" / name), strict=True):
        assert (item.id, item.text, item.author.handle) == (record["id"], record["desc"], record["author"])
        assert (item.author.id, item.author.name) == (record["authorId"], record["nickname"])
        assert item.posted_at == datetime.fromtimestamp(int(record["createTime"]), UTC)
        assert (item.metrics.views, item.metrics.shares) == (
            record["stats"]["playCount"],
            record["stats"]["shareCount"],
        )


@pytest.mark.parametrize("name", TABLES)
def test_every_row_becomes_an_item_or_is_named(name):
    mapping, items, broken = TABLES[name]
    found = read_all(DATA / "real" / name, mapping=mapping)
    kept = [record for record in found if isinstance(record, Item)]
    assert (len(kept), len(found) - len(kept)) == (items, broken)
    assert {record.code for record in found if not isinstance(record, Item)} <= {"no-text"}


def sampled(stem):
    records, items = raw(stem), read_all(DATA / "captures" / f"{stem}.ndjson")
    step = max(1, len(records) // 5)
    return list(zip(records, items, strict=True))[::step][:5]


def test_instagram_against_the_raw_json():
    for record, item in sampled(INSTAGRAM):
        data = record["data"]
        assert (item.id, item.text) == (data["id"], data["caption"]["text"])
        assert item.url.split("/")[-2] == data["code"]
        assert (item.author.id, item.author.handle) == (data["user"]["pk"], data["user"]["username"])
        assert item.posted_at == datetime.fromtimestamp(data["taken_at"], UTC)
        hidden = data["like_and_view_counts_disabled"]
        assert item.metrics.likes == (None if hidden else data["like_count"])
        assert item.place == (data["location"]["name"] if data["location"] else None)
        assert len(item.hashtags) <= data["caption"]["text"].count("#")


def test_hidden_likes_of_instagram_are_never_the_placeholder():
    pairs = zip(raw(INSTAGRAM), read_all(DATA / "captures" / f"{INSTAGRAM}.ndjson"), strict=True)
    hidden = [item for record, item in pairs if record["data"]["like_and_view_counts_disabled"]]
    assert [item.metrics.likes for item in hidden] == [None] * 4


def test_tiktok_against_the_raw_json():
    for record, item in sampled(TIKTOK):
        data = record["data"]
        assert (item.id, item.text) == (data["id"], data["desc"])
        assert item.url == f"https://www.tiktok.com/@{data['author']['uniqueId']}/video/{data['id']}"
        assert item.author.followers == data["authorStats"]["followerCount"]
        assert item.posted_at == datetime.fromtimestamp(data["createTime"], UTC)
        assert (item.metrics.views, item.metrics.likes) == (data["stats"]["playCount"], data["stats"]["diggCount"])
        stickers = [text for sticker in data.get("stickersOnItem", []) for text in sticker["stickerText"]]
        assert (item.image_text or "") == "\n".join(stickers)
        marked = [tag["hashtagName"] for tag in data.get("textExtra", []) if tag["hashtagName"]]
        assert list(item.hashtags or ())[: len(set(marked))] == list(dict.fromkeys(marked))


def test_x_against_the_raw_json():
    for record, item in sampled(X):
        data, legacy = record["data"], record["data"]["legacy"]
        assert (item.id, item.text) == (data["rest_id"], legacy["full_text"].replace("&amp;", "&"))
        assert item.posted_at == datetime.strptime(legacy["created_at"], "%a %b %d %H:%M:%S %z %Y")
        assert item.hashtags == tuple(tag["text"] for tag in legacy["entities"]["hashtags"])
        assert item.parent == legacy.get("in_reply_to_status_id_str")
        assert item.metrics.views == int(data["views"]["count"])
        assert item.metrics.likes == legacy["favorite_count"]
        assert len(item.media or ()) == len(legacy["entities"].get("media", []))
