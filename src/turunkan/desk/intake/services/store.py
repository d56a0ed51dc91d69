"""Storing Items: known ones are seen again, changed ones get a new snapshot, new ones are judged."""

import hashlib
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar, cast

from django.utils import timezone

from turunkan.core import vocab
from turunkan.core.lifecycle import ReviewState
from turunkan.core.rules import Pack
from turunkan.core.vocab import Lang
from turunkan.desk.intake.identity import content_hash, item_key, native_id, platform_of, said
from turunkan.desk.intake.models import Account, Finding, ImportRun, Item, Snapshot
from turunkan.desk.intake.privacy import is_free, keeps_author, term_of
from turunkan.desk.intake.services.accounts import account_for, drop_if_empty
from turunkan.desk.subjects.models import SubjectVersion
from turunkan.desk.subjects.selectors import engine_of, pack_of

T = TypeVar("T")

_LEAST_GRAVE = 90
_ODD = re.compile("[\0\ud800-\udfff]")


@dataclass(slots=True)
class Stored:
    """What became of a batch; `digest` is over the keys and contents, for the log; `rows` are the Items' own."""

    new: int = 0
    seen: int = 0
    changed: int = 0
    surfaced: int = 0
    digest: str = ""
    rows: list[tuple[vocab.Item, Item]] = field(default_factory=list)


def store_items(run: ImportRun, items: Sequence[vocab.Item], source: str, hosts: Mapping[str, str]) -> Stored:
    """Store a batch inside the caller's transaction."""
    now, stored, digest = timezone.now(), Stored(), hashlib.sha256()
    keyed = [(item_key(_clean(item), source, hosts), item) for item in items]
    known = {row.key: row for row in Item.objects.filter(key__in=[key for key, _ in keyed]).select_for_update()}
    for key, item in keyed:
        hashed = content_hash(item)
        digest.update(f"{key}\0{hashed}\n".encode())
        row = known.get(key)
        if row is not None and _is_known(row, item, hashed):
            stored.seen += 1
            row.last_seen = now
            row.save(update_fields=["last_seen"])
            stored.rows.append((item, row))
            continue
        fresh = row or Item(key=key, first_seen=now)
        _take(fresh, _clean(item), hashed, source, hosts, now)
        judge(fresh, item, run, source, now)
        known[key] = fresh
        stored.rows.append((item, fresh))
        stored.new += row is None
        stored.changed += row is not None
        stored.surfaced += fresh.surfaced
    stored.digest = digest.hexdigest()
    return stored


def has_content(item: vocab.Item) -> bool:
    """Whether there is anything to read; a pasted link alone has nothing."""
    return any(True for _ in item.content())


def _is_known(row: Item, item: vocab.Item, hashed: str) -> bool:
    """Whether the capture brings nothing: the content is that of now, or one from before, or absent.

    What was shown before is shown again only where a later capture says so: a file read twice changes nothing.
    """
    if row.content_hash == hashed or not has_content(item) or _says_no_more(row, item):
        return True
    is_later = bool(item.captured_at and row.captured_at and item.captured_at > row.captured_at)
    return not is_later and row.snapshots.filter(content_hash=hashed).exists()


def _says_no_more(row: Item, item: vocab.Item) -> bool:
    """Whether the capture only leaves out what the current snapshot says; absent is not denied."""
    current = said(row.snapshots.get(content_hash=row.content_hash).document)
    return said(storable(item.as_json())).items() <= current.items()


def _take(row: Item, item: vocab.Item, hashed: str, source: str, hosts: Mapping[str, str], now: datetime) -> None:
    """What the capture says, into the row; an earlier outcome was about other content, so it no longer holds.

    What this capture does not say stays as an earlier one said it.
    """
    row.platform = platform_of(item, hosts) or row.platform
    row.kind, row.content_hash = (item.kind or row.kind), hashed
    row.native_id = (native_id(item, source, hosts) or row.native_id)[:200]
    row.url, row.posted_at = item.url or row.url, item.posted_at or row.posted_at
    row.captured_at, row.last_seen = item.captured_at or row.captured_at, now
    row.outcome_label = row.outcome_tier = row.outcome_measure = ""
    row.decided_at = None


