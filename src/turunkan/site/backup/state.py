"""The desk as one moment has it: its tables' version, its database in a snapshot, its folders."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from turunkan.site.backup.tables import ROOMS
from turunkan.site.prepare import unreachable

PUBLIC_FOLDERS = ("keys", "heads")
KEY_FOLDER = "signing"


def migrations_here() -> list[str]:
    """The migrations of the office's rooms that the database has been through. Raises StopRun without one."""
    try:
        return _ours(MigrationRecorder(connection).applied_migrations())
    except OperationalError as error:
        raise unreachable(error) from error


def migrations_of_this_version() -> list[str]:
    """The migrations of the office's rooms that this version knows."""
    return _ours(MigrationLoader(None).disk_migrations)


def _ours(names: Iterable[tuple[str, str]]) -> list[str]:
    others = {config.label for config in apps.get_app_configs() if not config.name.startswith(ROOMS)}
    return sorted(f"{app}.{name}" for app, name in names if app not in others)


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read in here is of one moment, and nobody who writes has to wait."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # in atomic() it would begin as a writer
            cursor.execute("BEGIN")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
        else:
            with transaction.atomic():
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield


def files_in(folder: str) -> list[Path]:
    """The files of a folder of the data folder; none where there is no folder."""
    return sorted(file for file in (settings.TURUNKAN_HOME / folder).glob("[!.]*") if file.is_file())
