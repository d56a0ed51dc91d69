#!/usr/bin/env python3
"""Periksa bundel bukti turunkan / check a turunkan evidence bundle: offline, without trusting the office.

    python3 verify.py BUNDLE.zip --key FINGERPRINT
    python3 verify.py BUNDLE.zip --keys keys.json

The fingerprint of the office's key is on its letters and on its page of keys, from which you should have it; that
page also gives keys.json, with what the office said of its keys since the bundle was made.
Needs Python 3.9 and the package `cryptography` (Ed25519, RFC 8032); no network, nothing else of turunkan. Exit
code 0: intact, and signed by keys that you named. 1: not so, and it says why. 2: no bundle. Whoever could change a
bundle could change this file in it: take it from elsewhere, or compare its SHA-256 with the office's page of keys.

A bundle is a ZIP of files that are stored, not compressed, and this is all of it:

    bundle.json, bundle.sig    every other file with size and SHA-256; signed when the bundle was made
    seals/SEQ/manifest.json    one step of the case: when, by which role, and its files with size and SHA-256
    seals/SEQ/files/...        those files; one deleted by rule is named among the `tombstones` of a later seal
    seals/SEQ/link.json, .sig  {seq, at, manifest: its SHA-256, previous: SHA-256 of the link before, key}
    seals/SEQ/link.tsr         perhaps: a time stamp on link.json (RFC 3161), which `openssl ts -verify` checks
    chain.jsonl                the links in between, of other cases: nothing of them but numbers and hashes
    keys.json                  what the office said of its keys, each statement signed
    verify.py, README.txt      this file, and how to use it

JSON is canonical (RFC 8785); a signature is Ed25519 over a file's bytes, 64 bytes as they are; a fingerprint is
the SHA-256 of a public key's 32 bytes. The links of all cases of an office are one chain, numbered without gaps.
"""

from __future__ import annotations

import argparse
import binascii
import hashlib
import io
import json
import re
import struct
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ModuleNotFoundError:
    sys.stderr.write("Perlu paket / needs the package 'cryptography': python3 -m pip install cryptography\n")
    sys.exit(2)

BUNDLE, SEAL, LINK, KEYS, KEY = (f"turunkan-{what}/1" for what in ("bundle", "seal", "link", "keys", "key"))
START, MOST_FILES, MOST_BYTES = "0" * 64, 65_535, 0xFFFFFFFF  # before the first link; limits of a plain ZIP
_MOST_STATEMENTS, _MOST_READ = 500, 1 << 26  # of one office; bytes of a part other than sealed files
MOST_SHOWN = 200  # problems, and names of deleted files
PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")

SAYS = {  # code of a problem: what it means, Indonesian and English
    "archive": ("arsip rusak atau diubah di sini", "the archive is damaged or altered here"),
    "doubled": ("berkas ini ada lebih dari sekali", "this file is there more than once"),
    "extra": ("berkas ini bukan bagian bundel", "this file is no part of the bundle"),
    "missing": ("berkas ini hilang", "this file is missing"),
    "altered": ("isi berkas ini diubah", "what this file holds was altered"),
    "unreadable": ("berkas ini bukan sebagaimana mestinya", "this file is not what it should be"),
    "signature": ("tanda tangan tidak cocok dengan berkas ini", "the signature does not fit this file"),
    "chain": ("mata rantai ini tidak menyambung", "this link does not join the one before"),
    "key": ("pernyataan tentang kunci ini tidak sah", "this statement about a key is not valid"),
    "revoked": ("kunci ini sudah berakhir saat itu", "its key had come to its end by then"),
    "unproven": (
        "kuncinya kemudian hilang atau dicabut, maka bisa jadi dibuat oleh yang mengambilnya; minta bundel baru",
        "its key was lost or revoked later, so whoever took it may have made this; ask for a new bundle",
    ),
}


class Problem(NamedTuple):
    """One thing that is wrong: a code of SAYS, and where."""

    code: str
    place: str


class Sealed(NamedTuple):
    """A seal as it was found: its number, its step, when, and how many files it names."""

    seq: int
    step: str
    at: str
    files: int


class Report(NamedTuple):
    """What a check found; `signer` is the fingerprint of the bundle's key, `deleted` what was deleted by rule."""

    problems: tuple[Problem, ...]
    signer: str = ""
    trusted: bool = False
    case: str = ""
    seals: tuple[Sealed, ...] = ()
    deleted: tuple[str, ...] = ()

    @property
    def intact(self) -> bool:
        """Whether every byte is as it was sealed, whoever signed it, and whatever became of the key."""
        return all(problem.code == "unproven" for problem in self.problems)


