"""Profile: an Account as Items that the engine can read: its bio, and its own posts with it as their author."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from turunkan.core.vocab import Account, Author, Item, Kind

_SAID_BY_ACCOUNT = ("handle", "name", "bio", "followers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is read of an Account. `foreign` posts are by somebody else, `again` were captured twice."""

    account: Account
    bio: Item | None
    posts: tuple[Item, ...]
    foreign: int
    again: int

    @property
    def items(self) -> tuple[Item, ...]:
        """All that is to be read, the bio first."""
        return self.posts if self.bio is None else (self.bio, *self.posts)


def profile_of(account: Account) -> Profile:
    """The Items of an Account; a name or handle alone makes none."""
    posts = account.posts or ()
    own = [post for post in posts if _is_own(post, account)]
    different = list(_each_once(own))
    return Profile(
        account=account,
        bio=_bio(account),
        posts=tuple(replace(post, author=_author(post, account)) for post in different),
        foreign=len(posts) - len(own),
        again=len(own) - len(different),
    )


def _bio(account: Account) -> Item | None:
    if not account.bio:
        return None
    return Item(id=f"{account.id}#bio", platform=account.platform, kind=Kind.BIO, author=account.author)


def _is_own(post: Item, account: Account) -> bool:
    """Whether the Account published it: a comment on a page is not the page's (dossier E12)."""
    author = post.author
    if author is None or author.id == account.id:
        return True
    if author.handle is None or account.handle is None:
        return author.id is None
    return author.handle.casefold() == account.handle.casefold()


def _each_once(posts: list[Item]) -> Iterator[Item]:
    """The same words at the same moment are one post, however often they were captured."""
    seen = set()
    for post in posts:
        key = (post.posted_at, *post.content())
        if key not in seen:
            seen.add(key)
            yield post


def _author(post: Item, account: Account) -> Author:
    """What the post itself says of its author, then what the Account says."""
    if post.author is None:
        return account.author
    said = {name: getattr(account, name) for name in _SAID_BY_ACCOUNT if getattr(post.author, name) is None}
    return replace(post.author, **said)