def judge(row: Item, item: vocab.Item, run: ImportRun, source: str, now: datetime) -> None:
    """Find, then store the row, its snapshot and its Finding; inside the caller's transaction."""
    if not has_content(item):
        row.state, row.label, row.priority = ReviewState.UNREAD, vocab.Label.UNCLEAR, vocab.Priority.NONE
        row.expires_at = term_of(row)
        row.save()
        _snapshot(row, item, run, source, now)
        return
    found = engine_of(run.subject).find(replace(item, id=row.key))
    _take_finding(row, item, found, pack_of(run.subject))
    former = row.account
    row.held = row.held and not is_free(row)
    if not row.held:
        row.account = _author_of(row, _clean(item))
    row.expires_at = term_of(row)
    row.save()
    drop_if_empty(former)
    keep_finding(_snapshot(row, item, run, source, now), run.subject, found)


def _author_of(row: Item, item: vocab.Item) -> Account | None:
    """Who is on record for the Item, in so far as anybody may be; a source that names nobody changes nothing."""
    if not keeps_author(row.label, surfaced=row.surfaced):
        return None
    return (account_for(row.platform, item.author) if item.author else None) or row.account


def _take_finding(row: Item, item: vocab.Item, found: vocab.Finding, pack: Pack) -> None:
    row.label, row.tier, row.priority = found.label, found.tier or "", found.priority
    row.action, row.confidence = found.action, found.confidence
    row.gravity, row.reach_band = gravity(found, pack), reach_band(item)
    row.state = ReviewState.WAITING


def _snapshot(row: Item, item: vocab.Item, run: ImportRun, source: str, now: datetime) -> Snapshot:
    place = item.id.removeprefix(f"{source}:") if item.id.startswith(f"{source}:") else ""
    document = item.as_json()
    record: Any = dict(item.record) if item.record is not None else document
    snapshot, _ = Snapshot.objects.get_or_create(
        item=row,
        content_hash=row.content_hash,
        defaults={
            "run": run,
            "place": place[:40],
            "document": storable(document),
            "raw": _as_read(record),
            "at": now,
        },
    )
    return snapshot


def keep_finding(snapshot: Snapshot, subject: SubjectVersion, found: vocab.Finding) -> Finding:
    """The engine's answer for a snapshot; the same version answers once."""
    finding, _ = Finding.objects.get_or_create(
        snapshot=snapshot,
        subject=subject,
        defaults={
            "document": storable(found.as_json(Lang.ID)),
            "reasons": storable(
                [
                    {"kind": reason.kind.value, "id": reason.sentence.id, "en": reason.sentence.en}
                    for reason in found.reasons
                ]
            ),
            "law_date": found.law_date,
            "law_date_from": found.law_date_from.value,
        },
    )
    return finding


def gravity(found: vocab.Finding, pack: Pack) -> int:
    """The place in the pack's order of gravity; what is unclear comes after, the rest last."""
    for place, outcome in enumerate(pack.outcomes):
        if (outcome.label, outcome.tier) == (found.label, found.tier):
            return place
    return len(pack.outcomes) if found.label is vocab.Label.UNCLEAR else _LEAST_GRAVE


def reach_band(item: vocab.Item) -> int:
    """Powers of ten of the views, else of the followers; 0 where the source did not say."""
    views = item.metrics.views if item.metrics else None
    reach = views if views is not None else (item.author.followers if item.author else None)
    return int(math.log10(reach)) if reach else 0


def storable(value: T) -> T:
    """The same value without what PostgreSQL cannot hold in text: NUL and half surrogates become U+FFFD."""
    made: Any = value
    if isinstance(value, str) and not isinstance(value, Enum):
        made = _ODD.sub("\ufffd", value)
    elif isinstance(value, list | tuple):
        made = type(value)(storable(one) for one in value)
    elif isinstance(value, dict):
        made = {storable(key): storable(one) for key, one in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        made = replace(value, **{part.name: storable(getattr(value, part.name)) for part in fields(value)})
    return cast("T", made)


def _clean(item: vocab.Item) -> vocab.Item:
    """The Item as columns can hold it; the engine reads it as it is."""
    return storable(replace(item, extra={}, record=None))


def _as_read(record: object) -> str:
    """The record as JSON text; what a database cannot hold is written with escapes, so that nothing is lost."""
    text = json.dumps(record, ensure_ascii=False)
    return json.dumps(record) if _ODD.search(text) else text
