"""Loading a pack: where it is found, and that it holds what its files say."""

from datetime import date
from importlib import resources

import pytest

from turunkan.core.law import Source, Status
from turunkan.core.rules import (
    Confidence,
    Outcome,
    PackError,
    Requirement,
    Strength,
    When,
    load_pack,
    pack_names,
)
from turunkan.core.rules.conditions import Count
from turunkan.core.vocab import Action, Ambiguity, FactKind, Label, Lang, Priority, StopRun, Term, Wording

SHIPPED = "pakaian-bekas-impor"


@pytest.fixture
def pack(tiny):
    return load_pack(str(tiny))


def test_the_first_pack_is_named_among_those_that_come_with_turunkan():
    assert SHIPPED in pack_names()
    assert pack_names() == sorted(pack_names())


def test_a_shipped_pack_is_the_same_by_name_and_by_folder():
    by_name = load_pack(SHIPPED)
    by_folder = load_pack(str(resources.files("turunkan") / "packs" / SHIPPED))
    assert by_name.name == SHIPPED
    assert by_name.stamp == by_folder.stamp
    assert (by_name.concepts, by_name.rules, by_name.filters) == (
        by_folder.concepts,
        by_folder.rules,
        by_folder.filters,
    )


def test_a_folder_here_cannot_take_the_place_of_a_shipped_pack(tiny, monkeypatch):
    tiny.rename(tiny.parent / SHIPPED)
    monkeypatch.chdir(tiny.parent)
    assert load_pack(SHIPPED).name == SHIPPED


def test_an_unknown_name_is_answered_with_the_names_that_there_are():
    with pytest.raises(StopRun) as caught:
        load_pack("pakaian-bekas")
    assert not isinstance(caught.value, PackError)
    known = ", ".join(pack_names())
    assert caught.value.say(Lang.EN) == (
        f"There is no pack 'pakaian-bekas'. Available: {known}; or name a folder that holds pack.yaml."
    )
    assert caught.value.say(Lang.ID) == (
        f"Pack 'pakaian-bekas' tidak ada. Yang tersedia: {known}; atau sebut folder yang berisi pack.yaml."
    )


def test_the_head_of_a_pack_is_read_as_written(pack):
    assert pack.stamp == "telur-penyu@1.0.0"
    assert pack.title == Wording("Telur penyu", "Turtle eggs")
    assert pack.as_of == date(2026, 1, 1)
    assert (pack.negators, pack.joiners, pack.keywords) == (("bukan",), ("segar",), ("telur",))
    assert {fact.id: fact.kind for fact in pack.facts.values()} == {
        "eggs": FactKind.EVIDENCE,
        "offer": FactKind.EVIDENCE,
        "news": FactKind.RELIEF,
    }
    assert pack.confidence == Confidence(
        accused_hard=0.9, accused_medium=0.8, lowered=0.7, disputed=0.6, suspected=0.5, freed=0.8, silent=0.7
    )


def test_the_evidence_rule_says_what_must_be_seen_and_what_must_be_said(pack):
    assert pack.evidence == (Requirement(("eggs",), said=False), Requirement(("offer",), said=True))


def test_a_concept_is_read_as_written_and_is_of_medium_ambiguity_when_it_does_not_say(pack):
    egg, selling = pack.concepts["turtle-egg"], pack.concepts["selling"]
    assert egg.terms == (Term("telur penyu", "turtle-egg"), Term("telor penyu", "turtle-egg"))
    assert (egg.facts, egg.ambiguity, egg.marks) == (("eggs",), Ambiguity.LOW, ())
    assert (selling.facts, selling.ambiguity, selling.marks) == (
        ("offer",),
        Ambiguity.MEDIUM,
        (("kind", "listing"),),
    )


