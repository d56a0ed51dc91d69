"""Bulk: many new rows in one statement, several times as fast as the ORM, which asks each field of each row.

Rows are tuples in the order of `names`, or models that were given their numbers. A number is taken before a row
is written, so that rows which refer to each other are made at once.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.lookups import In

T = TypeVar("T", bound=models.Model)
_MOMENTS = 256
_Convert = Callable[[Any], Any]


class AnyOf(In):
    """That a column has one of many values, which go to PostgreSQL as one array and not one by one."""

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Django's hook for one database."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*params, list(self.rhs)]


def blank(model: type[T]) -> T:
    """A new row with every default, as a copy of one; `model()` asks each field again and takes ten times as long.

    The defaults have to be the same for all rows.
    """
    row = model.__new__(model)
    row.__dict__.update(_pristine(model).__getstate__())
    return row


@cache
def _pristine(model: type[T]) -> T:
    if any(field.has_default() and callable(field.default) for field in model._meta.concrete_fields):
        raise TypeError(f"a default of {model} is made anew for each row")
    return model()


def number(rows: Sequence[models.Model]) -> None:
    """Give rows that are to be inserted their primary keys; inside the caller's transaction."""
    if rows:
        for row, pk in zip(rows, take_numbers(type(rows[0]), len(rows)), strict=True):
            row.pk = pk


def take_numbers(model: type[models.Model], count: int) -> Iterable[int]:
    """So many primary keys that no other row has or will have."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [pk for (pk,) in cursor.fetchall()]
        # SQLite writes one transaction at a time, and takes over what is inserted with a number.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
    return range(last + 1, last + 1 + count)


def insert_models(rows: Sequence[models.Model]) -> None:
    """New rows of one model, with their primary keys."""
    if rows:
        names = [field.attname for field in type(rows[0])._meta.concrete_fields]
        insert(type(rows[0]), names, map(attrgetter(*names), rows))


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """New rows: the values of the named fields (by attribute: `item_id`) as models hold them; JSON may be text."""
    fields = [next(field for field in model._meta.concrete_fields if field.attname == name) for name in names]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    held = _held([_converter(field) for field in fields], rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in held:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(held))  # noqa: S608 – our names


def _held(converters: Sequence[_Convert | None], rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """The rows as the database takes them."""
    asked = [(at, convert) for at, convert in enumerate(converters) if convert]
    if not asked:
        yield from rows
        return
    for row in rows:
        held = list(row)
        for at, convert in asked:
            if held[at] is not None:
                held[at] = convert(held[at])
        yield held


def _converter(field: "models.Field[Any, Any]") -> _Convert | None:
    """How a value of a field is written; None where as it is. Many rows share a moment."""
    if isinstance(field, models.JSONField):
        return _as_text
    if connection.vendor == "postgresql":
        return None  # its driver takes moments and days as they are
    if isinstance(field, models.DateTimeField):
        return lru_cache(_MOMENTS)(connection.ops.adapt_datetimefield_value)
    return connection.ops.adapt_datefield_value if isinstance(field, models.DateField) else None


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
