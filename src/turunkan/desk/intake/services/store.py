"""Storing Items: known ones are seen again, changed ones get a new snapshot, new ones are judged.

A batch is compared in memory with what is known, judged at once, and written in a few statements. The outcome is
that of its Items one after the other.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone

from turunkan.core import vocab
from turunkan.core.lifecycle import ReviewState
from turunkan.desk.intake.identity import Named
from turunkan.desk.intake.models import (
    Account,
    Finding,
    ImportRun,
    Item,
    MetricsPoint,
    SearchText,
    Sighting,
    Snapshot,
)
from turunkan.desk.intake.privacy import is_free, keeps_author, term_of
from turunkan.desk.intake.services.accounts import Roster, drop_if_empty
from turunkan.desk.intake.services.bulk import blank, insert, insert_models, number, take_numbers
from turunkan.desk.intake.services.documents import Told, said_text, told
from turunkan.desk.intake.services.judging import finding_row, findings_of, is_kept, take_finding
from turunkan.desk.intake.services.known import Known
from turunkan.desk.intake.services.preparing import Ready
from turunkan.desk.subjects.selectors import pack_of

RESTORED = (
    *("platform", "kind", "native_id", "url", "content_hash", "posted_at", "captured_at"),
    *("label", "tier", "priority", "action", "confidence", "gravity", "reach_band"),
    *("state", "outcome_label", "outcome_tier", "outcome_measure", "decided_at", "held"),
)
"""The columns of an Item that a capture may change, and an undo puts back, beside its Account."""

_CHANGED = (*RESTORED, "account", "last_seen", "expires_at")


_SNAPSHOT = ("id", "item_id", "run_id", "place", "content_hash", "document", "raw", "at")
_FINDING = ("snapshot_id", "subject_id", "document", "reasons", "law_date", "law_date_from")


@dataclass(slots=True)
class Stored:
    """What became of a batch; `digest` is over keys and contents, for the log; `rows` are pairs (media, row)."""

    new: int = 0
    seen: int = 0
    changed: int = 0
    surfaced: int = 0
    digest: str = ""
    rows: list[tuple[tuple[str, ...], Item]] = field(default_factory=list)


class _Change(NamedTuple):
    """An Item that a capture brings or changes, with the row that it is from now on, and what was found."""

    row: Item
    told: Told
    is_new: bool
    finding: vocab.Finding | None

    @property
    def is_unnamed(self) -> bool:
        """Whether nobody has to look, and the row has to say all the same what it is: somebody did before."""
        return self.finding is None and self.told.has_content and not self.is_new


def store_items(run: ImportRun, items: Sequence[Ready], source: str) -> Stored:
    """Store a batch inside the caller's transaction."""
    return _Batch(run, source).store(items)


def judge(row: Item, item: vocab.Item, run: ImportRun, source: str, now: datetime) -> None:
    """Find, then store a row that was there before, its snapshot and its Finding; in the caller's transaction."""
    _, one = told(item)
    batch = _Batch(run, source, now)
    batch.known = Known(run, [(row.key, one)])
    batch.write([_Change(row, one, is_new=False, finding=None)])


