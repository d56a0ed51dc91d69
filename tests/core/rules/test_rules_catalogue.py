"""The catalogue of a pack: a page a concept, rule and filter; every link leads somewhere, no text is Markdown."""

import posixpath
import re
from pathlib import Path

import pytest
from tiny_pack import change

from turunkan.core.rules import Pack, catalogue, load_pack, pack_names
from turunkan.core.rules.catalogue.markdown import escaped
from turunkan.core.vocab import Lang

LINK = re.compile(r"(?<!\\)\]\(([^)]+)\)")


@pytest.fixture
def pages(tiny: Path) -> dict[str, str]:
    return dict(catalogue(load_pack(str(tiny)), Lang.EN))


def test_every_concept_rule_and_filter_has_a_page(pages: dict[str, str]) -> None:
    assert list(pages) == [
        "index.md",
        "facts.md",
        "concepts/turtle-egg.md",
        "concepts/selling.md",
        "concepts/reporting.md",
        "rules/seller-nest.md",
        "rules/seller-hint.md",
        "filters/news-voice.md",
    ]


def test_a_concept_tells_its_facts_terms_marks_sources_and_who_speaks_of_it(pages: dict[str, str]) -> None:
    assert pages["concepts/selling.md"] == (
        "# `selling`\n\n"
        "words of selling (*kata jual*)\n\n"
        "- Facts: [`offer`](../facts.md#offer) offer\n"
        "- Ambiguity: medium\n"
        "- Marks of the platform: kind=listing\n\n"
        "## Rules and filters that speak of it\n\n"
        "| Name | Asks for | Forbids |\n"
        "| --- | --- | --- |\n"
        "| [`seller-nest`](../rules/seller-nest.md) | [`offer`](../facts.md#offer) |  |\n"
        "| [`seller-hint`](../rules/seller-hint.md) | [`offer`](../facts.md#offer) |  |\n"
        "| [`news-voice`](../filters/news-voice.md) |  | [`offer`](../facts.md#offer) |\n\n"
        "## Terms\n\n"
        "- jual\n"
        "- ready\n\n"
        "---\n\n"
        "[Overview](../index.md). Made by `turunkan pack catalogue`. Edit the pack, not this page.\n"
    )
    egg = pages["concepts/turtle-egg.md"]
    assert "- [`seller-nest`]" not in egg
    assert "| [`seller-nest`](../rules/seller-nest.md) | [`turtle-egg`](../concepts/turtle-egg.md) |  |" in egg
    assert "## Sources\n\n- V1: Names of turtle eggs\n" in egg
    assert "## Guards" not in egg


def test_guards_are_told_where_there_are_some(tiny: Path) -> None:
    change(tiny, "terms/a.yaml", "sources: [V1]", "needs: [offer]\n  unless: [reporting]\n  region: Bali")
    change(tiny, "sources.yaml", "- {id: V1, title: Names of turtle eggs}\n", "")
    page = dict(catalogue(load_pack(str(tiny)), Lang.EN))["concepts/turtle-egg.md"]
    assert "- Counts only beside one of: [`offer`](../facts.md#offer)\n" in page
    assert "- Does not count beside any of: [`reporting`](../concepts/reporting.md)\n" in page
    assert "- Region: Bali\n" in page
    assert "## Sources" not in page


def test_a_rule_tells_when_it_fires_and_what_follows(pages: dict[str, str]) -> None:
    rule = pages["rules/seller-nest.md"]
    assert "turtle eggs are offered (*telur penyu ditawarkan*)" in rule
    assert "- Label: seller\n- Tier: nest\n- Strength: hard\n" in rule
    assert "- All are seen: [`turtle-egg`](../concepts/turtle-egg.md) turtle egg\n" in rule
    assert "- The item itself says at least one of: [`offer`](../facts.md#offer) offer\n" in rule
    assert "Accuses where all evidence is there" in rule
    assert "- Priority: high\n- Action: notice\n- Law in force on 2026-01-01: NEW (New rule)\n" in rule
    assert "- Tolerances: stock may be sold off: 2025-01-01 to 2025-03-31, at most review\n" in rule
    assert "Matches:\n\n- jual telur penyu\n\nDoes not match:\n\n- jual telur ayam\n" in rule


