"""Account: who published Items, as a capture gives it; AccountFinding: what the engine proposes to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from turunkan.core.vocab.findings import Reason
from turunkan.core.vocab.items import Author, Item
from turunkan.core.vocab.labels import Label
from turunkan.core.vocab.wording import Lang, Wording


class AccountAction(StrEnum):
    """What is proposed, never an act: nothing, a measure on single Items, or one on the whole Account."""

    NONE = "none"
    ITEMS = "items"
    ACCOUNT = "account"


ACCOUNT_ACTIONS = {
    AccountAction.NONE: Wording(id="biarkan", en="leave it alone"),
    AccountAction.ITEMS: Wording(id="konten satu per satu", en="single items"),
    AccountAction.ACCOUNT: Wording(id="akun", en="the account"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One captured account with those of its posts that were captured.

    Every `None` means that the source did not say. `extra` keeps the keys that turunkan does not know.
    """

    id: str
    platform: str | None = None
    handle: str | None = None
    name: str | None = None
    bio: str | None = None
    followers: int | None = None
    posts: tuple[Item, ...] | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def author(self) -> Author:
        """The Account as its Items name it, without an id: that may only be its place in a capture."""
        return Author(handle=self.handle, name=self.name, bio=self.bio, followers=self.followers)

    def as_json(self) -> dict[str, Any]:
        """The Account as the documented JSON object; what the source did not say is absent."""
        plain = {name: getattr(self, name) for name in _NAMES}
        said = {name: value for name, value in plain.items() if value is not None}
        return said if self.posts is None else said | {"posts": [post.as_json() for post in self.posts]}


_NAMES = ("id", "platform", "handle", "name", "bio", "followers")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFinding:
    """What the engine proposes for one Account; a recommendation to a person.

    `items` are the ids of the Items that carry the proposal, in input order (the bio first, as `ID#bio`);
    `confidence` is 0..1, three decimals: how often a proposal that came about like this one was right.
    """

    id: str
    label: Label
    action: AccountAction
    confidence: float
    reasons: tuple[Reason, ...]
    items: tuple[str, ...]

    @property
    def surfaced(self) -> bool:
        """Whether a person is asked to look at the Account."""
        return self.action is not AccountAction.NONE

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """The documented JSON object, keys in the documented order."""
        return {
            "id": self.id,
            "label": self.label.value,
            "account_action": self.action.value,
            "confidence": self.confidence,
            "reasons": [sentence.say(lang) for _, sentence in self.reasons],
            "items": list(self.items),
        }
