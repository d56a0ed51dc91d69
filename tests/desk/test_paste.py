"""Paste: links and text from a browser or a chat, one Item a block."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.conftest import BALE

from turunkan.core.vocab import Item, Kind
from turunkan.desk.intake.models import ImportRun
from turunkan.desk.intake.models import Item as Row
from turunkan.desk.intake.paste import read_paste
from turunkan.desk.intake.services.runs import import_items
from turunkan.desk.parties.models import User
from turunkan.desk.parties.selectors import hosts
from turunkan.desk.subjects.models import SubjectVersion

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
HOSTS = {"instagram.com": "instagram", "tiktok.com": "tiktok"}
LINK = "https://www.instagram.com/p/Cdemo01/"
OTHER = "https://www.tiktok.com/@toko.contoh/video/73"


def pasted(text: str) -> list[Item]:
    return list(read_paste(text, HOSTS, NOW, "capture"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \n\n \t\n", []),
        ("jaket bekas", [(None, "jaket bekas")]),
        ("jaket\nbekas", [(None, "jaket\nbekas")]),
        ("jaket\n\nbekas", [(None, "jaket"), (None, "bekas")]),
        ("jaket\r\n \t\r\nbekas", [(None, "jaket"), (None, "bekas")]),
        ("jaket\n\n\n\nbekas\n", [(None, "jaket"), (None, "bekas")]),
        (LINK, [(LINK, None)]),
        (f"{LINK}\n{OTHER}", [(LINK, None), (OTHER, None)]),
        (f"{LINK} {OTHER}", [(LINK, None), (OTHER, None)]),
        (f"{LINK}\njaket bekas", [(LINK, "jaket bekas")]),
        (f"{LINK} jaket bekas", [(LINK, "jaket bekas")]),
        (f"jaket bekas {LINK}", [(None, f"jaket bekas {LINK}")]),
        (f"{LINK}\n\njaket bekas", [(LINK, None), (None, "jaket bekas")]),
        (f"{LINK}\njaket, lihat {OTHER}", [(LINK, f"jaket, lihat {OTHER}")]),
        ("instagram.com/p/Cdemo01", [(None, "instagram.com/p/Cdemo01")]),
    ],
)
def test_what_stands_together_is_one_item(text: str, found: list[tuple[str | None, str | None]]) -> None:
    assert [(item.url, item.text) for item in pasted(text)] == found


def test_a_link_says_platform_kind_and_handle_and_no_more() -> None:
    (item,) = pasted(f"{OTHER}\nready #bal #BalSegel &#39; cek {LINK}")
    assert item.as_json() == {
        "id": "capture:1",
        "platform": "tiktok",
        "kind": "video",
        "url": OTHER,
        "author": {"handle": "toko.contoh"},
        "text": f"ready #bal #BalSegel &#39; cek {LINK}",
        "hashtags": ["bal", "BalSegel"],
        "links": [LINK],
        "captured_at": "2026-11-20T01:00:00+00:00",
    }


@pytest.mark.parametrize("text", ["jaket bekas", "https://lain.example/a\njaket"])
def test_text_without_a_known_platform_has_none(text: str) -> None:
    (item,) = pasted(text)
    assert (item.platform, item.kind, item.author) == (None, None, None)


@given(st.text(max_size=60))
def test_every_item_has_something_and_an_id_of_its_own(text: str) -> None:
    items = pasted(text)
    assert all(item.text or item.url for item in items)
    assert len({item.id for item in items}) == len(items)
    assert bool(items) == bool(text.replace("\r", "\n").strip(" \t\n")) or not text.strip()


WORDS = st.lists(st.sampled_from(["jaket", "bekas", "bal", "75rb"]), min_size=1, max_size=4).map(" ".join)


@given(st.lists(WORDS, max_size=5))
def test_blocks_come_back_in_their_order(blocks: list[str]) -> None:
    assert [item.text for item in pasted("\n\n".join(blocks))] == blocks


def brought(text: str, people: dict[str, User], subject: SubjectVersion) -> ImportRun:
    items = read_paste(text, hosts(), NOW, "tempel")
    return import_items(items, "tempel", text.encode(), by=people["petugas"], subject=subject)


@pytest.mark.django_db
def test_pasting_the_same_again_brings_nothing_new(people: dict[str, User], subject: SubjectVersion) -> None:
    text = f"{LINK}\n{BALE}\n\n{BALE} lagi\n\n{OTHER}"
    first, second = brought(text, people, subject), brought(text, people, subject)
    assert (first.new, first.seen, first.changed, first.format) == (3, 0, 0, "paste")
    assert (second.new, second.seen, second.changed) == (0, 3, 0)
    assert {row.native_id for row in Row.objects.all()} == {"Cdemo01", "", "73"}


@pytest.mark.django_db
def test_a_link_waits_unread_for_its_text(people: dict[str, User], subject: SubjectVersion) -> None:
    brought(LINK, people, subject)
    row = Row.objects.get()
    assert (row.state, row.kind, row.surfaced) == ("unread", Kind.POST, False)
    assert row.expires_at is not None
    assert brought(f"{LINK}\n{BALE}", people, subject).changed == 1
    row.refresh_from_db()
    assert (row.state, row.label, row.expires_at) == ("waiting", "seller", None)
    assert brought(LINK, people, subject).seen == 1
    row.refresh_from_db()
    assert row.state == "waiting"
