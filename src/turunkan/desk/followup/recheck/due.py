"""Which lines are to be looked at: those of letters that stand, by what was said and seen of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from turunkan.core.lifecycle import LineEvent, NoticeState
from turunkan.desk.followup.kinds import ANSWER_EVENTS, AnswerKind
from turunkan.desk.followup.models import Answer, Check
from turunkan.desk.followup.recheck.schedule import Look, is_left_to_people, next_look
from turunkan.desk.followup.recheck.states import PageState
from turunkan.desk.notices.checks import address_of
from turunkan.desk.notices.models import Line

STANDING = (NoticeState.SENT, NoticeState.ANSWERED)
"""States of letters whose lines are looked at; a letter that was withdrawn asks for nothing."""


@dataclass(frozen=True, slots=True)
class DueLine:
    """A line to be looked at since a moment; by people where the desk alone can tell nothing."""

    line: Line
    since: datetime
    by_people: bool = False

    @property
    def address(self) -> str:
        """Where to look."""
        return address_of(self.line)

    @property
    def last(self) -> Check | None:
        """The last look."""
        return next(reversed(self.line.checks.all()), None)


def watched() -> QuerySet[Line]:
    """Lines of letters that stand, without those that a later letter to the same recipient took up again."""
    lines = Line.objects.filter(notice__state__in=STANDING)
    later = lines.filter(
        entry=OuterRef("entry"),
        notice__recipient=OuterRef("notice__recipient"),
        notice__sent_at__gt=OuterRef("notice__sent_at"),
    )
    last = lines.filter(~Exists(later)).select_related("notice", "entry__item", "entry__account")
    return last.prefetch_related("answers", "checks").order_by("pk")


def due(now: datetime) -> list[DueLine]:
    """The lines that are due, oldest first; those left to people too."""
    found = (due_line(line, now) for line in watched().iterator(chunk_size=500))
    return sorted((one for one in found if one), key=lambda one: one.since)


def due_line(line: Line, now: datetime) -> DueLine | None:
    """Since when a line is due; None before that."""
    looks = [Look(check.at, PageState(check.state)) for check in line.checks.all()]
    claimed = _claimed_at(list(line.answers.all()))
    if is_left_to_people(claimed, looks):
        return DueLine(line, looks[-1].at, by_people=True)
    since = next_look(line.notice.sent_at or now, claimed, looks)
    return DueLine(line, since) if since is not None and since <= now else None


def _claimed_at(answers: Sequence[Answer]) -> datetime | None:
    """When the recipient said that it is done, if that is its last word."""
    last = answers[-1] if answers else None
    return last.at if last and ANSWER_EVENTS[AnswerKind(last.kind)] is LineEvent.SAID_DONE else None
