"""The dated table of rules and of declared tolerance, each fact with its status and its sources."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from turunkan.core.vocab import Action, Label, Wording

_MOST_KEPT = 10_000  # answers about days


class Status(StrEnum):
    """Whether a fact was read in a source, or still has to be checked by the legal desk."""

    SOURCED = "sourced"
    TO_VERIFY = "to-verify"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page that something was read on; `address` is empty when the pack's authors have none."""

    id: str
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days on which something holds, both ends included.

    `end is None` with a sourced end means "still in force"; with `end_status` to verify it means that
    nobody has checked when, or whether, it ended.
    """

    start: date
    start_status: Status
    end: date | None
    end_status: Status

    def holds(self, day: date) -> bool:
        """Whether the day lies inside, as far as is known."""
        return self.start <= day and (self.end is None or day <= self.end)

    @property
    def end_is_known(self) -> bool:
        """False when nobody has checked whether the rule still holds."""
        return self.end is not None or self.end_status is Status.SOURCED


@dataclass(frozen=True, slots=True, kw_only=True)
class Statute:
    """One rule of the table: what it is called, which articles and tariff line, when, and whom it binds.

    `scopes` are names that the pack declares. `caution` says what the rule must not be taken to mean.
    """

    id: str
    title: Wording
    says: Wording
    articles: str
    articles_status: Status
    tariff: str
    tariff_status: Status
    scopes: tuple[str, ...]
    span: Span
    sources: tuple[str, ...]
    caution: Wording | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """A reason to leave some people alone for some time: a declared policy, or a question that the law left open.

    It lowers an action, never a law. Where it has `claims`, facts or concepts, one of them must be seen.
    """

    id: str
    title: Wording
    label: Label
    tier: str
    action: Action
    span: Span
    sources: tuple[str, ...]
    claims: tuple[str, ...] = ()

    def is_claimed(self, seen: Collection[str]) -> bool:
        """Whether what was seen in an Item is what the tolerance is for."""
        return not self.claims or not set(self.claims).isdisjoint(seen)


class LawBook:
    """All statutes and tolerances of a subject."""

    __slots__ = ("_on_day", "statutes", "tolerances")

    def __init__(self, statutes: Iterable[Statute], tolerances: Iterable[Tolerance]) -> None:
        self.statutes = {statute.id: statute for statute in statutes}
        self.tolerances = tuple(tolerances)
        self._on_day: dict[tuple[date, frozenset[str]], tuple[Statute, ...]] = {}

    def in_force(self, day: date, scopes: Iterable[str]) -> tuple[Statute, ...]:
        """Statutes that bind any of the scopes on a day, in table order.

        A statute whose end nobody has checked is left out: better one ground fewer than a dead one cited.
        """
        wanted = frozenset(scopes)
        if (day, wanted) not in self._on_day:
            if len(self._on_day) >= _MOST_KEPT:
                self._on_day.clear()
            self._on_day[day, wanted] = tuple(
                statute
                for statute in self.statutes.values()
                if statute.span.holds(day) and statute.span.end_is_known and not wanted.isdisjoint(statute.scopes)
            )
        return self._on_day[day, wanted]

    def successors(self, statute: Statute) -> Iterator[Statute]:
        """The rules that followed one another after a statute, oldest first."""
        while statute.successor is not None:
            statute = self.statutes[statute.successor]
            yield statute

    def tolerance(self, day: date, label: Label, tier: str | None, seen: Collection[str] = ()) -> Tolerance | None:
        """The tolerance that covers such an Item on a day, if any; `seen`: facts and concepts in it."""
        held = (found for found in self.declared(label, tier) if found.span.holds(day))
        return next((found for found in held if found.is_claimed(seen)), None)

    def declared(self, label: Label, tier: str | None) -> Iterator[Tolerance]:
        """The tolerances of such an Item, whether or not they hold on a day or are claimed."""
        return (tolerance for tolerance in self.tolerances if (tolerance.label, tolerance.tier) == (label, tier))

    @property
    def claims(self) -> tuple[str, ...]:
        """The facts and concepts by which tolerances are claimed."""
        return tuple(dict.fromkeys(name for tolerance in self.tolerances for name in tolerance.claims))
