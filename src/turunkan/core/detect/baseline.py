"""Baseline: the plain keyword check that a ministry proposed in 2023, kept to measure the engine against."""

from collections.abc import Iterable

from turunkan.core.vocab import Item


class KeywordCheck:
    """An Item is found, and accused, as soon as its title or text contains one of the words."""

    __slots__ = ("_keywords",)

    def __init__(self, keywords: Iterable[str]) -> None:
        self._keywords = tuple(word.lower() for word in keywords)

    def finds(self, item: Item) -> bool:
        """Whether the check would accuse the Item; as a substring, whatever the case."""
        fields = [value.lower() for value in (item.title, item.text) if value]
        return any(word in field for word in self._keywords for field in fields)
