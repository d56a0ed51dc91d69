"""Needles: what the others search for, and the texts that the engine too reads."""

from collections.abc import Iterable, Iterator

from turunkan.core.rules import Pack
from turunkan.core.text import fold
from turunkan.core.vocab import Item


def needles(pack: Pack) -> list[str]:
    """All terms of a pack, folded and each once; those with a placeholder such as {n} are no plain strings."""
    terms = (term.text for concept in pack.concepts.values() for term in concept.terms)
    return sorted({fold(text).letters for text in terms if "{" not in text})


def texts(items: Iterable[Item]) -> Iterator[str]:
    """Everything that is read of posts: what they say, their hashtags and their authors' names."""
    for item in items:
        for _, text in item.content():
            yield text
        for _, text in item.context():
            yield text
