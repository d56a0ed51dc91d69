"""A large source is read by a process of its own: it brings the same, tells how it failed, and ends in time."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.desk.conftest import BALE, NEWS, PIECE, UNRELATED, Import, post

from turunkan.core import vocab
from turunkan.core.vocab import StopRun
from turunkan.desk.intake.models import Account, BrokenPart, Finding, ImportRun, Item, Snapshot
from turunkan.desk.intake.services import runs
from turunkan.desk.intake.services.ahead import POSSIBLE, ahead
from turunkan.desk.intake.services.preparing import Preparer

pytestmark = pytest.mark.skipif(not POSSIBLE, reason="a process cannot be copied safely here")
COLUMNS = ("key", "label", "tier", "confidence", "gravity", "action", "account__key", "content_hash")
# Takes two values, says which process makes them, and then waits for a kill that only the caller gets.
CALLER = """
import os, sys, time
from turunkan.desk.intake.services.ahead import ahead
def made():
    while True:
        yield os.getpid()
values = ahead(made())
print(next(values), flush=True)
time.sleep(60)
"""


def test_what_is_made_ahead_is_the_same() -> None:
    assert list(ahead(iter(range(50)))) == list(range(50))


@pytest.mark.parametrize("count", [0, 3])
def test_what_goes_wrong_in_the_making_stops_the_caller_after_what_was_made(count: int) -> None:
    def made() -> Iterator[int]:
        yield from range(count)
        raise ValueError("rusak di tengah")

    values, taken = ahead(made()), list[int]()
    with pytest.raises(StopRun, match="rusak di tengah") as stop:
        taken.extend(values)
    assert "Masukkan berkasnya sekali lagi" in str(stop.value.person)
    values = ahead(made())
    assert [next(values) for _ in range(count)] == list(range(count))


def test_a_maker_that_is_killed_stops_the_caller() -> None:
    def made() -> Iterator[int]:
        yield 1
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(StopRun, match="was killed"):
        list(ahead(made()))


def test_a_maker_ends_with_a_caller_that_stops_early() -> None:
    def made() -> Iterator[int]:
        while True:
            yield os.getpid()

    values = ahead(made())
    maker = next(values)
    assert maker != os.getpid()
    values.close()  # type: ignore[attr-defined]
    assert not is_running(maker)


def test_a_maker_ends_with_a_caller_that_is_killed() -> None:
    caller = subprocess.Popen([sys.executable, "-c", CALLER], stdout=subprocess.PIPE, text=True)
    assert caller.stdout is not None
    maker = int(caller.stdout.readline())
    assert is_running(maker)
    caller.kill()
    caller.communicate()
    for _ in range(200):
        if not is_running(maker):
            return
        time.sleep(0.05)
    pytest.fail("it runs on by itself")


def is_running(process: int) -> bool:
    """Whether there is such a process that did not end yet."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False


@pytest.mark.django_db
def test_a_large_source_brings_what_a_small_one_brings(bring_in: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (BALE, NEWS, UNRELATED, PIECE)
    posts = [
        post(str(number), f"{texts[number % 4]} {number}", handle=f"toko.{number % 7}") for number in range(90)
    ]
    posts[40:40] = [post("3", f"{BALE} diubah"), post("5", NEWS, posted_at="kemarin")]
    monkeypatch.setattr(runs, "BATCH", 20)
    here: list[int] = []
    prepare = Preparer.ready

    def outcome() -> object:
        run = ImportRun.objects.latest("pk")
        found = Finding.objects.values("document", "reasons", "law_date")
        seen = [
            sorted(map(str, found)),
            list(Item.objects.order_by("key").values(*COLUMNS)),
            sorted(Snapshot.objects.values_list("item__key", "place", "raw")),
            sorted(BrokenPart.objects.values_list("place", "part", "code")),
            (run.new, run.seen, run.changed, run.broken, run.read == run.size, run.state),
        ]
        for model in (BrokenPart, Item, Account):
            model.objects.all().delete()
        return seen

    bring_in(*posts)
    small = outcome()

    def noted(self: Preparer, posts: Sequence[vocab.Post]) -> object:
        here.append(len(posts))
        return prepare(self, posts)

    monkeypatch.setattr(Preparer, "ready", noted)
    monkeypatch.setattr(runs, "_LARGE", 0)
    bring_in(*posts)
    assert here == [20], "the first batch alone is made here"
    assert outcome() == small


@pytest.mark.django_db
def test_more_records_than_a_desk_takes_are_told(bring_in: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "MOST_RECORDS", 5)
    run = bring_in(*(post(str(number), UNRELATED) for number in range(5)))
    assert (run.new, run.broken) == (5, 0)
    run = bring_in(*(post(str(number), UNRELATED) for number in range(9)))
    assert (run.new, run.seen, run.broken) == (0, 5, 1)
    assert [part.code for part in BrokenPart.objects.all()] == ["too-many-records"]
