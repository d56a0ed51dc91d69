"""Making a backup: all of one moment, into one file, or no file."""

import glob
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from turunkan import __version__
from turunkan.core.evidence.store import Absent, Damaged
from turunkan.core.evidence.whole_file import UNFINISHED, whole_file
from turunkan.core.vocab import StopRun, Wording
from turunkan.desk.audit.services import record
from turunkan.desk.cases.keeping import living_files
from turunkan.desk.cases.sealing import store
from turunkan.desk.intake.services.media import media_store, named_media
from turunkan.site.backup.archive import ArchiveWriter
from turunkan.site.backup.figures import Outcome, figures
from turunkan.site.backup.state import (
    KEY_FOLDER,
    PUBLIC_FOLDERS,
    files_in,
    migrations_here,
    migrations_of_this_version,
    snapshot,
)
from turunkan.site.backup.tables import last_numbers, lines, tables

_SHORTEST = 12  # characters of a passphrase
_THERE = Wording(
    id="{path} sudah ada, dan cadangan tidak menimpa cadangan. Pilih nama lain.",
    en="{path} is there already, and a backup overwrites none. Choose another name.",
)
_OTHER_VERSION = Wording(
    id="Di {home} tidak ada kantor dari versi {version} ini. Cadangkan dengan versi yang dipakai kantor itu, "
    "atau naikkan dahulu: turunkan tick",
    en="There is no office of this version {version} at {home}. Back it up with the version that it runs on, "
    "or bring it up to this one first: turunkan tick",
)
_OPEN_STORE = Wording(
    id="Bukti di kantor ini terenkripsi, cadangannya tidak akan. Sebutkan frasa sandi (--passphrase-env NAMA), "
    "atau nyatakan bahwa memang demikian (--plain).",
    en="This office's evidence is encrypted, and its backup would not be. Name a passphrase "
    "(--passphrase-env NAME), or say that it shall be so (--plain).",
)
_SHORT = Wording(
    id="Frasa sandi cadangan lebih pendek dari {least} karakter.",
    en="The backup's passphrase is shorter than {least} characters.",
)
_OPEN_KEYS = Wording(
    id="Kunci penanda tangan hanya ikut dalam cadangan yang terkunci; sebutkan --passphrase-env NAMA.",
    en="Signing keys go only into a backup that is locked; name --passphrase-env NAME.",
)


def make_backup(path: Path, *, passphrase: str | None, plain: bool, with_keys: bool) -> Outcome:
    """Write the desk to a new file. Raises StopRun where it may not be, or cannot be read."""
    _check(path, passphrase, plain=plain, with_keys=with_keys)
    _sweep_before(path)
    with whole_file(path) as file:
        with ArchiveWriter(file, timezone.now(), passphrase) as writer:
            _write_folders(writer, (*PUBLIC_FOLDERS, KEY_FOLDER) if with_keys else PUBLIC_FOLDERS)
            with snapshot():
                about = _database_and_store(writer)
            digest = writer.finish({"version": __version__, **about})
        with transaction.atomic():
            record("backup.made", actor=None, on=("backup", digest), keys=with_keys)
    return Outcome(digest, about["figures"])


def _write_folders(writer: ArchiveWriter, folders: Iterable[str]) -> None:
    """Before the database, so that no signed head is of an event that the backup does not hold."""
    for folder in folders:
        for file in files_in(folder):
            writer.add(f"{folder}/{file.name}", file.read_bytes())


def _database_and_store(writer: ArchiveWriter) -> dict[str, Any]:
    """Write every table and every file that a seal needs; what the manifest says of them."""
    for name, model in tables().items():
        with writer.member(f"tables/{name}.jsonl") as write:
            for line in lines(model):
                write(line)
    _write_store(writer)
    return {"migrations": migrations_here(), "last_numbers": last_numbers(), "figures": figures()}


def _write_store(writer: ArchiveWriter) -> None:
    """Every file of a seal, every picture; what is gone or damaged is none, and of seals the figures say so."""
    sealed = living_files().order_by("sha256").values_list("sha256", flat=True).distinct()
    for folder, source, digests in (("store", store(), sealed), ("media", media_store(), sorted(named_media()))):
        for digest in digests:
            with suppress(Absent, Damaged):
                writer.add(f"{folder}/{digest}", source.get(digest), packed=False)


def _check(path: Path, passphrase: str | None, *, plain: bool, with_keys: bool) -> None:
    home = settings.TURUNKAN_HOME
    if migrations_here() != migrations_of_this_version():
        raise StopRun("tables of another version", _OTHER_VERSION.fill(home=home, version=__version__))
    if passphrase is not None and len(passphrase) < _SHORTEST:
        raise StopRun("short passphrase", _SHORT.fill(least=_SHORTEST))
    if with_keys and not passphrase:
        raise StopRun("keys without a passphrase", _OPEN_KEYS)
    if settings.STORE_KEY and not passphrase and not plain:
        raise StopRun("an encrypted store in a plain backup", _OPEN_STORE)
    if path.exists():
        raise StopRun(f"{path} is there", _THERE.fill(path=path))


def _sweep_before(path: Path) -> None:
    """Delete what tries at the same file that were killed left behind."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*{UNFINISHED}"):
        leftover.unlink()
