"""Rows: an Item with what a list shows of it, fetched together."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from turunkan.core.vocab import Wording
from turunkan.desk.intake.models import Finding, Item
from turunkan.desk.notices.lines import content_of
from turunkan.desk.subjects.selectors import latest_version, pack_of


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: the field with the most counted words, and its Hits."""

    item: Item
    field: str
    text: str
    hits: list[dict[str, Any]]


def rows_of(items: Iterable[Item]) -> list[Row]:
    """The Items with their quotes; one query for all."""
    listed = list(items)
    findings = Finding.objects.filter(
        snapshot__item__in=listed, snapshot__content_hash=F("snapshot__item__content_hash")
    ).select_related("snapshot")
    by_item = {finding.snapshot.item_id: finding for finding in findings.order_by("pk")}
    return [_row(item, by_item.get(item.pk)) for item in listed]


def _row(item: Item, finding: Finding | None) -> Row:
    if finding is None:
        return Row(item, "", item.url, [])
    fields = content_of(finding.snapshot.document)
    hits = finding.document["terms"]
    field = max(fields, key=lambda name: sum(hit["field"] == name for hit in hits), default="")
    return Row(item, field, fields.get(field, ""), hits)


def outcome_titles() -> dict[str, Wording]:
    """`label/tier` → its title, as the latest version of the subject has it."""
    version = latest_version()
    if version is None:
        return {}
    return {f"{one.label.value}/{one.tier}": one.title for one in pack_of(version).outcomes}
