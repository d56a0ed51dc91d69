"""The file of a backup: members that are written as they come, and a manifest that tells what each has to be."""

import hashlib
import io
import json
import re
import secrets
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Self, TypedDict

from turunkan.core.evidence.sealed_blob import NotAsWritten
from turunkan.core.evidence.sealed_stream import MAGIC, SALT, SealedReader, SealingWriter
from turunkan.core.vocab import StopRun, Wording

FORMAT = "turunkan-backup-1"
_MANIFEST = "manifest.json"
_CHUNK = 1024 * 1024  # bytes
STORES = ("store", "media")
"""Folders whose files are named by what they hold."""

_NAME = re.compile(
    r"tables/\w+\.jsonl|(?:store|media)/[0-9a-f]{64}|(?:keys|heads|signing)/[A-Za-z0-9_-][A-Za-z0-9._-]*"
)
_NO_BACKUP = Wording(
    id="{name} bukan cadangan turunkan, atau rusak ({what}). Tidak ada yang dipulihkan; coba salinan yang lain.",
    en="{name} is no turunkan backup, or is damaged ({what}). Nothing was restored; try another copy.",
)
_CLOSED = Wording(
    id="{name} terkunci dengan frasa sandi. Sebutkan variabel lingkungannya: --passphrase-env NAMA.",
    en="{name} is locked with a passphrase. Name its environment variable: --passphrase-env NAME.",
)
_NOT_OPENED = Wording(
    id="{name} tidak terbuka: frasa sandinya lain, atau berkasnya rusak. Tidak ada yang dipulihkan.",
    en="{name} does not open: the passphrase is another, or the file is damaged. Nothing was restored.",
)
_NO_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError)
_NO_MANIFEST = (KeyError, TypeError, ValueError)


class ArchiveWriter:
    """A backup in the making, on a stream that is written front to back; whole when its context ends."""

    def __init__(self, sink: BinaryIO, at: datetime, passphrase: str | None) -> None:
        self._sealing = SealingWriter(sink, passphrase.encode(), secrets.token_bytes(SALT)) if passphrase else None
        target: Any = self._sealing or sink
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        self._at = at.astimezone(UTC)
        self._members: dict[str, dict[str, Any]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()
        if self._sealing:
            self._sealing.close()

    @contextmanager
    def member(self, name: str, *, packed: bool = True) -> Iterator[Callable[[bytes], None]]:
        """Write one member, by the function that this gives; `packed` False for what is packed already."""
        digest, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(name, self._at.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        with self._zip.open(info, "w", force_zip64=True) as file:

            def write(data: bytes) -> None:
                nonlocal size
                digest.update(data)
                size += len(data)
                file.write(data)

            yield write
        self._members[name] = {"sha256": digest.hexdigest(), "size": size}

    def add(self, name: str, data: bytes, *, packed: bool = True) -> None:
        """Write a member at once."""
        with self.member(name, packed=packed) as write:
            write(data)

    def finish(self, about: Mapping[str, Any]) -> str:
        """Write the manifest, after all other members; its SHA-256, by which this backup is known."""
        manifest = {"format": FORMAT, "at": self._at.isoformat(), **about, "members": self._members}
        text = json.dumps(manifest, indent=1, sort_keys=True).encode()
        self.add(_MANIFEST, text)
        return hashlib.sha256(text).hexdigest()


class Manifest(TypedDict):
    """What a backup says of itself."""

    format: str
    at: str
    version: str
    migrations: list[str]
    last_numbers: dict[str, int]
    figures: dict[str, Any]
    members: dict[str, dict[str, Any]]


class ArchiveReader:
    """A backup that is there. Raises StopRun for a file that is none, or not whole."""

    def __init__(self, path: Path, source: BinaryIO, passphrase: str | None) -> None:
        self._path = path
        with self._named_troubles():
            self._zip = zipfile.ZipFile(self._opened(source, passphrase))
            text = self._zip.read(_MANIFEST)
            self.manifest = _manifest(json.loads(text))
            self.digest = hashlib.sha256(text).hexdigest()

    def check(self) -> None:
        """Read all of it: exactly the members of the manifest, each as it was written."""
        members = self.manifest["members"]
        with self._named_troubles():
            if sorted(self._zip.namelist()) != sorted([_MANIFEST, *members]):
                raise ValueError("its contents are not those of its manifest")
            for name, said in members.items():
                self._check(name, said)

    def names(self, folder: str) -> list[str]:
        """The names of the members in a folder, without it."""
        return sorted(name.partition("/")[2] for name in self.manifest["members"] if name.startswith(f"{folder}/"))

    def lines(self, name: str) -> Iterator[bytes]:
        """A member, line by line."""
        with self._named_troubles(), self._zip.open(name) as file:
            yield from file

    def read(self, name: str) -> bytes:
        """A member at once."""
        with self._named_troubles():
            return self._zip.read(name)

    def _check(self, name: str, said: Mapping[str, Any]) -> None:
        if not _NAME.fullmatch(name):
            raise ValueError(f"a member called {name!r}")
        digest, size = hashlib.sha256(), 0
        with self._zip.open(name) as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
        folder, _, own = name.partition("/")
        is_named_well = folder not in STORES or own == digest.hexdigest()
        if (digest.hexdigest(), size) != (said["sha256"], said["size"]) or not is_named_well:
            raise ValueError(f"{name} is not as it was written")

    def _opened(self, source: BinaryIO, passphrase: str | None) -> BinaryIO:
        is_sealed = source.read(len(MAGIC)) == MAGIC
        source.seek(0)
        if not is_sealed:
            return source
        if not passphrase:
            raise StopRun("a passphrase is needed", _CLOSED.fill(name=self._path))
        return io.BufferedReader(SealedReader(source, passphrase.encode()))

    @contextmanager
    def _named_troubles(self) -> Iterator[None]:
        try:
            yield
        except NotAsWritten as error:
            raise StopRun("not opened", _NOT_OPENED.fill(name=self._path)) from error
        except (*_NO_ZIP, *_NO_MANIFEST) as error:
            raise StopRun(f"no backup: {error}", _NO_BACKUP.fill(name=self._path, what=error)) from error


def _manifest(said: Manifest) -> Manifest:
    """A manifest of this format. Raises ValueError, KeyError or TypeError for anything else."""
    if said["format"] != FORMAT:
        raise ValueError(f"format {said['format']}")
    if missing := Manifest.__required_keys__ - said.keys():
        raise ValueError(f"no {', '.join(sorted(missing))}")
    return said
