"""Documents of many records: what is told apart, what is named, and chats larger than a record may be."""

import json

import pytest

from turunkan.core.readers.documents import document_of
from turunkan.core.vocab import Broken, Item, Kind

VIDEO = {"kind": "youtube#video", "id": "v", "snippet": {"title": "bal"}}
CHAT = {"name": "Kanal", "type": "public_channel", "id": 9}


def message(number, **over):
    return {"id": number, "type": "message", "date_unixtime": "1794904620", "text": f"bal {number}"} | over


def chat(*messages, **over):
    return CHAT | {"messages": list(messages)} | over


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (chat(), "telegram-desktop"),
        ({"chats": {"list": []}}, "telegram-desktop"),
        ({"chats": []}, None),
        ({"messages": [], "id": 1}, None),
        (VIDEO, "youtube-api"),
        ({"kind": "youtube#videoListResponse", "items": []}, "youtube-api"),
        ({"kind": "youtube#videoListResponse"}, None),
        ({"kind": "video", "items": []}, None),
        ({"id": "1", "extractor": "TikTok", "webpage_url": "https://a.example"}, "yt-dlp"),
        ({"id": "1", "webpage_url": "https://a.example", "title": "bal"}, None),
        ({"instaloader": {"node_type": "Post"}, "node": {}}, "instaloader"),
        ({"instaloader": "4.13", "node": {}}, None),
        ({"status": "ok", "items": [{"code": "a", "created_time": "1"}], "more_available": True}, "instagram-web"),
        ({"status": "ok", "items": [{"code": "a"}], "more_available": True}, None),
        ({"graphql": {"shortcode_media": {"id": "1"}}}, "instagram-web"),
        ({"graphql": {"shortcode_media": None}}, None),
        ({"ItemModule": {"1": {"id": "1"}}}, "tiktok-web-state"),
        ({"ItemModule": {}}, None),
    ],
)
def test_a_document_is_told_by_its_keys(record, name):
    found = document_of(record)
    assert (found and found.name) == name


def items_of(found):
    return [part for part in found if isinstance(part, Item)]


def outline_of(found):
    return [part.text if isinstance(part, Item) else f"{part.where} {part.part} {part.code}" for part in found]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (chat(message(1), "x", message(2)), ["bal 1", "f:1#2 record not-an-object", "bal 2"]),
        (chat(message(None)), ["f:1#1 record missing-key"]),
        (chat(message(1, date_unixtime="kemarin")), ["f:1#1 posted_at bad-date", "bal 1"]),
        (
            chat(message(1, text=["bal ", {"type": "bold", "text": "1"}, {"type": "x"}])),
            ["f:1#1 text bad-value", None],
        ),
        (chat({"type": "service", "action": "a"}, {"type": "service"}), ["f:1#1 record not-content"]),
        ({"chats": {"list": [{"id": 1}]}}, ["f:1#1 record missing-key"]),
        (VIDEO | {"id": None}, ["f:1#1 record missing-key"]),
        (VIDEO | {"kind": "youtube#caption"}, ["f:1#1 record unknown-shape"]),
        ({"kind": "youtube#videoListResponse", "items": {}}, ["f:1 record missing-key"]),
        ({"kind": "youtube#videoListResponse", "items": [1]}, ["f:1#1 record not-an-object"]),
        ({"instaloader": {"node_type": "Profile"}, "node": {}}, ["f:1 record unknown-shape"]),
        ({"instaloader": {"node_type": "Post"}, "node": []}, ["f:1 record missing-key"]),
        ({"entry_data": {"ProfilePage": [{}]}}, ["f:1#1 record missing-key"]),
        ({"tag": {"media": {"nodes": [7]}}}, ["f:1#1 record not-an-object"]),
    ],
)
def test_what_gives_no_item_is_named_and_the_others_are_read(records, record, expected):
    assert outline_of(records(json.dumps(record).encode())) == expected


def test_a_playlist_gives_what_is_in_it_in_order(records):
    names = {"extractor": "youtube:tab", "webpage_url": "https://a.example"}
    inner = names | {"id": "q", "_type": "playlist", "entries": [{"id": "2", "title": "dua"}]}
    flat = {"id": "3", "_type": "url", "title": "tiga", "url": "https://a.example/3"}
    outer = names | {"id": "p", "_type": "playlist", "entries": [{"id": "1", "title": "satu"}, inner, None, flat]}
    *films, lost, last = records(json.dumps(outer).encode())
    assert [(film.id, film.title, film.platform) for film in films] == [
        ("1", "satu", "youtube"),
        ("2", "dua", "youtube"),
    ]
    assert (lost.where, lost.code, last.title, last.url) == (
        "f:1#3",
        "not-an-object",
        "tiga",
        "https://a.example/3",
    )


def test_playlists_in_playlists_are_no_trouble():
    value = {"id": "1", "title": "bal"}
    for _ in range(3000):
        value = {"id": "p", "_type": "playlist", "extractor": "t", "webpage_url": "u", "entries": [value]}
    (part,) = document_of(value).unwrap(value)
    assert part.record["title"] == "bal"


def test_documents_may_be_lines_or_elements(records):
    line = json.dumps(chat(message(1)))
    assert outline_of(records(f"{line}\n{line}\n".encode())) == ["bal 1", "bal 1"]
    assert outline_of(records(f"[{line}, {line}]".encode())) == ["bal 1", "bal 1"]


def test_counts_that_youtube_hides_are_absent(records):
    (item,) = records(json.dumps(VIDEO | {"statistics": {"viewCount": "0"}}).encode())
    assert (item.kind, item.metrics.views, item.metrics.likes, item.metrics.comments) == (
        Kind.VIDEO,
        0,
        None,
        None,
    )


LONG = chat(*(message(number) for number in range(60)), {"type": "service", "action": "pin_message"}, message(60))


@pytest.mark.parametrize("indent", [None, 1])
def test_a_long_chat_is_read_message_by_message(records, indent):
    content = json.dumps(LONG, indent=indent).encode()
    whole, streamed = records(content), records(content, max_record=1000)
    assert [part for part in streamed if isinstance(part, Item)] == [
        part for part in whole if isinstance(part, Item)
    ]
    assert [part.code for part in streamed if isinstance(part, Broken)] == ["not-content"]


@pytest.mark.parametrize("cut", [1, 2, 3, 30, 90, 1500])
def test_a_long_chat_that_is_cut_off_says_so(records, cut):
    content = json.dumps(LONG).encode()
    found = records(content[:-cut], max_record=1000)
    assert {"not-json"} <= {part.code for part in found if isinstance(part, Broken)}
    items = items_of(found)
    assert items == items_of(records(content))[: len(items)]


def test_lines_of_chats_are_no_long_chat(records):
    line = json.dumps(chat(*(message(number) for number in range(9)))).encode()
    assert len(items_of(records(b"\n".join([line] * 3), max_record=1000))) == 27


def test_what_follows_the_messages_of_a_long_chat_is_named(records):
    found = records(json.dumps(LONG | {"last": 1}).encode(), max_record=1000)
    assert [(part.part, part.code) for part in found if isinstance(part, Broken)] == [
        ("record", "not-json"),
        ("rest", "rest-unread"),
        ("record", "not-content"),
    ]


def test_another_object_larger_than_a_record_is_named_once(records):
    content = json.dumps({"chats": {"list": [LONG]}}, indent=1).encode()
    (broken,) = records(content, max_record=1000)
    assert (broken.where, broken.code) == ("f", "line-too-long")
