"""A desk with live sources: a YouTube API and a mailbox on loopback, and short ways to run a source."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import imap_server
import pytest
import youtube_api
from imap_server import PASSWORD, USER, ImapServer
from tests.desk.conftest import BALE, UNRELATED
from youtube_api import KEY, YouTubeApi

from turunkan.desk.intake.live.models import LiveSource
from turunkan.desk.intake.live.running import run_live_sources
from turunkan.desk.intake.live.services import add_source
from turunkan.desk.parties.models import User
from turunkan.desk.subjects.models import SubjectVersion

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
VIDEOS = {f"videocontoh{place}"[-11:]: text for place, text in zip("12345", (BALE, UNRELATED) * 3, strict=False)}
Add = Callable[..., LiveSource]
Tick = Callable[..., LiveSource]


@pytest.fixture
def api(settings: Any, subject: SubjectVersion) -> Iterator[YouTubeApi]:
    """The YouTube API with five videos, and a desk that has its key."""
    with youtube_api.served(YouTubeApi(dict(VIDEOS))) as served:
        settings.YOUTUBE_URL, settings.YOUTUBE_KEY, settings.YOUTUBE_BUDGET = served.url, KEY, 10_000
        yield served


@pytest.fixture
def box(settings: Any, subject: SubjectVersion) -> Iterator[ImapServer]:
    """An empty mailbox, and a desk that has its password."""
    with imap_server.served(ImapServer()) as served:
        settings.IMAP_URL, settings.IMAP_USER, settings.IMAP_PASSWORD = served.url, USER, PASSWORD
        yield served


@pytest.fixture
def add(people: dict[str, User]) -> Add:
    """A source as an administrator adds it: `add("youtube", query="bal segel")`; due since long ago."""

    def call(kind: str, **given: str) -> LiveSource:
        source = add_source(kind, f"Sumber {kind}", given, by=people["admin"])
        LiveSource.objects.filter(pk=source.pk).update(again_at=NOON.replace(year=2025))
        return source

    return call


@pytest.fixture
def tick() -> Tick:
    """One tick of live sources; the source as it is then."""

    def call(source: LiveSource, now: datetime = NOON) -> LiveSource:
        run_live_sources(now)
        return LiveSource.objects.get(pk=source.pk)

    return call
