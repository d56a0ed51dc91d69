"""The envelope that the browser extension Zeeschuimer puts around each post of a platform.

Source: https://github.com/digitalmethodsinitiative/zeeschuimer (its NDJSON export).
"""

from collections.abc import Callable
from datetime import datetime

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.dig import Record, as_epoch_ms, as_id
from turunkan.core.readers.picker import Picker


def is_envelope(record: Record) -> bool:
    """Whether the record is a Zeeschuimer envelope, of whatever platform."""
    return "source_platform" in record and "data" in record


def from_platform(*platforms: str) -> Callable[[Record], bool]:
    """Matches the envelopes of a platform, under any of its names."""
    return lambda record: is_envelope(record) and record["source_platform"] in platforms


def data_of(pick: Picker) -> Record:
    """The platform's own post inside the envelope."""
    data = pick.record.get("data")
    if not isinstance(data, dict):
        raise Breakage(Code.MISSING_KEY, key="data")
    return data


def id_of(pick: Picker, *paths: str) -> str:
    """The platform's id of the post."""
    found = pick.take("id", as_id, "item_id", *paths)
    if found is None:
        raise Breakage(Code.MISSING_KEY, key="item_id")
    return found


def captured_at(pick: Picker) -> datetime | None:
    """When the extension saw the post (milliseconds since 1970, UTC)."""
    return pick.take("captured_at", as_epoch_ms, "timestamp_collected")
