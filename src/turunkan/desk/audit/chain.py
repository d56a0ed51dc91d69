"""The hash of an event: pure, so that anyone can repeat it over an export."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

START = "0" * 64


def event_hash(event: Mapping[str, Any]) -> str:
    """SHA-256 (hexadecimal) over the event's canonical JSON: sorted keys, no white space, UTF-8.

    Values are texts, whole numbers, booleans, None, and lists or objects of them; for these the form is that of
    RFC 8785.
    """
    plain = {**event, "at": _instant(event["at"])}
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _instant(at: datetime) -> str:
    """One spelling of a moment, whatever zone a database returns it in."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
