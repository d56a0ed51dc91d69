"""What every channel takes and gives."""

from collections.abc import Callable
from dataclasses import dataclass

from turunkan.core.vocab import SkipThis, Wording


class SendingFailed(SkipThis):
    """The letter did not leave; it stays signed and can be sent again."""


class SendingUnclear(SkipThis):
    """The channel broke off after the letter was handed over; a person finds out whether it arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A signed letter on its way: to whom, what the covering message says, and the files."""

    to: str
    reply_to: str
    subject: str
    body: str
    files: tuple[tuple[str, bytes, str], ...]  # name, content, media type
    reference: str  # the same for every try of the same letter


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the channel calls the message that it took over."""

    message_id: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A way out. `send` raises SendingFailed, and then nothing left, or SendingUnclear."""

    name: str
    title: Wording
    accepts: Callable[[str], bool]
    send: Callable[[Parcel], Delivery]
