"""Evidence: guards, support, negation and the place of a Hit."""

from dataclasses import replace

import pytest

from turunkan.core.detect import Engine
from turunkan.core.detect.evidence import ItemEvidence, Place, Seen, weighed
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Ambiguity, Concept, Fact, FactKind, Hit, Item, Term, Wording

WORD = Wording(id="kata", en="word")


def concept(name: str, *facts: str, needs: str = "", unless: str = "") -> Concept:
    return Concept(
        id=name,
        facts=facts,
        ambiguity=Ambiguity.MEDIUM,
        means=WORD,
        terms=(Term(name, name),),
        needs=tuple(needs.split()),
        unless=tuple(unless.split()),
    )


CONCEPTS = {
    one.id: one
    for one in (
        concept("jaket", "clothing"),
        concept("cakar", "import", needs="clothing"),
        concept("roma", "import", needs="import"),
        concept("ayam", "other"),
        concept("kaki", "bale", unless="other"),
        concept("lemari", "own"),
    )
}
FACTS = {
    name: Fact(name, FactKind.RELIEF if name == "own" else FactKind.EVIDENCE, WORD)
    for name in ("clothing", "import", "other", "bale", "own")
}


def seen(
    name: str, *, place: Place = Place.SAID, word: int = 0, denied: bool = False, field: str = "text"
) -> Seen:
    hit = Hit(
        concept=name, facts=CONCEPTS[name].facts, term=name, field=field, start=0, end=1, quote=name, disguise=()
    )
    return Seen(hit, place, word, denied)


PACK = replace(load_pack("pakaian-bekas-impor"), concepts=CONCEPTS, facts=FACTS, denial="denial")


def evidence(*all_seen: Seen) -> ItemEvidence:
    return weighed(all_seen, PACK)


def test_a_doubtful_word_counts_beside_what_it_needs() -> None:
    assert evidence(seen("cakar"), seen("jaket")).has("import")
    assert not evidence(seen("cakar")).has("import")


def test_two_doubtful_words_cannot_vouch_for_one_another() -> None:
    both = evidence(seen("cakar"), seen("roma"))
    assert not both.has("import")
    assert [one.hit.concept for one in both.set_aside] == ["cakar", "roma"]


def test_a_word_does_not_count_beside_its_other_sense() -> None:
    assert evidence(seen("kaki")).has("bale")
    assert not evidence(seen("kaki"), seen("ayam")).has("bale")


def test_a_denied_hit_fills_no_fact_but_is_a_denial() -> None:
    found = evidence(seen("jaket", denied=True))
    assert not found.has("clothing")
    assert found.has("denial")


def test_a_denial_counts_where_the_same_is_not_said_as_well() -> None:
    assert evidence(seen("jaket", denied=True)).only_denied()
    assert not evidence(seen("jaket", denied=True), seen("jaket", word=5)).only_denied()
    assert not evidence(seen("jaket")).only_denied()


def test_a_denied_word_supports_nothing() -> None:
    assert not evidence(seen("cakar"), seen("jaket", denied=True)).has("import")


@pytest.mark.parametrize(("place", "counts"), [(Place.SAID, True), (Place.PROFILE, True), (Place.TAG, False)])
def test_relief_does_not_count_in_a_tag(place: Place, counts: bool) -> None:
    assert evidence(seen("lemari", place=place)).has("own") is counts


def test_a_word_in_a_tag_supports_but_never_switches_another_off() -> None:
    assert evidence(seen("cakar"), seen("jaket", place=Place.TAG)).has("import")
    assert evidence(seen("kaki"), seen("ayam", place=Place.TAG)).has("bale")


def test_only_denied_evidence_is_a_denial() -> None:
    assert not evidence(seen("lemari", denied=True)).has("denial")


@pytest.mark.parametrize("place", list(Place))
def test_only_what_the_item_says_is_said(place: Place) -> None:
    found = evidence(seen("jaket", place=place))
    assert found.has("clothing")
    assert found.said("clothing") is (place is Place.SAID)


def test_the_gap_is_in_words_within_one_field() -> None:
    assert evidence(seen("jaket", word=2), seen("cakar", word=5)).gap("clothing", "import") == 2
    assert evidence(seen("jaket", word=2), seen("cakar", word=5, field="title")).gap("clothing", "import") is None


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("bukan bal segel", True),
        ("no bal segel", True),
        ("tidak menerima bal segel", True),
        ("bukan, bal segel", False),
        ("bukan. bal segel", False),
        ("bukan main murahnya ini bal segel", False),
        ("bal segel", False),
        ("bukan kaleng kaleng bos: bal segel", False),
    ],
)
def test_a_negator_reaches_two_words_within_its_clause(engine: Engine, text: str, denied: bool) -> None:
    found = engine.evidence(Item(id="1", text=text))
    assert ("sealed-bale" in {one.hit.concept for one in found.denied}) is denied
    assert found.has("hard") is not denied


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("bal segel", Place.SAID),
        ("#balsegel", Place.TAG),
        ("murah #balsegel", Place.TAG),
        ("# bal segel", Place.SAID),
        ("x#balsegel", Place.TAG),
    ],
)
def test_a_hashtag_in_the_text_is_a_tag(engine: Engine, text: str, place: Place) -> None:
    found = engine.evidence(Item(id="1", text=text))
    assert {one.place for one in (*found.counted, *found.set_aside) if one.hit.concept == "sealed-bale"} == {place}


def test_several_words_between_quotation_marks_are_somebody_elses(engine: Engine) -> None:
    found = engine.evidence(Item(id="1", text='Heran, tiap hari ada "ready bal segel Korea, DM" di beranda'))
    assert found.has("hard")
    assert not found.said("hard")


def test_a_term_alone_between_quotation_marks_is_still_said(engine: Engine) -> None:
    assert engine.evidence(Item(id="1", text='ready "bal segel" Korea')).said("hard")
