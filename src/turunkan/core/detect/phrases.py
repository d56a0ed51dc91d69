"""Phrases in the profile of an Account that the policy asks for: a steady supply, a child as its owner."""

from collections.abc import Iterator, Sequence

from turunkan.core.rules import Pack
from turunkan.core.text import words_of
from turunkan.core.vocab import Account


def states_supply(account: Account, pack: Pack) -> str | None:
    """How the bio states a supply that comes again, as it reads: `tiap minggu`; None where it does not."""
    rule = pack.accounts.regular
    words = words_of(account.bio or "")
    for at, each in _standing(words, rule.each):
        after = words[at + len(each) :]
        for start, when in _standing(after, rule.whens):
            if start == 0:
                return " ".join((*each, *when))
    return None


def says_minor(account: Account, pack: Pack) -> bool:
    """Whether name or bio say that a child owns the account; a parent's "ibu 2 anak SMP" does not."""
    rule = pack.accounts.minors
    words = words_of(f"{account.name or ''} {account.bio or ''}")
    return any(_standing(words, rule.phrases)) and not any(_standing(words, rule.unless))


def _standing(words: Sequence[str], phrases: Sequence[Sequence[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    """Where phrases stand in a text, word after word: the place of the first one, and the phrase."""
    for at in range(len(words)):
        for phrase in phrases:
            if tuple(words[at : at + len(phrase)]) == phrase:
                yield at, phrase