def test_rules_and_filters_are_read_as_written(pack):
    nest, hint = pack.rules
    (news,) = pack.filters
    assert (nest.label, nest.tier, nest.strength) == (Label.SELLER, "nest", Strength.HARD)
    assert nest.when == When(all=("turtle-egg",), said_any=("offer",))
    assert [(one.text, one.matches) for one in nest.examples] == [
        ("jual telur penyu", True),
        ("jual telur ayam", False),
    ]
    assert hint.when == When(count=Count(1, ("eggs", "offer")))
    assert (news.label, news.strength) == (Label.SPEECH, Strength.MEDIUM)
    assert news.when == When(all=("news",), none=("offer",))
    assert news.because == Wording("gaya berita", "the voice of news")


def test_the_law_of_a_pack_is_read_as_written(pack):
    old, new = pack.law.statutes.values()
    (stock,) = pack.law.tolerances
    assert (old.id, old.articles, old.scopes, old.successor) == ("OLD", "pasal 1", ("trader",), "NEW")
    assert (old.tariff, old.tariff_status) == ("0407.00.00", Status.TO_VERIFY)
    assert old.caution == Wording("Hanya telur penyu.", "Only turtle eggs.")
    assert (old.span.start, old.span.end) == (date(2020, 1, 1), date(2024, 12, 31))
    assert (new.tariff, new.tariff_status, new.caution, new.successor) == ("", Status.SOURCED, None, None)
    assert (new.span.end, new.span.end_status) == (None, Status.SOURCED)
    assert (stock.label, stock.tier, stock.action) == (Label.SELLER, "nest", Action.REVIEW)
    assert (stock.span.start_status, stock.span.end_status) == (Status.SOURCED, Status.TO_VERIFY)


def test_what_is_cited_is_found_among_the_sources(pack):
    (stock,) = pack.law.tolerances
    old, new = pack.law.statutes.values()
    cited = [old.sources, new.sources, stock.sources, pack.concepts["turtle-egg"].sources]
    assert cited == [("S1",), ("S2",), ("S3",), ("V1",)]
    assert pack.concepts["selling"].sources == ()
    assert list(pack.sources) == ["S1", "S2", "S3", "V1"]
    assert pack.sources["S1"] == Source(id="S1", title="Text of the old rule", address="hukum.example/1")
    assert pack.sources["V1"] == Source(id="V1", title="Names of turtle eggs", address="")


def test_an_outcome_is_found_by_its_label_and_tier_together(pack):
    assert pack.outcome(Label.SELLER, "nest") == Outcome(
        label=Label.SELLER,
        tier="nest",
        title=Wording("penjual sesarang", "seller by the nest"),
        priority=Priority.HIGH,
        action=Action.NOTICE,
        law=("trader",),
    )
    assert pack.outcome(Label.PROMOTER, "nest") is None
    assert pack.outcome(Label.SELLER, "shop") is None
    assert pack.outcome(Label.LAWFUL, None) is None


def test_a_concept_may_speak_of_one_in_a_later_file_and_other_files_are_passed_over(tiny):
    first = tiny / "terms/a.yaml"
    first.write_text(first.read_text(encoding="utf-8") + "  needs: [hatchery]\n", encoding="utf-8")
    (tiny / "terms/b.yaml").write_text(
        "- {id: hatchery, facts: [news], means: {id: penetasan, en: hatchery}, terms: [penetasan]}\n",
        encoding="utf-8",
    )
    (tiny / "terms/notes.txt").write_text("not: [a pack file", encoding="utf-8")
    pack = load_pack(str(tiny))
    assert list(pack.concepts) == ["turtle-egg", "selling", "reporting", "hatchery"]
    assert pack.concepts["reporting"].needs == ("hatchery",)


def test_no_yaml_type_is_guessed(tiny):
    """`no` and `1e3` are words of people, not a truth value and a number."""
    file = tiny / "terms/a.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("[jual, ready]", "[no, 1e3, 2026-01-01]"), "utf-8")
    pack = load_pack(str(tiny))
    assert [term.text for term in pack.concepts["selling"].terms] == ["no", "1e3", "2026-01-01"]
