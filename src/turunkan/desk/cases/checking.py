"""Checking every seal of the office against the database, the store and the keys."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from turunkan.core.evidence.store import Store
from turunkan.core.evidence.verifier import LINK, SEAL, START, Keys, Problem, fits, parsed
from turunkan.core.vocab import StopRun
from turunkan.desk.audit.keyring import statements
from turunkan.desk.cases.models import Seal
from turunkan.desk.cases.sealing import store
from turunkan.desk.cases.steps import Step


@dataclass(frozen=True, slots=True)
class SealsState:
    """How many seals and files there are, the chain's head, and what is wrong with them."""

    seals: int
    files: int
    head: str
    problems: tuple[Problem, ...]


def check_seals() -> SealsState:
    """Walk the whole chain: numbers, hashes, signatures, manifests, and every file in the store."""
    keys = Keys([one.as_json() for one in statements()])
    problems, keep, deleted = list(keys.problems), store(), tombstones()
    count, files, head = 0, 0, START
    for seal in Seal.objects.prefetch_related("files").iterator(chunk_size=100):
        count += 1
        files += len(seal.files.all())
        problems += _link_problems(seal, count, head, keys)
        problems += _file_problems(seal, keep, deleted)
        head = seal.head
    return SealsState(count, files, head, tuple(problems))


def tombstones() -> set[tuple[int, str]]:
    """Seal and path of every file that was deleted by rule, as the seals of those deletions say."""
    manifests = map(json.loads, Seal.objects.filter(step=Step.DELETED).values_list("manifest", flat=True))
    return {(one["seal"], one["path"]) for said in manifests for one in said["about"].get("tombstones", ())}


def _link_problems(seal: Seal, seq: int, previous: str, keys: Keys) -> Iterator[Problem]:
    """What is wrong with the link of a seal that should have this number and follow this head."""
    place = f"#{seal.seq}"
    link, data = parsed(seal.link.encode(), LINK), seal.link.encode()
    if (seal.seq, link["seq"], seal.previous, link["previous"]) != (seq, seq, previous, previous):
        yield Problem("chain", place)
    if seal.head != hashlib.sha256(data).hexdigest():
        yield Problem("altered", place)
    if link["manifest"] != hashlib.sha256(seal.manifest.encode()).hexdigest():
        yield Problem("altered", f"{place} manifest.json")
    if not fits(keys.public.get(link["key"], b""), bytes(seal.signature), data):
        yield Problem("signature", place)


def _file_problems(seal: Seal, keep: Store, deleted: set[tuple[int, str]]) -> Iterator[Problem]:
    """What is wrong with the files of a seal: the rows against the manifest, the store against both."""
    listed = {(one["path"], one["sha256"], one["size"]) for one in parsed(seal.manifest.encode(), SEAL)["files"]}
    rows = {(file.path, file.sha256, file.size) for file in seal.files.all()}
    for path, _, _ in sorted(listed ^ rows):
        yield Problem("altered", f"#{seal.seq} {path}")
    for path, digest, _ in sorted(listed & rows):
        if (seal.seq, path) in deleted and not keep.has(digest):
            continue
        try:
            keep.get(digest)
        except StopRun:
            yield Problem("altered" if keep.has(digest) else "missing", f"#{seal.seq} {path}")
