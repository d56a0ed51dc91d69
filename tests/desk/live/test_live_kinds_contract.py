"""The contract of every kind of live source: words, settings, and that it is off until it is set up."""

from collections.abc import Callable
from typing import Any

import pytest
from imap_server import ImapServer
from tests.desk.live.conftest import Add, Tick
from youtube_api import YouTubeApi

from turunkan.core.vocab import SkipThis
from turunkan.desk.intake.live.fields import read_fields
from turunkan.desk.intake.live.kind import Kind
from turunkan.desk.intake.live.kinds import KINDS
from turunkan.desk.intake.live.models import LiveRun, LiveSource
from turunkan.site.environment import SETTINGS

EVERY = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
GOOD = {"youtube": {"query": "bal segel"}, "mailbox": {}}
"""Kind → what a person fills in at the least."""
BAD = {
    "youtube": {
        "query": ["x" * 201, "a\x00b"],
        "region": ["id", "IDN", "1"],
        "language": ["ID", "ind"],
        "days": ["0", "31", "-1", "1.5", "x"],
        "pages": ["0", "11"],
        "comments": ["yes", "SURFACED"],
        "comment_pages": ["0", "21"],
        "videos": ["x", "https://evil.example/watch?v=dQw4w9WgXcQ"],
    },
    "mailbox": {"folder": ["x" * 101, "a\nb", "é"], "move_to": ["a\r\nb", "é"]},
}
"""Kind → field → values that are refused."""


@EVERY
def test_is_under_its_name_with_words_in_both_languages(kind: Kind) -> None:
    assert KINDS[kind.name] is kind
    for words in (kind.title, *(field.title for field in kind.fields), *(field.hint for field in kind.fields)):
        assert words.id
        assert words.en


@EVERY
def test_needs_settings_that_there_are_and_keeps_no_secret_itself(kind: Kind) -> None:
    names = {setting.name: setting for setting in SETTINGS}
    assert any(names[need].secret for need in kind.needs)
    assert not {"key", "password", "sandi", "token"} & {field.name for field in kind.fields}


@EVERY
def test_takes_its_defaults_and_refuses_what_makes_no_sense(kind: Kind) -> None:
    assert set(read_fields(kind.fields, GOOD[kind.name])) == {field.name for field in kind.fields}
    assert set(BAD[kind.name]) == {field.name for field in kind.fields}
    for name, values in BAD[kind.name].items():
        for value in values:
            with pytest.raises(SkipThis) as refusal:
                read_fields(kind.fields, {**GOOD[kind.name], name: value})
            assert refusal.value.person.id != refusal.value.person.en


@pytest.mark.django_db
@EVERY
def test_does_nothing_until_everything_is_set(
    kind: Kind, api: YouTubeApi, box: ImapServer, add: Add, tick: Tick, settings: Any
) -> None:
    source = add(kind.name, **GOOD[kind.name])
    for name in kind.needs:
        before = getattr(settings, name.removeprefix("TURUNKAN_"))
        setattr(settings, name.removeprefix("TURUNKAN_"), "")
        assert tick(source).state == LiveSource.State.IDLE
        setattr(settings, name.removeprefix("TURUNKAN_"), before)
    assert (api.asked, box.commands, LiveRun.objects.count()) == ([], [], 0)


def close_api(settings: Any) -> None:
    settings.YOUTUBE_URL = "http://127.0.0.1:1/youtube/v3"


def close_box(settings: Any) -> None:
    settings.IMAP_URL = "imap://127.0.0.1:1"


CLOSES: dict[str, Callable[[Any], None]] = {"youtube": close_api, "mailbox": close_box}


@pytest.mark.django_db
@EVERY
def test_a_server_that_is_not_there_is_tried_again_and_says_so(
    kind: Kind, api: YouTubeApi, box: ImapServer, add: Add, tick: Tick, settings: Any
) -> None:
    source = add(kind.name, **GOOD[kind.name])
    CLOSES[kind.name](settings)
    source = tick(source)
    assert (source.state, source.tries) == (LiveSource.State.WAITING, 1)
    assert source.message_id != source.message_en
    settings.YOUTUBE_URL, settings.IMAP_URL = api.url, box.url
    assert tick(source, source.again_at).state == LiveSource.State.IDLE
