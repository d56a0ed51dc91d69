"""The law book on an invented table: spans, unchecked ends, successors and tolerances."""

from datetime import date

import pytest

from turunkan.core.law import LawBook, Span, Status, Statute, Tolerance
from turunkan.core.vocab import Action, Label, Wording

NEW_YEAR = date(2020, 1, 1)
YEAR_END = date(2020, 12, 31)


def span(start: date, end: date | None, end_status: Status = Status.SOURCED) -> Span:
    return Span(start=start, start_status=Status.SOURCED, end=end, end_status=end_status)


def statute(name: str, when: Span, *scopes: str, successor: str | None = None) -> Statute:
    return Statute(
        id=name,
        title=Wording(f"Aturan {name}", f"Rule {name}"),
        says=Wording("dilarang", "forbidden"),
        articles="pasal 1",
        articles_status=Status.SOURCED,
        tariff="",
        tariff_status=Status.SOURCED,
        scopes=scopes,
        span=when,
        sources=("S1",),
        successor=successor,
    )


def tolerance(name: str, label: Label, tier: str) -> Tolerance:
    return Tolerance(
        id=name,
        title=Wording("dibiarkan", "left alone"),
        label=label,
        tier=tier,
        action=Action.REVIEW,
        span=span(NEW_YEAR, YEAR_END),
        sources=("S1",),
    )


def cited(book: LawBook, day: date, *scopes: str) -> list[str]:
    return [found.id for found in book.in_force(day, scopes)]


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2019, 12, 31), False),
        (NEW_YEAR, True),
        (date(2020, 6, 1), True),
        (YEAR_END, True),
        (date(2021, 1, 1), False),
    ],
)
def test_a_span_holds_on_both_its_ends_and_not_beyond(day, holds):
    assert span(NEW_YEAR, YEAR_END).holds(day) is holds


def test_a_span_of_one_day_holds_on_that_day_alone():
    one_day = span(NEW_YEAR, NEW_YEAR)
    assert [day for day in (date(2019, 12, 31), NEW_YEAR, date(2020, 1, 2)) if one_day.holds(day)] == [NEW_YEAR]


@pytest.mark.parametrize(
    ("end", "status", "known"),
    [
        (YEAR_END, Status.SOURCED, True),
        (YEAR_END, Status.TO_VERIFY, True),
        (None, Status.SOURCED, True),
        (None, Status.TO_VERIFY, False),
    ],
)
def test_an_end_is_unknown_only_when_there_is_none_and_nobody_checked(end, status, known):
    assert span(NEW_YEAR, end, status).end_is_known is known


def test_a_rule_with_an_unchecked_end_is_never_cited():
    unchecked = statute("A", span(NEW_YEAR, None, Status.TO_VERIFY), "trader")
    checked = statute("B", span(NEW_YEAR, None), "trader")
    assert cited(LawBook([unchecked, checked], []), date(2020, 6, 1), "trader") == ["B"]


def test_rules_are_cited_once_each_in_table_order_whatever_the_order_of_the_scopes():
    when = span(NEW_YEAR, None)
    book = LawBook(
        [
            statute("A", when, "trader", "advert"),
            statute("B", when, "platform"),
            statute("C", when, "import"),
        ],
        [],
    )
    assert cited(book, NEW_YEAR, "import", "advert", "trader") == ["A", "C"]
    assert cited(book, NEW_YEAR, "participation") == []
    assert cited(book, NEW_YEAR) == []


def test_successors_follow_one_another_to_the_last():
    book = LawBook(
        [
            statute("A", span(date(2018, 1, 1), date(2018, 12, 31)), "import", successor="B"),
            statute("B", span(date(2019, 1, 1), date(2019, 12, 31)), "import", successor="C"),
            statute("C", span(NEW_YEAR, None), "import"),
        ],
        [],
    )
    followed = {name: [later.id for later in book.successors(rule)] for name, rule in book.statutes.items()}
    assert followed == {"A": ["B", "C"], "B": ["C"], "C": []}


def test_a_tolerance_covers_its_own_label_and_tier_within_its_days():
    book = LawBook([], [tolerance("T1", Label.SELLER, "piece"), tolerance("T2", Label.PROMOTER, "paid")])
    assert book.tolerance(NEW_YEAR, Label.SELLER, "piece") is book.tolerances[0]
    assert book.tolerance(YEAR_END, Label.PROMOTER, "paid") is book.tolerances[1]
    assert book.tolerance(NEW_YEAR, Label.SELLER, "bale") is None
    assert book.tolerance(NEW_YEAR, Label.SELLER, None) is None
    assert book.tolerance(NEW_YEAR, Label.PROMOTER, "piece") is None
    assert book.tolerance(date(2021, 1, 1), Label.SELLER, "piece") is None


def test_what_is_declared_for_a_label_and_tier_is_named_on_every_day():
    book = LawBook([], [tolerance("T1", Label.SELLER, "piece"), tolerance("T2", Label.SELLER, "bale")])
    assert [found.id for found in book.declared(Label.SELLER, "bale")] == ["T2"]
    assert list(book.declared(Label.SELLER, None)) == []
