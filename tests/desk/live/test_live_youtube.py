"""YouTube as a live source: pages, quota, reasons, retries, and that nothing is fetched twice."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from tests.desk.conftest import BALE
from tests.desk.live.conftest import NOON, VIDEOS, Add, Tick
from youtube_api import KEY, Trouble, YouTubeApi

from turunkan.desk.audit.selectors import check_chain
from turunkan.desk.intake.live import youtube
from turunkan.desk.intake.live.models import LiveRun, LiveSource, LiveStep, Quota
from turunkan.desk.intake.live.quota import PACIFIC, next_day, pacific_day
from turunkan.desk.intake.live.running import PAUSES
from turunkan.desk.intake.live.services import resume
from turunkan.desk.intake.live.web import Bounds
from turunkan.desk.intake.live.youtube import video_ids
from turunkan.desk.intake.models import ImportRun, Item
from turunkan.desk.parties.models import User

pytestmark = pytest.mark.django_db
FIRST = next(iter(VIDEOS))


def units() -> dict[str, int]:
    """What of today's quota is charged, by method."""
    return Quota.objects.get().by_method


def test_a_search_is_gone_through_page_by_page_and_its_videos_are_fetched_whole(
    api: YouTubeApi, add: Add, tick: Tick
) -> None:
    source = tick(add("youtube", query="bal segel", pages="10"))
    assert source.state == LiveSource.State.IDLE
    searched = [given for path, given in api.asked if path == "search"]
    assert [given.get("pageToken") for given in searched] == [None, "PAGE2", "PAGE4"]
    assert {given["q"] for given in searched} == {"bal segel"}
    assert (searched[0]["regionCode"], searched[0]["relevanceLanguage"]) == ("ID", "id")
    assert (searched[0]["publishedAfter"], searched[0]["publishedBefore"]) == (
        "2026-11-13T05:00:00Z",
        "2026-11-20T05:00:00Z",
    )
    watched = [id_ for path, given in api.asked if path == "videos" for id_ in given["id"].split(",")]
    assert watched == list(VIDEOS)
    surfaced = sum(text == BALE for text in VIDEOS.values())
    assert units() == {"search.list": 300, "videos.list": 3, "commentThreads.list": surfaced}


def test_what_came_is_imported_as_the_bytes_that_the_api_sent(api: YouTubeApi, add: Add, tick: Tick) -> None:
    source = tick(add("youtube", videos=FIRST))
    body = api.watch({"id": FIRST})
    etag = f'"{hashlib.sha256(json.dumps(body).encode()).hexdigest()[:20]}"'
    whole = json.dumps(body | {"etag": etag}).encode()
    assert hashlib.sha256(whole).hexdigest() in set(ImportRun.objects.values_list("sha256", flat=True))
    assert not LiveStep.objects.exclude(body=None).exists()
    assert check_chain().whole
    assert source.runs.count() == 1


def test_the_next_run_begins_where_the_last_ended_and_fetches_no_video_again(
    api: YouTubeApi, add: Add, tick: Tick
) -> None:
    source = tick(add("youtube", query="bal segel", pages="10"))
    assert source.again_at == NOON + timedelta(days=1)
    watched = api.count("videos")
    api.videos["videocontohB"[-11:]] = "baru"
    tick(source, source.again_at)
    after = [given["publishedAfter"] for path, given in api.asked if path == "search"]
    assert after[-1] == "2026-11-20T03:00:00Z"
    assert api.count("videos") == watched + 1
    assert LiveRun.objects.filter(ended_at__isnull=False).count() == 2


def test_pages_beyond_the_setting_are_named_not_dropped_in_silence(api: YouTubeApi, add: Add, tick: Tick) -> None:
    tick(add("youtube", query="bal segel", pages="2"))
    assert api.count("search") == 2
    (noted,) = LiveStep.objects.exclude(code="")
    assert (noted.code, noted.state) == ("more-pages", LiveStep.State.DONE)


