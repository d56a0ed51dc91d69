"""Inputs: captures opened one after the other; what cannot be read is named, counted and passed over."""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import tzinfo
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

import click

from turunkan.cli.boundary import language
from turunkan.cli.options import pair
from turunkan.cli.progress import Bar
from turunkan.cli.words import shared as words
from turunkan.core.detect import BLOCK
from turunkan.core.readers import Capture, ReadOptions, Unreadable, read_accounts, read_posts
from turunkan.core.readers.items import CELL_FIELDS
from turunkan.core.vocab import Account, Broken, Lang, Post, StopRun, Wording, zone_of

Function = TypeVar("Function", bound=Callable[..., Any])
T = TypeVar("T")

STDIN = "-"
STDIN_NAME = "stdin"
_PLACES_SHOWN = 3
_SOON = 16  # Items of a pipe
_TROUBLES: tuple[tuple[type[OSError], Wording], ...] = (
    (FileNotFoundError, words.NO_FILE),
    (IsADirectoryError, words.IS_FOLDER),
    (PermissionError, words.NOT_ALLOWED),
    (OSError, words.NOT_READ),
)


def map_option(function: Function) -> Function:
    """--map, which says what the columns of a table hold."""
    return click.option(
        "--map",
        "mapping",
        multiple=True,
        callback=_as_mapping,
        metavar="FIELD=COLUMN",
        help="Which column of a table holds a field; may be repeated.",
    )(function)


def _as_mapping(ctx: click.Context, _: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    mapping = dict(pair(ctx, text) for text in given)
    for field in mapping:
        if field not in CELL_FIELDS:
            message = words.NO_SUCH_FIELD.fill(field=field, known=", ".join(CELL_FIELDS))
            raise click.BadParameter(message.say(language(ctx)))
    return mapping


def zone_option(function: Function) -> Function:
    """--zone, in which dates without offset are."""
    return click.option(
        "--zone",
        callback=_as_zone,
        metavar="Z",
        help="Time zone of dates without one: +07:00, or a name like Asia/Makassar.",
    )(function)


def _as_zone(ctx: click.Context, _: click.Parameter, given: str | None) -> tzinfo | None:
    try:
        return None if given is None else zone_of(given)
    except ValueError as error:
        raise click.BadParameter(words.NO_ZONE.fill(text=given).say(language(ctx))) from error


class BrokenParts:
    """The parts that could not be read, counted by code; the first few places of each are kept."""

    def __init__(self) -> None:
        self._counts: defaultdict[str, int] = defaultdict(int)
        self._first: defaultdict[str, list[Broken]] = defaultdict(list)

    def add(self, part: Broken) -> None:
        """One more."""
        self._counts[part.code] += 1
        if len(self._first[part.code]) < _PLACES_SHOWN:
            self._first[part.code].append(part)

    def join(self, later: "BrokenParts") -> None:
        """Those of a later stretch."""
        for code, count in later._counts.items():
            self._counts[code] += count
            self._first[code] = [*self._first[code], *later._first[code]][:_PLACES_SHOWN]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(self._counts.values())

    def lines(self, lang: Lang) -> Iterator[str]:
        """The summary for a person; nothing when nothing was broken."""
        if self.count:
            yield words.BROKEN.fill(count=words.number(self.count, lang)).say(lang)
        for code in sorted(self._counts):
            yield f"  {code}: {words.number(self._counts[code], lang)}"
            yield from (f"    {part.where} {part.part}: {part.message.say(lang)}" for part in self._first[code])
            if more := self._counts[code] - len(self._first[code]):
                yield "    " + words.BROKEN_MORE.fill(count=words.number(more, lang)).say(lang)


Read = Callable[[BinaryIO, str, ReadOptions], Capture[T]]


class Sources(Generic[T]):
    """What several captures hold, in order; `broken` fills while they are gone through."""

    def __init__(self, files: Sequence[str], read: Read[T], options: ReadOptions, lang: Lang, bar: Bar) -> None:
        self._read = read
        self.broken = BrokenParts()
        self.files = files
        self.options = options
        self._lang = lang
        self._bar = bar
        self._read_any = False

    @property
    def block(self) -> int:
        """How many Items may be taken at once: few where the other end may be slow."""
        return BLOCK if all(Path(name).is_file() for name in self.files) else _SOON

    def __iter__(self) -> Iterator[T]:
        for name in self.files:
            with self.told(name):
                yield from self.posts(name)
        self.finish()

    @contextmanager
    def told(self, name: str) -> Iterator[None]:
        """While a capture is read: what keeps it from being read is said, and the others go on."""
        try:
            yield
        except Unreadable as stop:
            self._bar.say(stop.say(self._lang))
        except OSError as error:
            self._bar.say(trouble(name, error).say(self._lang))

    def posts(self, name: str) -> Iterator[T]:
        """What one capture holds. Raises Unreadable, OSError."""
        shown = STDIN_NAME if name == STDIN else name
        with _opened(name) as file:
            for part in self._read(self._bar.watch(file, shown), shown, self.options):
                if isinstance(part, Broken):
                    self.broken.add(part)
                else:
                    self._read_any = True
                    yield part

    def count(self, read: int, broken: BrokenParts) -> None:
        """Items and broken parts that were read elsewhere."""
        self._read_any |= read > 0
        self.broken.join(broken)

    def finish(self) -> None:
        """Raise StopRun where nothing at all could be read."""
        if not self._read_any:
            for line in self.broken.lines(self._lang):
                self._bar.say(line)
            raise StopRun("nothing readable", words.NOTHING_READ)


class Inputs(Sources[Post]):
    """The Items of several captures."""

    def __init__(self, files: Sequence[str], options: ReadOptions, lang: Lang, bar: Bar) -> None:
        super().__init__(files, read_posts, options, lang, bar)


class AccountInputs(Sources[Account]):
    """The accounts of several captures."""

    def __init__(self, files: Sequence[str], lang: Lang, bar: Bar) -> None:
        super().__init__(files, read_accounts, ReadOptions(), lang, bar)


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    if name == STDIN:
        return nullcontext(sys.stdin.buffer)
    return Path(name).open("rb")


def trouble(name: str, error: OSError) -> Wording:
    """What kept a file from being opened."""
    wording = next(wording for kind, wording in _TROUBLES if isinstance(error, kind))
    return wording.fill(name=name, error=error.strerror or error)
