"""Compare: what two answers for one Item differ in, and what two engines come to over a stream of Items."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import tee
from typing import Any, TypeVar

from turunkan.core.detect.engine import BLOCK, Engine
from turunkan.core.detect.many import Many
from turunkan.core.vocab import Finding, Hit, Item, Lang, Post

T = TypeVar("T")


class Turn(StrEnum):
    """In what an answer changed. The last two leave the answer itself as it was."""

    CAUGHT = "caught"
    FREED = "freed"
    ACCUSED = "accused"
    CLEARED = "cleared"
    LABEL = "label"
    TIER = "tier"
    ACTION = "action"
    PRIORITY = "priority"
    LAW = "law"
    GROUNDS = "grounds"
    CONFIDENCE = "confidence"


_ANSWER = ("label", "tier", "confidence", "priority", "action", "law", "pack")
_OF_ANSWER = frozenset(Turn) - {Turn.GROUNDS, Turn.CONFIDENCE}


@dataclass(frozen=True, slots=True)
class Change:
    """Two Findings for one Item that are not the same, apart from who gave them; `turns` gravest first."""

    old: Finding
    new: Finding
    turns: tuple[Turn, ...]

    @property
    def changes_answer(self) -> bool:
        """Whether a person would be told otherwise; else only the grounds or the confidence moved."""
        return self.turns[0] in _OF_ANSWER

    @property
    def rules_lost(self) -> list[str]:
        """The rules and filters that fired only before."""
        return _without(self.old.rules, self.new.rules)

    @property
    def rules_gained(self) -> list[str]:
        """The rules and filters that fire only now."""
        return _without(self.new.rules, self.old.rules)

    @property
    def terms_lost(self) -> list[Hit]:
        """What counted only before."""
        return _without(self.old.terms, self.new.terms)

    @property
    def terms_gained(self) -> list[Hit]:
        """What counts only now."""
        return _without(self.new.terms, self.old.terms)

    def as_json(self) -> dict[str, Any]:
        """The change as one JSON object: the answers, and why they differ."""
        old, new = self.old.as_json(Lang.ID), self.new.as_json(Lang.ID)
        return {
            "id": self.new.id,
            "turns": [turn.value for turn in self.turns],
            "old": {key: old[key] for key in _ANSWER},
            "new": {key: new[key] for key in _ANSWER},
            "rules_lost": self.rules_lost,
            "rules_gained": self.rules_gained,
            "terms_lost": _without(old["terms"], new["terms"]),
            "terms_gained": _without(new["terms"], old["terms"]),
        }


def compare(old: Finding, new: Finding) -> Change | None:
    """What changed between two answers for one Item; None where nothing did but the pack's or engine's name."""
    turns = tuple(_answer_turns(old, new)) or tuple(_quiet_turns(old, new))
    return Change(old, new, turns) if turns else None


def _answer_turns(old: Finding, new: Finding) -> Iterator[Turn]:
    if old.surfaced != new.surfaced:
        yield Turn.CAUGHT if new.surfaced else Turn.FREED
    if old.action.accuses != new.action.accuses:
        yield Turn.ACCUSED if new.action.accuses else Turn.CLEARED
    for turn in (Turn.LABEL, Turn.TIER, Turn.ACTION, Turn.PRIORITY, Turn.LAW):
        if getattr(old, turn) != getattr(new, turn):
            yield turn


def _quiet_turns(old: Finding, new: Finding) -> Iterator[Turn]:
    if (old.rules, old.terms, old.reasons) != (new.rules, new.terms, new.reasons):
        yield Turn.GROUNDS
    elif old.confidence != new.confidence:
        yield Turn.CONFIDENCE


@dataclass(slots=True)
class Comparison:
    """The tally of a comparison: Items read, those whose answer changed, and in what."""

    read: int = 0
    changed: int = 0
    turns: Counter[Turn] = field(default_factory=Counter)

    def add(self, change: Change | None) -> None:
        """One more Item."""
        self.read += 1
        if change is not None:
            self.changed += change.changes_answer
            self.turns.update(change.turns)

    @property
    def unchanged(self) -> int:
        """The Items whose answer stayed, be it on other grounds."""
        return self.read - self.changed

    def as_json(self) -> dict[str, Any]:
        """The figures, every turn named."""
        turns = {turn.value: self.turns[turn] for turn in Turn}
        return {"read": self.read, "changed": self.changed, "unchanged": self.unchanged, "turns": turns}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two engines, and the way in which it takes a stream."""

    engine: Engine
    finder: Many

    def find(self, item: Item, found: Finding | None) -> Finding:
        """Its answer, asked again where the stream left it out."""
        return found if found is not None else self.engine.find(item)


def compared(
    old: Side, new: Side, posts: Iterable[Post], *, everything: bool = False, block: int = BLOCK
) -> Iterator[tuple[Post, Change | None]]:
    """Every Item in its order, with what changed; flat memory.

    What neither side surfaces is taken as unchanged, and not read closely, unless `everything` is asked for.
    """
    before, after = tee(posts)
    olds = old.finder.stream(before, everything=everything, block=block)
    news = new.finder.stream(after, everything=everything, block=block)
    for (post, was), (_, now) in zip(olds, news, strict=True):
        if was is None and now is None:
            yield post, None
        else:
            item = post.whole()
            yield item, compare(old.find(item, was), new.find(item, now))


def _without(these: Iterable[T], those: Collection[T]) -> list[T]:
    return [one for one in these if one not in those]