def test_comments_of_chosen_videos_come_by_pages_and_unchanged_ones_are_not_read_again(
    api: YouTubeApi, add: Add, tick: Tick
) -> None:
    api.comments[FIRST] = ["minat kak", "harga bal?", "ready lagi kapan"]
    source = tick(add("youtube", videos=f"https://youtu.be/{FIRST}"))
    assert [given.get("pageToken") for path, given in api.asked if path == "commentThreads"] == [None, "PAGE2"]
    imports = ImportRun.objects.count()
    tick(source, source.again_at)
    assert ImportRun.objects.count() == imports
    assert LiveStep.objects.filter(code="unchanged").count() == 2  # the video, and the first page of its comments


@pytest.mark.parametrize(("setting", "fetched"), [("surfaced", True), ("none", False)])
def test_videos_become_items_and_comments_come_of_those_that_surfaced(
    api: YouTubeApi, add: Add, tick: Tick, setting: str, fetched: bool
) -> None:
    sellers = [id_ for id_, text in VIDEOS.items() if text == BALE]
    api.comments = {id_: [f"minat kak, bal nomor {id_}"] for id_ in VIDEOS}
    source = tick(add("youtube", query="bal segel", pages="10", comments=setting))
    found = {one.native_id: one for one in Item.objects.filter(kind="video")}
    assert set(found) == set(VIDEOS)
    assert {id_ for id_, one in found.items() if one.surfaced} == set(sellers)
    asked = [given["videoId"] for path, given in api.asked if path == "commentThreads"]
    assert sorted(asked) == (sorted(sellers) if fetched else [])
    assert Item.objects.filter(kind="comment").count() == len(asked)
    assert source.runs.get().new == Item.objects.count()


@pytest.mark.parametrize("reason", ["commentsDisabled", "videoNotFound", "forbidden"])
def test_a_video_that_gives_no_comments_is_named_and_the_run_goes_on(
    api: YouTubeApi, add: Add, tick: Tick, reason: str
) -> None:
    first, second = list(VIDEOS)[:2]
    api.refused[first], api.comments[second] = reason, ["minat kak"]
    source = tick(add("youtube", videos=f"{first} {second}"))
    left = LiveStep.objects.get(state=LiveStep.State.LEFT)
    assert (left.code, left.params["videoId"]) == (reason, first)
    assert left.message_id != left.message_en
    assert (source.state, api.count("commentThreads")) == (LiveSource.State.IDLE, 2)


def test_the_budget_is_never_passed_and_the_run_goes_on_after_midnight_pacific(
    api: YouTubeApi, add: Add, tick: Tick, settings: Any
) -> None:
    settings.YOUTUBE_BUDGET = 201
    source = tick(add("youtube", query="bal segel", pages="10"))
    assert (source.state, source.tries) == (LiveSource.State.WAITING, 0)
    assert source.again_at == datetime(2026, 11, 20, 8, 0, tzinfo=UTC)  # midnight in Los Angeles, in winter
    assert "20-11-2026 15.00" in source.message_id
    assert Quota.objects.get().units == 201
    asked = list(api.asked)
    tick(source, NOON + timedelta(hours=1))
    assert api.asked == asked
    settings.YOUTUBE_BUDGET = 10_000
    source = tick(source, source.again_at)
    assert source.state == LiveSource.State.IDLE
    assert len({json.dumps(one) for one in api.asked}) == len(api.asked)
    assert Quota.objects.count() == 2


def test_when_the_api_says_that_the_quota_is_spent_nothing_more_is_asked_that_day(
    api: YouTubeApi, add: Add, tick: Tick
) -> None:
    api.troubles.append(("", Trouble(403, "quotaExceeded")))
    source = tick(add("youtube", query="bal segel"))
    assert (source.state, source.again_at) == (LiveSource.State.WAITING, next_day(NOON))
    tick(source, NOON + timedelta(hours=2))
    assert len(api.asked) == 1


@pytest.mark.parametrize(
    ("moment", "day", "midnight"),
    [
        ("2026-11-20T07:59:59Z", "2026-11-19", "2026-11-20T08:00:00Z"),
        ("2026-11-20T08:00:00Z", "2026-11-20", "2026-11-21T08:00:00Z"),
        ("2026-07-01T06:59:59Z", "2026-06-30", "2026-07-01T07:00:00Z"),  # summer time
        ("2026-11-01T07:30:00Z", "2026-11-01", "2026-11-02T08:00:00Z"),  # the day of 25 hours
    ],
)
def test_the_day_of_the_quota_is_that_of_the_pacific(moment: str, day: str, midnight: str) -> None:
    now = datetime.fromisoformat(moment)
    assert pacific_day(now).isoformat() == day
    assert next_day(now).astimezone(UTC) == datetime.fromisoformat(midnight)
    assert next_day(now).tzinfo is PACIFIC


