"""Writing the log: always inside the transaction of the act itself."""

from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from turunkan.core.vocab import StopRun, Wording
from turunkan.desk.audit.chain import event_hash
from turunkan.desk.audit.models import AuditEvent, AuditHead

_OUTSIDE = Wording(
    id="Tindakan ini tidak dicatat, maka tidak dilakukan. Laporkan kepada pengelola sistem.",
    en="This act would go unrecorded, so it was not done. Tell whoever runs the system.",
)


class Actor(Protocol):
    """Who acts; None stands for the system itself or a recipient without an account."""

    pk: Any
    role: str


def record(verb: str, *, actor: Actor | None, on: tuple[str, object], **facts: object) -> AuditEvent:
    """Append one event about `on` (type, id). Raises StopRun outside a transaction.

    `facts` are ids, counts, codes and hashes; texts about people do not belong there.
    """
    head = lock_head(verb)
    body = {
        "seq": head.seq + 1,
        "at": timezone.now(),
        "verb": verb,
        "actor": actor.pk if actor else None,
        "role": actor.role if actor else "",
        "object_type": on[0],
        "object_id": str(on[1]),
        "facts": facts,
        "previous": head.hash,
    }
    digest = event_hash(body)
    event = AuditEvent.objects.create(**_columns(body), hash=digest)
    AuditHead.objects.filter(pk=1).update(seq=event.seq, hash=digest)
    return event


def lock_head(what: str) -> AuditHead:
    """The last event, locked until the transaction ends, so that acts are written one by one. Raises StopRun."""
    if not transaction.get_connection().in_atomic_block:
        raise StopRun(f"{what} outside a transaction", _OUTSIDE)
    head, _ = AuditHead.objects.select_for_update().get_or_create(pk=1)
    return head


def _columns(body: dict[str, Any]) -> dict[str, Any]:
    return {("actor_id" if name == "actor" else name): value for name, value in body.items()}
