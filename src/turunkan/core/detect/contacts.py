"""Contacts: telephone numbers and addresses that several texts of an Account share."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from turunkan.core.detect.profile import Profile
from turunkan.core.text import dialled, fold, phones
from turunkan.core.vocab import Item


def shared_contacts(profile: Profile, items: Sequence[Item]) -> Iterator[tuple[str, int]]:
    """Each contact that stands in two or more of the Items and the bio, and in how many; the most shared first."""
    counted = Counter(contact for item in items if item is not profile.bio for contact in _contacts_of(item))
    counted.update(_numbers([profile.account.bio or ""]))
    for contact, places in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        if places > 1:
            yield contact, places


def _contacts_of(item: Item) -> set[str]:
    return _numbers(text for _, text in item.content()) | set(item.links or ())


def _numbers(texts: Iterable[str]) -> set[str]:
    """The telephone numbers of texts as they are dialled, through their disguise."""
    found = set()
    for text in texts:
        letters = fold(text).letters
        for start, end in phones(letters):
            found.add(dialled(letters[start:end]))
    return found
