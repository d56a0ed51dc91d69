"""Reading the log, and telling whether the chain is whole."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from turunkan.core.evidence.statements import KeyEvent, Statement
from turunkan.desk.audit.chain import START, event_hash
from turunkan.desk.audit.models import AuditEvent, AuditHead, KeyStatement


@dataclass(frozen=True, slots=True)
class ChainState:
    """What a walk along the chain found; `broken_at` is the number of the first event that does not fit."""

    events: int
    head: str
    broken_at: int | None

    @property
    def whole(self) -> bool:
        """Whether every event fits the one before, and the last is the head."""
        return self.broken_at is None


def events_of(object_type: str, object_id: object) -> QuerySet[AuditEvent]:
    """Everything that was done to one thing, oldest first."""
    return AuditEvent.objects.filter(object_type=object_type, object_id=str(object_id)).select_related("actor")


@dataclass(slots=True)
class KeyLife:
    """A signing key of the office: how it began, how it ended if it did, and whether it signs now."""

    fingerprint: str
    event: KeyEvent
    at: datetime
    ended: KeyEvent | None = None
    ended_at: datetime | None = None
    signs: bool = False


def key_history() -> list[KeyLife]:
    """Every signing key, oldest first; one that was replaced, and revoked later, was revoked."""
    lives, said = dict[str, KeyLife](), list(KeyStatement.objects.all())
    for one in said:
        event, ended = KeyEvent(one.event), Statement(one.text, one.signatures).previous
        lives.setdefault(one.fingerprint, KeyLife(one.fingerprint, event, one.at))
        if ended in lives:
            lives[ended].ended, lives[ended].ended_at = event, one.at
    if said:
        lives[said[-1].fingerprint].signs = True
    return list(lives.values())


def check_chain() -> ChainState:
    """Walk the whole chain: every number, every hash, and the head."""
    expected, previous = 0, START
    for event in AuditEvent.objects.iterator(chunk_size=2000):
        expected += 1
        if event.seq != expected or event.previous != previous or event.hash != event_hash(_body(event)):
            return ChainState(expected, previous, expected)
        previous = event.hash
    head = AuditHead.objects.filter(pk=1).first()
    ends_well = (head.seq, head.hash) == (expected, previous) if head else expected == 0
    return ChainState(expected, previous, None if ends_well else expected + 1)


def _body(event: AuditEvent) -> dict[str, object]:
    names = ("seq", "at", "verb", "role", "object_type", "object_id", "facts", "previous")
    return {name: getattr(event, name) for name in names} | {"actor": event.actor_id}