class _Batch:
    """One batch on its way into the tables."""

    def __init__(self, run: ImportRun, source: str, now: datetime | None = None) -> None:
        self._run = run
        self._source = source
        self._now = now or timezone.now()
        self._sightings: list[tuple[int, int, dict[str, Any] | None]] = []
        self._points: list[MetricsPoint] = []
        self._earlier: list[_Change] = []
        self.known: Known

    def store(self, incoming: Sequence[Ready]) -> Stored:
        """Compare, judge, write."""
        self.known = Known(self._run, [(names.key, one) for names, one, _ in incoming])
        stored, digest = Stored(), hashlib.sha256()
        changes, seen = [], []
        for names, one, finding in incoming:
            digest.update(f"{names.key}\0{one.hashed}\n".encode())
            row = self.known.rows.get(names.key)
            if row is not None and self.known.brings_nothing(row, one):
                self._see(row, one)
                seen.append(row)
            elif row is not None and self.known.is_from_before(row, one):
                self._see(row, one)
                seen.append(row)
                self._earlier.append(_Change(row, one, is_new=False, finding=None))
            else:
                changes.append(_Change(self._take(row, names, one), one, row is None, finding))
            stored.rows.append((one.media, self.known.rows[names.key]))
        stored.surfaced = self.write(changes)
        Item.objects.filter(pk__in=[row.pk for row in seen]).update(last_seen=self._now)
        insert(Sighting, ("item_id", "run_id", "former"), self._sightings)
        MetricsPoint.objects.bulk_create(self._points, ignore_conflicts=True)
        stored.seen, stored.new = len(seen), sum(change.is_new for change in changes)
        stored.changed = len(changes) - stored.new
        stored.digest = digest.hexdigest()
        return stored

    def _see(self, row: Item, one: Told) -> None:
        """Seen again: on record once a run, and its figures where they differ from those of the snapshot."""
        if row.pk not in self.known.shown | self.known.brought:
            self._sight(row)
        document, current = one.document, self.known.document_of(row)
        metrics = document.get("metrics")
        shown = (current.get("metrics"), current.get("captured_at"))
        if metrics and (metrics, document.get("captured_at")) != shown:
            point = MetricsPoint(item=row, run=self._run, captured_at=one.captured_at, **metrics)
            self._points.append(point)

    def _sight(self, row: Item, former: dict[str, Any] | None = None) -> None:
        if row.pk:
            self.known.shown.add(row.pk)
            self._sightings.append((row.pk, self._run.pk, former))

    def _take(self, row: Item | None, names: Named, one: Told) -> Item:
        """What the capture says, into the row; an earlier outcome was about other content, so it no longer holds.

        What this capture does not say stays as an earlier one said it.
        """
        if row is None:
            row = self._new(names.key)
        elif row.pk not in self.known.brought:
            self._sight(row, _former(row))
        row.platform, row.kind = names.platform or row.platform, one.kind or row.kind
        row.native_id, row.content_hash = (names.native_id or row.native_id)[:200], one.hashed
        row.url, row.posted_at = one.url or row.url, one.posted_at or row.posted_at
        row.captured_at, row.last_seen = one.captured_at or row.captured_at, self._now
        row.reach_band = one.reach_band
        row.outcome_label = row.outcome_tier = row.outcome_measure = ""
        row.decided_at = None
        self.known.take(row, one)
        return row

    def _new(self, key: str) -> Item:
        row = blank(Item)
        row.key, row.first_seen = key, self._now
        return row

    def write(self, changes: Sequence[_Change]) -> int:
        """Judge what is not, and write rows, snapshots and Findings; how many people have to look at."""
        changes = self._named(changes)
        former = [change.row.account for change in changes if change.row.account_id]
        self._settle(changes)
        self._write_rows(changes)
        kept = {change.row.account_id for change in changes}
        for account in {one for one in former if one and one.pk not in kept}:
            drop_if_empty(account)
        self._write_findings(changes)
        _make_searchable([change for change in changes if change.finding and change.finding.surfaced])
        return sum(change.finding.surfaced for change in changes if change.finding)

    def _named(self, changes: Sequence[_Change]) -> Sequence[_Change]:
        """With a Finding for each that was on record before, whether people have to look or not."""
        asked = [(change.row.key, change.told.document) for change in changes if change.is_unnamed]
        if not asked:
            return changes
        found = iter(findings_of(self._run.subject, asked))
        return [change._replace(finding=next(found)) if change.is_unnamed else change for change in changes]

    def _settle(self, changes: Sequence[_Change]) -> None:
        """The rows as judged, each with whom it may name."""
        pack = pack_of(self._run.subject)
        authors = [(one.row.platform, one.told.author) for one in changes if _may_name(one.finding)]
        roster = Roster([(platform, author) for platform, author in authors if author])
        on_record: dict[int, Item] = {}  # by identity: a row may come twice
        for change in changes:
            row = change.row
            if not change.told.has_content:
                row.state, row.label = ReviewState.UNREAD.value, vocab.Label.UNCLEAR.value
                row.priority = vocab.Priority.NONE.value
            else:
                take_finding(row, change.finding, pack)
                row.held = row.held and not is_free(row)
                if not row.held and _may_name(change.finding):
                    row.account = self._author_of(row, change.told, roster)
                elif not row.held and (row.account_id is not None or id(row) in on_record):
                    row.account = None
            if row.account_id is not None or _may_name(change.finding):
                on_record[id(row)] = row
            row.expires_at = term_of(row)
        roster.save([row.account for row in on_record.values() if row.account], self._run)
        for row in on_record.values():
            row.account = row.account  # which has its number by now

    def _author_of(self, row: Item, one: Told, roster: Roster) -> Account | None:
        """Who is on record for the Item; a source that names nobody changes nothing."""
        author = one.author
        return (roster.account_of(row.platform, author) if author else None) or row.account

    def _write_rows(self, changes: Sequence[_Change]) -> None:
        new = {id(change.row) for change in changes if change.is_new}
        rows = {id(change.row): change.row for change in changes}
        number(made := [row for at, row in rows.items() if at in new])
        insert_models(made)
        Item.objects.bulk_create(
            [row for at, row in rows.items() if at not in new],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=_CHANGED,
        )

    def _write_findings(self, changes: Sequence[_Change]) -> None:
        """The snapshots that are new, and what the engine says of each; the same version answers once.

        What an earlier capture shows is history: nothing is found in it.
        """
        made: dict[tuple[str, str], _Change] = {}
        for change in (*self._earlier, *changes):
            key = (change.row.key, change.told.hashed)
            if key not in made and self.known.snapshot_of(*key) is None:
                made[key] = change
        numbers = dict(zip(made, take_numbers(Snapshot, len(made)), strict=True))
        insert(Snapshot, _SNAPSHOT, (self._snapshot(pk, made[key]) for key, pk in numbers.items()))
        answered = self._answered(changes)
        rows = {}
        for change in changes:
            finding, key = change.finding, (change.row.key, change.told.hashed)
            if finding is None:
                continue
            snapshot = numbers.get(key) or self.known.snapshot_of(*key)
            if is_kept(finding, odd=change.told.is_odd) and snapshot not in answered:
                rows[snapshot] = finding_row(finding, odd=change.told.is_odd)
        subject = self._run.subject_id
        insert(Finding, _FINDING, ((snapshot, subject, *row) for snapshot, row in rows.items()))

    def _answered(self, changes: Sequence[_Change]) -> set[int]:
        """The numbers of earlier snapshots that this version judged before."""
        earlier = {self.known.snapshot_of(change.row.key, change.told.hashed) for change in changes} - {None}
        if not earlier:
            return set()
        found = Finding.objects.filter(snapshot__in=earlier, subject=self._run.subject)
        return set(found.values_list("snapshot", flat=True))

    def _snapshot(self, pk: int, change: _Change) -> tuple[Any, ...]:
        one, run = change.told, self._run
        own_id, here = one.id, f"{self._source}:"
        place = own_id.removeprefix(here) if own_id.startswith(here) else ""
        return pk, change.row.pk, run.pk, place[:40], one.hashed, one.text, one.raw, self._now


def _make_searchable(surfaced: Sequence[_Change]) -> None:
    """What the search looks through; a content that was surfaced before is there."""
    texts = [
        SearchText(item=row, content_hash=one.hashed, text=f"{said_text(one.document)}\n{row.url}".casefold())
        for row, one, *_ in surfaced
    ]
    SearchText.objects.bulk_create(texts, ignore_conflicts=True)


def _former(row: Item) -> dict[str, Any]:
    """The row as JSON can hold it, moments in full."""
    columns = {name: getattr(row, name) for name in (*RESTORED, "account_id")}
    return {name: one.isoformat() if isinstance(one, datetime) else one for name, one in columns.items()}


def _may_name(finding: vocab.Finding | None) -> bool:
    """Whether anybody may be on record for what was found."""
    return finding is not None and keeps_author(finding.label, surfaced=finding.surfaced)
