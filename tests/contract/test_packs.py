"""Every shipped pack keeps the promises of a pack."""

import pytest

from turunkan.core.detect import Engine, failing_examples
from turunkan.core.rules import Pack, load_pack, pack_names
from turunkan.core.vocab import Action, Item, Label


@pytest.fixture(params=pack_names())
def any_pack(request: pytest.FixtureRequest) -> Pack:
    return load_pack(request.param)


def test_every_example_of_every_rule_and_filter_holds(any_pack: Pack) -> None:
    assert failing_examples(any_pack) == []


def test_every_rule_can_fire_and_every_filter_too(any_pack: Pack) -> None:
    """A detector whose own `match` example does not fire it in the whole engine is dead."""
    engine = Engine(any_pack)
    for detector in (*any_pack.rules, *any_pack.filters):
        texts = [example.text for example in detector.examples if example.matches]
        fired = [engine.find(Item(id="1", text=text)).rules for text in texts]
        assert all(detector.id in rules for rules in fired), detector.id


def test_nothing_accuses_an_empty_item(any_pack: Pack) -> None:
    assert Engine(any_pack).find(Item(id="1", text="")).action is Action.NONE


def test_a_notice_is_never_the_outcome_of_unpaid_promotion(any_pack: Pack) -> None:
    outcome = any_pack.outcome(Label.PROMOTER, "unpaid")
    assert outcome is None or outcome.action is not Action.NOTICE


def test_no_finding_rests_on_the_import_rule_alone(any_pack: Pack) -> None:
    """A recommendation to claim a breach needs a ground beside the import rule (dossier 0.2, 1.3)."""
    imports = {statute.id for statute in any_pack.law.statutes.values() if set(statute.scopes) == {"import"}}
    for outcome in any_pack.outcomes:
        if outcome.action is Action.NOTICE:
            cited = {statute.id for statute in any_pack.law.in_force(any_pack.as_of, outcome.law)}
            assert cited - imports, outcome.tier
