"""The YouTube Data API v3 on loopback: search, videos, comment threads, and documented errors."""

import hashlib
import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

KEY = "kunci-contoh"
Params = dict[str, str]


@dataclass
class Trouble:
    """What the server does instead of answering a request, once."""

    status: int = 0
    reason: str = ""
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    hangs: float = 0.0  # seconds before it answers

    def said(self) -> bytes:
        """The error as the API documents it."""
        error = {
            "code": self.status,
            "message": self.reason,
            "errors": [{"reason": self.reason, "domain": "youtube"}],
        }
        return json.dumps({"error": error}).encode() if self.body is None else self.body


@dataclass
class YouTubeApi:
    """A channel's videos (id → description) and comments (id → texts); `asked` is every request that came."""

    videos: dict[str, str] = field(default_factory=dict)
    comments: dict[str, list[str]] = field(default_factory=dict)
    page_size: int = 2
    asked: list[tuple[str, Params]] = field(default_factory=list)
    troubles: deque[tuple[str, Trouble]] = field(default_factory=deque)  # by path, the first that fits
    refused: dict[str, str] = field(default_factory=dict)  # video → reason for which its comments are refused
    url: str = ""

    def search(self, given: Params) -> dict[str, Any]:
        """search.list: ids and descriptions cut short."""
        ids, more = self._page(list(self.videos), given)
        found = [{"kind": "youtube#searchResult", "id": {"kind": "youtube#video", "videoId": id_}} for id_ in ids]
        return {"kind": "youtube#searchListResponse", "items": found} | more

    def watch(self, given: Params) -> dict[str, Any]:
        """videos.list: those of the ids that exist, whole."""
        ids = [id_ for id_ in given["id"].split(",") if id_ in self.videos]
        return {"kind": "youtube#videoListResponse", "items": [self._video(id_) for id_ in ids]}

    def threads(self, given: Params) -> dict[str, Any]:
        """commentThreads.list: a page of one video's comments."""
        video = given["videoId"]
        numbers, more = self._page([str(n) for n in range(len(self.comments.get(video, [])))], given)
        found = [self._thread(video, int(number)) for number in numbers]
        return {"kind": "youtube#commentThreadListResponse", "items": found} | more

    def _page(self, all_: list[str], given: Params) -> tuple[list[str], Params]:
        start = int(given.get("pageToken", "PAGE0").removeprefix("PAGE"))
        end = start + self.page_size
        return all_[start:end], {"nextPageToken": f"PAGE{end}"} if end < len(all_) else {}

    def _video(self, id_: str) -> dict[str, Any]:
        snippet = {
            "publishedAt": "2026-11-19T03:00:00Z",
            "channelId": "UCcontoh00000000000000aa",
            "title": "Video contoh",
            "description": self.videos[id_],
            "channelTitle": "Gudang Contoh",
        }
        statistics = {"viewCount": "1200", "likeCount": "30", "commentCount": "4"}
        return {"kind": "youtube#video", "id": id_, "snippet": snippet, "statistics": statistics}

    def _thread(self, video: str, number: int) -> dict[str, Any]:
        snippet = {
            "videoId": video,
            "textDisplay": self.comments[video][number],
            "textOriginal": self.comments[video][number],
            "authorDisplayName": f"@penonton{number}",
            "authorChannelId": {"value": f"UCpenonton000000000000{number:02}"},
            "likeCount": 1,
            "publishedAt": "2026-11-19T04:00:00Z",
            "updatedAt": "2026-11-19T04:00:00Z",
        }
        top = {"kind": "youtube#comment", "id": f"Ug{video}{number}", "snippet": snippet}
        inner = {
            "videoId": video,
            "topLevelComment": top,
            "canReply": True,
            "totalReplyCount": 0,
            "isPublic": True,
        }
        return {"kind": "youtube#commentThread", "id": f"Ug{video}{number}", "snippet": inner}

    def answer(self, path: str, given: Params, headers: Params) -> tuple[int, Params, bytes]:
        """Status, headers and body for a request."""
        self.asked.append((path, given))
        if self.troubles and self.troubles[0][0] in (path, ""):
            trouble = self.troubles.popleft()[1]
            time.sleep(trouble.hangs)
            if trouble.status:
                return trouble.status, trouble.headers, trouble.said()
        if headers.get("x-goog-api-key") != KEY:
            return 400, {}, Trouble(400, "keyInvalid").said()
        if reason := self.refused.get(given.get("videoId", "")):
            status = 404 if reason == "videoNotFound" else 403
            return status, {}, Trouble(status, reason).said()
        body = self._methods()[path](given)
        etag = f'"{hashlib.sha256(json.dumps(body).encode()).hexdigest()[:20]}"'
        if headers.get("if-none-match") == etag:
            return 304, {"ETag": etag}, b""
        return 200, {"ETag": etag, "Content-Type": "application/json"}, json.dumps(body | {"etag": etag}).encode()

    def _methods(self) -> dict[str, Callable[[Params], dict[str, Any]]]:
        return {"search": self.search, "videos": self.watch, "commentThreads": self.threads}

    def count(self, path: str) -> int:
        """How many requests of a kind came."""
        return sum(1 for asked, _ in self.asked if asked == path)


@contextmanager
def served(api: YouTubeApi) -> Iterator[YouTubeApi]:
    """The API while it is on the air, at `api.url`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, more, body = api.answer(parts.path.rpartition("/")[2], dict(parse_qsl(parts.query)), headers)
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):  # who asked has gone
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing to say."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    api.url = f"http://127.0.0.1:{server.server_port}/youtube/v3"
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
