"""Folders of pages: a whole one takes the place of an earlier one, and of nothing that others wrote."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from turunkan.cli.words import catalogue as words
from turunkan.core.vocab import StopRun

LIST = ".turunkan-catalogue"
"""The file by which an earlier folder is known: the names of all its pages."""


def write_folder(out: Path, pages: Iterable[tuple[str, str]]) -> int:
    """The number of pages written; the folder is whole, or as it was. Raises StopRun where it is not ours."""
    target = out.resolve()
    _refuse_foreign(target, out)
    with _beside(target) as part:
        names = [_written(part, name, text) for name, text in pages]
        (part / LIST).write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8")
        _swap(part, target)
    return len(names)


def _refuse_foreign(target: Path, shown: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise StopRun(f"{target} is no folder", words.NO_FOLDER.fill(folder=shown))
    ours = {LIST, *_listed(target)}
    for path in sorted(target.rglob("*")):
        name = path.relative_to(target).as_posix()
        if name not in ours and (path.is_symlink() or not path.is_dir()):
            raise StopRun(f"{target} holds {name}", words.FOREIGN.fill(folder=shown, name=name))


def _listed(folder: Path) -> list[str]:
    known = folder / LIST
    return known.read_text(encoding="utf-8", errors="replace").splitlines() if known.is_file() else []


def _written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return name


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A new folder next to the target, which is gone at the end, unless it was moved."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    part.mkdir(parents=True)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _swap(part: Path, target: Path) -> None:
    """Two renames, since full folders have no single one; the first is undone where the second fails."""
    old = target.with_name(f".{target.name}.{os.getpid()}.old")
    if target.exists():
        target.rename(old)
    try:
        part.rename(target)
    finally:
        if old.exists() and not target.exists():
            old.rename(target)
    shutil.rmtree(old, ignore_errors=True)
