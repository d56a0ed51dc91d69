"""The tables of the office as JSON lines: what is written from one database is read into the other."""

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import BinaryField, DateField, Field, Model

from turunkan.core.vocab import StopRun, Wording

ROOMS = "turunkan.desk."
_BATCH = 500  # rows
_OTHER_COLUMNS = Wording(
    id="Tabel {table} dalam cadangan memuat kolom lain daripada versi ini. Tidak ada yang dipulihkan.",
    en="The table {table} in the backup has other columns than this version's. Nothing was restored.",
)
Row = dict[str, Any]


def tables() -> dict[str, type[Model]]:
    """Table → model of everything that is the office's.

    Sessions and tries to log in are not, nor what Django keeps about itself and what only refers to that.
    """
    ours = [config for config in apps.get_app_configs() if config.name.startswith(ROOMS)]
    models = {model for config in ours for model in config.get_models(include_auto_created=True)}
    inside = [model for model in models if all(to in models for to in _referred_to(model))]
    return {model._meta.db_table: model for model in sorted(inside, key=lambda model: model._meta.db_table)}


def _referred_to(model: type[Model]) -> Iterator[Any]:
    return (field.related_model for field in model._meta.concrete_fields if field.is_relation)


def lines(model: type[Model]) -> Iterator[bytes]:
    """Every row of a table as a line of JSON, by its primary key."""
    fields = model._meta.concrete_fields
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    for row in rows.iterator(chunk_size=_BATCH):
        plain = {field.column: _plain(value) for field, value in zip(fields, row, strict=True)}
        yield json.dumps(plain, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def load(model: type[Model], source: Iterable[bytes]) -> None:
    """Put rows into a table as they are, keys and moments included. Raises StopRun for other columns."""
    fields = {str(field.column): field for field in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    names, places = ", ".join(map(quote, fields)), ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608  (names of ours)
    with connection.cursor() as cursor:
        rows = iter(source)
        while batch := list(islice(rows, _BATCH)):
            cursor.executemany(insert, [_values(json.loads(line), fields, model) for line in batch])


def last_numbers() -> dict[str, int]:
    """Table → the last number that a row was given; what was deleted is not to be mixed up with what comes."""
    with connection.cursor() as cursor:
        return {name: _last_number(cursor, model) for name, model in tables().items() if _is_numbered(model)}


def go_on_after(numbers: dict[str, int]) -> None:
    """Give new rows numbers after these."""
    with connection.cursor() as cursor:
        for name, model in tables().items():
            if _is_numbered(model) and (last := numbers.get(name, 0)):
                _set_last_number(cursor, model, last)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    return value


def _values(row: Row, fields: "dict[str, Field[Any, Any]]", model: type[Model]) -> list[Any]:
    if row.keys() != fields.keys():
        table = model._meta.db_table
        raise StopRun(f"other columns: {table}", _OTHER_COLUMNS.fill(table=table))
    return [field.get_db_prep_save(_read(field, row[name]), connection) for name, field in fields.items()]


def _read(field: "Field[Any, Any]", value: Any) -> Any:
    is_spelt = isinstance(field, DateField | BinaryField)  # DateTimeField is a DateField
    return field.to_python(value) if is_spelt else value


def _is_numbered(model: type[Model]) -> bool:
    return model._meta.auto_field is not None


def _last_number(cursor: Any, model: type[Model]) -> int:
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
    else:
        cursor.execute(f"SELECT last_value FROM {_sequence(cursor, model)} WHERE is_called")  # noqa: S608
    row = cursor.fetchone()
    return int(row[0]) if row else 0


def _set_last_number(cursor: Any, model: type[Model], last: int) -> None:
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
    else:
        cursor.execute("SELECT setval(%s, %s)", [_sequence(cursor, model), last])


def _sequence(cursor: Any, model: type[Model]) -> str:
    """The name of a table's sequence, quoted as PostgreSQL wants it."""
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [model._meta.db_table, model._meta.pk.column])
    return str(cursor.fetchone()[0])
