"""Plan: files, folders and globs → parts of about equal weight, in input order, whatever the cluster is like."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from glob import glob, has_magic
from pathlib import Path

from turunkan.core.readers import Unreadable
from turunkan.scale.pieces import Piece, pieces_of

PART = 8 * 1024 * 1024  # bytes of input in a part; what cannot be cut may be more

Part = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is read, part by part, and the inputs of which nothing can be read, with the reason."""

    parts: list[Part] = field(default_factory=list)
    unread: list[tuple[str, Unreadable | OSError]] = field(default_factory=list)


def plan_of(inputs: Iterable[str], weight: int = PART) -> Plan:
    """The parts of all inputs; each file is opened here once, and JSON lines are gone through to be counted."""
    plan = Plan()
    pieces: list[Piece] = []
    for name in files_of(inputs):
        try:
            pieces += pieces_of(Path(name), name, weight)
        except (Unreadable, OSError) as error:
            plan.unread.append((name, error))
    plan.parts.extend(_parts(pieces, weight))
    return plan


def files_of(inputs: Iterable[str]) -> Iterator[str]:
    """The files that are meant: of a folder all in it and below, but none whose name begins with `_` or `.`."""
    for given in inputs:
        literal = Path(given).exists() or not has_magic(given)
        for name in [given] if literal else sorted(glob(given, recursive=True)) or [given]:  # noqa: PTH207 – as given
            yield from map(str, _inside(Path(name))) if Path(name).is_dir() else (name,)


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(("_", ".")):
            yield from _inside(path) if path.is_dir() else (path,)


def _parts(pieces: Sequence[Piece], weight: int) -> Iterator[Part]:
    """Pieces that follow each other, together until they weigh enough."""
    part: list[Piece] = []
    for piece in pieces:
        if part and sum(one.weight for one in part) + piece.weight > weight:
            yield tuple(part)
            part = []
        part.append(piece)
    if part:
        yield tuple(part)
