"""The queue: gravity first, reach only within a tier, then certainty and age; one person an Item."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from own_desk import WAIT, OwnDesk, together
from tests.desk.conftest import (
    BALE,
    NEWS,
    PAID,
    PIECE,
    PRELOVED,
    UNCLEAR,
    UNPAID,
    UNRELATED,
    Import,
    item,
    post,
    verdict,
)

from turunkan.core.vocab import Action, Label, SkipThis
from turunkan.desk.intake.models import Item
from turunkan.desk.parties.models import User
from turunkan.desk.review.claims import CLAIM_TIME, claim, holder_of, release_claim
from turunkan.desk.review.models import Claim
from turunkan.desk.review.selectors import backlog, next_for, queue
from turunkan.desk.review.services import decide

DAY = datetime(2026, 11, 10, tzinfo=UTC)


def order() -> list[str]:
    return [one.native_id for one in queue()]


@pytest.mark.django_db
def test_the_gravest_comes_first_however_few_people_saw_it(bring_in: Import) -> None:
    texts = {"unclear": UNCLEAR, "unpaid": UNPAID, "paid": PAID, "piece": PIECE, "bale": BALE}
    views = {"unclear": 10**7, "unpaid": 10**6, "paid": 10**5, "piece": 10**4, "bale": 1}
    bring_in(*(post(name, text, metrics={"views": views[name]}) for name, text in texts.items()))
    assert order() == ["bale", "piece", "paid", "unpaid", "unclear"]


@pytest.mark.django_db
def test_what_is_not_surfaced_or_already_decided_is_not_in_it(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE), post("2", NEWS), post("3", UNRELATED), post("4", PRELOVED), post("5", PIECE))
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    assert order() == ["5"]
    assert backlog().waiting == 1


def rows(*changes: dict[str, Any]) -> None:
    """Rows of one tier as an import would leave them."""
    given = {"gravity": 0, "reach_band": 2, "confidence": 0.5, "posted_at": DAY, "priority": "high"}
    stored = [
        Item(**given | {"key": str(at), "native_id": str(at), "first_seen": DAY, "last_seen": DAY} | change)
        for at, change in enumerate(changes)
    ]
    Item.objects.bulk_create(stored)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"gravity": 0, "reach_band": 0}, {"gravity": 1, "reach_band": 9}),
        ({"reach_band": 5, "confidence": 0.1}, {"reach_band": 4, "confidence": 0.9}),
        ({"confidence": 0.9}, {"confidence": 0.8, "posted_at": DAY - timedelta(days=90)}),
        ({"posted_at": DAY - timedelta(days=1)}, {"posted_at": DAY}),
        ({"posted_at": DAY}, {"posted_at": None}),
        ({"priority": "low"}, {"gravity": 1, "priority": "high"}),
    ],
)
def test_each_measure_counts_only_where_those_before_it_are_equal(
    db: None, first: dict[str, Any], second: dict[str, Any]
) -> None:
    rows(second, first)
    assert order() == ["1", "0"]


@pytest.mark.django_db
def test_among_equals_the_one_that_came_first_is_first(db: None) -> None:
    rows({}, {}, {})
    assert order() == ["0", "1", "2"]


PLACES = st.tuples(st.integers(0, 4), st.integers(0, 3), st.sampled_from([0.2, 0.8]), st.integers(0, 2))


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(PLACES, min_size=2, max_size=8))
def test_the_order_is_that_of_the_measures_one_after_the_other(
    db: None, places: list[tuple[int, int, float, int]]
) -> None:
    Item.objects.all().delete()
    names = ("gravity", "reach_band", "confidence", "posted_at")
    rows(*(dict(zip(names, (*place[:3], DAY + timedelta(days=place[3])), strict=True)) for place in places))
    wanted = sorted(enumerate(places), key=lambda one: (one[1][0], -one[1][1], -one[1][2], one[1][3], one[0]))
    assert order() == [str(at) for at, _ in wanted]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["1", "2", "3"]),
        ({"platform": "x"}, ["3"]),
        ({"platform": "instagram"}, ["1", "2"]),
        ({"tier": "piece"}, ["2"]),
        ({"label": "unclear", "platform": "x"}, ["3"]),
        ({"label": "unclear", "platform": "instagram"}, []),
        ({"priority": "high"}, ["1"]),
        ({"platform": ""}, ["1", "2", "3"]),
        ({"account__handle": "siapa", "state": "second", "sort": "x"}, ["1", "2", "3"]),
        ({"platform": "tidak-ada"}, []),
    ],
    ids=str,
)
def test_filters_find_what_they_name_and_unknown_ones_do_nothing(
    bring_in: Import, filters: dict[str, str], found: list[str]
) -> None:
    bring_in(post("1", BALE), post("2", PIECE), post("3", UNCLEAR, platform="x"))
    assert [one.native_id for one in queue(filters)] == found


@pytest.mark.django_db
@pytest.mark.parametrize(("hours", "late"), [(47, 0), (49, 1)])
def test_what_waits_for_more_than_two_days_is_late(bring_in: Import, hours: int, late: int) -> None:
    bring_in(post("1", BALE), post("2", PIECE))
    Item.objects.filter(native_id="1").update(first_seen=timezone.now() - timedelta(hours=hours))
    assert (backlog().waiting, backlog().late) == (2, late)


@pytest.mark.django_db
def test_one_person_has_an_item_at_a_time(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE))
    claim(item("1"), by=people["peninjau"])
    claim(item("1"), by=people["peninjau"])
    with pytest.raises(SkipThis, match="claimed") as refused:
        claim(item("1"), by=people["peninjau2"])
    assert people["peninjau"].shown_name in refused.value.person.id
    assert holder_of(item("1")) == people["peninjau"]
    release_claim(item("1"), by=people["peninjau2"])
    assert holder_of(item("1")) == people["peninjau"]
    release_claim(item("1"), by=people["peninjau"])
    assert holder_of(item("1")) is None
    claim(item("1"), by=people["peninjau2"])


def lapse() -> None:
    """As if the time of every claim had passed."""
    Claim.objects.update(until=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_a_forgotten_claim_lapses(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE))
    claim(item("1"), by=people["peninjau"])
    lapse()
    assert holder_of(item("1")) is None
    claim(item("1"), by=people["peninjau2"])
    assert holder_of(item("1")) == people["peninjau2"]
    assert Claim.objects.get().until > timezone.now() + CLAIM_TIME - timedelta(minutes=1)


@pytest.mark.django_db
def test_nobody_decides_what_somebody_else_has_open(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE))
    claim(item("1"), by=people["peninjau"])
    with pytest.raises(SkipThis, match="claimed"):
        decide(item("1"), verdict(item("1")), by=people["peninjau2"])
    assert holder_of(item("1")) == people["peninjau"]
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    assert not Claim.objects.exists()


@pytest.mark.django_db
def test_the_next_one_is_the_first_that_nobody_else_holds(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE), post("2", PIECE), post("3", UNCLEAR))
    one, other = people["peninjau"], people["peninjau2"]
    claim(item("1"), by=one)
    assert (next_for(one), next_for(other)) == (item("1"), item("2"))
    assert next_for(other, passed=[item("2").pk]) == item("3")
    assert next_for(other, {"tier": "bale"}) is None
    lapse()
    assert next_for(other) == item("1")


@pytest.mark.django_db
def test_the_second_opinion_is_offered_to_everybody_but_the_first(
    bring_in: Import, people: dict[str, User]
) -> None:
    bring_in(post("1", UNPAID))
    graver = verdict(item("1"), label=Label.SELLER, tier="piece", reason="piece-offer", note="harga di gambar")
    decide(item("1"), graver, by=people["peninjau"])
    assert next_for(people["peninjau"]) is None
    assert next_for(people["peninjau2"]) == item("1")


@pytest.mark.django_db
def test_what_changed_is_offered_again_to_who_decided_it_before(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE))
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    assert next_for(people["peninjau"]) is None
    bring_in(post("1", PIECE))
    assert next_for(people["peninjau"]) == item("1")
    piece = verdict(item("1"), tier="piece", reason="piece-offer", measure=Action.NOTICE)
    decide(item("1"), piece, by=people["peninjau"])
    bring_in(post("1", BALE, captured_at="2026-11-21T08:00:00+07:00"))
    assert next_for(people["peninjau"]) == item("1")


CLAIM = f"""
from turunkan.core.vocab import SkipThis
from turunkan.desk.intake.models import Item
from turunkan.desk.parties.models import User
from turunkan.desk.review.claims import claim
item, user = Item.objects.get(), User.objects.get(username=sys.argv[1])
{WAIT}
try:
    claim(item, by=user)
    print(json.dumps("held"))
except SkipThis as skip:
    print(json.dumps(skip.log))
"""
FILL = """
import io
from turunkan.desk.intake.services.runs import import_capture
from turunkan.desk.parties.models import User
from turunkan.desk.subjects.selectors import latest_version
for name in sys.argv[2:]:
    User.objects.create(username=name, role="peninjau")
import_capture(io.BytesIO(sys.argv[1].encode()), "a.jsonl", by=None, subject=latest_version())
"""


def test_of_several_who_reach_for_an_item_at_once_one_gets_it(own_desk: Callable[[str], OwnDesk]) -> None:
    desk, names = own_desk("claims"), ["satu", "dua", "tiga", "empat"]
    desk.run(FILL, f'{{"id": "1", "platform": "x", "text": "{BALE}"}}', *names)
    said = together([desk.start(CLAIM, name) for name in names])
    assert said.count("held") == 1
    assert [one for one in said if one != "held"] == ["item 1 is claimed"] * 3
