"""One place where a letter's state moves: the event, the state and the audit verb in one transaction."""

from turunkan.core.lifecycle import NOTICE, NoticeEvent, NoticeState
from turunkan.desk.audit.services import record
from turunkan.desk.notices.models import Notice, NoticeLog
from turunkan.desk.parties.models import User


def locked(notice: Notice) -> Notice:
    """The letter's row, locked until the transaction ends."""
    return Notice.objects.select_for_update().get(pk=notice.pk)


def move(notice: Notice, event: NoticeEvent, *, by: User | None, note: str = "", **facts: object) -> None:
    """Let an event happen. Raises Refused where the state does not allow it."""
    notice.state = NOTICE.step(NoticeState(notice.state), event)
    notice.save(update_fields=["state"])
    NoticeLog.objects.create(notice=notice, event=event, by=by, note=note)
    record(f"notice.{event}", actor=by, on=("notice", notice.pk), state=notice.state, **facts)
