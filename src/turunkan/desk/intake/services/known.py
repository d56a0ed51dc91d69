"""Known: what the desk has of the Items of one batch, looked up in a few queries and kept up to date meanwhile."""

from collections.abc import Collection
from typing import Any

from django.db.models import F

from turunkan.desk.intake.identity import said
from turunkan.desk.intake.models import ImportRun, Item, Sighting, Snapshot
from turunkan.desk.intake.services.bulk import AnyOf
from turunkan.desk.intake.services.documents import Told


class Known:
    """The rows by key, each with its current document; the hashes of all snapshots of those that seem changed."""

    def __init__(self, run: ImportRun, told: Collection[tuple[str, Told]]) -> None:
        keys = {key for key, _ in told}
        found = Item.objects.filter(AnyOf(F("key"), keys)).order_by("pk").select_related("account")
        found = found.select_for_update(of=("self",))
        self.rows = {row.key: row for row in found}
        self._documents: dict[str, dict[str, Any] | Told] = {}
        self._snapshots: dict[tuple[str, str], int | None] = {}
        if self.rows:
            self._look(told)
        ours = Sighting.objects.filter(run=run, item__in=[row.pk for row in self.rows.values()])
        self.shown = set(ours.values_list("item_id", flat=True))
        """Items, by number, that this run is on record to have shown."""
        self.brought = self._brought_by(run)
        """Items, by number, that this run itself brought."""

    def _look(self, told: Collection[tuple[str, Told]]) -> None:
        keys = {row.pk: key for key, row in self.rows.items()}
        current = Snapshot.objects.filter(item__in=keys, content_hash=F("item__content_hash"))
        for pk, item, hashed, document in current.order_by().values_list("pk", "item", "content_hash", "document"):
            self._documents[keys[item]] = document
            self._snapshots[keys[item], hashed] = pk
        other = {
            self.rows[key].pk
            for key, one in told
            if key in self.rows and self.rows[key].content_hash != one.hashed
        }
        others = Snapshot.objects.filter(item__in=other).order_by()
        for pk, item, hashed in others.values_list("pk", "item", "content_hash"):
            self._snapshots[keys[item], hashed] = pk

    def _brought_by(self, run: ImportRun) -> set[int]:
        """Those whose first snapshot is of this run."""
        pks = [row.pk for row in self.rows.values()]
        firsts = Snapshot.objects.filter(item__in=pks, run=run, item__sightings__isnull=True)
        return set(firsts.values_list("item_id", flat=True))

    def brings_nothing(self, row: Item, told: Told) -> bool:
        """Whether a capture's content is that of now, or one from before, or absent.

        What was shown before is shown again only where a later capture says so: a file read twice changes nothing.
        """
        if row.content_hash == told.hashed or not told.has_content or self._says_no_more(row, told):
            return True
        now, then = told.captured_at, row.captured_at
        is_later = bool(now and then and now > then)
        return not is_later and self.has(row, told.hashed)

    def is_from_before(self, row: Item, told: Told) -> bool:
        """Whether a capture shows the Item as it was before that of now: history, and not what it says."""
        now, then = told.captured_at, row.captured_at
        return bool(now and then and now < then)

    def _says_no_more(self, row: Item, told: Told) -> bool:
        """Whether the capture only leaves out what the current snapshot says; absent is not denied."""
        return said(told.document).items() <= said(self.document_of(row)).items()

    def document_of(self, row: Item) -> dict[str, Any]:
        """The document of the current snapshot."""
        found = self._documents[row.key]
        return found.document if isinstance(found, Told) else found

    def has(self, row: Item, hashed: str) -> bool:
        """Whether the Item was shown with this content."""
        return (row.key, hashed) in self._snapshots

    def snapshot_of(self, key: str, hashed: str) -> int | None:
        """The number of the stored snapshot with this content; None where it is still to be saved."""
        return self._snapshots.get((key, hashed))

    def take(self, row: Item, told: Told) -> None:
        """From now on the Item says this."""
        self.rows[row.key] = row
        self._documents[row.key] = told
        self._snapshots.setdefault((row.key, told.hashed), None)
