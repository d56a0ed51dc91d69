"""Kind: YouTube, by its Data API v3 (search.list, videos.list, commentThreads.list).

A search brings ids alone, because it cuts descriptions short; the videos are then asked for whole, fifty at once.
Comments are asked for where a video surfaced, or an officer chose it. The answers go to the readers as bytes.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from turunkan.core.readers import Unreadable
from turunkan.core.vocab import Priority, Wording
from turunkan.desk.intake.live.fields import Field, choice, count, line
from turunkan.desk.intake.live.kind import Answer, Ask, Kind, Later, Left, Plan, Taken, thing_key
from turunkan.desk.intake.live.models import LiveSource, LiveStep
from turunkan.desk.intake.live.quota import spend
from turunkan.desk.intake.live.web import Bounds, NoAnswer, Reply, TooLarge, get
from turunkan.desk.intake.live.youtube_reasons import problem_of
from turunkan.desk.intake.models import ImportRun, Item
from turunkan.desk.intake.services.runs import import_capture
from turunkan.desk.subjects.models import SubjectVersion
from turunkan.desk.subjects.services import register

BOUNDS = Bounds()
A_LIST = 50  # ids that videos.list takes, and results of one page of a search
_THREADS = 100  # of one page of comments
_OVERLAP = timedelta(hours=2)  # a video may be found only some time after it was published
_PATHS = {"search.list": "search", "videos.list": "videos", "commentThreads.list": "commentThreads"}
_VIDEO = re.compile(r"[A-Za-z0-9_-]{11}")
_TAG = re.compile(r"[!-~]{1,200}")  # what may stand in a header again
_TOKEN = re.compile(r"[!-~]{1,500}")
_LINK = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?(?:youtube\.com/(?:watch\?(?:\S*&)?v=|shorts/|live/)|youtu\.be/)([A-Za-z0-9_-]{11})"
    r"(?![A-Za-z0-9_-])\S*"
)

_NO_ANSWER = Wording(
    id="YouTube tidak menjawab ({why}); dicoba lagi nanti.",
    en="YouTube does not answer ({why}); it is tried again later.",
)
_TOO_LARGE = Wording(
    id="Jawaban YouTube lebih besar daripada batas, maka tidak diambil.",
    en="YouTube's answer is larger than the limit, so it was not taken.",
)
_NO_JSON = Wording(
    id="Jawaban YouTube terpotong atau rusak; dicoba lagi nanti.",
    en="YouTube's answer is cut off or damaged; it is tried again later.",
)
_SAME = Wording(
    id="Tidak ada yang berubah sejak pengambilan lalu.", en="Nothing has changed since it was last fetched."
)
_MORE = Wording(
    id="Masih ada halaman berikutnya; hanya {pages} yang diambil sesuai pengaturan.",
    en="There are further pages; {pages} were fetched, as the settings say.",
)

_COMMENTS = (
    ("surfaced", Wording(id="ambil", en="fetch them")),
    ("none", Wording(id="jangan ambil", en="do not fetch them")),
)


def video_ids(text: str) -> list[str]:
    """The ids of videos given as links or ids, set apart by spaces. Raises ValueError for anything else."""
    return list(dict.fromkeys(_video_id(word) for word in text.replace(",", " ").split()))


def _video_id(word: str) -> str:
    match = _LINK.fullmatch(word)
    if match is None and not _VIDEO.fullmatch(word):
        raise ValueError("no video")
    return match[1] if match else word


class YouTube:
    """One source at work; a Session. Every request is charged before it leaves."""

    def __init__(self, source: LiveSource) -> None:
        self.source = source
        self.set: Mapping[str, Any] = source.settings

    def plan(self, now: datetime) -> Plan:
        """The search since the last run, and the videos that officers chose."""
        chosen = self.set["videos"]
        asks = [_videos(ids) for ids in _lists(chosen)] + [_threads(video) for video in chosen]
        return Plan((*self._search(now), *asks), {"until": _moment(now)})

    def _search(self, now: datetime) -> Iterator[Ask]:
        if not self.set["query"]:
            return
        until = self.source.checkpoint.get("until")
        first = datetime.fromisoformat(until) - _OVERLAP if until else now - timedelta(days=self.set["days"])
        given = {
            "part": "snippet",
            "type": "video",
            "order": "date",
            "maxResults": A_LIST,
            "q": self.set["query"],
            "publishedAfter": _moment(first),
            "publishedBefore": _moment(now),
        }
        named = {"regionCode": self.set["region"], "relevanceLanguage": self.set["language"]}
        yield Ask("search.list", given | {name: value for name, value in named.items() if value})

    def fetch(self, ask: Ask, etag: str, now: datetime) -> Answer:
        """One request to the API, which has to answer with a JSON object."""
        spend(ask.method, now)
        reply = self._reply(ask, etag)
        if reply.status == 304:
            raise Left("unchanged", _SAME)
        if reply.status != 200:
            raise problem_of(reply, now)
        found = _loaded(reply.body)
        tag = found.get("etag")
        return Answer(reply.body, tag if isinstance(tag, str) and _TAG.fullmatch(tag) else "")

    def _reply(self, ask: Ask, etag: str) -> Reply:
        url = f"{settings.YOUTUBE_URL}/{_PATHS[ask.method]}?{urlencode(ask.params)}"
        headers = {"Accept": "application/json", "X-Goog-Api-Key": settings.YOUTUBE_KEY}
        try:
            return get(url, headers | ({"If-None-Match": etag} if etag else {}), BOUNDS)
        except NoAnswer as error:
            raise Later(f"youtube: {error}", _NO_ANSWER.fill(why=error)) from error
        except TooLarge as error:
            raise Left("too-large", _TOO_LARGE) from error

    def take(self, step: LiveStep) -> Taken:
        """What follows from an answer; videos and comments go to the readers."""
        body = bytes(step.body or b"")
        found = _loaded(body)
        if step.method == "search.list":
            return self._found(step, found)
        run = self._import(step, body)
        if step.method == "videos.list":
            return self._watched(step, run)
        return Taken((run,), *self._next(step, found, self.set["comment_pages"]))

    @cached_property
    def subject(self) -> SubjectVersion:
        """What judges the Items of this session."""
        return register(settings.PACK)

    def _import(self, step: LiveStep, body: bytes) -> ImportRun:
        name = f"youtube-{self.source.pk}-{step.method}-{step.key[:12]}.json"
        try:
            return import_capture(io.BytesIO(body), name, by=None, subject=self.subject)
        except Unreadable as stop:  # kept as a refused run that says why
            raise Left("unreadable", stop.person) from stop

    def _found(self, step: LiveStep, found: dict[str, Any]) -> Taken:
        """The videos that were not fetched before, and the next page."""
        ids = _found_ids(found)
        known = set(self.source.things.values_list("key", flat=True).filter(key__in=map(thing_key, ids)))
        fresh = [video for video in ids if thing_key(video) not in known and video not in self.set["videos"]]
        asks, things, note = self._next(step, found, self.set["pages"])
        return Taken((), (*map(_videos, _lists(fresh)), *asks), things, note)

    def _watched(self, step: LiveStep, run: ImportRun) -> Taken:
        """Comments of those that surfaced, where the settings ask for them."""
        ids = str(step.params["id"]).split(",")
        asked = _surfaced(ids) if self.set["comments"] == "surfaced" else []
        asks = tuple(_threads(video) for video in asked if video not in self.set["videos"])
        return Taken((run,), asks, tuple(map(thing_key, ids)))

    def _next(
        self, step: LiveStep, found: dict[str, Any], pages: int
    ) -> tuple[tuple[Ask, ...], tuple[str, ...], Left | None]:
        """The next page of a list, or a note that there is one which the settings leave out."""
        token = found.get("nextPageToken")
        if not isinstance(token, str) or not _TOKEN.fullmatch(token):
            return (), (), None
        if step.page >= pages:
            return (), (), Left("more-pages", _MORE.fill(pages=pages))
        return (Ask(step.method, step.params | {"pageToken": token}, step.page + 1),), (), None


def _videos(ids: Iterable[str]) -> Ask:
    return Ask("videos.list", {"part": "snippet,statistics", "id": ",".join(ids)})


def _threads(video: str) -> Ask:
    given = {"part": "snippet,replies", "order": "time", "textFormat": "plainText", "maxResults": _THREADS}
    return Ask("commentThreads.list", given | {"videoId": video})


def _lists(ids: list[str]) -> list[list[str]]:
    return [ids[start : start + A_LIST] for start in range(0, len(ids), A_LIST)]


def _surfaced(ids: list[str]) -> list[str]:
    rows = Item.objects.filter(platform="youtube", native_id__in=ids).exclude(priority=Priority.NONE.value)
    return sorted(set(rows.values_list("native_id", flat=True)))


def _found_ids(found: dict[str, Any]) -> list[str]:
    """The videos of a page of a search, each once; what is no video is none."""
    listed = found.get("items")
    ids = [one.get("id") for one in (listed if isinstance(listed, list) else []) if isinstance(one, dict)]
    named = [str(one.get("videoId")) for one in ids if isinstance(one, dict)]
    return list(dict.fromkeys(one for one in named if _VIDEO.fullmatch(one)))


def _loaded(body: bytes) -> dict[str, Any]:
    """A JSON object. Raises Later for anything else, since an answer that was cut off comes whole another time."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Later("youtube: no JSON", _NO_JSON) from error
    if not isinstance(found, dict):
        raise Later("youtube: no JSON object", _NO_JSON)
    return found


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@contextmanager
def _open(source: LiveSource) -> Iterator[YouTube]:
    yield YouTube(source)


