"""The dossier's devices that are no spelling, each by its table: what an Item must, and must not, be seen to hold.

Columns: the field; its text; a fact; the part quoted, or "-" when the fact must not be counted there. A row
says what an attentive reader would say. Rows that the engine does not hold yet are in known_limits.tsv.
"""

import csv
from dataclasses import fields
from pathlib import Path

import pytest

from turunkan.core.detect import Engine, many
from turunkan.core.rules import Pack
from turunkan.core.text import dialled, fold, phones
from turunkan.core.vocab import Author, Item, Kind

TABLES = Path(__file__).with_name("devices")
WHOLE = sorted(
    path.stem for path in TABLES.glob("[0-2]*.tsv") if path.stem not in ("03-renamed-account", "21-first-comment")
)
PLAIN_FIELDS = {part.name for part in fields(Item)}


def rows(table):
    with (TABLES / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {column: (cell or "").replace("\\n", "\n") for column, cell in row.items()}


LIMITS = {(row["table"], row["text"], row["fact"]) for row in rows("known_limits")}


def cases(*, limits):
    for table in WHOLE:
        for row in rows(table):
            if ((table, row["text"], row["fact"]) in LIMITS) is limits:
                yield pytest.param(row, id=f"{table}-{row['text'][:60]}-{row['fact']}")


def item_of(row):
    """The Item that a row speaks of."""
    field, text = row["field"], row["text"]
    given = {"image_text" if field != "image_text" else "text": row["beside"]} if row.get("beside") else {}
    if field == "hashtags":
        given["hashtags"] = tuple(tag.lstrip("#") for tag in text.split())
    elif field.startswith("author."):
        given["author"] = Author(**{field.removeprefix("author."): text})
    else:
        given[field] = text
    return Item(id="1", **given)


@pytest.fixture(scope="module")
def engine(pack: Pack) -> Engine:
    return Engine(pack)


def holds(engine, row):
    """Whether the engine sees in a row what it should, and nothing that it should not."""
    field = row["field"]
    hits = [
        hit
        for hit in engine.find(item_of(row)).terms
        if row["fact"] in hit.facts
        and (hit.field == field or (field == "hashtags" and hit.field.startswith(field)))
    ]
    if row["quote"] == "-":
        return not hits
    if field == "hashtags":
        return any(row["quote"] in hit.quote or hit.quote in row["quote"] for hit in hits)
    start = row["text"].index(row["quote"])
    return any(hit.start < start + len(row["quote"]) and start < hit.end for hit in hits)


@pytest.mark.parametrize("row", list(cases(limits=False)))
def test_a_reader_sees_what_an_item_holds(engine, row):
    assert holds(engine, row), engine.find(item_of(row)).terms


@pytest.mark.parametrize("row", list(cases(limits=True)))
@pytest.mark.xfail(strict=True, reason="a known limit of the pack's words or guards")
def test_a_limit_still_stands(engine, row):
    assert holds(engine, row)


def thread(row):
    """A post and what stands in its first comment, by its author or by another."""
    post = Item(id="1", text=row["post"], author=Author(id="a"))
    writer = Author(id="a" if row["by"] == "author" else "b")
    return post, Item(id="2", kind=Kind.COMMENT, parent="1", text=row["text"], author=writer)


@pytest.mark.parametrize("row", [pytest.param(row, id=row["text"][:60]) for row in rows("21-first-comment")])
def test_a_comment_speaks_for_itself_and_its_post_for_itself(engine, row):
    """The author's offer is found where it stands; what others write below never counts against the post."""
    post, comment = thread(row)
    (_, of_post), (_, of_comment) = many(engine).stream([post, comment], everything=True)
    assert of_post == engine.find(post)
    if row["by"] == "other":
        assert row["fact"] not in {fact for hit in of_post.terms for fact in hit.facts}
        return
    quotes = [hit.quote for hit in of_comment.terms if row["fact"] in hit.facts]
    if row["quote"] == "-":
        assert quotes == []
    else:
        assert any(quote in row["quote"] or row["quote"] in quote for quote in quotes)


def contacts(text):
    """By what an account can be known again: numbers as dialled, links without their trackers."""
    letters = fold(text).letters
    numbers = {dialled(letters[start:end]) for start, end in phones(letters)}
    links = {
        word.lower()
        .removeprefix("https://")
        .removeprefix("http://")
        .removeprefix("www.")
        .split("?")[0]
        .rstrip("/.,")
        for word in text.split()
        if ".example" in word
    }
    return numbers | links


@pytest.mark.parametrize("row", [pytest.param(row, id=row["before"][:50]) for row in rows("03-renamed-account")])
def test_a_renamed_account_is_known_by_its_number_or_link(row):
    assert bool(contacts(row["before"]) & contacts(row["after"])) is (row["same"] == "yes")


def test_every_table_has_hits_and_near_misses_enough():
    for table in (*WHOLE, "21-first-comment"):
        quotes = [row["quote"] != "-" for row in rows(table)]
        assert min(quotes.count(True), quotes.count(False)) >= 20, table
