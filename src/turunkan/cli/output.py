"""Output: standard output, or a file that appears only when it is complete."""

import codecs
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

import click

from turunkan.cli.words import scan as words
from turunkan.core.vocab import Lang


def refuse_input(out: Path | None, files: Sequence[str], lang: Lang) -> None:
    """Raise a usage error where the output would replace an input."""
    if out is not None and any(_same(out, Path(name)) for name in files):
        raise click.UsageError(words.OUT_IS_INPUT.fill(name=out).say(lang))


@contextmanager
def opened(out: Path | None) -> Iterator[BinaryIO]:
    """Where to write: a file is replaced at the end and left as it was when anything goes wrong."""
    if out is None:
        yield sys.stdout.buffer
    elif out.exists() and not out.is_file():
        with out.open("wb") as device:  # a device or a pipe is written to, never replaced
            yield device
    else:
        with _replacing(out.resolve()) as file:
            yield file


def as_text(stream: BinaryIO) -> TextIO:
    """The same stream taking text, as UTF-8; it stays its owner's to close."""
    return cast("TextIO", codecs.getwriter("utf-8")(stream, "replace"))


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            yield file
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)
