"""Concept, Fact, Term and Hit: what a pack knows, and where it was seen."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from turunkan.core.vocab.wording import Wording


class FactKind(StrEnum):
    """What a fact is for: `evidence` carries the evidence rule, `support` strengthens, `relief` speaks against."""

    EVIDENCE = "evidence"
    SUPPORT = "support"
    RELIEF = "relief"


@dataclass(frozen=True, slots=True)
class Fact:
    """What a concept contributes: clothing, used, bale, import, offer, promotion, …"""

    id: str
    kind: FactKind
    title: Wording


class Ambiguity(StrEnum):
    """`low`: strong alone. `high`: never acts alone."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Term:
    """One spelling of a concept, as written in the pack."""

    text: str
    concept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A thing that the trade talks about, with all its spellings and the facts that it fills.

    A Hit counts only if another Hit fills one of `needs` (when given), and none of the concepts or facts
    in `unless` is in the same Item.
    """

    id: str
    facts: tuple[str, ...]
    ambiguity: Ambiguity
    means: Wording
    terms: tuple[Term, ...]
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    region: str = ""
    sources: tuple[str, ...] = ()


class Hit(NamedTuple):
    """A concept seen in an Item. `start` and `end` are code points in the original field."""

    concept: str
    facts: tuple[str, ...]
    term: str
    field: str
    start: int
    end: int
    quote: str
    disguise: tuple[str, ...]
