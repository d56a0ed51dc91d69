"""Compare: what changed between two answers, and what two packs come to over a stream."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tiny_pack import change

from turunkan.core.detect import Change, Comparison, Engine, Side, Turn, compare, compared, many
from turunkan.core.detect.many import OneByOne
from turunkan.core.rules import load_pack
from turunkan.core.vocab import (
    Action,
    Finding,
    Hit,
    Item,
    Label,
    LawDate,
    Post,
    Priority,
    Reason,
    ReasonKind,
    Wording,
)

EGG = Hit("turtle-egg", ("eggs",), "telur penyu", "text", 5, 16, "telur penyu", ())
SALE = Hit("selling", ("offer",), "jual", "text", 0, 4, "jual", ())
SURE = Finding(
    id="1",
    label=Label.SELLER,
    tier="nest",
    confidence=0.9,
    priority=Priority.HIGH,
    action=Action.NOTICE,
    terms=(SALE, EGG),
    rules=("seller-nest",),
    reasons=(Reason(ReasonKind.VERDICT, Wording(id="alasan", en="reason")),),
    law=("NEW",),
    law_date=date(2026, 1, 1),
    law_date_from=LawDate.PACK,
    pack="telur-penyu@1.0.0",
    engine="0",
)
SILENT = replace(
    SURE, label=Label.UNRELATED, tier=None, priority=Priority.NONE, action=Action.NONE, rules=(), law=()
)
QUIET = Wording(id="alasan lain", en="another reason")

# what became of SURE: (the other answer, the turns on the way there, the turns on the way back)
TURNS = {
    "freed": (
        SILENT,
        [Turn.FREED, Turn.CLEARED, Turn.LABEL, Turn.TIER, Turn.ACTION, Turn.PRIORITY, Turn.LAW],
        [Turn.CAUGHT, Turn.ACCUSED, Turn.LABEL, Turn.TIER, Turn.ACTION, Turn.PRIORITY, Turn.LAW],
    ),
    "lowered": (replace(SURE, action=Action.REVIEW), [Turn.CLEARED, Turn.ACTION], [Turn.ACCUSED, Turn.ACTION]),
    "asked instead": (replace(SURE, action=Action.REQUEST), [Turn.ACTION], [Turn.ACTION]),
    "label": (replace(SURE, label=Label.PROMOTER), [Turn.LABEL], [Turn.LABEL]),
    "tier": (replace(SURE, tier="shop"), [Turn.TIER], [Turn.TIER]),
    "priority": (replace(SURE, priority=Priority.LOW), [Turn.PRIORITY], [Turn.PRIORITY]),
    "law": (replace(SURE, law=("OLD",)), [Turn.LAW], [Turn.LAW]),
    "rules": (replace(SURE, rules=("seller-hint",)), [Turn.GROUNDS], [Turn.GROUNDS]),
    "terms": (replace(SURE, terms=(EGG,), confidence=0.5), [Turn.GROUNDS], [Turn.GROUNDS]),
    "reasons": (replace(SURE, reasons=(Reason(ReasonKind.VERDICT, QUIET),)), [Turn.GROUNDS], [Turn.GROUNDS]),
    "confidence": (replace(SURE, confidence=0.8), [Turn.CONFIDENCE], [Turn.CONFIDENCE]),
}


@pytest.mark.parametrize("case", TURNS)
def test_a_change_is_classed_by_what_a_person_would_be_told_otherwise(case: str) -> None:
    other, there, back = TURNS[case]
    forward, backward = compare(SURE, other), compare(other, SURE)
    assert forward is not None
    assert backward is not None
    assert (list(forward.turns), list(backward.turns)) == (there, back)
    quiet = there in ([Turn.GROUNDS], [Turn.CONFIDENCE])
    assert forward.changes_answer is backward.changes_answer is not quiet


@pytest.mark.parametrize("same", [SURE, replace(SURE, pack="telur-penyu@2.0.0"), replace(SURE, engine="1")])
def test_who_answered_is_no_change(same: Finding) -> None:
    assert compare(SURE, same) is None


def test_a_change_says_which_rules_and_words_it_rests_on() -> None:
    other = replace(SURE, tier="shop", rules=("seller-nest", "news-voice"), terms=(EGG,))
    found = compare(SURE, other)
    assert found == Change(SURE, other, (Turn.TIER,))
    assert (found.rules_lost, found.rules_gained) == ([], ["news-voice"])
    assert (found.terms_lost, found.terms_gained) == ([SALE], [])
    said = found.as_json()
    assert (said["id"], said["turns"]) == ("1", ["tier"])
    assert (said["old"]["tier"], said["new"]["tier"], said["new"]["pack"]) == ("nest", "shop", "telur-penyu@1.0.0")
    assert [term["quote"] for term in said["terms_lost"]] == ["jual"]
    assert (said["rules_gained"], said["terms_gained"]) == (["news-voice"], [])


def test_a_tally_counts_items_answers_and_turns_apart() -> None:
    tally = Comparison()
    for other in (SURE, SILENT, TURNS["tier"][0], TURNS["confidence"][0], TURNS["rules"][0]):
        tally.add(compare(SURE, other))
    assert (tally.read, tally.changed, tally.unchanged) == (5, 2, 3)
    assert tally.as_json()["turns"] == {
        "caught": 0,
        "freed": 1,
        "accused": 0,
        "cleared": 1,
        "label": 1,
        "tier": 2,
        "action": 1,
        "priority": 1,
        "law": 1,
        "grounds": 1,
        "confidence": 1,
    }


TEXTS = ["jual telur penyu", "telur ayam", "telur penyu", "polisi menyita telur penyu", "polisi"]


@pytest.fixture(params=["reference", "blocks"])
def sides(request: pytest.FixtureRequest, tiny: Path) -> tuple[Side, Side]:
    """The tiny pack, and the same without its soft rule and with news that is lawful."""

    def side() -> Side:
        engine = Engine(load_pack(str(tiny)))
        return Side(engine, OneByOne(engine) if request.param == "reference" else many(engine))

    old = side()
    change(tiny, "rules.yaml", "{count: {least: 1, of: [eggs, offer]}}", "{said: [eggs, news]}")
    change(tiny, "rules.yaml", "match: [telur penyu]", "match: [polisi telur penyu]")
    change(tiny, "filters.yaml", "label: speech", "label: lawful")
    return old, side()


def told(changes: Iterable[tuple[Post, Change | None]]) -> dict[str, list[str]]:
    return {post.whole().id: [turn.value for turn in found.turns] for post, found in changes if found}


def items() -> Iterator[Item]:
    return (Item(id=text, text=text) for text in TEXTS)


def test_a_stream_tells_what_either_side_surfaces(sides: tuple[Side, Side]) -> None:
    assert told(compared(*sides, items())) == {
        "jual telur penyu": ["grounds"],
        "telur penyu": ["freed", "label", "action", "priority", "law"],
    }


def test_a_stream_of_everything_tells_of_what_neither_surfaces_too(sides: tuple[Side, Side]) -> None:
    assert told(compared(*sides, items(), everything=True)) == {
        "jual telur penyu": ["grounds"],
        "telur penyu": ["freed", "label", "action", "priority", "law"],
        "polisi menyita telur penyu": ["label"],
        "polisi": ["label"],
    }


def test_the_same_engine_changes_nothing_and_every_item_comes_in_order(sides: tuple[Side, Side]) -> None:
    old, _ = sides
    found = list(compared(old, old, items(), everything=True, block=2))
    assert [post.whole().id for post, _ in found] == TEXTS
    assert [one for _, one in found if one] == []


def test_no_more_than_a_block_is_read_ahead(sides: tuple[Side, Side]) -> None:
    read: list[str] = []

    def source() -> Iterator[Item]:
        for item in items():
            read.append(item.id)
            yield item

    next(compared(*sides, source(), everything=True, block=2))
    assert len(read) <= 2
