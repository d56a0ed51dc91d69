"""Item: what it says and what stands around it, in reading order."""

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from turunkan.core.vocab import Author, Item, Kind

AUTHOR = Author(id="7", handle="toko.contoh", name="Toko Contoh", bio="baju dan jaket")
ITEM = Item(
    id="p1",
    kind=Kind.POST,
    author=AUTHOR,
    image_text="harga 50rb",
    transcript="halo semua",
    text="jaket tebal",
    title="jaket",
    hashtags=("jaket", "bandung"),
)


def test_an_item_says_its_title_text_transcript_and_image_text_in_reading_order():
    assert list(ITEM.content()) == [
        ("title", "jaket"),
        ("text", "jaket tebal"),
        ("transcript", "halo semua"),
        ("image_text", "harga 50rb"),
    ]


def test_hashtags_and_then_name_handle_and_bio_of_the_author_stand_around_it():
    assert list(ITEM.context()) == [
        ("hashtags[0]", "jaket"),
        ("hashtags[1]", "bandung"),
        ("author.name", "Toko Contoh"),
        ("author.handle", "toko.contoh"),
        ("author.bio", "baju dan jaket"),
    ]


def test_a_bio_says_what_the_bio_of_its_author_says_last_and_once():
    bio = replace(ITEM, kind=Kind.BIO)
    assert list(bio.content())[-1] == ("author.bio", "baju dan jaket")
    assert [field for field, _ in bio.context()] == ["hashtags[0]", "hashtags[1]", "author.name", "author.handle"]


@pytest.mark.parametrize("kind", [None, *(kind for kind in Kind if kind is not Kind.BIO)])
def test_every_other_kind_of_item_leaves_the_bio_to_its_author(kind):
    item = replace(ITEM, kind=kind)
    assert "author.bio" not in dict(item.content())
    assert "author.bio" in dict(item.context())


def test_what_is_absent_or_empty_is_passed_over():
    item = Item(id="p2", title="", text="jaket", author=Author(handle="contoh", name=""))
    assert list(item.content()) == [("text", "jaket")]
    assert list(item.context()) == [("author.handle", "contoh")]


@pytest.mark.parametrize("kind", [Kind.POST, Kind.BIO])
def test_an_item_without_author_text_or_tags_says_nothing(kind):
    item = Item(id="p3", kind=kind)
    assert list(item.content()) == list(item.context()) == []


def test_a_bio_without_text_in_it_says_nothing():
    assert list(Item(id="p4", kind=Kind.BIO, author=Author(handle="contoh")).content()) == []


def test_what_the_source_did_not_say_is_none_and_never_empty_or_zero():
    said = {field.name: getattr(Item(id="p5"), field.name) for field in fields(Item)}
    assert {name for name, value in said.items() if value is not None} == {"id", "extra"}
    assert {getattr(Author(), field.name) for field in fields(Author)} == {None}


def test_an_item_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        ITEM.text = "lain"
