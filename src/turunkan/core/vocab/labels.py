"""What a Finding may say of an Item, and what it may recommend."""

from enum import StrEnum


class Label(StrEnum):
    """What an Item is (screen: golongan)."""

    SELLER = "seller"
    PROMOTER = "promoter"
    LAWFUL = "lawful"
    SPEECH = "speech"
    UNRELATED = "unrelated"
    UNCLEAR = "unclear"


class Priority(StrEnum):
    """How soon a person should look; `none` means that the Item is not surfaced."""

    NONE = "none"
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Action(StrEnum):
    """A recommendation to a person, never an act: `notice` is an aduan, `request` a permintaan."""

    NONE = "none"
    REVIEW = "review"
    REQUEST = "request"
    NOTICE = "notice"

    @property
    def accuses(self) -> bool:
        """Whether following it would write to a platform about somebody."""
        return self in (Action.REQUEST, Action.NOTICE)
