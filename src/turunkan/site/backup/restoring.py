"""Restoring a backup: read all of it first, then all of it goes into an empty desk, or nothing does."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from turunkan import __version__
from turunkan.core.evidence.store import Store
from turunkan.core.evidence.whole_file import whole_file
from turunkan.core.vocab import StopRun, Wording
from turunkan.desk.audit.services import record
from turunkan.desk.cases.sealing import store
from turunkan.desk.intake.services.media import media_store
from turunkan.site.backup.archive import ArchiveReader
from turunkan.site.backup.figures import Figures, Outcome, figures
from turunkan.site.backup.state import KEY_FOLDER, PUBLIC_FOLDERS, migrations_of_this_version
from turunkan.site.backup.tables import go_on_after, load, tables

_NOT_EMPTY = Wording(
    id="Kantor di {home} tidak kosong (tabel {table}). Pulihkan ke TURUNKAN_HOME dan basis data yang kosong.",
    en="The desk at {home} is not empty (table {table}). Restore into an empty TURUNKAN_HOME and database.",
)
_OTHER_VERSION = Wording(
    id="Cadangan ini dibuat turunkan {made}, yang tabelnya lain daripada versi {here} ini. Pulihkan dengan "
    'turunkan {made} (pip install "turunkan[desk]=={made}"), lalu pasang versi ini; kantor menyesuaikan diri.',
    en="This backup was made by turunkan {made}, whose tables are others than those of this version {here}. "
    'Restore it with turunkan {made} (pip install "turunkan[desk]=={made}"), then install this version; the desk '
    "follows.",
)
_OTHER_FILE = Wording(
    id="{file} sudah ada dan isinya lain daripada dalam cadangan. Tidak ada yang dipulihkan.",
    en="{file} is there already and holds something else than the backup. Nothing was restored.",
)
_REFUSED = Wording(
    id="Basis data menolak isi cadangan ({why}). Tidak ada yang dipulihkan.",
    en="The database refuses what the backup holds ({why}). Nothing was restored.",
)
_NOT_THE_SAME = Wording(
    id="Yang dipulihkan tidak sama dengan yang dicadangkan: {what}. Semuanya dibatalkan.",
    en="What was restored is not what was backed up: {what}. All of it was undone.",
)


def restore_backup(path: Path, *, passphrase: str | None) -> Outcome:
    """Put a backup into this desk, which has to be empty, and check that it is what it was. Raises StopRun."""
    with path.open("rb") as source:
        backup = ArchiveReader(path, source, passphrase)
        backup.check()
        _check_version(backup)
        _check_empty()  # a desk that is in use is not even migrated
        call_command("migrate", verbosity=0, interactive=False)
        with ExitStack() as undo:
            with _named_refusals(), transaction.atomic():
                _check_empty()
                _restore_store(backup, "store", store(), undo)
                _restore_store(backup, "media", media_store(), undo)
                _restore_keys(backup, undo)
                _restore_tables(backup)
                found = _verified(backup)
                record("backup.restored", actor=None, on=("backup", backup.digest))
            undo.pop_all()
    return Outcome(backup.digest, found)


def _check_version(backup: ArchiveReader) -> None:
    if backup.manifest["migrations"] != migrations_of_this_version():
        made = backup.manifest["version"]
        raise StopRun(f"a backup of {made}", _OTHER_VERSION.fill(made=made, here=__version__))


def _check_empty() -> None:
    there = connection.introspection.table_names()
    for name, model in tables().items():
        if name in there and model._base_manager.exists():
            raise StopRun(f"not empty: {name}", _NOT_EMPTY.fill(home=settings.TURUNKAN_HOME, table=name))


def _restore_store(backup: ArchiveReader, folder: str, target: Store, undo: ExitStack) -> None:
    for digest in backup.names(folder):
        if not target.has(digest):
            undo.callback(target.remove, digest)
        target.put(backup.read(f"{folder}/{digest}"))


def _restore_keys(backup: ArchiveReader, undo: ExitStack) -> None:
    for folder in (*PUBLIC_FOLDERS, KEY_FOLDER):
        place = settings.TURUNKAN_HOME / folder
        for name in backup.names(folder):
            place.mkdir(mode=0o700, exist_ok=True)
            _restore_file(place / name, backup.read(f"{folder}/{name}"), undo)


def _restore_file(file: Path, data: bytes, undo: ExitStack) -> None:
    if not file.exists():
        undo.callback(file.unlink, missing_ok=True)
        with whole_file(file) as new:
            new.write(data)
    elif file.read_bytes() != data:
        raise StopRun(f"{file} is there", _OTHER_FILE.fill(file=file))


def _restore_tables(backup: ArchiveReader) -> None:
    for name, model in tables().items():
        load(model, backup.lines(f"tables/{name}.jsonl"))
    connection.check_constraints()
    go_on_after(backup.manifest["last_numbers"])


def _verified(backup: ArchiveReader) -> Figures:
    """The figures of what was restored, read back. Raises StopRun where they are not those of the backup."""
    said, found = backup.manifest["figures"], figures()
    if said != found:
        what = ", ".join(sorted(name for name in found if said.get(name) != found[name]))
        raise StopRun(f"not the same: {what}", _NOT_THE_SAME.fill(what=what))
    return found


@contextmanager
def _named_refusals() -> Iterator[None]:
    try:
        yield
    except (DatabaseError, ValidationError, ValueError) as error:
        why = str(error).strip().partition("\n")[0]
        raise StopRun(f"refused: {why}", _REFUSED.fill(why=why)) from error
