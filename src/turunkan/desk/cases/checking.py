"""Checking every seal of the office against the database, the store and the keys."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest

from turunkan.core.evidence.seals import instant
from turunkan.core.evidence.store import Store
from turunkan.core.evidence.verifier import LINK, SEAL, START, End, Keys, Problem, fits, parsed
from turunkan.core.vocab import StopRun
from turunkan.desk.audit.keyring import current_fingerprint, statements
from turunkan.desk.audit.models import AuditEvent, KeyStatement
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
    """Walk the whole chain: numbers, hashes, signatures, manifests, every file, and what the log says."""
    keys, logged = Keys([one.as_json() for one in statements()]), _logged()
    problems, keep, deleted = [*keys.problems, *_key_problems()], store(), tombstones()
    ends = keys.trusted([current_fingerprint()])
    count, files, head = 0, 0, START
    for seal in Seal.objects.select_related("case").prefetch_related("files").iterator(chunk_size=100):
        count += 1
        files += len(seal.files.all())
        try:
            problems += _link_problems(seal, count, head, keys, ends)
            problems += _file_problems(seal, keep, deleted)
        except (ValueError, KeyError, TypeError):
            problems.append(Problem("unreadable", f"#{seal.seq}"))
        if logged.pop(seal.seq, None) != seal.head:
            problems.append(Problem("chain", f"#{seal.seq}"))
        head = seal.head
    problems += [Problem("missing", f"#{seq}") for seq in sorted(logged)]
    return SealsState(count, files, head, tuple(dict.fromkeys(problems)))


def tombstones() -> set[tuple[int, str]]:
    """Seal and path of every file that was deleted by rule, as the seals of those deletions say."""
    found = set()
    for text in Seal.objects.filter(step=Step.DELETED).values_list("manifest", flat=True):
        with suppress(ValueError, KeyError, TypeError):  # named where its seal is checked
            found |= {(one["seal"], one["path"]) for one in json.loads(text)["about"].get("tombstones", ())}
    return found


def _logged() -> dict[int, str]:
    """Number and head of every seal that the audit log knows."""
    events = AuditEvent.objects.filter(verb="case.sealed").values_list("object_id", "facts")
    return {int(seq): facts["head"] for seq, facts in events}


def _key_problems() -> Iterator[Problem]:
    """Statements about keys that the log does not know, or knows otherwise."""
    logged = AuditEvent.objects.filter(object_type="key").values_list("verb", "object_id")
    stated = [(f"key.{one.event}", one.fingerprint) for one in KeyStatement.objects.all()]
    for number, (ours, theirs) in enumerate(zip_longest(stated, logged), start=1):
        if ours != theirs:
            yield Problem("key", f"keys.json #{number}")


def _link_problems(
    seal: Seal, seq: int, previous: str, keys: Keys, ends: Mapping[str, End | None]
) -> Iterator[Problem]:
    """What is wrong with the link of a seal that should have this number and follow this head."""
    place, data = f"#{seal.seq}", seal.link.encode()
    link, manifest = parsed(data, LINK), parsed(seal.manifest.encode(), SEAL)
    if (seal.seq, link["seq"], seal.previous, link["previous"]) != (seq, seq, previous, previous):
        yield Problem("chain", place)
    if seal.head != hashlib.sha256(data).hexdigest():
        yield Problem("altered", place)
    if link["manifest"] != hashlib.sha256(seal.manifest.encode()).hexdigest():
        yield Problem("altered", f"{place} manifest.json")
    row = (seal.case.code if seal.case else None, seal.step, instant(seal.at), instant(seal.at), seal.key)
    if row != (manifest["case"], manifest["step"], manifest["at"], link["at"], link["key"]):
        yield Problem("altered", place)
    if not fits(keys.public.get(link["key"], b""), bytes(seal.signature), data):
        yield Problem("signature", place)
    end = ends.get(link["key"])
    if link["key"] not in ends or (end and seq > end.seq):
        yield Problem("revoked", place)


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