@pytest.mark.parametrize(
    "trouble",
    [
        Trouble(500, "backendError"),
        Trouble(503, ""),
        Trouble(429, "rateLimitExceeded"),
        Trouble(403, "userRateLimitExceeded"),
        Trouble(200, body=b'{"items": ['),
        Trouble(200, body=b"[]"),
        Trouble(500, body=b"<html>"),
    ],
    ids=lambda one: f"{one.status}-{one.reason or one.body!r}",
)
def test_trouble_is_met_with_a_pause_and_then_the_run_goes_on(
    api: YouTubeApi, add: Add, tick: Tick, trouble: Trouble
) -> None:
    api.troubles.append(("videos", trouble))
    source = tick(add("youtube", videos=FIRST))
    assert (source.state, source.tries, source.again_at) == (LiveSource.State.WAITING, 1, NOON + PAUSES[0])
    assert source.message_id
    tick(source, NOON + PAUSES[0] - timedelta(seconds=1))
    assert api.count("videos") == 1
    source = tick(source, source.again_at)
    assert (source.state, source.tries, source.message_id) == (LiveSource.State.IDLE, 0, "")
    assert api.count("videos") == 2


@pytest.mark.parametrize(
    "odd",
    [
        {"etag": "a\r\nX: y"},
        {"etag": 7},
        {"etag": "\0"},
        {"nextPageToken": "\0"},
        {"nextPageToken": ["x"]},
        {"items": 5},
    ],
    ids=str,
)
def test_an_answer_with_odd_parts_is_taken_as_far_as_it_goes(
    api: YouTubeApi, add: Add, tick: Tick, odd: dict[str, object]
) -> None:
    body = json.dumps({"kind": "youtube#searchListResponse", "items": [None, {"id": 3}]} | odd).encode()
    api.troubles.append(("search", Trouble(200, body=body)))
    source = tick(add("youtube", query="bal segel"))
    assert (source.state, api.count("search")) == (LiveSource.State.IDLE, 1)


@pytest.mark.parametrize(
    ("said", "seconds"), [("120", 120), ("Fri, 20 Nov 2026 05:10:00 GMT", 600), ("999999", 86400), ("nanti", 60)]
)
def test_retry_after_is_kept_to(api: YouTubeApi, add: Add, tick: Tick, said: str, seconds: int) -> None:
    api.troubles.append(("videos", Trouble(503, "", headers={"Retry-After": said})))
    assert tick(add("youtube", videos=FIRST)).again_at == NOON + timedelta(seconds=seconds)


def test_pauses_grow_and_a_request_that_never_works_is_given_up_by_name(
    api: YouTubeApi, add: Add, tick: Tick
) -> None:
    source, now, waited = add("youtube", videos=FIRST), NOON, []
    api.troubles.extend([("videos", Trouble(500, "backendError"))] * (len(PAUSES) + 1))
    for _ in PAUSES:
        source = tick(source, now)
        waited.append(source.again_at - now)
        now = source.again_at
    assert waited == list(PAUSES)
    source = tick(source, now)
    assert LiveStep.objects.get(state=LiveStep.State.LEFT).code == "gave-up"
    assert (source.state, source.checkpoint) == (LiveSource.State.IDLE, {})  # the next run begins where this did


