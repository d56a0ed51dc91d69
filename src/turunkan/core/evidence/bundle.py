"""A bundle: the seals of a case with everything that is needed to check them, as one ZIP."""

import binascii
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from turunkan.core.evidence import verifier
from turunkan.core.evidence.canonical import canonical
from turunkan.core.evidence.signing import Signer
from turunkan.core.evidence.statements import Statement, keys_file
from turunkan.core.vocab import StopRun, Wording

Reader = Callable[[str], bytes]
"""SHA-256 → the bytes of a sealed file, out of the store."""

_TOO_BIG = Wording(
    id="Bundel ini melebihi 4 GB atau 65.535 berkas; pecah berkas perkaranya.",
    en="This bundle is larger than 4 GB or 65,535 files; split the case.",
)
README = """\
BUNDEL BUKTI {case}

Isi bundel ini dapat diperiksa siapa pun tanpa internet dan tanpa mempercayai kantor yang membuatnya:

    python3 verify.py BUNDEL.zip --key SIDIK-KUNCI

Perlu Python 3.9 dan paket "cryptography". Sidik kunci kantor tertera di surat dan di halaman kunci kantor. Halaman
itu juga memberi keys.json, pernyataan kantor tentang kuncinya hingga hari itu: pakailah dengan --keys keys.json.
Siapa pun yang dapat mengubah bundel dapat pula mengubah verify.py di dalamnya: ambil dari sumber lain, atau
cocokkan SHA-256-nya dengan halaman itu. Folder "files" berisi rekaman sebagaimana dilihat, termasuk data pribadi;
jangan diterbitkan.

EVIDENCE BUNDLE {case}

Anyone can check this bundle without the internet and without trusting the office that made it:

    python3 verify.py BUNDLE.zip --key FINGERPRINT

It needs Python 3.9 and the package "cryptography". The fingerprint of the office's key is on its letters and on
its page of keys. That page also gives keys.json, what the office has said of its keys to that day: use it with
--keys keys.json. Whoever could change a bundle could change verify.py in it too: take it from elsewhere, or
compare its SHA-256 with that page. The folders "files" hold what was seen as it was seen, personal data too; do
not publish them.
"""


@dataclass(frozen=True, slots=True)
class SealedPart:
    """A seal for the bundle: what was signed, the time stamp if there is one, and its files."""

    seq: int
    manifest: bytes
    link: bytes
    signature: bytes
    stamp: bytes | None
    files: Mapping[str, str]  # path → SHA-256; what was deleted is left out


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything that goes into a bundle but the files, which are read one by one as it is written."""

    case: str
    seals: tuple[SealedPart, ...]
    between: tuple[bytes, ...]  # the links of other cases, oldest first
    statements: tuple[Statement, ...]


def verifier_bytes() -> bytes:
    """The shipped verifier, as every bundle holds it."""
    return Path(verifier.__file__).read_bytes()


def write_bundle(stream: BinaryIO, bundle: Bundle, signer: Signer, read: Reader) -> None:
    """Write the archive; the same case, key and files give the same bytes. Raises StopRun where it is too big."""
    entries: list[tuple[str, int, int]] = []
    listed: dict[str, dict[str, object]] = {}
    for name, data in _parts(bundle, read):
        listed[name] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        entries.append(_put(stream, name, data))
    index = canonical(
        {
            "format": verifier.BUNDLE,
            "case": bundle.case,
            "key": signer.fingerprint,
            "seals": [seal.seq for seal in bundle.seals],
            "files": listed,
        }
    )
    entries += [_put(stream, "bundle.json", index), _put(stream, "bundle.sig", signer.sign(index))]
    if len(entries) > verifier.MOST_FILES or stream.tell() > verifier.MOST_BYTES:
        raise StopRun(f"{len(entries)} files in a bundle", _TOO_BIG)
    stream.write(verifier.directory(entries))


def _parts(bundle: Bundle, read: Reader) -> Iterator[tuple[str, bytes]]:
    """Every file but the index, in the order of names, which the verifier asks for."""
    yield "README.txt", README.format(case=bundle.case).encode()
    yield "chain.jsonl", b"".join(link + b"\n" for link in bundle.between)
    yield "keys.json", keys_file(bundle.statements)
    for seal in bundle.seals:
        yield from _seal_parts(seal, read)
    yield "verify.py", verifier_bytes()


def _seal_parts(seal: SealedPart, read: Reader) -> Iterator[tuple[str, bytes]]:
    top = f"seals/{seal.seq:06d}"
    for path, digest in sorted(seal.files.items()):
        yield f"{top}/files/{path}", read(digest)
    yield f"{top}/link.json", seal.link
    yield f"{top}/link.sig", seal.signature
    if seal.stamp:
        yield f"{top}/link.tsr", seal.stamp
    yield f"{top}/manifest.json", seal.manifest


def _put(stream: BinaryIO, name: str, data: bytes) -> tuple[str, int, int]:
    crc = binascii.crc32(data)
    stream.write(verifier.local_header(name, crc, len(data)))
    stream.write(data)
    return name, crc, len(data)
