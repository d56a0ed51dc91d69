"""Draft: the entries of a pack as read from its files, with their places, before they are a Pack."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from turunkan.core.law import Source, Statute, Tolerance
from turunkan.core.rules.marked import Entry, Value
from turunkan.core.rules.pack import Filter, Outcome, Requirement, Rule
from turunkan.core.rules.problem import PackFault, Problem
from turunkan.core.vocab import Concept, Fact

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom or what a rule of law binds: a name that pack.yaml declares, for statutes and outcomes to speak of."""

    id: str


@dataclass(slots=True)
class Draft:
    """Everything read so far, and every mistake met on the way."""

    facts: list[Fact] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    ordinary: list[str] = field(default_factory=list)
    concepts: list[Concept] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    evidence: list[Requirement] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    statutes: list[Statute] = field(default_factory=list)
    tolerances: list[Tolerance] = field(default_factory=list)
    places: dict[int, Value] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def attempt(self, read: Callable[[], Read]) -> Read | None:
        """Read one thing; a mistake in it is kept, and the reading goes on."""
        try:
            return read()
        except PackFault as fault:
            self.problems.append(fault.problem)
            return None

    def each(self, value: Value | None, read: Callable[[Value], Read]) -> Iterator[Read]:
        """Read every entry of a list that can be read, and remember where each stands."""
        items = self.attempt(value.items) if value else None
        for item in items or ():
            entry = self.attempt(partial(read, item))
            if entry is not None:
                self.places[id(entry)] = item
                yield entry

    def section(self, value: Value | None, *keys: str, optional: tuple[str, ...] = ()) -> Entry | None:
        """A mapping with exactly these keys."""
        return self.attempt(lambda: value.entry(required=keys, optional=optional)) if value else None