def local_header(name: str, crc: int, size: int) -> bytes:
    """What stands before a file (APPNOTE 4.3.7): stored, of 1980-01-01, nothing optional."""
    sizes = struct.pack("<IIIHH", crc, size, size, len(name), 0)
    return b"PK\3\4" + struct.pack("<5H", 20, 0, 0, 0, 33) + sizes + name.encode("latin-1")


def directory(entries: Iterable[tuple[str, int, int]]) -> bytes:
    """What stands after the last file (APPNOTE 4.3.12, 4.3.16), from each one's name, CRC-32 and size."""
    lines, at = [], 0
    for name, crc, size in entries:
        sizes = struct.pack("<IIIHHHHHII", crc, size, size, len(name), 0, 0, 0, 0, 0, at)
        lines.append(b"PK\1\2" + struct.pack("<6H", 20, 20, 0, 0, 0, 33) + sizes + name.encode("latin-1"))
        at += 30 + len(name) + size
    size = sum(map(len, lines))
    return b"".join(lines) + b"PK\5\6" + struct.pack("<4H2IH", 0, 0, len(lines), len(lines), size, at, 0)


class Archive:
    """The files of a ZIP as it was issued: only one sequence of bytes holds them, so any other is an altered one.

    `digests` has SHA-256 and size by name. Raises ValueError for what is no such ZIP at all.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._places = stream, dict[str, int]()
        self.digests: dict[str, tuple[str, int]] = {}
        self.problems: list[Problem] = []
        end, entries = stream.seek(0, 2), list[tuple[str, int, int]]()
        stream.seek(0)
        while len(start := stream.read(30)) == 30 and start.startswith(b"PK\3\4"):
            crc, size, _, length = struct.unpack("<14xIIIH2x", start)
            name = stream.read(length).decode("latin-1")
            if stream.tell() + size > end or len(entries) == MOST_FILES:
                break
            if start + name.encode("latin-1") != local_header(name, crc, size):
                self.problems.append(Problem("archive", name))
            if not PATH.fullmatch(name):
                self.problems.append(Problem("extra", name))
            if name in self._places:
                self.problems.append(Problem("doubled", name))
            self._places[name] = stream.tell()
            found, self.digests[name] = _digest(stream, size)
            if found != crc:
                self.problems.append(Problem("altered", name))
            entries.append((name, crc, size))
        if not entries:
            raise ValueError("no bundle")
        if start + stream.read() != directory(entries):
            self.problems.append(Problem("archive", f"after {entries[-1][0]}"))

    def read(self, name: str) -> bytes:
        """A whole file; nothing where there is none. Raises ValueError for one larger than any that is read so."""
        size = self.digests.get(name, ("", 0))[1]
        if size > _MOST_READ:
            raise ValueError(f"{name} is too large")
        self._stream.seek(self._places.get(name, 0))
        return self._stream.read(size)


def _digest(stream: BinaryIO, size: int) -> tuple[int, tuple[str, int]]:
    """CRC-32, SHA-256 and size of the next bytes, at most so many."""
    crc, digest, left = 0, hashlib.sha256(), size
    while left and (piece := stream.read(min(left, 1 << 20))):
        crc, left = binascii.crc32(piece, crc), left - len(piece)
        digest.update(piece)
    return crc, (digest.hexdigest(), size - left)


def parsed(data: bytes, format_: str) -> dict[str, Any]:
    """An object of a format. Raises ValueError for anything else, a name given twice among it."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) != len(pairs):
            raise ValueError("a name given twice")
        return dict(pairs)

    try:
        found = json.loads(data.decode("utf-8"), object_pairs_hook=once)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(found, dict) or found.get("format") != format_:
        raise ValueError(f"not {format_}")
    return found


