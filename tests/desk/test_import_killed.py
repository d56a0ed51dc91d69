"""An import that is killed and run again: nothing lost, nothing doubled. Real processes, real SIGKILL."""

import json
import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from own_desk import WAIT, OwnDesk, together
from tests.desk.conftest import BALE, NEWS, PIECE, UNRELATED, post

New = Callable[[str], OwnDesk]
COUNT = 240

# The desk's own batches are larger; small ones give a kill more places to fall on. The process counts its calls,
# and at the one it was told it kills itself, so that a slow machine is killed at the same place as a fast one.
IMPORT = """
import signal
from turunkan.desk.intake.services import runs
from turunkan.desk.subjects.selectors import engine_of, latest_version
runs.BATCH = 20
version = latest_version()
engine_of(version)
calls, last, first = 0, int(sys.argv[2]), None
def count(frame, event, _):
    global calls, first
    calls += event == "call"
    if first is None and frame.f_code.co_name == "_count":
        first = calls  # a batch is about to be stored
    if calls == last:
        os.kill(os.getpid(), signal.SIGKILL)
{wait}
with open(sys.argv[1], "rb") as source:
    sys.setprofile(count if last else None)
    run = runs.import_capture(source, "tangkapan.jsonl", by=None, subject=version)
    sys.setprofile(None)
print(json.dumps({{"new": run.new, "seen": run.seen, "changed": run.changed,
                  "calls": calls, "first": first}}))
"""
LOOK = """
from django.db.models import Count
from turunkan.desk.audit.selectors import check_chain
from turunkan.desk.intake.models import Account, BrokenPart, Finding, ImportRun, Item, MetricsPoint, Snapshot
state = check_chain()
columns = ["key", "native_id", "content_hash", "label", "tier", "priority", "state", "gravity", "reach_band",
           "confidence", "account__key"]
print(json.dumps({
    "items": list(Item.objects.order_by("key").values_list(*columns)),
    "snapshots": sorted(map(list, Snapshot.objects.values_list("item__key", "content_hash", "place", "raw"))),
    "findings": sorted(json.dumps([one.snapshot.item.key, one.document, one.reasons], sort_keys=True)
                       for one in Finding.objects.select_related("snapshot__item")),
    "accounts": sorted(map(list, Account.objects.values_list("key", "handle").annotate(Count("items")))),
    "broken": sorted(map(list, BrokenPart.objects.values_list("place", "part", "code"))),
    "metrics": sorted(map(list, MetricsPoint.objects.values_list("item__key", "likes"))),
    "whole": state.whole,
    "runs": list(ImportRun.objects.order_by("pk").values_list("state", "new")),
}))
"""
SAME = ("items", "snapshots", "findings", "accounts", "broken", "metrics")
# Begins the undo of the last run, or goes on with it; killed as above.
UNDO = """
import signal
from django.utils import timezone
from turunkan.desk.intake.models import ImportRun
from turunkan.desk.intake.services import undo
from turunkan.desk.parties.models import User
undo._BATCH = 20
calls, last = 0, int(sys.argv[1])
def count(frame, event, _):
    global calls
    calls += event == "call"
    if calls == last:
        os.kill(os.getpid(), signal.SIGKILL)
run = ImportRun.objects.order_by("pk").last()
by, _ = User.objects.get_or_create(username="petugas", role="petugas")
sys.setprofile(count if last else None)
if run.state == "done":
    undo.undo(run, by=by)
else:
    undo.resume_undos(timezone.now())
sys.setprofile(None)
print(json.dumps({"calls": calls}))
"""


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    """Sellers, speech and others, some twice, some edited, some broken."""
    texts = (BALE, NEWS, UNRELATED, PIECE)
    lines = [
        json.dumps(post(str(number), f"{texts[number % 4]} {number}", handle=f"toko.{number % 7}"))
        for number in range(COUNT)
    ]
    lines[30] = lines[10]
    lines[50:50] = [
        json.dumps(post("12", f"{BALE} diubah")),
        *(json.dumps(post(str(at), f"{texts[at % 4]} {at}", metrics={"likes": at})) for at in range(40, 60)),
        '{"text": ',
        '{"text": "kopi", "posted_at": "kemarin"}',
    ]
    path = tmp_path / "tangkapan.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_an_import_killed_again_and_again_and_then_finished_is_as_one_left_alone(
    own_desk: New, capture: Path
) -> None:
    alone, never = IMPORT.format(wait=""), -1
    twin, desk = own_desk("twin"), own_desk("killed")
    places = twin.run(alone, capture, never)
    undisturbed = twin.run(LOOK)
    assert undisturbed["runs"] == [["done", COUNT]]

    chance, half = random.Random(20), []  # noqa: S311
    begin, end = places["first"], places["calls"]
    for _ in range(5):
        process = desk.start(alone, capture, chance.randint(begin // 2, begin + (end - begin) // 4))
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        half.append(desk.run(LOOK))
    assert all(state["whole"] for state in half)
    counts = [len(state["items"]) for state in half]
    assert counts == sorted(counts)
    assert 0 < counts[-1] < COUNT

    desk.run(alone, capture, 0)
    finished = desk.run(LOOK)
    assert {name: finished[name] for name in SAME} == {name: undisturbed[name] for name in SAME}
    assert finished["whole"]
    assert [state for state, _ in finished["runs"]] == [*["interrupted"] * (len(finished["runs"]) - 1), "done"]
    assert sum(new for _, new in finished["runs"]) == COUNT
    again = desk.run(alone, capture, 0)
    assert (again["new"], again["changed"]) == (0, 0)


def test_an_undo_killed_again_and_again_and_then_finished_leaves_what_was_before(
    own_desk: New, capture: Path, tmp_path: Path
) -> None:
    desk, alone = own_desk("undone"), IMPORT.format(wait="")
    desk.run(alone, capture, 0)
    before = desk.run(LOOK)
    later = tmp_path / "lanjutan.jsonl"
    posts = [post(str(at), f"{PIECE} {at}", captured_at="2026-11-25T08:00:00+07:00") for at in range(180, 300)]
    later.write_text("\n".join(map(json.dumps, posts)), encoding="utf-8")
    desk.run(alone, later, 0)
    assert desk.run(LOOK)["items"] != before["items"]
    for last in (9_000, 30_000, 50_000):
        process = desk.start(UNDO, last)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        assert desk.run(LOOK)["whole"]
    desk.run(UNDO, 0)
    after = desk.run(LOOK)
    assert {name: after[name] for name in SAME} == {name: before[name] for name in SAME}
    assert [state for state, _ in after["runs"]] == ["done", "undone"]


def test_two_imports_of_the_same_capture_at_once_are_as_one(own_desk: New, capture: Path) -> None:
    twin, desk = own_desk("twin"), own_desk("both")
    twin.run(IMPORT.format(wait=""), capture, 0)
    one, other = together([desk.start(IMPORT.format(wait=WAIT), capture, 0) for _ in range(2)])
    undisturbed, both = twin.run(LOOK), desk.run(LOOK)
    assert {name: both[name] for name in SAME} == {name: undisturbed[name] for name in SAME}
    assert both["whole"]
    assert one["new"] + other["new"] == COUNT
