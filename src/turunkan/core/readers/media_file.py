"""MediaFile: a picture or video that a source holds beside its Items."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file in a source: the SHA-256 of its bytes in hexadecimal, its name there, its size in bytes.

    `open` gives its bytes from the beginning, for as long as the source itself is open; who calls it closes it.
    """

    sha256: str
    name: str
    size: int
    open: Callable[[], BinaryIO]
