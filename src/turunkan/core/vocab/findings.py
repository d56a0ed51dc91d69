"""Finding: the engine's answer for one Item, with its reasons."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from turunkan.core.vocab.concepts import Hit
from turunkan.core.vocab.labels import Action, Label, Priority
from turunkan.core.vocab.wording import Lang, Wording


class LawDate(StrEnum):
    """Where the law's date of a Finding came from."""

    POSTED = "posted_at"
    CAPTURED = "captured_at"
    PACK = "as_of"


class ReasonKind(StrEnum):
    """What a sentence is about: the verdict, what speaks for it, what speaks against it, or the law."""

    VERDICT = "verdict"
    FOR = "for"
    AGAINST = "against"
    LAW = "law"


class Reason(NamedTuple):
    """One sentence of a Finding."""

    kind: ReasonKind
    sentence: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the engine says of one Item (screen: temuan); a recommendation to a person.

    `confidence` is 0..1, three decimals; `law` are ids of the pack's dated table in force on `law_date`.
    """

    id: str
    label: Label
    tier: str | None
    confidence: float
    priority: Priority
    action: Action
    terms: tuple[Hit, ...]
    rules: tuple[str, ...]
    reasons: tuple[Reason, ...]
    law: tuple[str, ...]
    law_date: date
    law_date_from: LawDate
    pack: str
    engine: str

    @property
    def surfaced(self) -> bool:
        """Whether a person is asked to look at the Item."""
        return self.priority is not Priority.NONE

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """The Finding as the documented JSON object, keys in the documented order."""
        at = Wording._fields.index(lang)
        return {
            "id": self.id,
            "label": self.label.value,
            "tier": self.tier,
            "confidence": self.confidence,
            "priority": self.priority.value,
            "action": self.action.value,
            "terms": [_hit_as_json(hit) for hit in self.terms],
            "rules": list(self.rules),
            "reasons": [sentence[at] for _, sentence in self.reasons],
            "law": list(self.law),
            "pack": self.pack,
            "engine": self.engine,
        }


def _hit_as_json(hit: Hit) -> dict[str, Any]:
    concept, facts, term, field, start, end, quote, disguise = hit
    return {
        "concept": concept,
        "facts": list(facts),
        "term": term,
        "field": field,
        "start": start,
        "end": end,
        "quote": quote,
        "disguise": list(disguise),
    }
