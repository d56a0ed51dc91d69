"""Proportion: how many confirmed Items carry a measure against a whole Account (dossier E28, E37)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turunkan.core.vocab import Lang
from turunkan.desk.intake.models import Account, Item
from turunkan.desk.review.proportion import LEAST, LEAST_DOMINANT, WINDOW, proportion_of

DAY = datetime(2026, 11, 1, tzinfo=UTC)
KINDS = {
    "C": ("seller", "notice", "post"),
    "P": ("promoter", "request", "video"),
    "B": ("seller", "notice", "bio"),
    "b": ("lawful", "none", "bio"),
    "L": ("lawful", "none", "post"),
    "U": ("unclear", "none", "post"),
    "N": ("seller", "none", "post"),
    ".": ("", "", "post"),
}


def account_with(items: str, days: list[int | None]) -> Account:
    """An Account with one Item a letter of KINDS, published on these days."""
    Item.objects.all().delete()
    account, _ = Account.objects.get_or_create(key="x:1", platform="x")
    rows = []
    for at, (letter, day) in enumerate(zip(items, days, strict=True)):
        label, measure, kind = KINDS[letter]
        posted_at = None if day is None else DAY + timedelta(days=day)
        rows.append(
            Item(
                key=f"x:{at}",
                account=account,
                kind=kind,
                outcome_label=label,
                outcome_measure=measure,
                posted_at=posted_at,
                first_seen=DAY,
                last_seen=DAY,
                label="seller",
                priority="high",
                action="notice",
            )
        )
    Item.objects.bulk_create(rows)
    return account


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("items", "days", "carries"),
    [
        ("", [], False),
        ("C", [0], False),
        ("CC", [0, 1], True),
        ("CP", [0, 400], True),
        ("CCC", [0, 10, 30], True),
        ("CCCLLLL", [0, 10, 30, 1, 2, 3, 4], True),
        ("CCCLLLL", [0, 10, 31, 1, 2, 3, 4], False),
        ("CCCLLL", [0, 40, 80, 1, 2, 3], False),
        ("CCCLL", [0, 40, 80, 1, 2], True),
        ("CCL", [0, 1, 2], True),
        ("CCLL", [0, 1, 2, 3], False),
        ("CCLU", [0, 1, 2, 3], False),
        ("CCLN", [0, 1, 2, 3], False),
        ("CCCLLLLL", [None, None, None, 0, 0, 0, 0, 0], True),
        ("CCCLLLLL", [None, 0, 30, 0, 0, 0, 0, 0], True),
        ("CCCLLLLL", [None, 0, 31, 0, 0, 0, 0, 0], False),
        ("CL", [0, 1], False),
        ("CLLLLLLLLL", list(range(10)), False),
        ("B", [None], True),
        ("BLLL", [None, 0, 1, 2], True),
        ("bC", [None, 0], False),
        ("....", [0, 1, 2, 3], False),
        ("C......", list(range(7)), False),
        ("CC......", list(range(8)), True),
        ("NNNN", [0, 1, 2, 3], False),
    ],
)
def test_a_measure_against_an_account_needs_repetition_dominance_or_a_bio_that_offers(
    items: str, days: list[int | None], carries: bool
) -> None:
    proportion = proportion_of(account_with(items, days))
    assert proportion.carries is carries
    assert len(proportion.confirmed) == sum(items.count(letter) for letter in "CPB")
    assert proportion.decided == len(items) - items.count(".")


@pytest.mark.django_db
def test_one_bale_among_three_hundred_lawful_posts_does_not_condemn_an_account() -> None:
    assert not proportion_of(account_with("C" + "L" * 300, [0] * 301)).carries
    assert not proportion_of(account_with("CC" + "L" * 299, [0] * 301)).carries
    assert proportion_of(account_with("CCC" + "L" * 298, [0] * 301)).carries


@pytest.mark.django_db
def test_an_account_without_posts_whose_bio_offers_can_be_reported_as_a_whole() -> None:
    assert proportion_of(account_with("B", [None])).carries
    assert not proportion_of(account_with("b", [None])).carries


@pytest.mark.django_db
def test_what_the_engine_thinks_counts_for_nothing() -> None:
    account = account_with("." * 20, [0] * 20)
    assert account.items.filter(label="seller", action="notice").count() == 20
    assert (proportion_of(account).confirmed, proportion_of(account).decided) == ((), 0)


@pytest.mark.django_db
def test_a_refusal_says_what_is_needed_and_what_there_is() -> None:
    said = proportion_of(account_with("CLL", [0, 1, 2])).refusal()
    for lang in Lang:
        for figure in (LEAST, WINDOW.days, LEAST_DOMINANT, 1):
            assert f" {figure} " in f" {said.say(lang)} ".replace(")", " ").replace(".", " ")


DATED = st.lists(st.tuples(st.sampled_from("CPLU."), st.none() | st.integers(0, 90)), max_size=9)


@pytest.mark.django_db
@settings(max_examples=30)
@given(DATED, st.integers(0, 90))
def test_another_lawful_post_never_makes_a_measure_heavier_and_another_offer_never_lighter(
    django_db_blocker: object, items: list[tuple[str, int | None]], day: int
) -> None:
    letters, days = "".join(letter for letter, _ in items), [when for _, when in items]
    carried = proportion_of(account_with(letters, days)).carries
    assert proportion_of(account_with(letters + "C", [*days, day])).carries >= carried
    assert proportion_of(account_with(letters + "L", [*days, day])).carries <= carried
