"""Live sources that are killed and go on: the same in the end, and no answer asked for again. Real SIGKILL."""

import json
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import imap_server
import pytest
import youtube_api
from imap_server import PASSWORD, USER, ImapServer
from own_desk import OwnDesk
from tests.desk.conftest import BALE
from tests.desk.live.conftest import VIDEOS
from youtube_api import KEY, YouTubeApi

New = Callable[[str], OwnDesk]
FIRST = next(iter(VIDEOS))
KILLS = 2

ADD = """
from turunkan.desk.intake.live.services import add_source
from turunkan.desk.parties.models import User
admin = User.objects.create_user(username="admin", role="admin")
User.objects.create_user(username="petugas", role="petugas", email="petugas@kementerian.example")
add_source("youtube", "YouTube", {"query": "bal segel", "pages": "10", "videos": sys.argv[2]}, by=admin)
add_source("mailbox", "Surel", {"move_to": "Masuk"}, by=admin)
"""
# The process counts its calls, and at the one it was told it kills itself.
TICK = """
import signal
from datetime import datetime, timedelta, timezone
from django.conf import settings
from django.utils import timezone as clock
from turunkan.desk.intake.live.models import LiveSource
from turunkan.desk.intake.live.running import run_live_sources
from turunkan.desk.subjects.selectors import engine_of
from turunkan.desk.subjects.services import register
engine_of(register(settings.PACK))
calls, last = 0, int(sys.argv[1])
def count(frame, event, _):
    global calls
    calls += event == "call"
    if calls == last:
        os.kill(os.getpid(), signal.SIGKILL)
now = clock.now()
LiveSource.objects.update(claimed_until=None)  # as if the time of the claim of who was killed had run out
sys.setprofile(count)
run_live_sources(now)
sys.setprofile(None)
"""
LOOK = """
from django.db.models import Count
from turunkan.desk.audit.selectors import check_chain
from turunkan.desk.intake.live.models import LiveSource, LiveStep, LiveThing
from turunkan.desk.intake.models import BrokenPart, Item, Snapshot
params = lambda given: {name: value for name, value in given.items() if not name.startswith("published")}
print(json.dumps({
    "items": sorted(Item.objects.values_list("key", "content_hash", "priority")),
    "snapshots": sorted(Snapshot.objects.values_list("item__key", "content_hash")),
    "broken": sorted(BrokenPart.objects.values_list("sha256", "place", "code")),
    "things": sorted(LiveThing.objects.values_list("source__name", "key")),
    "steps": sorted([one.method, json.dumps(params(one.params)), one.state, one.code, one.body is None]
                    for one in LiveStep.objects.all()),
    "states": sorted(LiveSource.objects.values_list("name", "state")),
    "whole": check_chain().whole,
    "calls": calls,
}))
"""


def mail(number: int) -> bytes:
    """A mail of an officer with a link."""
    head = f"From: petugas@kementerian.example\nMessage-ID: <{number}@x.example>\n\n"
    return f"{head}https://www.instagram.example/p/{number}/\n{BALE} {number}\n".encode()


def world() -> tuple[YouTubeApi, ImapServer]:
    """The same videos and mails each time."""
    api, box = YouTubeApi(dict(VIDEOS), {FIRST: ["minat", "harga?", "ready"]}), ImapServer()
    box.mails["Masuk"] = {}
    for number in range(1, 6):
        box.put(number, mail(number))
    return api, box


@pytest.fixture
def on_air(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[YouTubeApi, ImapServer], None]]:
    """Tell processes where the servers are: `on_air(api, box)`."""
    monkeypatch.setenv("TURUNKAN_YOUTUBE_KEY", KEY)
    monkeypatch.setenv("TURUNKAN_IMAP_USER", USER)
    monkeypatch.setenv("TURUNKAN_IMAP_PASSWORD", PASSWORD)

    def call(api: YouTubeApi, box: ImapServer) -> None:
        monkeypatch.setenv("TURUNKAN_YOUTUBE_URL", api.url)
        monkeypatch.setenv("TURUNKAN_IMAP_URL", box.url)

    return call


def test_killed_again_and_again_and_then_finished_it_is_as_one_left_alone(own_desk: New, on_air: Any) -> None:
    api, box = world()
    with youtube_api.served(api), imap_server.served(box):
        on_air(api, box)
        twin = own_desk("twin")
        undisturbed = twin.run(ADD + TICK + LOOK, -1, FIRST)
        moved = dict(box.mails)
    calls = undisturbed.pop("calls")
    assert undisturbed["states"] == [["Surel", "idle"], ["YouTube", "idle"]]
    once = Counter(json.dumps(one) for one in api.asked)

    api, box = world()
    chance = random.Random(7)  # noqa: S311
    with youtube_api.served(api), imap_server.served(box):
        on_air(api, box)
        desk = own_desk("killed")
        for number in range(KILLS):
            script = TICK if number else ADD + TICK
            process = desk.start(script, chance.randint(calls // 20, calls // 3), FIRST)
            process.communicate()
            assert process.returncode == -signal.SIGKILL
        finished = desk.run(TICK + LOOK, -1, FIRST)
    assert 0 < finished.pop("calls") < calls
    assert finished == undisturbed
    assert box.mails == moved
    assert set(undated(once)) == set(undated(Counter(json.dumps(one) for one in api.asked)))
    assert len(api.asked) - once.total() <= KILLS  # at most the one request that was under way


def undated(asked: Counter[str]) -> set[str]:
    """Requests without the moments of a search, which are those of the run."""
    found = (json.loads(one) for one in asked)
    return {
        json.dumps([path, {name: value for name, value in given.items() if not name.startswith("published")}])
        for path, given in found
    }
