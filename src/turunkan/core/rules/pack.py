"""Pack: a subject as data. Concepts, rules, filters, law and policy, all checked before use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from turunkan.core.classifier import Model
from turunkan.core.law import LawBook, Source
from turunkan.core.rules.accounts import AccountPolicy
from turunkan.core.rules.conditions import When
from turunkan.core.rules.fingerprint import fingerprint
from turunkan.core.rules.problem import Mark
from turunkan.core.vocab import Action, Concept, Fact, FactKind, Label, Priority, Wording


class Strength(IntEnum):
    """How much a rule or filter weighs; soft rules alone never lead past a review.

    A cue only makes a candidate: the classifier has to speak before anybody looks. A backed rule weighs as much as
    a medium one where the classifier names what is looked for, and as a soft one otherwise.
    """

    CUE = 0
    SOFT = 1
    BACKED = 2
    MEDIUM = 3
    HARD = 4


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule or filter must match, or must not; `mark` is where it stands."""

    text: str
    matches: bool
    mark: Mark = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A detector: proposes a label (and tier) when its condition holds. `because` is what people read."""

    id: str
    label: Label
    tier: str | None
    strength: Strength
    when: When
    because: Wording
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """An exculpatory filter: speaks for a label that is left alone, with a strength against the rules."""

    id: str
    label: Label
    strength: Strength
    when: When
    because: Wording
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What follows from a label and tier, in order of gravity: the recommendation and the law to show."""

    label: Label
    tier: str
    title: Wording
    priority: Priority
    action: Action
    law: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of the evidence rule: any of these facts, and whether the Item itself must say it.

    `agreed`: facts that meet it too, where the classifier agrees.
    """

    any: tuple[str, ...]
    said: bool
    agreed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """Share of right answers, 0..1, by how the judge came to them; measured on the pack's training posts."""

    accused_hard: float
    accused_medium: float
    lowered: float
    disputed: float
    suspected: float
    freed: float
    silent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Where rules and classifier meet: how likely, 0..1, it must find that an Item is one of those looked for.

    `surfaces`: what a rule suspects is shown to a person; `surfaces_cue`: what only a cue fired on; `labels`: it
    is called what the classifier says; `agrees`: a medium rule may accuse; `agrees_despite`: also where something
    speaks against it; `may_be`: so likely a single outcome must be to be held possible.
    """

    surfaces: float
    surfaces_cue: float
    labels: float
    agrees: float
    agrees_despite: float
    may_be: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A subject: everything that the engine must know of an unlawful good."""

    name: str
    version: str
    title: Wording
    as_of: date
    facts: Mapping[str, Fact]
    concepts: Mapping[str, Concept]
    rules: tuple[Rule, ...]
    filters: tuple[Filter, ...]
    outcomes: tuple[Outcome, ...]
    evidence: tuple[Requirement, ...]
    law: LawBook
    never_alone: tuple[str, ...]
    sources: Mapping[str, Source]
    negators: tuple[str, ...]
    denial: str
    joiners: tuple[str, ...]
    keywords: tuple[str, ...]
    ordinary: tuple[str, ...]
    confidence: Confidence
    accounts: AccountPolicy
    files: Mapping[str, bytes] = field(compare=False, repr=False)
    meeting: Meeting | None = None
    classifier: Model | None = None

    @property
    def stamp(self) -> str:
        """`name@version`, as Findings carry it."""
        return f"{self.name}@{self.version}"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of every file that the pack was read from: the same content, whatever it is called."""
        return fingerprint(self.files)

    def stands(self, statutes: Iterable[str]) -> bool:
        """Whether a letter may rest on these rules of law: one of them binds more than `never_alone`."""
        known = (self.law.statutes[name] for name in statutes)
        return any(set(statute.scopes) - set(self.never_alone) for statute in known)

    @property
    def detectors(self) -> list[Rule | Filter]:
        """Rules before filters."""
        return [*self.rules, *self.filters]

    @property
    def relief(self) -> list[str]:
        """The facts that speak against an accusation."""
        return [fact.id for fact in self.facts.values() if fact.kind is FactKind.RELIEF]

    def outcome(self, label: Label, tier: str | None) -> Outcome | None:
        """What follows from a label and tier; None for labels that are left alone."""
        return next((o for o in self.outcomes if (o.label, o.tier) == (label, tier)), None)
