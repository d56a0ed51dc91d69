"""Finding: the documented JSON object, and what a label or action means for a person."""

import json
from dataclasses import replace
from datetime import date

import pytest

from turunkan.core.vocab import Action, Finding, Hit, Label, Lang, LawDate, Priority, Reason, ReasonKind, Wording

# DESIGN section 5, in its order.
KEYS = [
    "id",
    "label",
    "tier",
    "confidence",
    "priority",
    "action",
    "terms",
    "rules",
    "reasons",
    "law",
    "pack",
    "engine",
]
TERM_KEYS = ["concept", "facts", "term", "field", "start", "end", "quote", "disguise"]

HIT = Hit(
    concept="bale-sealed",
    facts=("clothing", "bale"),
    term="bal segel",
    field="text",
    start=6,
    end=15,
    quote="b4l segel",
    disguise=("leet",),
)
FINDING = Finding(
    id="p1",
    label=Label.SELLER,
    tier="bale",
    confidence=0.913,
    priority=Priority.HIGH,
    action=Action.NOTICE,
    terms=(HIT,),
    rules=("seller-bale-contact",),
    reasons=(
        Reason(ReasonKind.VERDICT, Wording("penjual", "a seller")),
        Reason(ReasonKind.FOR, Wording("ada tawaran", "there is an offer")),
    ),
    law=("ID-PMD-47-2025", "ID-PP-80-2019"),
    law_date=date(2026, 2, 1),
    law_date_from=LawDate.POSTED,
    pack="pakaian-bekas-impor@1",
    engine="0.1",
)


def test_keys_stand_in_the_documented_order():
    said = FINDING.as_json(Lang.ID)
    assert list(said) == KEYS
    assert [list(term) for term in said["terms"]] == [TERM_KEYS]


def test_the_object_says_what_the_finding_holds_in_plain_json():
    assert json.loads(json.dumps(FINDING.as_json(Lang.EN))) == {
        "id": "p1",
        "label": "seller",
        "tier": "bale",
        "confidence": 0.913,
        "priority": "high",
        "action": "notice",
        "terms": [
            {
                "concept": "bale-sealed",
                "facts": ["clothing", "bale"],
                "term": "bal segel",
                "field": "text",
                "start": 6,
                "end": 15,
                "quote": "b4l segel",
                "disguise": ["leet"],
            }
        ],
        "rules": ["seller-bale-contact"],
        "reasons": ["a seller", "there is an offer"],
        "law": ["ID-PMD-47-2025", "ID-PP-80-2019"],
        "pack": "pakaian-bekas-impor@1",
        "engine": "0.1",
    }


def test_only_the_reasons_change_with_the_language():
    in_english, in_indonesian = FINDING.as_json(Lang.EN), FINDING.as_json(Lang.ID)
    assert in_indonesian["reasons"] == ["penjual", "ada tawaran"]
    assert {key for key in KEYS if in_english[key] != in_indonesian[key]} == {"reasons"}


def test_what_is_not_there_is_null_or_an_empty_list_and_never_left_out():
    bare = replace(FINDING, tier=None, terms=(), rules=(), reasons=(), law=())
    said = bare.as_json(Lang.EN)
    assert list(said) == KEYS
    assert said["tier"] is None
    assert [key for key in ("terms", "rules", "reasons", "law") if said[key] != []] == []


@pytest.mark.parametrize("priority", Priority)
def test_an_item_is_surfaced_at_any_priority_but_none(priority):
    assert replace(FINDING, priority=priority).surfaced is (priority.value != "none")


def test_only_a_request_or_a_notice_would_write_about_somebody():
    assert {action.value for action in Action if action.accuses} == {"request", "notice"}


def test_labels_priorities_and_actions_are_those_of_the_contract():
    assert [label.value for label in Label] == ["seller", "promoter", "lawful", "speech", "unrelated", "unclear"]
    assert [priority.value for priority in Priority] == ["none", "low", "normal", "high"]
    assert [action.value for action in Action] == ["none", "review", "request", "notice"]
