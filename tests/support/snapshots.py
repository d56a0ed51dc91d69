"""Snapshots: messages compared whole; TURUNKAN_WRITE_SNAPSHOTS=1 writes them anew, to be read in the diff."""

import os
from pathlib import Path


def assert_shown_as(snapshot: Path, shown: str) -> None:
    """The message is the one that is kept."""
    if os.environ.get("TURUNKAN_WRITE_SNAPSHOTS") == "1":
        snapshot.parent.mkdir(exist_ok=True)
        snapshot.write_text(f"{shown}\n", encoding="utf-8")
    assert f"{shown}\n" == snapshot.read_text(encoding="utf-8")
