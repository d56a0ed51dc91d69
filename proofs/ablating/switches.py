"""Switches: what can be switched off in the reading, one at a time."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from turunkan.core.text import Disguise, Spellbook

FOLD = import_module("turunkan.core.text.fold")  # by name: the room shows the function under it
LATTICE = import_module("turunkan.core.text.lattice")
RESPELL = import_module("turunkan.core.text.respell")
SPELLBOOK = import_module("turunkan.core.text.spellbook")


@contextmanager
def put(where: object, name: str, value: object) -> Iterator[None]:
    """Another value in the place of an attribute, for a while."""
    kept = getattr(where, name)
    setattr(where, name, value)
    try:
        yield
    finally:
        setattr(where, name, kept)


Books = Iterable[Spellbook]


@dataclass(frozen=True)
class Switch:
    """Something that can be switched off, and the devices that a hit has where it was needed."""

    kind: str
    name: str
    devices: frozenset[Disguise]
    off: Callable[[ExitStack, Books], None]


def without_view(view: object, stack: ExitStack, _: Books) -> None:
    """All views but one."""
    stack.enter_context(put(LATTICE, "VIEWS", tuple(each for each in LATTICE.VIEWS if each is not view)))


def without_device(device: object, stack: ExitStack, _: Books) -> None:
    """All respellings but one."""
    rest = tuple(each for each in RESPELL._DEVICES if each[0] is not device)
    stack.enter_context(put(RESPELL, "_DEVICES", rest))


def without_hiding(device: Disguise, stack: ExitStack, books: Books) -> None:
    """All heavy disguises but one."""
    for book in books:
        rest = tuple(hiding for hiding in book.hidings if hiding.device is not device)
        stack.enter_context(put(book, "hidings", rest))


def without_segment(stack: ExitStack, _: Books) -> None:
    """No merged words."""
    stack.enter_context(put(SPELLBOOK, "segment", lambda *_, **__: iter(())))


def without_fold(device: Disguise, stack: ExitStack, _: Books) -> None:
    """A fold that leaves one kind of character as it is; with styled letters the signs in their styles."""
    kinds = {device, None} if device is Disguise.STYLED else {device}
    table = {char: row for char, row in FOLD.fold_table().items() if row[1] not in kinds}
    stack.enter_context(put(FOLD, "fold_table", lambda: table))


def without_nothing(_: ExitStack, __: Books) -> None:
    """Everything on: what the measurement itself adds."""


NOTHING = Switch("-", "nothing", frozenset(), without_nothing)
OF_VIEW = {
    "glued": {Disguise.INNER_SYMBOL},
    "spaced": {Disguise.SPACED},
    "starred": {Disguise.CENSORED},
    "contacts": {Disguise.SPELLED_NUMBER},
}


def switches(book: Spellbook) -> Iterator[Switch]:
    """One a view, a respelling, a heavy disguise and a kind of fold; last, nothing."""
    for view in LATTICE.VIEWS:
        name = view.__name__
        yield Switch("view", name, frozenset(OF_VIEW.get(name, ())), partial(without_view, view))
    for device, mark in RESPELL._DEVICES:
        yield Switch("respell", device.__name__, mark, partial(without_device, device))
    for hiding in book.hidings:
        kind = hiding.device
        yield Switch("hiding", kind.value, frozenset({kind}), partial(without_hiding, kind))
    yield Switch("segment", "merged", frozenset({Disguise.MERGED}), without_segment)
    for kind in (Disguise.STYLED, Disguise.LOOKALIKE, Disguise.ZERO_WIDTH, Disguise.ACCENT):
        yield Switch("fold", kind.value, frozenset({kind}), partial(without_fold, kind))
    yield NOTHING


@contextmanager
def off(switch: Switch, books: Books) -> Iterator[None]:
    """The reading without one thing; nothing is remembered from before or after."""
    with ExitStack() as stack:
        switch.off(stack, books)
        forget(books)
        yield
    forget(books)


def forget(books: Books) -> None:
    """Empty what the spellbooks remember."""
    for book in books:
        book._remembered.clear()
