"""Signed heads of the audit chain, kept outside the database: who rewrites or cuts the log cannot rewrite these.

`$TURUNKAN_HOME/heads/audit.jsonl` has a line a head: {"head": canonical JSON {at, seq, hash, key}, "signature"}.
"""

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from turunkan.core.evidence.canonical import canonical
from turunkan.core.evidence.seals import instant
from turunkan.core.evidence.verifier import Keys, Problem, fits, parsed
from turunkan.desk.audit.keyring import current_signer, statements
from turunkan.desk.audit.models import AuditEvent, AuditHead

FORMAT = "turunkan-head/1"
_EVERY = timedelta(hours=1)
_NO_HEAD: dict[str, Any] = {"seq": 0, "at": ""}


@transaction.atomic
def sign_head(now: datetime) -> int:
    """Sign the log's head, once an hour while it moves; how many heads were signed."""
    signer, head = current_signer(), AuditHead.objects.get(pk=1)
    last = _last()
    if last["seq"] == head.seq or instant(now - _EVERY) < last["at"]:
        return 0
    said = {"format": FORMAT, "at": instant(now), "seq": head.seq, "hash": head.hash, "key": signer.fingerprint}
    data = canonical(said)
    _append(json.dumps({"head": data.decode(), "signature": signer.sign(data).hex()}))
    return 1


def check_heads() -> tuple[int, tuple[Problem, ...]]:
    """How many heads are kept, and those that are not ours or that the log does not bear out."""
    lines = _lines()
    return len(lines), tuple(_problems(lines))


def heads_file() -> Path:
    """Where the heads are kept."""
    folder: Path = settings.TURUNKAN_HOME / "heads"
    return folder / "audit.jsonl"


def _problems(lines: list[str]) -> Iterator[Problem]:
    keys = Keys([one.as_json() for one in statements()])
    for number, line in enumerate(lines, start=1):
        place = f"heads/audit.jsonl #{number}"
        try:
            yield from _line_problems(place, json.loads(line), keys)
        except (ValueError, KeyError, TypeError, AttributeError):
            yield Problem("unreadable", place)


def _line_problems(place: str, kept: dict[str, str], keys: Keys) -> Iterator[Problem]:
    data = kept["head"].encode()
    head = parsed(data, FORMAT)
    if not fits(keys.public.get(head["key"], b""), bytes.fromhex(kept["signature"]), data):
        yield Problem("signature", place)
    elif not AuditEvent.objects.filter(seq=head["seq"], hash=head["hash"]).exists():
        yield Problem("chain", place)


def _lines() -> list[str]:
    file = heads_file()
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def _last() -> dict[str, Any]:
    """The last head that was kept; nothing where there is none, or where its line was cut off."""
    try:
        return _NO_HEAD | parsed(json.loads(_lines()[-1])["head"].encode(), FORMAT)
    except (IndexError, ValueError, KeyError, TypeError, AttributeError):
        return _NO_HEAD


def _append(line: str) -> None:
    """Add a line, on the disk when this returns; one that was cut off before it is ended first."""
    file = heads_file()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    is_cut_off = file.exists() and not file.read_bytes().endswith(b"\n")
    with file.open("ab") as stream:
        stream.write(b"\n" * is_cut_off + line.encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
