"""Store: files under the SHA-256 of what they hold. Nothing is overwritten, and nothing is there by half.

`folder/ab/cdef…` holds the bytes whose digest is `abcdef…`, as they are or encrypted (`sealed_blob.py`); a store
may hold both, so that a key can be switched on later. A file gets its name only when all of it is on the disk.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from turunkan.core.evidence.sealed_blob import MAGIC, NotAsWritten, OtherSecret, Sealer
from turunkan.core.evidence.whole_file import UNFINISHED, sync, whole_file
from turunkan.core.vocab import StopRun, Wording

_DIGEST = re.compile("[0-9a-f]{64}")
_FOLDER_MODE = 0o700
_ABSENT = Wording(
    id="Berkas bukti {digest} tidak ada di {folder}. Pulihkan dari cadangan.",
    en="The evidence file {digest} is not in {folder}. Restore it from a backup.",
)
_DAMAGED = Wording(
    id="Berkas bukti {digest} di {folder} rusak: isinya bukan lagi yang disimpan. Pulihkan dari cadangan.",
    en="The evidence file {digest} in {folder} is damaged: it no longer holds what was kept. "
    "Restore it from a backup.",
)
_LOCKED = Wording(
    id="Berkas bukti {digest} di {folder} terenkripsi, dan TURUNKAN_STORE_KEY kosong atau bukan kuncinya.",
    en="The evidence file {digest} in {folder} is encrypted, and TURUNKAN_STORE_KEY is empty or not its key.",
)


class Absent(StopRun):
    """No such file is kept."""


class Damaged(StopRun):
    """The file does not hold any more what its name says, or the disk does not give it."""


class Locked(StopRun):
    """The file is encrypted with a key that the store was not given."""


class Store:
    """A folder of files named by their content; `secret` (32 random bytes or more) encrypts what is put."""

    def __init__(self, folder: Path, secret: bytes | None = None) -> None:
        self.folder = folder
        self._sealer = Sealer(secret) if secret is not None else None

    def put(self, data: bytes) -> str:
        """Keep bytes; their SHA-256 in hexadecimal. Once it returns, they are on the disk.

        What is there already stays, and is written again only where it is damaged. Raises Locked where what is
        there cannot be looked at, so that nothing encrypted is replaced by something that is not.
        """
        digest = hashlib.sha256(data).hexdigest()
        path = self._path(digest)
        if self._is_kept(digest):
            sync(path.parent)  # who wrote it may not have come so far
        else:
            self._write(path, self._sealer.close(digest, data) if self._sealer else data)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes of a digest, which they are checked against. Raises Absent, Damaged or Locked."""
        if not _DIGEST.fullmatch(digest):
            raise self._trouble(Absent, _ABSENT, digest)
        try:
            file = self._path(digest).read_bytes()
        except FileNotFoundError as error:
            raise self._trouble(Absent, _ABSENT, digest) from error
        except OSError as error:
            raise self._trouble(Damaged, _DAMAGED, digest) from error
        return self._opened(digest, file)

    def has(self, digest: str) -> bool:
        """Whether a file of that digest is there, be it whole or not."""
        return _DIGEST.fullmatch(digest) is not None and self._path(digest).is_file()

    def remove(self, digest: str) -> None:
        """Delete a file; one that is not there is none the less gone."""
        if self.has(digest):
            path = self._path(digest)
            path.unlink(missing_ok=True)
            sync(path.parent)

    def digests(self) -> Iterator[str]:
        """The digests of all files, in order."""
        for folder in self._folders():
            yield from sorted(
                name for file in folder.iterdir() if _DIGEST.fullmatch(name := folder.name + file.name)
            )

    def touched_at(self, digest: str) -> datetime:
        """When a file was last put (UTC, by the file system's clock). Raises Absent."""
        try:
            return _changed(self._path(digest))
        except FileNotFoundError as error:
            raise self._trouble(Absent, _ABSENT, digest) from error

    def sweep(self, before: datetime) -> int:
        """Delete what writers that were killed left unfinished, last touched before that moment; how many."""
        swept = 0
        for file in self._unfinished():
            with suppress(FileNotFoundError):  # its writer finished just now
                if _changed(file) < before:
                    file.unlink()
                    swept += 1
        return swept

    def _is_kept(self, digest: str) -> bool:
        """Whether the file is there and whole; if so, it is marked as wanted anew, for who sweeps by age."""
        try:
            self.get(digest)
            os.utime(self._path(digest))
        except (Absent, Damaged, FileNotFoundError):
            return False
        return True

    def _unfinished(self) -> Iterator[Path]:
        for folder in self._folders():
            yield from folder.glob(f".*{UNFINISHED}")

    def _folders(self) -> list[Path]:
        return sorted(self.folder.glob("[0-9a-f][0-9a-f]"))

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest[2:]

    def _write(self, path: Path, content: bytes) -> None:
        if not path.parent.is_dir():
            path.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            sync(self.folder)
        with whole_file(path) as file:
            file.write(content)

    def _opened(self, digest: str, file: bytes) -> bytes:
        if hashlib.sha256(file).hexdigest() == digest:
            return file
        if not file.startswith(MAGIC):
            raise self._trouble(Damaged, _DAMAGED, digest)
        if self._sealer is None:
            raise self._trouble(Locked, _LOCKED, digest)
        try:
            return self._sealer.open(digest, file)
        except OtherSecret as error:
            raise self._trouble(Locked, _LOCKED, digest) from error
        except NotAsWritten as error:
            raise self._trouble(Damaged, _DAMAGED, digest) from error

    def _trouble(self, kind: type[StopRun], said: Wording, digest: str) -> StopRun:
        return kind(f"{kind.__name__.lower()}: {digest}", said.fill(digest=digest, folder=self.folder))


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
