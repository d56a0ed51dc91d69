"""A pack's own examples: one that fails is shown where it stands, with what was read in it and what was not."""

from pathlib import Path

import pytest
from snapshots import assert_shown_as
from tiny_pack import change

from turunkan.core.detect import Engine, ExamplesError, failing_examples
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Lang

SNAPSHOTS = Path(__file__).parent / "snapshots"

NEST = "when: {all: [turtle-egg], said_any: [offer]}"
MATCH, NO_MATCH = "match: [jual telur penyu]\n", "no_match: [jual telur ayam]"

# kind: edits of the tiny pack, and what the caret must stand under
FAILING = {
    "match-without-a-concept": ([(MATCH, "match: [jual telur ayam, jual telur penyu]\n")], "jual telur ayam,"),
    "match-of-nothing": ([(MATCH, 'match: ["selamat pagi"]\n')], '"selamat'),
    "match-said-in-a-tag-only": ([(MATCH, 'match: ["telur penyu #jual"]\n')], '"telur'),
    "match-denied": ([(MATCH, 'match: ["jual, bukan telur penyu"]\n')], '"jual'),
    "match-with-what-is-forbidden": (
        [(NEST, "when: {all: [turtle-egg], none: [news]}"), (MATCH, 'match: ["polisi: telur penyu"]\n')],
        '"polisi',
    ),
    "match-without-any": (
        [(NEST, "when: {any: [news, turtle-egg]}"), (MATCH, 'match: ["jual", "telur penyu"]\n')],
        '"jual"',
    ),
    "match-not-said": ([(NEST, "when: {said: [turtle-egg]}"), (MATCH, 'match: ["#telurpenyu"]\n')], '"#telur'),
    "match-of-too-few": (
        [(NEST, "when: {count: {least: 2, of: [eggs, offer, news]}}"), (MATCH, 'match: ["telur penyu"]\n')],
        '"telur',
    ),
    "match-too-far-apart": (
        [
            (NEST, "when: {near: {words: 1, one: offer, other: eggs}}"),
            (MATCH, 'match: ["jual saja dua butir telur penyu"]\n'),
        ],
        '"jual',
    ),
    "match-without-a-neighbour": (
        [(NEST, "when: {near: {words: 1, one: offer, other: eggs}}"), (MATCH, "match: [telur penyu]\n")],
        "telur penyu]",
    ),
    "no-match-that-matches": ([(NO_MATCH, "no_match: [telur ayam, ready telur penyu]")], "ready"),
    "match-in-wide-letters": (
        [(MATCH, 'match: ["jual telur penyu", "電話: telur penyu", "\\u200btelur"]\n')],
        '"電話',
    ),
}


@pytest.mark.parametrize("kind", FAILING)
def test_a_failing_example_is_shown_with_what_was_seen_and_what_was_not(kind: str, tiny: Path) -> None:
    edits, under = FAILING[kind]
    for right, wrong in edits:
        change(tiny, "rules.yaml", right, wrong)
    problems = failing_examples(load_pack(str(tiny)))
    assert problems[0].mark.text[problems[0].mark.column - 1 :].startswith(under)
    with pytest.raises(ExamplesError) as caught:
        Engine(load_pack(str(tiny)))
    assert list(caught.value.problems) == problems
    assert_shown_as(SNAPSHOTS / f"{kind}.txt", caught.value.say(Lang.EN))


def test_a_failing_example_of_a_filter_is_shown_in_its_file(tiny: Path) -> None:
    change(tiny, "filters.yaml", "no_match: [jual telur penyu]", "no_match: [polisi]")
    (problem,) = failing_examples(load_pack(str(tiny)))
    assert problem.mark.place == "filters.yaml:7"
    assert problem.what == "'news-voice' should not match this example"
    assert problem.hint == "seen: 'polisi' (reporting: news); the condition holds by news"


def test_a_concept_that_its_guards_set_aside_is_told(tiny: Path) -> None:
    change(tiny, "terms/a.yaml", "sources: [V1]", "sources: [V1]\n  unless: [news]")
    change(tiny, "rules.yaml", MATCH, "match: [jual telur penyu, polisi jual telur penyu]\n")
    (problem,) = failing_examples(load_pack(str(tiny)))
    assert problem.hint == (
        "seen: 'polisi' (reporting: news), 'jual' (selling: offer); set aside by the guards of its concept: "
        "'telur penyu' (turtle-egg); the condition asks for turtle-egg"
    )


def test_examples_that_hold_are_silent(tiny: Path) -> None:
    assert failing_examples(load_pack(str(tiny))) == []
    assert Engine(load_pack(str(tiny))).pack.name == "telur-penyu"


def test_the_head_of_the_error_counts_in_both_languages(tiny: Path) -> None:
    change(tiny, "rules.yaml", MATCH, "match: [ayam, bebek]\n")
    error = ExamplesError(load_pack(str(tiny)), failing_examples(load_pack(str(tiny))))
    assert error.say(Lang.ID).startswith(
        "Pack telur-penyu tidak dapat dipakai, 2 contohnya gagal:\n\nrules.yaml:7:"
    )
    assert error.say(Lang.EN).startswith("Pack telur-penyu cannot be used, 2 failing examples:\n\nrules.yaml:7:")
    assert error.log == "pack telur-penyu: 2 failing examples"


def test_packs_are_equal_wherever_their_examples_stand(tiny: Path) -> None:
    before = load_pack(str(tiny))
    change(tiny, "rules.yaml", "- id: seller-nest", "# moved down\n- id: seller-nest")
    after = load_pack(str(tiny))
    assert after.rules == before.rules
    assert after.rules[0].examples[0].mark != before.rules[0].examples[0].mark
    assert after.fingerprint != before.fingerprint


def test_the_folder_of_snapshots_holds_those_of_these_tests_and_no_other_file() -> None:
    assert {file.name for file in SNAPSHOTS.iterdir()} == {f"{kind}.txt" for kind in FAILING}
