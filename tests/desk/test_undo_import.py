"""Undoing an import: what it alone brought goes, what it changed is as before, and what people did stands."""

import json
from collections.abc import Callable
from typing import Any

import drawn
import pytest
from django.db import transaction
from django.utils import timezone
from pictured import keep, shown
from tests.desk.conftest import BALE, NEWS, PIECE, UNRELATED, Import, item, post, verdict

from turunkan.core.vocab import SkipThis, StopRun
from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.audit.selectors import check_chain
from turunkan.desk.cases.services import open_case
from turunkan.desk.intake.models import (
    Account,
    AccountChange,
    BrokenPart,
    Finding,
    ImportRun,
    Item,
    MetricsPoint,
    SearchText,
    Sighting,
    Snapshot,
)
from turunkan.desk.intake.services import runs
from turunkan.desk.intake.services import undo as undoing
from turunkan.desk.intake.services.undo import may_undo, resume_undos, undo
from turunkan.desk.parties.models import User
from turunkan.desk.review.claims import claim
from turunkan.desk.review.services import decide

pytestmark = pytest.mark.django_db
LATE = "2026-11-21T08:00:00+07:00"
PASSING = {"last_seen", "_state"}


def state() -> dict[str, list[dict[str, Any]]]:
    """Everything that an import writes but the runs and the log."""
    models = (Account, Item, Snapshot, Finding, SearchText, BrokenPart, Sighting, MetricsPoint)
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
    return json.loads(json.dumps(rows, default=str, sort_keys=True), object_hook=without_times)


def without_times(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in PASSING}


def test_what_a_run_alone_brought_goes_with_all_of_it(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE))
    before = state()
    lines = [post("2", PIECE, handle="lain.contoh"), post("3", NEWS), post("4", UNRELATED)]
    run = bring_in(raw="\n".join([*map(json.dumps, lines), '{"text": ']).encode())
    assert BrokenPart.objects.count() == 1
    assert may_undo(run) is None
    undo(run, by=people["petugas"])
    assert state() == before
    run.refresh_from_db()
    assert (run.state, run.undone_by) == ("undone", people["petugas"])
    verbs = list(
        AuditEvent.objects.filter(object_type="import", object_id=str(run.pk)).values_list("verb", flat=True)
    )
    assert verbs[-3:] == ["import.undoing", "import.undo-batch", "import.undone"]
    assert check_chain().whole


def test_pictures_that_a_capture_added_go_with_it_and_those_from_before_stay(
    bring_in: Import, people: dict[str, User]
) -> None:
    former, later = drawn.png(drawn.photo(1, (40, 30))), drawn.png(drawn.photo(2, (40, 30)))
    keep(bring_in(post("1", BALE, media=shown(former))), "1", former)
    run = bring_in(post("1", PIECE, media=shown(former, later), captured_at=LATE))
    keep(run, "1", former, later)
    assert item("1").shows.count() == 2
    undo(run, by=people["petugas"])
    assert [one.file.sha256 for one in item("1").shows.all()] == [shown(former)[0]["sha256"]]


def test_what_a_run_said_of_an_account_goes_with_it(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE))
    run = bring_in(
        post("2", BALE, author={"id": "u-gudang.contoh", "handle": "ganti.nama", "bio": "bal", "followers": 9})
    )
    assert Account.objects.get().handle == "ganti.nama"
    undo(run, by=people["petugas"])
    account = Account.objects.get()
    assert (account.handle, account.bio, account.followers) == ("gudang.contoh", "", 1200)
    assert not AccountChange.objects.exists()


def test_what_a_later_run_said_of_an_account_stands(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE))
    names = {number: {"id": "u-gudang.contoh", "handle": f"nama.{number}"} for number in (2, 3)}
    second, third = (bring_in(post(str(number), BALE, author=author)) for number, author in names.items())
    undo(second, by=people["petugas"])
    assert Account.objects.get().handle == "nama.3"
    undo(third, by=people["petugas"])
    assert Account.objects.get().handle == "gudang.contoh"


def test_an_account_of_what_was_kept_is_called_as_that_says(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE))
    run = bring_in(post("2", BALE, author={"id": "u-gudang.contoh", "handle": "ganti.nama"}))
    undoing._begin(run, people["petugas"])
    decide(item("2"), verdict(item("2")), by=people["peninjau"])
    resume_undos(timezone.now())
    assert Account.objects.get().handle == "ganti.nama"


def test_a_name_that_another_has_by_now_is_not_taken_from_them(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE, author={"handle": "gudang.contoh"}))
    run = bring_in(post("2", BALE))  # which tells the id
    other = Account.objects.create(key="instagram:@gudang.contoh", platform="instagram", handle="gudang.contoh")
    undo(run, by=people["petugas"])
    account = Account.objects.exclude(pk=other.pk).get()
    assert (account.key, account.handle) == ("instagram:u-gudang.contoh", "gudang.contoh")


def test_what_an_earlier_capture_showed_goes_with_its_run(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("1", BALE, captured_at=LATE))
    before, last = state(), item("1").last_seen
    run = bring_in(post("1", PIECE, metrics={"likes": 3}))
    assert (Snapshot.objects.count(), item("1").tier) == (2, "bale")
    undo(run, by=people["petugas"])
    assert state() == before
    assert item("1").last_seen == last