def test_a_soft_rule_and_a_filter_say_that_they_accuse_nobody(pages: dict[str, str]) -> None:
    assert "Accuses nobody; at most it asks for a review." in pages["rules/seller-hint.md"]
    assert "- At least 1 are seen of: " in pages["rules/seller-hint.md"]
    news = pages["filters/news-voice.md"]
    assert "Frees where it is stronger" in news
    assert "- None is seen: [`offer`]" in news
    assert "Priority" not in news


def test_headings_are_in_the_chosen_language_and_sentences_in_both(tiny: Path) -> None:
    pages = dict(catalogue(load_pack(str(tiny)), Lang.ID))
    assert "## Syarat\n" in pages["rules/seller-nest.md"]
    assert "telur penyu ditawarkan (*turtle eggs are offered*)" in pages["rules/seller-nest.md"]
    assert pages["index.md"].startswith("# Telur penyu (*Turtle eggs*)\n")


def test_the_index_names_the_content_and_the_evidence(tiny: Path) -> None:
    pack = load_pack(str(tiny))
    index = dict(catalogue(pack, Lang.EN))["index.md"]
    assert f"- Fingerprint: `{pack.fingerprint}`\n" in index
    assert "- [`eggs`](facts.md#eggs) eggs is seen\n" in index
    assert "- [`offer`](facts.md#offer) offer is said by the item itself\n" in index
    assert "| seller | nest | seller by the nest (*penjual sesarang*) | high | notice | NEW |" in index


def test_a_fact_tells_who_fills_asks_for_and_forbids_it(pages: dict[str, str]) -> None:
    fact = pages["facts.md"].split("## offer\n\n")[1].split("\n\n")[0]
    assert fact == (
        "- offer (*tawaran*)\n"
        "- Kind: evidence\n"
        "- Filled by: [`selling`](concepts/selling.md)\n"
        "- Asked for by: [`seller-nest`](rules/seller-nest.md), [`seller-hint`](rules/seller-hint.md)\n"
        "- Forbidden by: [`news-voice`](filters/news-voice.md)"
    )


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("name", pack_names())
def test_every_link_leads_to_a_page_or_a_heading(name: str, lang: Lang) -> None:
    pages = dict(catalogue(load_pack(name), lang))
    dead = []
    for path, text in pages.items():
        for target in LINK.findall(text):
            file, _, anchor = target.partition("#")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
            if there not in pages or (anchor and f"\n## {anchor}\n" not in pages[there]):
                dead.append((path, target))
    assert dead == []


def test_the_same_pack_gives_the_same_pages(pack: Pack) -> None:
    assert list(catalogue(pack, Lang.ID)) == list(catalogue(load_pack(pack.name), Lang.ID))


ESCAPED = {
    "bal segel": "bal segel",
    "2026.11.1": "2026.11.1",
    "35rb, 3.000": "35rb, 3.000",
    "WA: 3 juta": "WA: 3 juta",
    "*murah* _sekali_": r"\*murah\* \_sekali\_",
    "[klik](http://a.example)": r"\[klik\](http://a.example)",
    "a|b": r"a\|b",
    "<script>": r"\<script\>",
    "`kode` \\ $x$ ~~y~~ &amp;": r"\`kode\` \\ \$x\$ \~\~y\~\~ \&amp;",
    "#bal": r"\#bal",
    "- satu": r"\- satu",
    "+ dua": r"\+ dua",
    "1. tiga": r"1\. tiga",
    "2) empat": r"2\) empat",
    ":fire:": r"\:fire:",
    "dua\nbaris \t jauh": "dua baris jauh",
}


@pytest.mark.parametrize("text", ESCAPED)
def test_no_text_of_a_pack_is_taken_for_markdown(text: str) -> None:
    assert escaped(text) == ESCAPED[text]


def test_hostile_terms_stay_words(tiny: Path) -> None:
    change(tiny, "terms/a.yaml", "[jual, ready]", '[jual, "![x](https://a.example/y.png)", "<b>lepas</b> | _x_"]')
    page = dict(catalogue(load_pack(str(tiny)), Lang.EN))["concepts/selling.md"]
    assert "- !\\[x\\](https://a.example/y.png)\n" in page
    assert "- \\<b\\>lepas\\</b\\> \\| \\_x\\_\n" in page
