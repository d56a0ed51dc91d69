"""A file that is there whole or not at all, whatever happens to who writes it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

UNFINISHED = ".part"
"""How the names of files end that a killed writer left behind; they begin with a dot."""


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file in here; it takes its name, over any other file, once all of it is on the disk.

    It can be read by the owner of this process alone. Nothing is left where writing fails.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
        sync(path.parent)
    finally:
        Path(name).unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """Have the disk hold the names in a folder, not only the contents of its files."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
