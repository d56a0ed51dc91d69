"""Append-only tables: the database itself refuses to change or delete their rows. One trigger a dialect."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION turunkan_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END
$$ LANGUAGE plpgsql
"""
_POSTGRES = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION turunkan_append_only()
"""


def append_only(table: str) -> migrations.RunPython:
    """A migration's operation that closes a table to UPDATE and DELETE."""

    def close(_: object, editor: BaseDatabaseSchemaEditor) -> None:
        is_sqlite = editor.connection.vendor == "sqlite"
        if not is_sqlite:
            editor.execute(_FUNCTION)
        for verb in ("update", "delete"):
            editor.execute((_SQLITE if is_sqlite else _POSTGRES).format(table=table, verb=verb))

    def open_again(_: object, editor: BaseDatabaseSchemaEditor) -> None:
        target = "" if editor.connection.vendor == "sqlite" else f" ON {table}"
        for verb in ("update", "delete"):
            editor.execute(f"DROP TRIGGER {table}_no_{verb}{target}")

    return migrations.RunPython(close, open_again)
