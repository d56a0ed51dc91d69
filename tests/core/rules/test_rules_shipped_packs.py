"""What must be true of every pack that comes with turunkan, and of the order of gravity of the first."""

from collections import Counter

import pytest

from turunkan.core.rules import load_pack, pack_names
from turunkan.core.text import sign_of, words_of
from turunkan.core.vocab import Action, Label, Priority

LEFT_ALONE = {Label.LAWFUL, Label.SPEECH, Label.UNRELATED}


@pytest.fixture(scope="module", params=pack_names())
def pack(request):
    return load_pack(request.param)


@pytest.fixture(scope="module")
def clothing():
    return load_pack("pakaian-bekas-impor")


@pytest.fixture(scope="module")
def detectors(pack):
    return [*pack.rules, *pack.filters]


def in_one_language(wordings):
    """Ids whose wording lacks a language, or is the same sentence in both."""
    return [name for name, said in wordings if not said.id.strip() or not said.en.strip() or said.id == said.en]


def test_every_rule_and_filter_explains_itself_in_both_languages(detectors):
    assert detectors
    assert in_one_language((detector.id, detector.because) for detector in detectors) == []


def test_no_two_rules_or_filters_share_a_sentence(detectors):
    sentences = Counter(text for found in detectors for text in (found.because.id, found.because.en))
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_every_rule_and_filter_has_an_example_each_way(detectors):
    assert [found.id for found in detectors if {one.matches for one in found.examples} != {True, False}] == []


def test_every_caution_is_said_in_both_languages(pack):
    cautions = [(name, one.caution) for name, one in pack.law.statutes.items() if one.caution]
    assert in_one_language(cautions) == []


def test_every_concept_has_a_meaning_in_both_languages(pack):
    unsaid = [name for name, one in pack.concepts.items() if not one.means.id.strip() or not one.means.en.strip()]
    assert pack.concepts
    assert unsaid == []


def test_no_term_is_empty_to_the_reader(pack):
    terms = [term for concept in pack.concepts.values() for term in concept.terms]
    assert terms
    assert [term for term in terms if not words_of(term.text) and not sign_of(term.text)] == []


def test_every_rule_leads_to_an_outcome_and_every_filter_leaves_alone(pack):
    assert [rule.id for rule in pack.rules if pack.outcome(rule.label, rule.tier) is None] == []
    assert [found.id for found in pack.filters if found.label not in LEFT_ALONE] == []


def test_every_law_of_an_outcome_is_in_force_on_the_day_of_the_pack(pack):
    for outcome in pack.outcomes:
        assert [scope for scope in outcome.law if not list(pack.law.in_force(pack.as_of, [scope]))] == []


def test_the_order_of_gravity_is_bale_piece_paid_unpaid(clothing):
    assert [(outcome.label, outcome.tier) for outcome in clothing.outcomes] == [
        (Label.SELLER, "bale"),
        (Label.SELLER, "piece"),
        (Label.PROMOTER, "paid"),
        (Label.PROMOTER, "unpaid"),
    ]


def test_gravity_sets_how_soon_a_person_looks(clothing):
    assert [outcome.priority for outcome in clothing.outcomes] == [
        Priority.HIGH,
        Priority.NORMAL,
        Priority.NORMAL,
        Priority.LOW,
    ]


def test_an_unpaid_promoter_is_asked_and_never_accused_of_a_breach(clothing):
    unpaid = clothing.outcome(Label.PROMOTER, "unpaid")
    assert unpaid.action is Action.REQUEST
    assert unpaid.law == ("import",)


def test_everyone_else_in_the_order_of_gravity_may_be_recommended_for_a_notice(clothing):
    actions = {(found.label, found.tier): found.action for found in clothing.outcomes}
    del actions[Label.PROMOTER, "unpaid"]
    assert set(actions.values()) == {Action.NOTICE}


def test_no_notice_rests_on_the_import_rule_alone(clothing):
    """Importing is banned, selling is not: a notice needs a ground that fits the surface."""
    noticed = [outcome for outcome in clothing.outcomes if outcome.action is Action.NOTICE]
    assert [outcome.tier for outcome in noticed if set(outcome.law) <= {"import"}] == []


def test_the_evidence_rule_is_that_of_the_design(clothing):
    """Clothing, used or bale, import or bale, and an offer or promotion that the Item itself makes."""
    assert [(line.any, line.said) for line in clothing.evidence] == [
        (("clothing",), False),
        (("used", "bale"), False),
        (("import", "bale"), False),
        (("clothing", "used", "bale", "import"), True),
        (("offer", "promotion"), True),
    ]


def test_no_word_of_everyday_trade_stands_for_the_goods_even_where_the_classifier_agrees(clothing):
    """What may stand for clothing, used and import is the trade's own; an offer may be a price or a number."""
    trade = {"bale", "hard", "regional", "market", "trade-sign"}
    assert all(set(line.agreed) <= trade for line in clothing.evidence[:4])
    assert trade.isdisjoint(clothing.evidence[4].agreed)


def test_labels_that_are_left_alone_have_no_outcome(clothing):
    assert [label for label in (*LEFT_ALONE, Label.UNCLEAR) if clothing.outcome(label, None) is not None] == []
