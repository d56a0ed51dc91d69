"""What a kind of live source is: its settings, and how it plans, fetches and takes one step after the other."""

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from turunkan.core.vocab import SkipThis, StopRun, Wording
from turunkan.desk.intake.live.fields import Field
from turunkan.desk.intake.live.models import LiveSource, LiveStep
from turunkan.desk.intake.models import ImportRun


class Later(SkipThis):
    """Nothing came just now. `at` is when to try again; without it, after a pause that grows with the tries."""

    def __init__(self, log: str, person: Wording, at: datetime | None = None) -> None:
        super().__init__(log, person)
        self.at = at


class Spent(Later):
    """The day's quota does not allow it; nobody's fault, so no try is counted."""


class Left(SkipThis):
    """This request brings nothing, now or later; it is named by `code`, and the run goes on with the next."""

    def __init__(self, code: str, person: Wording) -> None:
        super().__init__(code, person)
        self.code = code


class Halted(StopRun):
    """The source cannot go on until a person mends something."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: a method of the source's protocol, its parameters without secrets, and which page of a list."""

    method: str
    params: Mapping[str, Any]
    page: int = 1

    @property
    def key(self) -> str:
        """SHA-256 over method and parameters: what is asked alike is asked once a run."""
        text = json.dumps([self.method, dict(self.params)], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request brought, as bytes; `etag` (RFC 9110, 8.8.3) as the server gave it."""

    body: bytes
    etag: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The first requests of a run, and where the next run begins once this one is done."""

    asks: tuple[Ask, ...]
    checkpoint: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an answer: imports, requests that follow from it, and the things that need not come again."""

    imports: tuple[ImportRun, ...] = ()
    asks: tuple[Ask, ...] = ()
    things: tuple[str, ...] = ()
    note: Left | None = None  # what a person should know of it


class Session(Protocol):
    """A source at work; every method may raise Later or Halted."""

    def plan(self, now: datetime) -> Plan:
        """The first requests of a run."""

    def fetch(self, ask: Ask, etag: str, now: datetime) -> Answer:
        """The answer to a request; `etag` is of the same request in an earlier run. Raises Left too."""

    def take(self, step: LiveStep) -> Taken:
        """Store what was fetched; the same again changes nothing. Raises Left too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of live source. `needs` are the environment's settings that have to be there first."""

    name: str
    title: Wording
    needs: tuple[str, ...]
    every: int  # minutes between two runs
    open: Callable[[LiveSource], AbstractContextManager[Session]]
    fields: tuple[Field, ...] = field(default=())


def thing_key(text: str) -> str:
    """A thing's name as LiveThing keeps it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
