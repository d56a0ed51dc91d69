"""Same again: a recapture is a new snapshot with its changes in words, or one more row of figures."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.conftest import BALE, NEWS, Import, item, post, verdict

from turunkan.desk.console.plot import HEIGHT, WIDTH, lines_of
from turunkan.desk.intake.history import Change, changes_between, metrics_of, versions_of
from turunkan.desk.intake.models import ImportRun, MetricsPoint, Snapshot
from turunkan.desk.parties.models import User
from turunkan.desk.review.services import decide

EARLY, LATE, LATEST = (f"2026-11-{day}T08:00:00+07:00" for day in (20, 21, 22))
FIRST = {"views": 100, "likes": 3}


def figures(run: ImportRun) -> tuple[int, int, int, int]:
    return run.new, run.seen, run.changed, run.broken


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("again", "points"),
    [
        ({"captured_at": LATE, "metrics": {"views": 250, "likes": 9}}, 1),
        ({"captured_at": LATE, "metrics": FIRST}, 1),
        ({"captured_at": EARLY, "metrics": {"views": 250}}, 1),
        ({"captured_at": None, "metrics": {"likes": 0}}, 1),
        ({"captured_at": EARLY, "metrics": FIRST}, 0),
        ({"captured_at": LATE}, 0),
        ({"captured_at": LATE, "metrics": {}}, 0),
    ],
    ids=str,
)
def test_figures_alone_are_one_row_of_history_however_often_they_come(
    bring_in: Import, people: dict[str, User], again: dict[str, Any], points: int
) -> None:
    bring_in(post("1", BALE, metrics=FIRST))
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    for _ in range(2):
        assert figures(bring_in(post("1", BALE, **again), post("1", BALE, **again))) == (0, 2, 0, 0)
    assert (MetricsPoint.objects.count(), Snapshot.objects.count()) == (points, 1)
    assert len(metrics_of(item("1"))) == 1 + points
    assert item("1").state == "settled"


@pytest.mark.django_db
def test_figures_are_in_the_order_of_their_captures_whichever_came_first(bring_in: Import) -> None:
    for captured, views in ((LATEST, 30), (EARLY, 10), (LATE, 20), (None, 5)):
        bring_in(post("1", BALE, captured_at=captured, metrics={"views": views}))
    bring_in(post("1", NEWS, captured_at="2026-11-23T08:00:00+07:00", metrics={"views": 40}))
    assert [one.views for one in metrics_of(item("1"))] == [10, 20, 30, 40, 5]


@pytest.mark.django_db
def test_a_changed_post_says_what_changed(bring_in: Import) -> None:
    bring_in(post("1", BALE, hashtags=["bal"]))
    bring_in(post("1", BALE.replace("segel", "bongkar"), captured_at=LATE, place="Bandung"))
    first, second = versions_of(item("1"))
    assert first.changes == ()
    by_field = {change.field: change for change in second.changes}
    text, place, tags = (by_field[name] for name in ("text", "place", "hashtags"))
    assert [(one.how, one.text.strip()) for one in text.words if one.how != "same"] == [
        ("gone", "segel"),
        ("new", "bongkar"),
    ]
    assert (place, tags) == (Change("place", "", "Bandung"), Change("hashtags", "bal", ""))


@pytest.mark.django_db
@pytest.mark.parametrize("at_once", [True, False])
def test_an_earlier_capture_that_comes_later_is_history_alone(
    bring_in: Import, people: dict[str, User], at_once: bool
) -> None:
    now, before = post("1", BALE, captured_at=LATE), post("1", NEWS, captured_at=EARLY, metrics=FIRST)
    if at_once:
        assert figures(bring_in(now, before)) == (1, 1, 0, 0)
    else:
        bring_in(now)
        decide(item("1"), verdict(item("1")), by=people["peninjau"])
        assert figures(bring_in(before)) == (0, 1, 0, 0)
        assert (item("1").state, item("1").is_confirmed) == ("settled", True)
        assert figures(bring_in(before)) == (0, 1, 0, 0)
    first, second = versions_of(item("1"))
    assert (first.snapshot.document["text"], second.snapshot.document["text"]) == (NEWS, BALE)
    assert (item("1").content_hash, item("1").captured_at.isoformat()) == (
        second.snapshot.content_hash,
        "2026-11-21T01:00:00+00:00",
    )
    assert not first.snapshot.findings.exists()
    assert [change.field for change in second.changes] == ["text"]


@pytest.mark.django_db
def test_what_an_earlier_capture_showed_may_come_again(bring_in: Import) -> None:
    bring_in(post("1", BALE, captured_at=LATE), post("1", NEWS, captured_at=EARLY))
    assert figures(bring_in(post("1", NEWS, captured_at=LATEST))) == (0, 0, 1, 0)
    assert (item("1").label, Snapshot.objects.count()) == ("speech", 2)


@pytest.mark.parametrize(
    "other", [{"metrics": {"likes": 9}}, {"captured_at": LATE}, {"author": {"name": "x"}}, {}]
)
def test_what_is_not_content_is_no_change(other: dict[str, Any]) -> None:
    was = {"text": "bal segel", "metrics": {"likes": 1}, "captured_at": EARLY}
    assert not list(changes_between(was, was | other))


@given(st.text(alphabet="ab \n\t", max_size=40), st.text(alphabet="ab \n\t", max_size=40))
def test_the_words_of_a_change_are_both_texts(was: str, now: str) -> None:
    for change in changes_between({"text": was}, {"text": now}):
        assert "".join(one.text for one in change.words if one.how != "new") == was
        assert "".join(one.text for one in change.words if one.how != "gone") == now


def test_a_plot_has_a_line_for_each_figure_with_two_values_at_least() -> None:
    moments = [datetime(2026, 11, day, tzinfo=UTC) for day in (20, 21, 25)]
    (line,) = lines_of(moments, {"views": [10, None, 100], "likes": [None, 3, None], "shares": [None] * 3})
    assert line.name == "views"
    places = [tuple(map(float, point.split(","))) for point in line.points.split()]
    assert places[-1] == (line.x, line.y)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    assert places[0][1] > places[1][1]
    assert lines_of(moments[:1], {"views": [1]}) == []


@pytest.mark.django_db
def test_the_page_of_an_item_shows_both(bring_in: Import, people: dict[str, User], client: Client) -> None:
    client.force_login(people["peninjau"])
    bring_in(post("1", BALE, metrics=FIRST))
    page = client.get(f"/konten/{item('1').pk}/").content.decode()
    assert "<svg" not in page
    assert "versi tercatat" not in page
    bring_in(post("1", f"{BALE} <b>baru</b>", captured_at=LATE, metrics={"views": 2500}))
    page = client.get(f"/konten/{item('1').pk}/").content.decode()
    assert 'class="line-views"' in page
    assert "<td>2.500</td>" in page
    assert "<td>None</td>" not in page
    assert "0812-0000" not in page
    assert "&lt;b&gt;baru&lt;/b&gt;</ins>" in page
