"""A seal: the manifest of one step, and its link in the chain over all cases."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from turunkan.core.evidence.canonical import canonical
from turunkan.core.evidence.verifier import LINK, PATH, SEAL
from turunkan.core.vocab import StopRun, Wording

_BAD_PATH = Wording(
    id="Nama berkas '{path}' tidak dapat disegel; hanya huruf, angka, titik, - dan _.",
    en="The file name '{path}' cannot be sealed; letters, digits, dots, - and _ only.",
)


@dataclass(frozen=True, slots=True)
class File:
    """A file of a seal: its path within the seal, the SHA-256 of its bytes, and their number."""

    path: str
    sha256: str
    size: int

    def as_json(self) -> dict[str, object]:
        """As the manifest holds it."""
        return {"path": self.path, "sha256": self.sha256, "size": self.size}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One step of a case (`case` None: of the office): when, by which role, which files; `about` is free."""

    case: str | None
    step: str
    at: datetime
    role: str
    engine: str
    about: Mapping[str, object]
    files: tuple[File, ...]

    def bytes(self) -> bytes:
        """The manifest's canonical JSON. Raises StopRun for a path that is no plain name."""
        for file in self.files:
            if not PATH.fullmatch(file.path):
                raise StopRun(f"unsealable path {file.path!r}", _BAD_PATH.fill(path=file.path))
        said = {
            "format": SEAL,
            "case": self.case,
            "step": self.step,
            "at": instant(self.at),
            "role": self.role,
            "engine": self.engine,
            "about": dict(self.about),
            "files": [file.as_json() for file in sorted(self.files, key=lambda file: file.path)],
        }
        return canonical(said)


def link_bytes(*, seq: int, at: datetime, manifest: bytes, previous: str, key: str) -> bytes:
    """The link of a manifest: canonical JSON, which is what is signed; its SHA-256 is the chain's head."""
    digest = hashlib.sha256(manifest).hexdigest()
    said = {"format": LINK, "seq": seq, "at": instant(at), "manifest": digest, "previous": previous, "key": key}
    return canonical(said)


def head_of(link: bytes) -> str:
    """What the next link names as `previous`."""
    return hashlib.sha256(link).hexdigest()


def instant(at: datetime) -> str:
    """A moment as RFC 3339 writes it, in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
