"""What an office says of its keys, signed: that one was made, and which one follows it, and why."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from turunkan.core.evidence.canonical import canonical
from turunkan.core.evidence.signing import Signer
from turunkan.core.evidence.verifier import KEY, KEYS
from turunkan.core.vocab import Wording


class KeyEvent(StrEnum):
    """Why a key is there, or why it took over from the one before."""

    CREATED = "created"
    ROTATED = "rotated"
    LOST = "lost"
    REVOKED = "revoked"


KEY_EVENTS = {
    KeyEvent.CREATED: Wording(id="kunci pertama", en="first key"),
    KeyEvent.ROTATED: Wording(id="diganti secara tertib", en="replaced in good order"),
    KeyEvent.LOST: Wording(id="kunci sebelumnya hilang", en="the key before was lost"),
    KeyEvent.REVOKED: Wording(id="kunci sebelumnya dicabut", en="the key before was revoked"),
}


KEY_ENDINGS = {
    KeyEvent.ROTATED: Wording(id="diganti", en="replaced"),
    KeyEvent.LOST: Wording(id="hilang", en="lost"),
    KeyEvent.REVOKED: Wording(id="dicabut", en="revoked"),
}


@dataclass(frozen=True, slots=True)
class Ending:
    """The key before, and the last link that it signed."""

    fingerprint: str
    seq: int
    head: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Canonical JSON, and the signature of each key that stands behind it, in hexadecimal digits."""

    text: str
    signatures: dict[str, str]

    @property
    def previous(self) -> str:
        """The fingerprint of the key that ends with this statement; nothing where none does."""
        return str(json.loads(self.text)["previous"] or "")

    def as_json(self) -> dict[str, object]:
        """As keys.json holds it."""
        return {"statement": self.text, "signatures": self.signatures}


def keys_file(statements: Sequence[Statement]) -> bytes:
    """The statements as a file, oldest first: `keys.json` of a bundle and of the page of keys."""
    return canonical({"format": KEYS, "statements": [one.as_json() for one in statements]})


def state(event: KeyEvent, key: Signer, at: str, ending: Ending | None, also: Sequence[Signer] = ()) -> Statement:
    """A statement that `key` counts from now on, and `ending` no more; `also` are others who sign it."""
    said: dict[str, object] = {
        "format": KEY,
        "event": event,
        "key": key.fingerprint,
        "public": key.public.hex(),
        "at": at,
        "previous": ending.fingerprint if ending else None,
        "through": {"seq": ending.seq, "head": ending.head} if ending else None,
    }
    data = canonical(said)
    return Statement(data.decode(), {one.fingerprint: one.sign(data).hex() for one in (key, *also)})
