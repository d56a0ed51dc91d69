"""What a Finding may say of an Item, and what it may recommend."""

from enum import StrEnum

from turunkan.core.vocab.wording import Wording


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


LABELS = {
    Label.SELLER: Wording(id="penjual", en="seller"),
    Label.PROMOTER: Wording(id="promotor", en="promoter"),
    Label.LAWFUL: Wording(id="sah", en="lawful"),
    Label.SPEECH: Wording(id="pendapat atau berita", en="speech"),
    Label.UNRELATED: Wording(id="tidak terkait", en="unrelated"),
    Label.UNCLEAR: Wording(id="belum jelas", en="unclear"),
}
PRIORITIES = {
    Priority.NONE: Wording(id="tidak ada", en="none"),
    Priority.LOW: Wording(id="rendah", en="low"),
    Priority.NORMAL: Wording(id="biasa", en="normal"),
    Priority.HIGH: Wording(id="tinggi", en="high"),
}
ACTIONS = {
    Action.NONE: Wording(id="biarkan", en="leave it alone"),
    Action.REVIEW: Wording(id="tinjau", en="review"),
    Action.REQUEST: Wording(id="permintaan", en="request"),
    Action.NOTICE: Wording(id="aduan", en="notice"),
}
