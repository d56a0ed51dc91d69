"""The demo's captures, their days moved so that the newest was captured yesterday."""

import io
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import BinaryIO

from turunkan.core.vocab import StopRun, Wording

ANCHOR = date(2026, 11, 20)
_DAYS = ("posted_at", "captured_at")
_TRUTH = ("label", "acceptable", "tier", "disguise")
_MISSING = Wording(
    id="Tangkapan peragaan tidak ikut terpasang; jalankan dari salinan repositori.",
    en="The demo's captures are not installed; run it from a copy of the repository.",
)


def captures(today: date) -> Iterator[tuple[str, BinaryIO]]:
    """Name and content of each file, without the truth that evaluation reads. Raises StopRun without files."""
    shift = today - timedelta(days=1) - ANCHOR
    files = sorted(
        (file for file in _folder().iterdir() if file.name.endswith(".jsonl")), key=lambda file: file.name
    )
    for file in files:
        lines = [_moved(line, shift) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        yield file.name, io.BytesIO("\n".join(lines).encode())


def _folder() -> Traversable:
    """In the wheel beside the code; in a checkout at the top."""
    packaged = resources.files("turunkan") / "examples" / "captures"
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).parents[4] / "examples" / "captures"
    if checkout.is_dir():
        return checkout
    raise StopRun("no captures", _MISSING)


def _moved(line: str, shift: timedelta) -> str:
    record = {name: value for name, value in json.loads(line).items() if name not in _TRUTH}
    for name in _DAYS:
        if name in record:
            record[name] = (datetime.fromisoformat(record[name]) + shift).isoformat()
    return json.dumps(record, ensure_ascii=False)
