"""Progress: how far the reading is, by bytes, on stderr and only where a person watches it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn


class Bar:
    """A bar for one file after the other; it says nothing unless `shown`, and leaves no trace."""

    def __init__(self, *, shown: bool) -> None:
        self._progress = _progress() if shown else None
        self._name = ""

    def __enter__(self) -> "Bar":
        if self._progress:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()

    def watch(self, file: BinaryIO, name: str) -> BinaryIO:
        """The same file; reading it moves the bar. What has no size, a pipe, has no bar."""
        path = Path(name)
        if self._progress is None or not path.is_file():
            return file
        self._clear()
        return self._progress.wrap_file(file, total=path.stat().st_size, description=path.name)

    def reach(self, name: str, place: int) -> None:
        """Where in a file the reading is that others do, in bytes."""
        path = Path(name)
        if self._progress is None or not place:
            return
        if self._name != name:
            self._clear()
            self._name = name
            self._progress.add_task(path.name, total=path.stat().st_size)
        self._progress.update(self._progress.task_ids[0], completed=place)

    def _clear(self) -> None:
        if self._progress:
            for task in self._progress.task_ids:
                self._progress.remove_task(task)

    def say(self, message: str) -> None:
        """A line on stderr, above the bar."""
        with self.aside():
            click.echo(message, err=True)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """While something else is printed to the same terminal."""
        if self._progress:
            self._progress.stop()
        yield
        if self._progress:
            self._progress.start()


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
