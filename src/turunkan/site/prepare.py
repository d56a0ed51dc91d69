"""Bringing a desk up to this version: folder, tables, known recipients, the subject. Safe to run twice."""

from importlib import import_module

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from turunkan.core.vocab import StopRun, Wording

_NO_DATABASE = Wording(
    id="Basis data tidak dapat dibuka ({why}). Periksa DATABASE_URL dan apakah servernya berjalan.",
    en="The database cannot be opened ({why}). Check DATABASE_URL and whether its server runs.",
)


def start() -> None:
    """The desk as it stands: nothing in it is touched."""
    settings.TURUNKAN_HOME.mkdir(parents=True, exist_ok=True)
    django.setup()


def prepare() -> None:
    """Everything that a command of the desk takes for granted. Raises StopRun without a database."""
    start()
    try:
        if _is_behind():
            call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        raise unreachable(error) from error
    # Models can be imported only now that Django is set up.
    import_module("turunkan.site.filling").fill()


def unreachable(error: OperationalError) -> StopRun:
    """What is said where the database does not answer."""
    why = str(error).strip().splitlines()[0]
    return StopRun(f"database: {why}", _NO_DATABASE.fill(why=why))


def _is_behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
