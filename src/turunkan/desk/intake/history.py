"""History: what an Item said from capture to capture, what changed each time, and its figures over time."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django.utils.dateparse import parse_datetime

from turunkan.desk.intake.identity import said
from turunkan.desk.intake.models import Item, Snapshot

COUNTS = ("views", "likes", "comments", "shares")
_TEXTS = ("title", "text", "transcript", "image_text", "bio")
_PIECES = re.compile(r"\S+|\s+")
_MOST = 4000  # words of a text that are compared one by one; longer ones are shown whole


class Words(NamedTuple):
    """A stretch of a text: `how` is "same", "gone" or "new"."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a capture says otherwise; "" where it was absent. `words` only of texts."""

    field: str
    was: str
    now: str
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A snapshot, and what is different in it from the one before."""

    snapshot: Snapshot
    changes: tuple[Change, ...]


class Shown(NamedTuple):
    """Figures as one capture showed them; None where it did not say."""

    captured_at: datetime | None
    views: int | None
    likes: int | None
    comments: int | None
    shares: int | None


def versions_of(item: Item, shown: Callable[[str], str] = str) -> list[Version]:
    """The snapshots in the order of their captures, else in that in which they came in; texts as `shown`."""
    versions: list[Version] = []
    for snapshot in _in_order(list(item.snapshots.defer("raw"))):
        before = versions[-1].snapshot.document if versions else snapshot.document
        versions.append(Version(snapshot, tuple(changes_between(before, snapshot.document, shown))))
    return versions


def _in_order(snapshots: list[Snapshot]) -> list[Snapshot]:
    moments = {one.pk: parse_datetime(one.document.get("captured_at") or "") for one in snapshots}
    dated = {pk: moment for pk, moment in moments.items() if moment}
    return sorted(snapshots, key=lambda one: dated[one.pk]) if len(dated) == len(snapshots) else snapshots


def changes_between(
    was: Mapping[str, Any], now: Mapping[str, Any], shown: Callable[[str], str] = str
) -> Iterator[Change]:
    """The fields that two documents of an Item say differently, in the order of the later one.

    `shown` says how a text may be shown; a number that is masked in both is a change all the same.
    """
    before, after = said(was), said(now)
    for field in dict.fromkeys((*after, *before)):
        old, new = _plain(before.get(field)), _plain(after.get(field))
        if old != new:
            old, new = shown(old), shown(new)
            yield Change(field, old, new, tuple(_words(old, new)) if field in _TEXTS else ())


def metrics_of(item: Item) -> list[Shown]:
    """The figures of all captures, each once, the oldest first; those without a date come last."""
    first = [_shown(snapshot.document) for snapshot in item.snapshots.defer("raw")]
    later = [Shown(*row) for row in item.metrics.values_list("captured_at", *COUNTS)]
    told = {one for one in (*first, *later) if any(count is not None for count in one[1:])}
    return sorted(told, key=_order)


def _order(one: Shown) -> tuple[bool, float, tuple[int, ...]]:
    moment = one.captured_at.timestamp() if one.captured_at else 0.0
    return one.captured_at is None, moment, tuple(-1 if count is None else count for count in one[1:])


def _shown(document: Mapping[str, Any]) -> Shown:
    metrics, moment = document.get("metrics", {}), document.get("captured_at")
    return Shown(parse_datetime(moment) if moment else None, *(metrics.get(name) for name in COUNTS))


def _plain(value: object) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _words(was: str, now: str) -> Iterator[Words]:
    """Word by word, and the white space between."""
    old, new = _PIECES.findall(was), _PIECES.findall(now)
    if max(len(old), len(new)) > _MOST:
        old, new = [was], [now]
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            yield Words("same", "".join(old[a:b]))
            continue
        if a < b:
            yield Words("gone", "".join(old[a:b]))
        if c < d:
            yield Words("new", "".join(new[c:d]))