@pytest.mark.parametrize(
    ("trouble", "word"),
    [
        (Trouble(400, "keyInvalid"), "TURUNKAN_YOUTUBE_KEY"),
        (
            Trouble(
                400,
                body=b'{"error": {"details": [{"reason": "API_KEY_INVALID"}]}}',
            ),
            "TURUNKAN_YOUTUBE_KEY",
        ),
        (Trouble(403, "accessNotConfigured"), "Data API v3"),
        (Trouble(403, "ipRefererBlocked"), "server ini"),
        (Trouble(400, "invalidRegionCode"), "invalidRegionCode"),
        (Trouble(302, headers={"Location": "http://127.0.0.1:1/"}), "TURUNKAN_YOUTUBE_URL"),
    ],
    ids=lambda one: one.reason or str(one.status) if isinstance(one, Trouble) else "",
)
def test_what_a_person_has_to_mend_stops_the_source_until_they_say_so(
    api: YouTubeApi, add: Add, tick: Tick, people: dict[str, User], trouble: Trouble, word: str
) -> None:
    api.troubles.append(("videos", trouble))
    source = tick(add("youtube", videos=FIRST))
    assert source.state == LiveSource.State.HALTED
    assert word in source.message_id
    assert tick(source, NOON + timedelta(days=9)).state == LiveSource.State.HALTED
    assert len(api.asked) == 1
    resume(source, by=people["admin"])
    LiveSource.objects.update(again_at=NOON)
    assert tick(source).state == LiveSource.State.IDLE


def test_a_redirect_into_a_private_network_is_not_followed(api: YouTubeApi, add: Add, tick: Tick) -> None:
    reached = []

    class Inside(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reached.append(self.path)

        def log_message(self, *_: object) -> None:
            """Nothing to say."""

    inside = HTTPServer(("127.0.0.1", 0), Inside)
    thread = Thread(target=inside.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    location = f"http://127.0.0.1:{inside.server_port}/meta-data/"
    api.troubles.append(("videos", Trouble(307, headers={"Location": location})))
    source = tick(add("youtube", videos=FIRST))
    inside.shutdown()
    inside.server_close()
    thread.join()
    assert (source.state, reached) == (LiveSource.State.HALTED, [])


def test_a_server_that_is_silent_is_not_waited_for(
    api: YouTubeApi, add: Add, tick: Tick, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(youtube, "BOUNDS", Bounds(silent_seconds=0.2))
    api.troubles.append(("videos", Trouble(hangs=0.6)))
    assert tick(add("youtube", videos=FIRST)).state == LiveSource.State.WAITING


def test_an_answer_that_is_too_large_is_named_and_left(
    api: YouTubeApi, add: Add, tick: Tick, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(youtube, "BOUNDS", Bounds(body_bytes=10))
    source = tick(add("youtube", videos=FIRST))
    assert source.state == LiveSource.State.IDLE
    assert {step.code for step in LiveStep.objects.all()} == {"too-large"}


def test_the_key_goes_in_a_header_and_stands_in_no_address_row_or_log(
    api: YouTubeApi, add: Add, tick: Tick, caplog: pytest.LogCaptureFixture
) -> None:
    api.troubles.append(("videos", Trouble(500, "backendError")))
    tick(add("youtube", query="bal segel"))
    assert all("key" not in given for _, given in api.asked)
    assert KEY not in caplog.text
    assert all(KEY not in json.dumps(step.params) for step in LiveStep.objects.all())


@pytest.mark.parametrize("key", ["", "kunci-salah"])
def test_without_a_key_nothing_is_asked_and_with_a_wrong_one_once(
    api: YouTubeApi, add: Add, tick: Tick, settings: Any, key: str
) -> None:
    settings.YOUTUBE_KEY = key
    source = tick(add("youtube", videos=FIRST))
    assert (source.state, len(api.asked)) == ((LiveSource.State.HALTED, 1) if key else (LiveSource.State.IDLE, 0))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("dQw4w9WgXcQ", ["dQw4w9WgXcQ"]),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3", ["dQw4w9WgXcQ"]),
        ("https://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ", ["dQw4w9WgXcQ"]),
        ("youtu.be/dQw4w9WgXcQ?si=x, https://youtube.com/shorts/aaaaaaaaaaa", ["dQw4w9WgXcQ", "aaaaaaaaaaa"]),
        ("dQw4w9WgXcQ dQw4w9WgXcQ", ["dQw4w9WgXcQ"]),
        ("", []),
    ],
)
def test_videos_are_named_by_link_or_id(text: str, ids: list[str]) -> None:
    assert video_ids(text) == ids


@pytest.mark.parametrize(
    "text",
    [
        "dQw4w9WgXc",
        "dQw4w9WgXcQQ",
        "https://evil.example/watch?v=dQw4w9WgXcQ",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/@akun",
        "../etc/pass",
    ],
)
def test_what_is_no_video_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no video"):
        video_ids(text)
