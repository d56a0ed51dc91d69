"""Every kind of mistake that a pack author can make, and the message that it brings.

A message is compared whole with `snapshots/<kind>.txt`; TURUNKAN_WRITE_SNAPSHOTS=1 writes those files anew,
to be read in the diff.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import snapshots
from tiny_pack import change

from turunkan.core.rules import Mark, PackError, Problem, load_pack
from turunkan.core.vocab import Lang

SNAPSHOTS = Path(__file__).parent / "snapshots"
SEVERAL = "several-at-once"

# kind: (file, what the author should have written, what was written, where the caret must stand)
SPOILT = {
    "unknown-fact": ("terms/a.yaml", "facts: [eggs]", "facts: [egs]", "egs]"),
    "unknown-fact-of-denial": ("pack.yaml", "denial: news", "denial: new", "new"),
    "unknown-concept": ("rules.yaml", "all: [turtle-egg]", "all: [turtle-eg]", "turtle-eg]"),
    "unknown-name-like-no-other": ("rules.yaml", "of: [eggs, offer]", "of: [eggs, moon]", "moon]"),
    "unknown-name-in-a-guard": ("terms/a.yaml", "marks: [kind=listing]", "unless: [sellin]", "sellin]"),
    "unknown-label": ("filters.yaml", "label: speech", "label: spech", "spech"),
    "unknown-strength": ("rules.yaml", "strength: hard", "strength: strong", "strong"),
    "unknown-ambiguity": ("terms/a.yaml", "ambiguity: low", "ambiguity: little", "little"),
    "unknown-scope": ("pack.yaml", "law: [trader]", "law: [trader, traders]", "traders]"),
    "unknown-scope-of-a-statute": (
        "law.yaml",
        "pasal 2, status: sourced}\n    scopes: [trader]",
        "pasal 2, status: sourced}\n    scopes: [buyer]",
        "buyer]",
    ),
    "unknown-source-of-a-statute": ("law.yaml", "sources: [S1]", "sources: [S1, S]", "S]"),
    "unknown-source-of-a-tolerance": ("law.yaml", "sources: [S3]", "sources: [S3, S33]", "S33]"),
    "unknown-claim-of-a-tolerance": ("law.yaml", "sources: [S3]", "sources: [S3]\n    claims: [egs]", "egs]"),
    "unknown-source-of-a-concept": ("terms/a.yaml", "sources: [V1]", "sources: [V1, V2]", "V2]"),
    "unknown-status": ("law.yaml", '"-", status: sourced', '"-", status: checked', "checked}"),
    "unknown-mark": ("terms/a.yaml", "kind=listing", "colour=red", "colour=red]"),
    "unknown-tier": (
        "rules.yaml",
        "tier: nest\n  strength: soft",
        "tier: shop\n  strength: soft",
        "shop",
    ),
    "label-without-its-tier": ("rules.yaml", "  tier: nest\n  strength: soft", "  strength: soft", "seller"),
    "unknown-successor": ("law.yaml", "successor: NEW", "successor: NEWER", "NEWER"),
    "misspelt-key": ("rules.yaml", "  strength: hard", "  strenght: hard", "strenght: hard"),
    "key-like-no-other": ("filters.yaml", "  strength: medium", "  weight: medium", "weight: medium"),
    "id-that-is-no-name": ("rules.yaml", "id: seller-hint", "id: ../seller", "../seller"),
    "id-with-a-blank": ("terms/a.yaml", "id: selling", "id: Selling words", "Selling words"),
    "unknown-names-like-several": ("rules.yaml", "of: [eggs, offer]", "of: [eggs, offering]", "offering]"),
    "name-twice-in-a-list": ("rules.yaml", "of: [eggs, offer]", "of: [eggs, eggs]", "eggs]"),
    "missing-key": ("rules.yaml", "  tier: nest\n  strength: hard\n", "  tier: nest\n", "id: seller-nest"),
    "missing-language": ("filters.yaml", "{id: gaya berita, en: the voice of news}", "{id: gaya berita}", "{id"),
    "key-twice": ("rules.yaml", "  strength: hard", "  strength: hard\n  strength: soft", "strength: soft"),
    "no-text": ("pack.yaml", "version: 1.0.0", "version:", ""),
    "list-for-text": ("pack.yaml", "version: 1.0.0", "version: [1, 0, 0]", "[1, 0, 0]"),
    "stray-word": ("terms/a.yaml", "- id: turtle-egg", "- stray\n- id: turtle-egg", "stray"),
    "text-for-list": ("terms/a.yaml", "terms: [polisi, menyita]", "terms: polisi", "polisi"),
    "no-date": ("pack.yaml", "as_of: 2026-01-01", "as_of: 2026-02-30", "2026-02-30"),
    "no-number": ("pack.yaml", "lowered: 0.7", "lowered: seventy", "seventy"),
    "share-above-one": ("pack.yaml", "lowered: 0.7", "lowered: 70", "70"),
    "unknown-fact-in-a-bio": ("pack.yaml", "bio: {names: [eggs]", "bio: {names: [egs]", "egs]"),
    "share-of-posts-above-one": ("pack.yaml", "{least: 3, share: 0.5}", "{least: 3, share: 50}", "50}"),
    "one-post-that-dominates": ("pack.yaml", "{least: 3, share: 0.5}", "{least: 1, share: 0.5}", "1, share"),
    "phrase-without-letters": ("pack.yaml", "unless: [ibu]", "unless: ['?!']", "'?!'"),
    "way-without-its-share": ("pack.yaml", "    spared: 0.51\n", "", "bio: 0.91"),
    "not-yaml": ("filters.yaml", "match: [polisi menyita", 'match: ["polisi menyita', ""),
    "control-character": ("terms/a.yaml", "telor penyu", "telor\x07penyu", ""),
    "term-without-letters": ("terms/a.yaml", "telor penyu", "'?!'", "'?!'"),
    "terms-that-read-the-same": ("terms/a.yaml", "telor penyu", "Telur-Penyú", "Telur-Penyú"),
    "term-of-two-concepts": ("terms/a.yaml", "[polisi, menyita]", "[polisi, READY]", "READY]"),
    "concept-never-seen": ("terms/a.yaml", "\n  terms: [polisi, menyita]", "", "id: reporting"),
    "fact-never-filled": (
        "pack.yaml",
        "evidence:",
        "  - {id: moon, kind: support, title: {id: bulan, en: moon}}\nevidence:",
        "moon, kind",
    ),
    "scope-of-no-statute": ("pack.yaml", "scopes: [trader]", "scopes: [trader, importer]", "importer]"),
    "scope-twice": ("pack.yaml", "scopes: [trader]", "scopes: [trader, trader]", "trader]"),
    "scopes-that-are-no-list": ("pack.yaml", "scopes: [trader]", "scopes: trader", "trader"),
    "source-of-nothing": ("sources.yaml", "- {id: V1", "- {id: S4, title: A rumour}\n- {id: V1", "S4, title"),
    "source-twice": (
        "sources.yaml",
        "- {id: V1",
        "- {id: S2, title: A copy}\n- {id: V1",
        "S2, title: A copy",
    ),
    "id-of-fact-and-concept": ("terms/a.yaml", "id: selling", "id: offer", "offer"),
    "id-of-two-rules": ("rules.yaml", "id: seller-hint", "id: seller-nest", "seller-nest"),
    "id-of-statute-and-tolerance": ("law.yaml", "id: STOCK", "id: OLD", "OLD"),
    "one-sentence-of-two-rules": ("rules.yaml", "telur penyu disebut", "Telur penyu  ditawarkan", "Telur"),
    "one-english-sentence-of-two-rules": (
        "rules.yaml",
        "en: turtle eggs are named",
        "en: turtle eggs are offered",
        "turtle",
    ),
    "one-sentence-of-a-rule-and-a-filter": ("filters.yaml", "gaya berita", "telur penyu disebut", "telur"),
    "one-sentence-in-the-other-language": (
        "filters.yaml",
        "en: the voice of news",
        "en: telur penyu disebut",
        "telur",
    ),
    "rule-without-examples": ("rules.yaml", "match: [telur penyu]", "match: []", "id: seller-hint"),
    "filter-without-counterexample": (
        "filters.yaml",
        "no_match: [jual telur penyu]",
        "no_match: []",
        "id: news-voice",
    ),
    "rule-for-speech": (
        "rules.yaml",
        "label: seller\n  tier: nest\n  strength: soft",
        "label: speech\n  strength: soft",
        "speech",
    ),
    "rule-for-unclear": (
        "rules.yaml",
        "label: seller\n  tier: nest\n  strength: soft",
        "label: unclear\n  strength: soft",
        "unclear",
    ),
    "filter-for-seller": ("filters.yaml", "label: speech", "label: seller", "seller"),
    "condition-asks-for-nothing": ("filters.yaml", "{all: [news], none: [offer]}", "{none: [offer]}", "{none"),
    "condition-forbids-what-it-asks": ("filters.yaml", "none: [offer]", "none: [news]", "news], none: [news]"),
    "condition-forbids-every-choice": ("filters.yaml", "none:", "any: [offer], none:", "[offer], none"),
    "condition-forbids-a-neighbour": (
        "filters.yaml",
        "none: [offer]",
        "none: [offer], near: {words: 3, one: news, other: offer}",
        "offer}}",
    ),
    "condition-forbids-what-comes-with-a-concept": (
        "rules.yaml",
        "{all: [turtle-egg], said_any: [offer]}",
        "{all: [turtle-egg], none: [eggs]}",
        "turtle-egg], none",
    ),
    "condition-forbids-what-comes-with-a-fact": (
        "rules.yaml",
        "{all: [turtle-egg], said_any: [offer]}",
        "{said_any: [eggs, offer], none: [turtle-egg, selling]}",
        "[eggs, offer], none",
    ),
    "count-of-what-is-never-seen": (
        "rules.yaml",
        "{count: {least: 1, of: [eggs, offer]}}",
        "{count: {least: 2, of: [eggs, offer]}, none: [selling]}",
        "2, of",
    ),
    "near-itself": (
        "filters.yaml",
        "none: [offer]",
        "near: {words: 3, one: news, other: news}",
        "news}}",
    ),
    "same-condition-twice": (
        "rules.yaml",
        "{count: {least: 1, of: [eggs, offer]}}",
        "{said_any: [offer], all: [turtle-egg]}",
        "{said_any",
    ),
    "count-above-names": ("rules.yaml", "least: 1", "least: 3", "3,"),
    "count-of-nothing": ("rules.yaml", "least: 1", "least: 0", "0,"),
    "count-of-a-part": ("rules.yaml", "least: 1", "least: 1.5", "1.5,"),
    "evidence-any-and-said": ("pack.yaml", "{any: [eggs]}", "{any: [eggs], said: [eggs]}", "{any"),
    "evidence-of-nothing": ("pack.yaml", "{any: [eggs]}", "{any: []}", "{any"),
    "span-ends-before-it-begins": ("law.yaml", "2024-12-31", "2019-12-31", "2019-12-31"),
    "successor-begins-no-later": (
        "law.yaml",
        "pasal 2, status: sourced}\n    scopes: [trader]\n    valid_from: {value: 2025-01-01",
        "pasal 2, status: sourced}\n    scopes: [trader]\n    valid_from: {value: 2020-01-01",
        "NEW",
    ),
    "tolerance-as-strong-as-its-outcome": ("law.yaml", "action: review", "action: notice", "notice"),
    "tolerance-without-end": ("law.yaml", "2025-03-31", '"-"', "{value"),
    "tolerance-of-no-outcome": ("law.yaml", "tier: nest", "tier: shop", "shop"),
}

# What lies just on the right side: (file, what was written, what may be written as well).
ALLOWED = {
    "all of the names counted": ("rules.yaml", "least: 1", "least: 2"),
    "words side by side": ("filters.yaml", "{all: [news]", "{near: {words: 0, one: news, other: eggs}"),
    "one choice of two forbidden": ("filters.yaml", "{all: [news]", "{any: [news, offer]"),
    "a span of one day": ("law.yaml", "2024-12-31", "2020-01-01"),
    "a share of nothing": ("pack.yaml", "lowered: 0.7", "lowered: 0"),
    "a share of all": ("pack.yaml", "lowered: 0.7", "lowered: 1"),
    "an account policy that names no good": ("pack.yaml", "bio: {names: [eggs]", "bio: {names: []"),
    "an account policy without phrases": ("pack.yaml", "{phrases: [anak sd]", "{phrases: []"),
    "two posts that dominate": ("pack.yaml", "{least: 3, share: 0.5}", "{least: 2, share: 1}"),
    "a tolerance one step weaker": ("law.yaml", "action: review", "action: request"),
    "a tolerance of doing nothing": ("law.yaml", "action: review", "action: none"),
    "a statute of a scope that no outcome names": ("pack.yaml", "law: [trader]", "law: []"),
}

# kind: what is spoilt, edit by edit; and where the carets must stand, in the order of telling
_MOON = (
    "pack.yaml",
    "evidence:",
    "  - {id: moon, kind: support, title: {id: bulan, en: moon}}\nevidence:",
)
_FIRST = "{all: [turtle-egg], said_any: [offer]}"
_NEWS_TOO = """\
- id: news-too
  label: speech
  strength: hard
  when: {none: [offer], all: [news]}
  because: {id: berita lagi, en: news again}
  match: [polisi]
  no_match: [jual]"""
TANGLED = {
    "condition-asks-for-what-nothing-fills": (
        [_MOON, ("rules.yaml", _FIRST, "{all: [turtle-egg, moon]}")],
        [("pack.yaml", "moon, kind"), ("rules.yaml", "moon]}")],
    ),
    "concept-that-can-never-count": (
        [
            ("terms/a.yaml", "sources: [V1]", "sources: [V1]\n  needs: [offer]"),
            ("terms/a.yaml", "marks: [kind=listing]", "needs: [eggs]"),
        ],
        [
            ("terms/a.yaml", "[offer]"),
            ("terms/a.yaml", "[eggs]"),
            ("rules.yaml", "turtle-egg], said_any"),
            ("rules.yaml", "1, of"),
        ],
    ),
    "guards-silence-what-is-asked": (
        [("terms/a.yaml", "sources: [V1]", "sources: [V1]\n  unless: [offer]")],
        [("rules.yaml", "[offer]}")],
    ),
    "guards-silence-beside-a-lawful-word": (
        [
            ("terms/a.yaml", "sources: [V1]", "sources: [V1]\n  unless: [own]"),
            (
                "terms/a.yaml",
                "- id: reporting",
                "- {id: keeper, facts: [own], means: {id: milik, en: own}, terms: [milik]}\n- id: reporting",
            ),
            ("pack.yaml", "evidence:", "  - {id: own, kind: relief, title: {id: milik, en: own}}\nevidence:"),
            ("rules.yaml", _FIRST, "{any: [turtle-egg], near: {words: 3, one: offer, other: own}}"),
        ],
        [("rules.yaml", "own}}")],
    ),
    "same-condition-first-weaker": (
        [
            ("rules.yaml", "{count: {least: 1, of: [eggs, offer]}}", "{said_any: [offer], all: [turtle-egg]}"),
            ("rules.yaml", "strength: hard", "strength: soft"),
            (
                "rules.yaml",
                "tier: nest\n  strength: soft\n  when: {said_any",
                "tier: nest\n  strength: hard\n  when: {said_any",
            ),
        ],
        [("rules.yaml", "{all: [turtle-egg], said_any")],
    ),
    "same-condition-of-two-filters": (
        [
            (
                "filters.yaml",
                "- id: news-voice",
                f"{_NEWS_TOO}\n- id: news-voice",
            ),
        ],
        [("filters.yaml", "{all: [news], none")],
    ),
}

# What lies just on the right side of those, edit by edit.
UNTANGLED = {
    "a guard that a tag does not trip": [
        ("terms/a.yaml", "sources: [V1]", "sources: [V1]\n  unless: [offer]"),
        ("rules.yaml", _FIRST, "{all: [turtle-egg, offer]}"),
    ],
    "a guard that one of two words trips": [
        ("terms/a.yaml", "sources: [V1]", "sources: [V1]\n  unless: [offer]"),
        ("rules.yaml", _FIRST, "{all: [turtle-egg], said_any: [offer, news]}"),
    ],
    "a concept that one without needs vouches for": [
        ("terms/a.yaml", "sources: [V1]", "sources: [V1]\n  needs: [offer]"),
    ],
    "a fact that not every concept fills with what is forbidden": [
        ("terms/a.yaml", "facts: [news]", "facts: [news, offer]"),
        ("rules.yaml", _FIRST, "{all: [offer], none: [reporting]}"),
    ],
    "a denial of which the concept is forbidden": [("filters.yaml", "none: [offer]", "none: [reporting]")],
    "the same condition for another label": [
        ("rules.yaml", "{count: {least: 1, of: [eggs, offer]}}", "{all: [news], none: [offer]}"),
    ],
    "the same names asked otherwise": [
        ("rules.yaml", "{count: {least: 1, of: [eggs, offer]}}", "{all: [turtle-egg, offer]}"),
    ],
    "the same names at another distance": [
        ("rules.yaml", _FIRST, "{near: {words: 2, one: eggs, other: offer}}"),
        ("rules.yaml", "{count: {least: 1, of: [eggs, offer]}}", "{near: {words: 3, one: eggs, other: offer}}"),
    ],
    "a sentence that only begins like another": [
        ("rules.yaml", "telur penyu disebut", "telur penyu ditawarkan lagi"),
    ],
}

# kind: (file, all that is in it; None: there is no such file)
RUINED = {
    "empty-file": ("filters.yaml", b"# nothing yet\n"),
    "missing-file": ("rules.yaml", None),
    "missing-pack-file": ("pack.yaml", None),
    "missing-terms": ("terms/a.yaml", None),
    "missing-sources": ("sources.yaml", None),
    "keys-for-list": ("sources.yaml", b"S1: {title: Text of the old rule}\n"),
    "not-utf-8": ("terms/a.yaml", "- id: caf\u00e9\n".encode("latin-1")),
    "list-of-words": ("filters.yaml", b"- news-voice\n"),
    "list-for-keys": ("law.yaml", b"- OLD\n- NEW\n"),
}


# Mistakes in several files, in the order in which a person is told of them.
TOGETHER = [
    SPOILT[kind]
    for kind in ("unknown-scope", "unknown-fact", "misspelt-key", "filter-for-seller", "unknown-status", "no-date")
]


@pytest.fixture
def spoil(tiny: Path) -> Callable[[str, str, str], None]:
    """Writes one thing of the tiny pack wrongly."""

    return partial(change, tiny)


def refused(folder: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        load_pack(str(folder))
    return caught.value


def assert_shown_as(kind: str, error: PackError) -> None:
    snapshots.assert_shown_as(SNAPSHOTS / f"{kind}.txt", error.say(Lang.EN))


@pytest.mark.parametrize("kind", SPOILT)
def test_a_mistake_is_shown_with_its_place_and_what_to_do(kind, tiny, spoil):
    spoil(*SPOILT[kind][:3])
    assert_shown_as(kind, refused(tiny))


@pytest.mark.parametrize("kind", RUINED)
def test_a_ruined_file_is_named(kind, tiny):
    name, content = RUINED[kind]
    (tiny / name).unlink()
    if content is not None:
        (tiny / name).write_bytes(content)
    assert_shown_as(kind, refused(tiny))


def test_mistakes_in_several_files_are_all_shown_at_once(tiny, spoil):
    for name, right, wrong, _ in TOGETHER:
        spoil(name, right, wrong)
    assert_shown_as(SEVERAL, refused(tiny))


@pytest.mark.parametrize("kind", SPOILT)
def test_one_mistake_brings_one_message_with_the_caret_under_it(kind, tiny, spoil):
    name, right, wrong, under = SPOILT[kind]
    spoil(name, right, wrong)
    (problem,) = refused(tiny).problems
    lines = (tiny / name).read_text(encoding="utf-8").splitlines()
    assert problem.mark.file == name
    if under:
        assert lines[problem.mark.line - 1][problem.mark.column - 1 :].startswith(under)
        shown, caret = problem.rendered().splitlines()[1:3]
        assert shown[caret.index("^") :].startswith(under)


@pytest.mark.parametrize("kind", TANGLED)
def test_what_can_have_no_effect_is_shown_where_it_is_asked_for(kind, tiny, spoil):
    edits, carets = TANGLED[kind]
    for edit in edits:
        spoil(*edit)
    error = refused(tiny)
    assert [problem.mark.file for problem in error.problems] == [name for name, _ in carets]
    for problem, (_, under) in zip(error.problems, carets, strict=True):
        assert problem.mark.text[problem.mark.column - 1 :].startswith(under)
    assert_shown_as(kind, error)


@pytest.mark.parametrize("case", UNTANGLED)
def test_what_can_have_an_effect_is_no_mistake(case, tiny, spoil):
    for edit in UNTANGLED[case]:
        spoil(*edit)
    assert load_pack(str(tiny)).name == "telur-penyu"


@pytest.mark.parametrize("case", ALLOWED)
def test_what_lies_just_on_the_right_side_is_no_mistake(case, tiny, spoil):
    spoil(*ALLOWED[case])
    assert load_pack(str(tiny)).name == "telur-penyu"


def test_a_tolerance_stronger_than_its_outcome_is_refused_where_it_stands(tiny, spoil):
    spoil("pack.yaml", "action: notice", "action: none")
    (problem,) = refused(tiny).problems
    assert problem.mark.file == "law.yaml"
    assert problem.what == "action 'review' does not lower the outcome, whose action is 'none'"


def test_carets_stay_in_place_below_line_ninety_nine(tiny):
    file = tiny / "rules.yaml"
    spoilt = file.read_text(encoding="utf-8").replace("strength: soft", "strength: limp")
    file.write_text("# a line\n" * 98 + spoilt, encoding="utf-8")
    (problem,) = refused(tiny).problems
    shown, caret, hint = problem.rendered().splitlines()[1:]
    assert problem.mark.line > 99
    assert shown[caret.index("^") :] == "limp"
    assert shown.index("|") == caret.index("|") == hint.index("=")


@pytest.mark.parametrize(("before", "end"), [("", "\n"), ("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")])
def test_carets_stay_in_place_however_an_editor_saves_the_file(tiny, before, end):
    file = tiny / "filters.yaml"
    text = file.read_text(encoding="utf-8").replace(
        "- id: news-voice\n  label: speech", "- label: spech\n  id: news-voice"
    )
    file.write_bytes((before + text.replace("\n", end)).encode())
    (problem,) = refused(tiny).problems
    shown, caret, _ = problem.rendered().splitlines()[1:]
    assert (problem.mark.line, problem.mark.column) == (1, 10)
    assert shown[caret.index("^") :] == "spech"


def test_the_indonesian_message_shows_the_same_places(tiny, spoil):
    spoil(*SPOILT["unknown-fact"][:3])
    error = refused(tiny)
    head, shown = error.say(Lang.ID).split("\n\n", 1)
    assert head == "Pack telur-penyu tidak dapat dipakai, ada 1 kesalahan:"
    assert shown == error.problems[0].rendered()
    assert error.log == "pack telur-penyu: 1 mistake"


def test_a_folder_named_by_a_dot_is_called_by_its_own_name(tiny, spoil, monkeypatch):
    spoil(*SPOILT["unknown-fact"][:3])
    monkeypatch.chdir(tiny)
    assert refused(Path()).say(Lang.EN).startswith("Pack telur-penyu cannot be used")


def test_a_folder_in_place_of_a_file_is_no_crash(tiny):
    (tiny / "law.yaml").unlink()
    (tiny / "law.yaml").mkdir()
    (problem,) = refused(tiny).problems
    assert problem.mark.file == "law.yaml"
    assert problem.what.startswith("the file cannot be read")


# A line of a pack, the column of a mistake in it, and the line and the blanks before the caret as they are shown.
WIDTHS = {
    "plain": ("- {id: egg}", 8, "- {id: egg}", 7),
    "wide letters": ("- [電話, egg]", 9, "- [電話, egg]", 10),
    "pictographs": ("- [🥚🥚, egg]", 8, "- [🥚🥚, egg]", 9),
    "letters with an accent of their own": ("- [ba\u0301l, egg]", 10, "- [ba\u0301l, egg]", 8),
    "a tab": ("- [egg,\tegg]", 9, "- [egg,    egg]", 11),
    "a sign that nobody sees": ("- [b\u200bal, egg]", 10, "- [b�al, egg]", 9),
    "a sign that turns the writing": ("- [\u202elab, egg]", 10, "- [�lab, egg]", 9),
    "what stands after the caret": ("- [egg, 電\u202e]", 4, "- [egg, 電�]", 3),
}


@pytest.mark.parametrize("case", WIDTHS)
def test_the_caret_stands_where_a_terminal_shows_the_mistake(case):
    text, column, shown, blanks = WIDTHS[case]
    lines = Problem(Mark("a.yaml", 7, column, text), "what").rendered().splitlines()
    assert lines == [f"a.yaml:7:{column}: what", f"  7 | {shown}", f"    | {' ' * blanks}^"]


@pytest.mark.parametrize("snapshot", sorted(SNAPSHOTS.glob("*.txt")), ids=lambda file: file.stem)
def test_messages_begin_in_lower_case_and_end_without_a_full_stop(snapshot):
    sentences = sentences_in(snapshot.read_text(encoding="utf-8"))
    assert sentences
    assert [sentence for sentence in sentences if sentence[0].isupper() or sentence.endswith(".")] == []


def sentences_in(message: str) -> list[str]:
    """What is wrong and what to do about it, without places, excerpts and carets."""
    return re.findall(r"^(?:\S+:\d+:\d+: |\s+= hint: )(.+)$", message, flags=re.MULTILINE)


def test_the_folder_of_snapshots_holds_those_of_these_tests_and_no_other_file():
    assert {file.name for file in SNAPSHOTS.iterdir()} == {
        f"{kind}.txt" for kind in (*SPOILT, *TANGLED, *RUINED, SEVERAL)
    }
