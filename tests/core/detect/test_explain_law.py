"""The sentences about law: what is cited with which caution, and what a tolerance changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from turunkan.core.detect.evidence import weighed
from turunkan.core.detect.explain import Explainer
from turunkan.core.detect.judge import Ground, Judgement
from turunkan.core.law import LawBook, Source, Span, Status, Statute, Tolerance
from turunkan.core.rules import Pack
from turunkan.core.vocab import Action, Label, LawDate, Priority, ReasonKind, Wording

DAY = date(2026, 1, 15)
SAY = Wording(id="sebab", en="reason")
SOURCE = Source(id="S1", title="What the minister said", address="berita.example/1")
BANS_IMPORT = Wording(id="Hanya impor.", en="Imports only.")


def span(*, end: Status = Status.SOURCED) -> Span:
    return Span(start=date(2026, 1, 1), start_status=Status.SOURCED, end=date(2026, 1, 31), end_status=end)


def statute(name: str, caution: Wording | None = None) -> Statute:
    return Statute(
        id=name,
        title=Wording(id=f"Aturan {name}", en=f"Rule {name}"),
        says=Wording(id="dilarang", en="forbidden"),
        articles="1",
        articles_status=Status.SOURCED,
        tariff="",
        tariff_status=Status.SOURCED,
        scopes=("import",),
        span=span(),
        sources=("S1",),
        caution=caution,
    )


def tolerance(end: Status, action: Action = Action.REVIEW) -> Tolerance:
    title = Wording(id="stok dihabiskan", en="stock is sold off")
    return Tolerance(
        id="T",
        title=title,
        label=Label.SELLER,
        tier="piece",
        action=action,
        span=span(end=end),
        sources=("S1",),
    )


def judgement(pack: Pack, found: Tolerance | None = None) -> Judgement:
    return Judgement(
        label=Label.SELLER,
        tier="piece",
        priority=Priority.NORMAL,
        action=found.action if found else Action.NOTICE,
        ground=Ground.ACCUSED,
        strength=None,
        outcome=pack.outcome(Label.SELLER, "piece"),
        rules=(),
        filters=(),
        missing=(),
        law=(),
        tolerance=found,
    )


@pytest.fixture
def said(pack: Pack) -> Callable[..., list[str]]:
    """The sentences after the one about the date, in English."""

    def saying(
        statutes: list[Statute], declared: Tolerance | None = None, *, day: date = DAY, applies: bool = True
    ) -> list[str]:
        book = LawBook(statutes, [declared] if declared else [])
        small = replace(pack, law=book, sources={"S1": SOURCE})
        judged = judgement(pack, declared if applies else None)
        assert judged.outcome is not None
        rests_on = replace(judged.outcome, law=judged.outcome.law if statutes else ())
        judged = replace(judged, law=tuple(statutes), outcome=rests_on)
        reasons = Explainer(small).explain(judged, weighed([], small), None, day, LawDate.POSTED)
        return [reason.sentence.en for reason in reasons if reason.kind is ReasonKind.LAW][1:]

    return saying


def test_a_caution_follows_its_statute(said) -> None:
    assert said([statute("A", BANS_IMPORT), statute("B")]) == [
        "In force then: Rule A, 1: forbidden.",
        "Imports only.",
        "In force then: Rule B, 1: forbidden.",
    ]


def test_a_caution_shared_by_several_statutes_is_said_once(said) -> None:
    shared = Wording(id=BANS_IMPORT.id, en=BANS_IMPORT.en)
    assert said([statute("A", BANS_IMPORT), statute("B", shared)]).count("Imports only.") == 1


@pytest.mark.parametrize(
    ("action", "lowered"),
    [(Action.NONE, "none"), (Action.REVIEW, "a review"), (Action.REQUEST, "a request")],
)
def test_a_tolerance_says_to_what_it_lowered_the_action(said, action: Action, lowered: str) -> None:
    (sentence,) = said([], tolerance(Status.SOURCED, action))
    assert sentence.endswith(f"source: What the minister said. The action is lowered to {lowered}.")


def test_an_end_that_nobody_checked_is_said_to_be_so(said) -> None:
    (sentence,) = said([], tolerance(Status.TO_VERIFY))
    assert "to 2026-01-31 (to be checked): stock" in sentence
    assert "2026-01-01 (" not in sentence


def test_outside_its_days_a_tolerance_is_named_and_lowers_nothing(said) -> None:
    assert said([], tolerance(Status.SOURCED), day=date(2026, 2, 1), applies=False) == [
        "Outside the tolerance of 2026-01-01 to 2026-01-31: stock is sold off; source: What the minister said."
    ]


def test_within_its_days_a_tolerance_that_lowered_nothing_does_not_claim_to(said) -> None:
    """As when a word against has lowered the action before it."""
    assert said([], tolerance(Status.SOURCED), applies=False) == [
        "Tolerance from 2026-01-01 to 2026-01-31: stock is sold off; source: What the minister said."
    ]


def test_where_the_pack_names_no_law_no_date_of_law_is_claimed(pack: Pack) -> None:
    lawless = replace(pack, law=LawBook([], []))
    judged = judgement(lawless)
    assert judged.outcome is not None
    judged = replace(judged, outcome=replace(judged.outcome, law=()))
    reasons = Explainer(lawless).explain(judged, weighed([], lawless), None, DAY, LawDate.PACK)
    assert [reason.sentence.en for reason in reasons if reason.kind is ReasonKind.LAW] == [
        "The pack names no rule of law for this, so the date of the Item does not matter."
    ]