def fits(public: bytes, signature: bytes, data: bytes) -> bool:
    """Whether an Ed25519 signature (64 bytes) over the data is by the holder of a public key (32 bytes)."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


class End(NamedTuple):
    """The last link of a key; and the link (seq, head) that proves what it signed to be older, where needed."""

    seq: int
    proof: tuple[int, str] | None


class Keys:
    """What the office said of its keys: who followed whom, and until which link a key counts."""

    def __init__(self, statements: Iterable[Mapping[str, Any]], known: Iterable[Mapping[str, Any]] = ()) -> None:
        self.public: dict[str, bytes] = {}
        self.problems: list[Problem] = []
        self._said: list[dict[str, Any]] = []
        own = list(statements)
        for number, one in enumerate([*own, *known], start=1):
            try:
                self._take(one["statement"].encode(), one["signatures"])
            except (ValueError, KeyError, TypeError, AttributeError):
                if number <= len(own):  # what is known from elsewhere is no fault of the bundle
                    self.problems.append(Problem("key", f"keys.json #{number}"))
        handed = [said["previous"] for said in self._said if said["event"] == "rotated"]
        begun = [said["key"] for said in self._said if said["event"] in ("created", "rotated", "lost")]
        # Only a thief names a second successor, or has a key begin a second time.
        self._split = {key for names in (handed, begun) for key, times in Counter(names).items() if times > 1}
        self.problems += [Problem("key", f"keys.json {key}") for key in sorted(self._split)]

    def _take(self, data: bytes, signatures: Mapping[str, str]) -> None:
        """Keep a statement that its key signed and, where the one before handed over, that one too."""
        said = parsed(data, KEY)
        public = bytes.fromhex(said["public"])
        if hashlib.sha256(public).hexdigest() != said["key"]:
            raise ValueError("fingerprint")
        self.public[said["key"]] = public
        if said["previous"] and not isinstance(said["through"]["seq"], int):
            raise ValueError("no end")
        for signer in [said["key"]] + [said["previous"]] * (said["event"] == "rotated"):
            if not fits(self.public[signer], bytes.fromhex(signatures[signer]), data):
                raise ValueError("signature")
        if said not in self._said:
            self._said.append(said)

    def trusted(self, given: Iterable[str]) -> dict[str, End | None]:
        """Fingerprint -> None, or where the key's time ended: every key that counts if those given are trusted.

        A given key that handed over in good order vouches for its one successor, and that one for the next; a key
        vouches for the one before it, up to the link that it names, but not for others that this one names. What
        was signed with a key that was lost or stolen, or that only such a key vouches for, needs proof: that the
        chain in this bundle reaches the link at which the lost or stolen key ended.
        """
        given = set(given) & self.public.keys()
        doubted = {
            said["previous"]
            for said in self._said
            if said["event"] in ("lost", "revoked") and said["key"] in given
        }
        counts: dict[str, End | None] = dict.fromkeys(given - doubted)
        for said in self._said * len(self._said):
            previous = said["previous"]
            if said["event"] == "rotated" and previous in counts and previous not in doubted | self._split:
                counts.setdefault(said["key"])
        for said in self._said * len(self._said):
            key, previous = said["key"], said["previous"]
            if key in counts and previous and previous != key:
                vouching, known, end = counts[key], counts.get(previous), said["through"]
                proof = (end["seq"], end["head"]) if said["event"] != "rotated" else vouching and vouching.proof
                # Nobody vouches beyond the own end: whoever took a key that was replaced would name any successor.
                ends = [end["seq"], *(one.seq for one in (vouching, known) if one)]
                counts[previous] = End(min(ends), proof or (known and known.proof) or None)
        return counts


def _is_bounded(index: Mapping[str, Any]) -> bool:
    """Whether an index names files and seals in the shapes it should, each seal once, no more than a ZIP holds."""
    files, seals = index.get("files"), index.get("seals")
    if not isinstance(files, dict) or not isinstance(seals, list) or max(len(files), len(seals)) > MOST_FILES:
        return False
    return all(type(seq) is int and seq > 0 for seq in seals) and len(set(seals)) == len(seals)


class _Check:
    """One check of one bundle; the steps stand in the order in which `check` takes them."""

    def __init__(self, files: Archive, known: Iterable[Mapping[str, Any]]) -> None:
        self.files, self.problems = files, list(files.problems)
        self.index = self.json("bundle.json", BUNDLE)
        if self.index and not _is_bounded(self.index):
            self.index = {}
            self.wrong("unreadable", "bundle.json")
        own = self.json("keys.json", KEYS).get("statements")
        self.keys = Keys(own[:_MOST_STATEMENTS] if isinstance(own, list) else (), known)
        self.problems += self.keys.problems
        self.seals: dict[int, dict[str, Any]] = {}  # manifests by number
        self.links: dict[int, tuple[dict[str, Any], str]] = {}  # links and their SHA-256, by number
        self.deleted: dict[str, str] = {}  # SHA-256 by name

    def wrong(self, code: str, place: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, place))

    def json(self, name: str, format_: str) -> dict[str, Any]:
        """A JSON file of a format; empty, and noted, where it is none."""
        try:
            return parsed(self.files.read(name), format_)
        except ValueError:
            self.wrong("unreadable" if name in self.files.digests else "missing", name)
            return {}

    def signed(self, name: str, key: str) -> None:
        """The signature beside a JSON file is by that key."""
        signature = self.files.read(name.replace(".json", ".sig"))
        if not fits(self.keys.public.get(key, b""), signature, self.files.read(name)):
            self.wrong("signature", name)

    def same(self, name: str, file: Mapping[str, Any]) -> None:
        """A file is there with the SHA-256 and size that were said of it, or a later seal says why not."""
        found = self.files.digests.get(name)
        if found is None and self.deleted.get(name) != file["sha256"]:
            self.wrong("missing", name)
        elif found is not None and found != (file["sha256"], file["size"]):
            self.wrong("altered", name)

    def index_holds(self) -> None:
        """Every file of the index is there, unaltered, in the order of names; and no other."""
        self.signed("bundle.json", self.index["key"])
        for name, file in self.index["files"].items():
            self.same(name, file)
        there, listed = list(self.files.digests), [*sorted(self.index["files"]), "bundle.json", "bundle.sig"]
        known = set(listed)
        self.problems += [Problem("extra", name) for name in there if name not in known]
        if sorted(there) == sorted(listed):
            self.problems += [Problem("archive", name) for at, name in enumerate(there) if name != listed[at]]

    def seals_hold(self) -> None:
        """Each seal is of this case, its link is signed, and the link names its manifest."""
        if not self.index["seals"]:
            self.wrong("missing", "seals")
        for seq in self.index["seals"]:
            top = f"seals/{seq:06d}"
            link, manifest = self.json(f"{top}/link.json", LINK), self.json(f"{top}/manifest.json", SEAL)
            if link and manifest:
                self.signed(f"{top}/link.json", link["key"])
                if link["manifest"] != self.files.digests[f"{top}/manifest.json"][0]:
                    self.wrong("altered", f"{top}/manifest.json")
                if link["seq"] != seq or manifest["case"] not in (self.index["case"], None):
                    self.wrong("extra", top)
                self.seals[seq] = manifest
                self.links[seq] = (link, self.files.digests[f"{top}/link.json"][0])

    def contents_hold(self) -> None:
        """Every file of every manifest is there, unless a later seal says that it was deleted; and no other."""
        for seq, manifest in self.seals.items():
            for stone in manifest["about"].get("tombstones", ()) if manifest["step"] == "deleted" else ():
                if stone["seal"] < seq:
                    self.deleted[f"seals/{stone['seal']:06d}/files/{stone['path']}"] = stone["sha256"]
        named = set()
        for seq, manifest in self.seals.items():
            for file in manifest["files"]:
                named.add(name := f"seals/{seq:06d}/files/{file['path']}")
                self.same(name, file)
        unnamed = sorted(self.files.digests.keys() - named)
        self.problems += [Problem("extra", name) for name in unnamed if "/files/" in name]

    def chain_joins(self) -> None:
        """The links of the case and those in between: numbered without gaps, each naming the one before."""
        for line in self.files.read("chain.jsonl").splitlines():
            link = parsed(line, LINK)
            self.links.setdefault(link["seq"], (link, hashlib.sha256(line).hexdigest()))
        before, previous, at = 0, START, ""
        for seq, (link, head) in sorted(self.links.items()):
            is_first = before == 0 and seq > 1  # of this bundle, not of the office
            if not is_first and (seq != before + 1 or link["previous"] != previous or link["at"] < at):
                self.wrong("chain", f"#{seq}")
            before, previous, at = seq, head, link["at"]

    def signers_count(self, given: Iterable[str]) -> bool:
        """Whether all keys are trusted, after noting what was signed by a key whose time had ended."""
        counts, heads = self.keys.trusted(given), {seq: head for seq, (_, head) in self.links.items()}
        signed = [(f"seals/{seq:06d}/link.json", self.links[seq][0]["key"], seq) for seq in self.seals]
        signed.append(("bundle.json", self.index["key"], max(self.seals, default=0)))
        for place, key, seq in signed:
            end = counts.get(key)
            if end and seq > end.seq:
                self.wrong("revoked", place)
            elif end and end.proof and (place == "bundle.json" or heads.get(end.proof[0]) != end.proof[1]):
                self.wrong("unproven", place)
        return {key for _, key, _ in signed} <= counts.keys() and not self.problems


def check(files: Archive, given: Iterable[str] = (), known: Iterable[Mapping[str, Any]] = ()) -> Report:
    """Check a bundle. `given`: fingerprints that you trust; `known`: statements about keys from elsewhere."""
    one, trusted, seals = _Check(files, known), False, list[Sealed]()
    try:
        if one.index:
            one.index_holds()
            one.seals_hold()
            one.contents_hold()
            one.chain_joins()
            trusted = one.signers_count(given)
        for seq, seal in sorted(one.seals.items()):
            seals.append(Sealed(seq, plain(seal["step"]), plain(seal["at"]), len(seal["files"])))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        one.wrong("unreadable", "bundle.json")  # JSON, and yet not what an office writes
    problems = tuple(dict.fromkeys(Problem(problem.code, plain(problem.place)) for problem in one.problems))
    deleted = tuple(map(plain, sorted(one.deleted.keys() - files.digests.keys())))
    return Report(
        problems, plain(one.index.get("key", "")), trusted, plain(one.index.get("case", "")), tuple(seals), deleted
    )


def plain(value: object) -> str:
    """What a stranger wrote, as it can be shown: no controls, nothing that moves about on a terminal."""
    return re.sub(r"[^!-~ ]", "?", str(value))[:300]


def lines_of(report: Report) -> Iterator[tuple[str, str]]:
    """The result in plain words, Indonesian and English, a line each."""
    if not report.intact:
        yield "TIDAK UTUH", "NOT INTACT"
    elif report.trusted:
        yield "UTUH, ditandatangani kunci yang Anda percayai", "INTACT, signed with a key that you trust"
    elif report.problems:
        yield "UTUH, BELUM TERBUKTI", "INTACT, NOT PROVEN"
    else:
        yield "UTUH, PENANDA TANGAN TIDAK DIKENAL", "INTACT, SIGNER UNKNOWN"
        yield (
            "  Cocokkan sidik kunci ini dengan yang di surat kantor.",
            "  Compare this key with the office's letter.",
        )
    for problem in report.problems[:MOST_SHOWN]:
        meaning = SAYS[problem.code]
        yield f"- {problem.place}: {meaning[0]}", f"- {problem.place}: {meaning[1]}"
    if (more := len(report.problems) - MOST_SHOWN) > 0:
        yield f"- dan {more} lagi", f"- and {more} more"
    yield f"Perkara {report.case}, sidik kunci {report.signer}", f"Case {report.case}, key {report.signer}"
    for seal in report.seals:
        said = f"{seal.seq} · {seal.at} · {seal.step} · {seal.files}"
        yield f"  segel {said} berkas", f"  seal {said} file(s)"
    for name in report.deleted[:MOST_SHOWN]:
        yield f"  dihapus menurut aturan: {name}", f"  deleted by rule: {name}"


def fingerprint(text: str) -> str:
    """A fingerprint as it may be typed, with spaces, colons and capitals. Raises ValueError for what is none."""
    found = re.sub(r"[\s:]", "", text).lower()
    if not re.fullmatch("[0-9a-f]{64}", found):
        raise ValueError(f"no fingerprint: {text!r}")
    return found


def statements_in(data: bytes) -> list[Mapping[str, Any]]:
    """What a file of keys says. Raises ValueError for anything else."""
    found = parsed(data, KEYS).get("statements")
    if not isinstance(found, list):
        raise ValueError("no list of keys")
    return found


def main(arguments: list[str]) -> int:
    """Check what the command line names, print both languages, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", help="berkas .zip / the .zip file")
    parser.add_argument("--key", action="append", default=[], help="sidik kunci / a fingerprint that you trust")
    parser.add_argument("--keys", action="append", default=[], help="berkas kunci / a keys.json that you trust")
    given = parser.parse_args(arguments)
    try:
        keys = {fingerprint(key) for key in given.key}
        known = [one for name in given.keys for one in statements_in(Path(name).read_bytes())]
    except (OSError, ValueError) as error:
        parser.error(f"bukan kunci / no key ({error})")
    try:
        with Path(given.bundle).open("rb") as stream:
            report = check(Archive(stream), keys | Keys(known).public.keys(), known)
    except (OSError, ValueError) as error:
        print(f"{given.bundle}: bukan bundel / no bundle ({error})")  # noqa: T201
        return 2
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    said = list(lines_of(report))
    print("\n".join(line[0] for line in said), "\n".join(line[1] for line in said), sep="\n\n")  # noqa: T201
    return 0 if report.intact and report.trusted else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
