"""Pieces: what one worker reads by itself, and how its records become Items; the readers of `core` do both."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from turunkan.core.readers import read_posts
from turunkan.core.readers.stretches import Stretch, read_stretch, stretches
from turunkan.core.vocab import Broken, Post, StopRun, Wording
from turunkan.scale.parquet import is_parquet, read_row_group, row_groups

_CHANGED = Wording(
    id="{name} berubah selagi dibaca. Jalankan lagi setelah berkasnya selesai ditulis.",
    en="{name} changed while it was read. Run again when the file is written completely.",
)


class Form(StrEnum):
    """How a piece is read."""

    WHOLE = "whole"  # from beginning to end, as `scan` reads a file
    LINES = "lines"  # one stretch of JSON lines
    ROWS = "rows"  # one row group of Parquet


@dataclass(frozen=True, slots=True)
class Piece:
    """`path` is where workers find the file, `name` what people know it by, `size` what the whole file must have.

    `start` and `end` are bytes; of Parquet, `start` is the group. `first` is the number of its first line or row.
    """

    path: str
    name: str
    size: int
    weight: int
    form: Form = Form.WHOLE
    start: int = 0
    end: int = 0
    first: int = 1


def pieces_of(path: Path, name: str, weight: int) -> Iterator[Piece]:
    """A file in pieces of about `weight` bytes where it can be cut. Raises Unreadable, OSError."""
    whole, size = str(path.resolve()), path.stat().st_size
    with path.open("rb") as source:
        if is_parquet(source):
            for group in row_groups(source, name):
                yield Piece(whole, name, size, group.weight, Form.ROWS, group.number, 0, group.first)
            return
        cut = stretches(source, name, weight)
        if cut is None:
            yield Piece(whole, name, size, size)
        for one in cut or ():
            yield Piece(whole, name, size, one.end - one.start, Form.LINES, one.start, one.end, one.first)


def records(piece: Piece) -> Iterator[Post | Broken]:
    """The Items and broken parts of a piece, in its order. Raises StopRun where the file is not as it was."""
    path = Path(piece.path)
    if path.stat().st_size != piece.size:
        raise StopRun(f"{piece.name} changed", _CHANGED.fill(name=piece.name))
    with path.open("rb") as source:
        if piece.form is Form.ROWS:
            yield from read_row_group(source, piece.name, piece.start, piece.first)
        elif piece.form is Form.LINES:
            yield from read_stretch(source, piece.name, Stretch(piece.start, piece.end, piece.first))
        else:
            yield from read_posts(source, piece.name)