YOUTUBE = Kind(
    name="youtube",
    title=Wording(id="YouTube (Data API v3)", en="YouTube (Data API v3)"),
    needs=("TURUNKAN_YOUTUBE_KEY",),
    every=24 * 60,
    open=_open,
    fields=(
        Field(
            "query",
            Wording(id="Kata kunci", en="Search words"),
            Wording(
                id="paling banyak 200 huruf; kosong: hanya video pilihan",
                en="at most 200 characters; empty: only chosen videos",
            ),
            "",
            line(200),
        ),
        Field(
            "region",
            Wording(id="Wilayah", en="Region"),
            Wording(id="dua huruf besar (ISO 3166), misalnya ID", en="two capitals (ISO 3166), such as ID"),
            "ID",
            line(2, "[A-Z]{2}"),
        ),
        Field(
            "language",
            Wording(id="Bahasa", en="Language"),
            Wording(id="dua huruf kecil (ISO 639), misalnya id", en="two letters (ISO 639), such as id"),
            "id",
            line(2, "[a-z]{2}"),
        ),
        Field(
            "days",
            Wording(id="Hari ke belakang pada putaran pertama", en="Days back in the first run"),
            Wording(id="1 sampai 30", en="1 to 30"),
            "7",
            count(1, 30),
        ),
        Field(
            "pages",
            Wording(
                id="Halaman pencarian tiap putaran (100 unit satunya)",
                en="Pages of a search a run (100 units each)",
            ),
            Wording(id="1 sampai 10", en="1 to 10"),
            "3",
            count(1, 10),
        ),
        Field(
            "comments",
            Wording(
                id="Komentar video yang perlu dilihat orang", en="Comments of videos that people are to look at"
            ),
            Wording(id="satu unit tiap halaman", en="one unit a page"),
            "surfaced",
            choice(*(value for value, _ in _COMMENTS)),
            _COMMENTS,
        ),
        Field(
            "comment_pages",
            Wording(
                id="Halaman komentar tiap video (100 komentar satunya)",
                en="Pages of comments a video (100 comments each)",
            ),
            Wording(id="1 sampai 20", en="1 to 20"),
            "2",
            count(1, 20),
        ),
        Field(
            "videos",
            Wording(id="Video pilihan, dipisah spasi", en="Chosen videos, set apart by spaces"),
            Wording(id="tautan YouTube atau id 11 huruf", en="YouTube links or ids of 11 characters"),
            "",
            video_ids,
        ),
    ),
)
