"""Rows: labelled Items with what was said of them, before anything is counted."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from turunkan.core.vocab import Author, Finding, Item, Kind, Label

SOUGHT = frozenset({Label.SELLER, Label.PROMOTER})
"""The labels that the engine is there to find; all others are to be left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What people say that an Item is; `acceptable` are the other answers that they would let pass.

    `pair`: the name shared by two posts that nearly read the same and are not; `blind`: what two people said,
    neither of whom saw the other's answer; `audited`: drawn from what did not surface.
    """

    label: Label
    acceptable: frozenset[Label] = frozenset()
    tier: str | None = None
    disguise: tuple[str, ...] = ()
    pair: str | None = None
    blind: tuple[Label, Label] | None = None
    audited: bool = False

    @property
    def sought(self) -> bool:
        """Whether the Item is of those to be found."""
        return self.label in SOUGHT

    @property
    def group(self) -> str:
        """`label/tier`, or the label alone where it has no tier."""
        return f"{self.label}/{self.tier}" if self.tier else self.label.value

    def accepts(self, label: Label) -> bool:
        """Whether an answer counts as right."""
        return label is self.label or label in self.acceptable


class Guess(NamedTuple):
    """What a model alone says of an Item: the likeliest label, and how likely it is to be sought."""

    label: Label
    sought: float


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled Item: the truth, the engine's answer, and whether the keyword check found it.

    `bare`: the engine's answer to the text alone, without author and tags; `guess`: that of the n-gram model;
    `region`: where the Item comes from.
    """

    truth: Truth
    finding: Finding
    keyword: bool
    bare: Finding | None = None
    guess: Guess | None = None
    region: str | None = None

    @property
    def right(self) -> bool:
        """Whether the engine's label is one that people accept."""
        return self.truth.accepts(self.finding.label)

    @property
    def borne_out(self) -> bool:
        """Whether the answer came true as far as it went; `unclear` suspects a seller or promoter, no more.

        This is what `Finding.confidence` estimates.
        """
        return self.right or (self.finding.label is Label.UNCLEAR and self.truth.sought)


@dataclass(frozen=True, slots=True)
class Sighted:
    """One Item of which only a yes or no is known: whether it was to be found."""

    positive: bool
    finding: Finding
    keyword: bool


def text_alone(item: Item) -> Item:
    """An Item without author and tags; what a bio says is its text, and stays."""
    bio = item.author.bio if item.author and item.kind is Kind.BIO else None
    return replace(item, author=Author(bio=bio) if bio else None, hashtags=None)
