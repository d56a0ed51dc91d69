"""Mappings: which column of a table holds what, as a person said it, and kept for the next table like it."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from django.db import transaction

from turunkan.core.readers import CELL_FIELDS, CONTENT, ReadOptions
from turunkan.core.vocab import SkipThis, Wording, zone_of
from turunkan.desk.audit.services import record
from turunkan.desk.intake.incoming import words
from turunkan.desk.intake.models import SavedMapping
from turunkan.desk.parties.models import User

NO_DATES = "none"
"""Said instead of a zone: nobody knows, so dates without offset stay absent and are named."""

ZONES = {
    "Asia/Jakarta": Wording("WIB (Jakarta, UTC+7)", "WIB (Jakarta, UTC+7)"),
    "Asia/Makassar": Wording("WITA (Makassar, UTC+8)", "WITA (Makassar, UTC+8)"),
    "Asia/Jayapura": Wording("WIT (Jayapura, UTC+9)", "WIT (Jayapura, UTC+9)"),
    "UTC": Wording("UTC", "UTC"),
}
_NAME_LENGTH = 80  # characters


def columns_hash(columns: Sequence[str]) -> str:
    """What a kind of table is known by: its columns in their order."""
    return hashlib.sha256(json.dumps(list(columns), ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


def saved_for(columns: Sequence[str]) -> list[SavedMapping]:
    """The mappings that people kept for tables with these columns, the latest first."""
    return list(SavedMapping.objects.filter(columns_hash=columns_hash(columns)).select_related("by"))


def checked(mapping: Mapping[str, str]) -> dict[str, str]:
    """A column → field choice turned round: field → column. Raises SkipThis where it makes no sense."""
    turned: dict[str, str] = {}
    for column, field in mapping.items():
        if field in turned:
            raise SkipThis("field mapped twice", words.TWICE.fill(field=field))
        if field in CELL_FIELDS:
            turned[field] = column
    if not turned.keys() & set(CONTENT):
        raise SkipThis("no text column chosen", words.NO_TEXT)
    return turned


def checked_zone(name: str) -> str:
    """A zone by its name or offset. Raises SkipThis where it is neither."""
    try:
        options_of({}, name)
    except ValueError as error:
        raise SkipThis("not a zone", words.NOT_A_ZONE.fill(zone=name[:60])) from error
    return name


def options_of(mapping: Mapping[str, str], zone: str) -> ReadOptions:
    """What a person said, as the readers take it. Raises ValueError for a zone that is none."""
    return ReadOptions(mapping=mapping, zone=zone_of(zone) if zone and zone != NO_DATES else None)


@transaction.atomic
def keep_mapping(
    columns: Sequence[str], mapping: Mapping[str, str], zone: str, *, name: str, by: User
) -> SavedMapping:
    """Keep a mapping under a name; the same name for the same columns is replaced."""
    saved, _ = SavedMapping.objects.update_or_create(
        columns_hash=columns_hash(columns),
        name=name.strip()[:_NAME_LENGTH],
        defaults={"mapping": dict(mapping), "zone": zone, "by": by},
    )
    record("mapping.kept", actor=by, on=("mapping", saved.pk), columns=saved.columns_hash)
    return saved
