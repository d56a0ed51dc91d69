"""Folder: where a batch leaves its Findings. What is not finished lies apart and is never taken for a result."""

import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from turunkan.core.vocab import Broken, Lang, StopRun, Wording, json_line

UNFINISHED = "_unfinished"
SUCCESS = "_SUCCESS"
BROKEN = "broken.jsonl"
PARTS = "part-*.jsonl"
_LOST = "lost-*.jsonl"
_NOT_EMPTY = Wording(
    id="Folder {folder} sudah berisi. Pilih folder lain, atau ganti hasil lama dengan --overwrite.",
    en="The folder {folder} is not empty. Choose another, or replace an older result with --overwrite.",
)
_FOREIGN = Wording(
    id="Di {folder} ada {name}, yang bukan hasil perintah ini; tidak ada yang diganti. Pilih folder lain.",
    en="{folder} holds {name}, which this command did not write; nothing was replaced. Choose another folder.",
)


def part_file(folder: Path, number: int) -> Path:
    """The Findings of a part."""
    return folder / f"part-{number:05d}.jsonl"


def lost_file(folder: Path, number: int) -> Path:
    """The broken parts of a part."""
    return folder / f"lost-{number:05d}.jsonl"


@contextmanager
def appearing(target: Path) -> Iterator[BinaryIO]:
    """A file that has its name only when it is whole, so that a part may be tried twice."""
    draft = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
    try:
        with draft.open("xb") as file:
            yield file
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def broken_line(part: Broken, lang: Lang) -> bytes:
    """A broken part as it is kept."""
    said = {"where": part.where, "part": part.part, "code": part.code, "message": part.message.say(lang)}
    return json_line(said)


class Results:
    """A folder that fills in `unfinished`; only `finish` makes a result of it, and marks it at the very end."""

    def __init__(self, folder: Path, *, overwrite: bool) -> None:
        self._folder = folder
        self.unfinished = folder.resolve() / UNFINISHED
        _check(folder, overwrite=overwrite)

    def __enter__(self) -> "Results":
        if self.unfinished.exists():
            shutil.rmtree(self.unfinished)
        self.unfinished.mkdir(parents=True)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.unfinished, ignore_errors=True)

    def finish(self, unread: Iterable[Broken], lang: Lang) -> int:
        """Put the new result in the place of an older one; the number of its parts."""
        self._gather(unread, lang)
        for name in (SUCCESS, BROKEN, PARTS):  # first the mark that the old result is whole
            for old in self._folder.glob(name):
                old.unlink()
        parts = sorted(self.unfinished.glob(PARTS))
        for new in (*parts, self.unfinished / BROKEN):
            new.replace(self._folder / new.name)
        (self._folder / SUCCESS).touch()
        return len(parts)

    def _gather(self, unread: Iterable[Broken], lang: Lang) -> None:
        """All broken parts in one file, in input order after the files that could not be read at all."""
        with (self.unfinished / BROKEN).open("wb") as gathered:
            gathered.writelines(broken_line(part, lang) for part in unread)
            for lost in sorted(self.unfinished.glob(_LOST)):
                with lost.open("rb") as source:
                    shutil.copyfileobj(source, gathered)


def _check(folder: Path, *, overwrite: bool) -> None:
    """Raise StopRun where something is in the way."""
    for path in sorted(folder.iterdir()) if folder.exists() else ():
        if not overwrite:
            raise StopRun("output folder is not empty", _NOT_EMPTY.fill(folder=folder))
        if not any(path.match(name) for name in (SUCCESS, BROKEN, PARTS, UNFINISHED)):
            raise StopRun("output folder holds other files", _FOREIGN.fill(folder=folder, name=path.name))
