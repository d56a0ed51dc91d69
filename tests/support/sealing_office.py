"""An office that seals, in memory: what the desk does with a database, by the same functions of core."""

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from turunkan.core.evidence.bundle import Bundle, SealedPart, write_bundle
from turunkan.core.evidence.seals import File, Manifest, head_of, link_bytes
from turunkan.core.evidence.signing import Signer
from turunkan.core.evidence.statements import Ending, KeyEvent, Statement, state
from turunkan.core.evidence.verifier import START, directory, local_header

Entries = list[tuple[str, bytes]]
_FIRST = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def signer(number: int) -> Signer:
    """A key, the same for the same number."""
    return Signer(Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"key %d" % number).digest()))


@dataclass
class SealingOffice:
    """Seals in order; `keys[-1]` signs."""

    keys: list[Signer] = field(default_factory=lambda: [signer(1)])
    statements: list[Statement] = field(default_factory=list)
    seals: list[tuple[str | None, SealedPart]] = field(default_factory=list)
    kept: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.statements.append(state(KeyEvent.CREATED, self.keys[0], "2026-11-20T01:00:00Z", None))

    @property
    def head(self) -> str:
        """What the next link names."""
        return head_of(self.seals[-1][1].link) if self.seals else START

    def seal(self, case: str | None, step: str, files: Mapping[str, bytes], **about: object) -> int:
        """Seal a step; its number."""
        seq, at = len(self.seals) + 1, _FIRST + timedelta(minutes=len(self.seals))
        listed = tuple(File(path, self.keep(data), len(data)) for path, data in files.items())
        manifest = Manifest(
            case=case, step=step, at=at, role="petugas", engine="0", about=about, files=listed
        ).bytes()
        key = self.keys[-1]
        link = link_bytes(seq=seq, at=at, manifest=manifest, previous=self.head, key=key.fingerprint)
        files_ = {file.path: file.sha256 for file in listed}
        self.seals.append((case, SealedPart(seq, manifest, link, key.sign(link), None, files_)))
        return seq

    def keep(self, data: bytes) -> str:
        """Keep bytes by their SHA-256."""
        digest = hashlib.sha256(data).hexdigest()
        self.kept[digest] = data
        return digest

    def change_key(self, event: KeyEvent, number: int) -> Signer:
        """Another key from here on."""
        old, new = self.keys[-1], signer(number)
        ending = Ending(old.fingerprint, len(self.seals), self.head)
        self.statements.append(state(event, new, "2026-11-21T01:00:00Z", ending, [old] * (event == "rotated")))
        self.keys.append(new)
        self.seal(None, "key-changed", {})
        return new

    def bundle(self, case: str, *, through: int = 0, by: Signer | None = None) -> bytes:
        """The bundle of a case; the chain in it goes at least to the link `through`."""
        parts = [part for of, part in self.seals if of == case]
        last = max(parts[-1].seq, through)
        between = [part.link for of, part in self.seals if of != case and parts[0].seq < part.seq <= last]
        there = [self._there(part) for part in parts]
        stream = io.BytesIO()
        whole = Bundle(case, tuple(there), tuple(between), tuple(self.statements))
        write_bundle(stream, whole, by or self.keys[-1], self.kept.__getitem__)
        return stream.getvalue()

    def _there(self, part: SealedPart) -> SealedPart:
        files = {path: digest for path, digest in part.files.items() if digest in self.kept}
        return SealedPart(part.seq, part.manifest, part.link, part.signature, part.stamp, files)


def busy_office() -> SealingOffice:
    """Two cases whose seals alternate, with files of several sizes, one of them empty."""
    office = SealingOffice()
    office.seal("TRK-2026-0001", "case-opened", {"case.json": b"{}", "items/1/as-read.txt": b"bal segel " * 40})
    office.seal("TRK-2026-0002", "case-opened", {"case.json": b"{}"})
    office.seal("TRK-2026-0001", "letter-signed", {"letters/1/letter.pdf": bytes(range(256)) * 3})
    office.seal("TRK-2026-0002", "letter-signed", {"letters/2/letter.pdf": b"%PDF"})
    office.seal("TRK-2026-0001", "answered", {"answers/1-1.json": b"[]", "empty.txt": b""})
    office.seal("TRK-2026-0001", "rechecked", {})
    return office


def unpack(archive: bytes) -> Entries:
    """Name and bytes of each entry, by Python's own reader of archives."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return [(info.filename, opened.read(info)) for info in opened.infolist()]


def pack(entries: Sequence[tuple[str, bytes]]) -> bytes:
    """The archive that holds just these entries, as a bundle is written."""
    listed = [(name, zipfile.crc32(data), len(data)) for name, data in entries]
    parts = [local_header(*one) + data for one, (_, data) in zip(listed, entries, strict=True)]
    return b"".join(parts) + directory(listed)
