"""Picker: takes typed fields out of one record; what is absent is None, what is wrong is named as broken."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TypeVar

from turunkan.core.readers.breakage import Breakage
from turunkan.core.readers.dig import Record, as_moment, dig
from turunkan.core.vocab import Broken

T = TypeVar("T")


class Picker:
    """One record, where it stands, and the parts of it that turned out broken so far.

    `zone` is that of dates without offset, where a person said it.
    """

    def __init__(self, record: Record, where: str, zone: tzinfo | None = None) -> None:
        self.record = record
        self.where = where
        self.zone = zone
        self.broken: list[Broken] = []

    def take(self, part: str, convert: Callable[[object], T], *paths: str) -> T | None:
        """The first of the dotted `paths` that says something, converted; `part` names the Item's field."""
        for path in paths:
            value = dig(self.record, path)
            if value is not None:
                return self.convert(part, convert, value)
        return None

    def inside(self, record: Record) -> "Picker":
        """A Picker for a record nested in this one; what it finds broken is noted here too."""
        nested = Picker(record, self.where, self.zone)
        nested.broken = self.broken
        return nested

    def moment(self, value: object) -> datetime:
        """A date and time, in this record's zone where it names no offset. Raises Breakage."""
        return as_moment(value, self.zone)

    def convert(self, part: str, convert: Callable[[object], T], value: object) -> T | None:
        """The value converted, or None and one more broken part."""
        try:
            return convert(value)
        except Breakage as breakage:
            self.broken.append(breakage.at(self.where, part))
            return None
