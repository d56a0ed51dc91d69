"""Baselines that the engine is measured against: a plain keyword check, and an n-gram model alone."""

from collections.abc import Iterable
from typing import NamedTuple

from turunkan.core.classifier import Features, Group, Model, extract, parsed
from turunkan.core.detect.evaluation import Guess
from turunkan.core.rules import pack_folder
from turunkan.core.vocab import Item, SkipThis, StopRun, Wording

BASELINE = "baseline.model"
"""The file in a pack's folder that holds its n-gram model; only an evaluation reads it."""

_OF_TEXT = (Group.WORDS, Group.PIECES)


class KeywordCheck:
    """What a ministry proposed in 2023: an Item is found, and accused, as soon as its title or text contains one
    of the words.
    """

    __slots__ = ("_keywords",)

    def __init__(self, keywords: Iterable[str]) -> None:
        self._keywords = tuple(word.lower() for word in keywords)

    def finds(self, item: Item) -> bool:
        """Whether the check would accuse the Item; as a substring, whatever the case."""
        fields = [value.lower() for value in (item.title, item.text) if value]
        return any(word in field for word in self._keywords for field in fields)


class NgramsAlone:
    """A model of words and pieces of words, without rules, author, tags or form; its likeliest label counts."""

    __slots__ = ("model",)

    def __init__(self, model: Model) -> None:
        self.model = model

    def guess(self, item: Item) -> Guess:
        """What the model says of an Item."""
        chances = self.model.chances(self.model.scores(ngrams(extract(item, (), (), ()))))
        label, _ = max(chances.by_class, key=lambda each: chances.by_class[each])
        return Guess(label, chances.sought)


class Baselines(NamedTuple):
    """Those of one pack; a pack without training posts has no n-gram model."""

    keyword: KeywordCheck
    ngrams: NgramsAlone | None


def ngrams(features: Features) -> Features:
    """The words and pieces of what an Item itself says, and nothing else."""
    grouped = zip(Group, features.groups, strict=True)
    return Features(tuple(rows if group in _OF_TEXT else () for group, rows in grouped))


def load_ngrams(name: str) -> NgramsAlone | None:
    """The n-gram model of a pack, by the pack's name or folder; None where it has none. Raises StopRun."""
    file = pack_folder(name).joinpath(BASELINE)
    if not file.is_file():
        return None
    try:
        return NgramsAlone(parsed(file.read_bytes().decode("utf-8", "replace")))
    except SkipThis as fault:
        message = Wording(
            id=f"{BASELINE}: {fault.person.id}; latih lagi: turunkan learn",
            en=f"{BASELINE}: {fault.person.en}; train it again: turunkan learn",
        )
        raise StopRun(fault.log, message) from None