@pytest.mark.parametrize(
    "second",
    [
        post("1", PIECE, captured_at=LATE),
        post("1", NEWS, captured_at=LATE),
        post("1", BALE, captured_at=LATE, metrics={"likes": 7}),
        post("1", BALE, handle="nama.baru"),
    ],
    ids=["changed", "freed", "metrics", "seen"],
)
def test_what_a_run_changed_is_as_it_was_before(
    bring_in: Import, people: dict[str, User], second: dict[str, Any]
) -> None:
    bring_in(post("1", BALE))
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    before = state()
    run = bring_in(second)
    undo(run, by=people["petugas"])
    after = state()
    for rows in (before, after):
        for row in (*rows["Account"], *rows["Item"]):
            for name in ("id", "account_id", "first_seen", "key", "native_id"):
                row.pop(name, None)  # who was released and is on record again has a new number
    if second["author"]["handle"] != "nama.baru":
        assert after == before
    assert (item("1").state, item("1").is_confirmed) == ("settled", True)
    assert (Sighting.objects.count(), MetricsPoint.objects.count()) == (0, 0)


def test_a_run_that_changed_an_item_twice_goes_back_to_before_the_first(
    bring_in: Import, people: dict[str, User]
) -> None:
    bring_in(post("1", BALE))
    run = bring_in(post("1", PIECE, captured_at=LATE), post("1", NEWS, captured_at=LATE))
    undo(run, by=people["petugas"])
    assert (item("1").tier, item("1").label, Snapshot.objects.count()) == ("bale", "seller", 1)


def decides(people: dict[str, User]) -> None:
    decide(item("1"), verdict(item("1")), by=people["peninjau"])


def opens(people: dict[str, User]) -> None:
    decides(people)
    open_case([item("1")], by=people["petugas"])


def claims(people: dict[str, User]) -> None:
    claim(item("1"), by=people["peninjau"])


@pytest.mark.parametrize(
    ("act", "named"),
    [(decides, "keputusan"), (opens, "berkas"), (claims, "memegang")],
    ids=["decision", "case", "claim"],
)
def test_a_run_that_was_acted_on_is_not_undone(
    bring_in: Import, people: dict[str, User], contact: object, act: Callable[[dict[str, User]], None], named: str
) -> None:
    run = bring_in(post("1", BALE), post("2", BALE))
    act(people)
    before = state()
    refusal = may_undo(run)
    assert refusal is not None
    assert named in refusal.id
    with pytest.raises(SkipThis):
        undo(run, by=people["petugas"])
    run.refresh_from_db()
    assert (state(), run.state) == (before, "done")


@pytest.mark.parametrize("again", [post("1", BALE), post("1", PIECE, captured_at=LATE)], ids=["seen", "changed"])
def test_a_later_import_is_undone_first(bring_in: Import, people: dict[str, User], again: dict[str, Any]) -> None:
    run, later = bring_in(post("1", BALE)), bring_in(again)
    refusal = may_undo(run)
    assert refusal is not None
    assert f"impor {later.pk} " in refusal.id
    undo(later, by=people["petugas"])
    undo(run, by=people["petugas"])
    assert not Item.objects.exists()
    assert not Account.objects.exists()


def test_who_may_not_import_may_not_undo_and_nothing_is_undone_twice(
    bring_in: Import, people: dict[str, User]
) -> None:
    run = bring_in(post("1", BALE))
    for who in ("hukum", "auditor", "admin"):
        with pytest.raises(SkipThis):
            undo(run, by=people[who])
    undo(run, by=people["penyelia"])
    with pytest.raises(SkipThis):
        undo(run, by=people["penyelia"])


def test_broken_parts_go_to_another_run_of_the_same_source(bring_in: Import, people: dict[str, User]) -> None:
    raw = json.dumps(post("1", BALE)).encode() + b'\n{"text": '
    first, second = bring_in(raw=raw), bring_in(raw=raw)
    undo(second, by=people["petugas"])
    assert BrokenPart.objects.get().run == first
    third = bring_in(raw=raw)
    BrokenPart.objects.update(run=third)
    undo(third, by=people["petugas"])
    assert BrokenPart.objects.get().run == first


def test_an_undo_that_was_killed_is_taken_up_by_the_tick_and_keeps_what_people_did_meanwhile(
    bring_in: Import, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "_BATCH", 2)
    run = bring_in(*(post(str(number), f"{BALE} {number}") for number in range(5)))
    undoing._begin(run, people["petugas"])
    undoing._undo_some(run, [item("0").pk, item("1").pk])
    decide(item("4"), verdict(item("4")), by=people["peninjau"])
    with pytest.raises(SkipThis):
        undo(run, by=people["petugas"])
    assert resume_undos(timezone.now()) == 1
    assert [row.native_id for row in Item.objects.all()] == ["4"]
    assert ImportRun.objects.get().state == "undone"
    assert resume_undos(timezone.now()) == 0
    facts = list(
        AuditEvent.objects.filter(verb="import.undo-batch").order_by("seq").values_list("facts", flat=True)
    )
    assert [(one["removed"], one["kept"]) for one in facts] == [(2, 0), (2, 0), (0, 1)]


def test_a_run_that_is_undone_while_it_runs_stops(bring_in: Import, people: dict[str, User]) -> None:
    run = bring_in(post("1", BALE))
    undo(run, by=people["petugas"])
    with pytest.raises(StopRun), transaction.atomic():
        runs._begin_batch(run)


# How far the capture of a page is, of Items in cases; what an Account's decision rests on: decided Items.
NOTHING_NEW = {"page_capture", "_review_accountdecision_rests_on_+"}


def test_every_relation_of_an_item_to_a_later_room_is_asked_for() -> None:
    later = {
        relation.get_accessor_name()
        for relation in Item._meta.related_objects
        if relation.related_model._meta.app_label != "intake"
    }
    asked = " ".join(str(condition) for condition, _ in undoing._acts(ImportRun(), timezone.now()).values())
    assert {name for name in later if name and name not in asked} == NOTHING_NEW
