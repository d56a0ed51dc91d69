"""Fingerprints of the texts that people are asked about, so that those that say nearly the same are found.

They are made after an import and by the tick, and go with their Item.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from turunkan.core.text.likeness import Shingles, bands, shingles
from turunkan.core.vocab import Priority
from turunkan.desk.intake.models import ImportRun, Item, Likeness, SearchText, Snapshot
from turunkan.desk.intake.services.documents import said_text

_BATCH = 500


def fingerprint_items(_: datetime) -> int:
    """Fingerprint surfaced Items whose current text has none; how many. Safe to run twice, safe to kill."""
    return _fingerprint(SearchText.objects.all())


def fingerprint_brought(run: ImportRun) -> int:
    """The same for what one run brought, so that nobody waits for the rest."""
    return _fingerprint(SearchText.objects.filter(item__in=Snapshot.objects.filter(run=run).values("item")))


def _fingerprint(texts: QuerySet[SearchText]) -> int:
    total = 0
    while count := _fingerprint_some(texts):
        total += count
    return total


def shingles_of(document: Mapping[str, Any]) -> Shingles:
    """What a snapshot says, to be compared."""
    return shingles(said_text(document))


def _fingerprint_some(texts: QuerySet[SearchText]) -> int:
    """The next batch, each whole or not at all. The work is done before the database is held."""
    known = Likeness.objects.filter(item=OuterRef("item"), content_hash=OuterRef("content_hash"))
    now = texts.filter(content_hash=F("item__content_hash")).exclude(item__priority=Priority.NONE)
    due = now.exclude(Exists(known)).order_by("item")
    pks = list(due.values_list("item", flat=True)[:_BATCH])
    snapshots = Snapshot.objects.filter(item__in=pks, content_hash=F("item__content_hash"))
    _keep([row for snapshot in snapshots for row in _rows(snapshot)])
    return len(pks)


def _rows(snapshot: Snapshot) -> list[Likeness]:
    """The bands of a text; one row without a band where it is too short to tell."""
    found = dict.fromkeys(bands(shingles_of(snapshot.document)))
    return [
        Likeness(item_id=snapshot.item_id, content_hash=snapshot.content_hash, band=band)
        for band in found or [None]
    ]


@transaction.atomic
def _keep(rows: Sequence[Likeness]) -> None:
    """In place of those of former texts; Items that went meanwhile get none, and of two writers the last stays."""
    pks = {row.item_id for row in rows}
    there = set(Item.objects.filter(pk__in=pks).order_by("pk").select_for_update().values_list("pk", flat=True))
    Likeness.objects.filter(item__in=there).delete()
    Likeness.objects.bulk_create([row for row in rows if row.item_id in there], batch_size=1000)
