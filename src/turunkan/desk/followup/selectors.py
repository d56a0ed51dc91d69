"""Two statuses of a line, theirs and ours; ours follows from what happened and is stored nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from turunkan.core.lifecycle import LINE, NoticeState
from turunkan.core.vocab import Wording
from turunkan.desk.cases.models import Case
from turunkan.desk.followup.kinds import (
    ANSWER_EVENTS,
    ANSWERS,
    LOOK_EVENTS,
    OURS,
    REFUSALS,
    AnswerKind,
    OurStatus,
    Refusal,
)
from turunkan.desk.followup.models import Answer, Check
from turunkan.desk.followup.recheck.states import PAGE_STATES, REMOVED_BY, PageState, RemovedBy
from turunkan.desk.notices.models import Line, Notice


@dataclass(frozen=True, slots=True)
class LineStatus:
    """A line with both statuses, the last answer and the last look."""

    line: Line
    theirs: AnswerKind
    ours: OurStatus
    answer: Answer | None
    check: Check | None

    @property
    def theirs_said(self) -> Wording:
        """Their status in words, with the reason of a refusal."""
        said = ANSWERS[self.theirs]
        if self.answer is not None and self.answer.refusal:
            why = REFUSALS[Refusal(self.answer.refusal)]
            return Wording(id=f"{said.id}: {why.id}", en=f"{said.en}: {why.en}")
        return said

    @property
    def seen_said(self) -> Wording | None:
        """What the last look showed."""
        return seen_said(self.check) if self.check else None

    @property
    def ours_said(self) -> Wording:
        """Our status in words."""
        return OURS[self.ours]


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing on a case's timeline; `ours` says on which of the two tracks it stands."""

    at: datetime
    ours: bool
    says: Wording
    note: str = ""


def statuses(notice: Notice) -> list[LineStatus]:
    """Each line of a letter with both statuses."""
    lines = notice.lines.select_related("entry__item__account", "entry__account")
    return [_status(notice, line) for line in lines.prefetch_related("answers", "checks__seal__files")]


def _status(notice: Notice, line: Line) -> LineStatus:
    answers, checks = list(line.answers.all()), list(line.checks.all())
    answer = answers[-1] if answers else None
    theirs = AnswerKind(answer.kind) if answer else AnswerKind.SILENT
    ours = _ours(NoticeState(notice.state), answers, checks)
    return LineStatus(line, theirs, ours, answer, checks[-1] if checks else None)


def _ours(state: NoticeState, answers: Sequence[Answer], checks: Sequence[Check]) -> OurStatus:
    if state in (NoticeState.WITHDRAWN, NoticeState.DISCARDED):
        return OurStatus.WITHDRAWN
    if state in (NoticeState.DRAFT, NoticeState.SIGNED, NoticeState.SENDING):
        return OurStatus.PREPARED
    happened = [(one.at, ANSWER_EVENTS[AnswerKind(one.kind)]) for one in answers]
    happened += [(one.at, LOOK_EVENTS[seen]) for one in checks if (seen := PageState(one.state)) in LOOK_EVENTS]
    return OurStatus(LINE.fold(event for _, event in sorted(happened, key=itemgetter(0))))


def timeline(case: Case) -> list[Moment]:
    """Both tracks of a case, oldest first."""
    moments = [Moment(case.opened_at, ours=True, says=Wording(id="Berkas dibuka", en="Case opened"))]
    for notice in case.notices.prefetch_related("log", "lines__answers", "lines__checks"):
        moments += _letter_moments(notice)
    return sorted(moments, key=lambda moment: moment.at)


_BECAUSE = Wording(id=": {why}", en=": {why}")
_OPENED = Wording(id="halaman tanggapan dibuka", en="answer page opened")
_QUIET = ("edit", "begin-sending", "answer-part", "answer-last")
_EVENTS = {
    "draft": Wording(id="konsep disusun", en="drafted"),
    "sign": Wording(id="ditandatangani", en="signed"),
    "confirm-sent": Wording(id="dikirim", en="sent"),
    "sending-failed": Wording(id="pengiriman gagal", en="sending failed"),
    "discard": Wording(id="konsep dibuang", en="draft discarded"),
    "withdraw": Wording(id="ditarik", en="withdrawn"),
}


def _letter_moments(notice: Notice) -> list[Moment]:
    name = notice.number or f"#{notice.pk}"
    moments = [
        Moment(entry.at, ours=True, says=_named(name, _EVENTS[entry.event]), note=entry.note)
        for entry in notice.log.all()
        if entry.event not in _QUIET
    ]
    for line in notice.lines.all():
        for answer in line.answers.all():
            said = ANSWERS[AnswerKind(answer.kind)]
            says = Wording(
                id=f"Surat {name}, baris {line.number}: {said.id}",
                en=f"Letter {name}, line {line.number}: {said.en}",
            )
            if answer.refusal:
                says = says.then(_BECAUSE.fill(why=REFUSALS[Refusal(answer.refusal)]))
            moments.append(Moment(answer.at, ours=False, says=says, note=answer.note))
        moments += [Moment(check.at, ours=True, says=_looked(name, line, check)) for check in line.checks.all()]
    moments += [
        Moment(grant.opened_at, ours=False, says=_named(name, _OPENED))
        for grant in notice.grants.all()
        if grant.opened_at
    ]
    return moments


def _looked(name: str, line: Line, check: Check) -> Wording:
    seen = seen_said(check)
    return Wording(
        id=f"Surat {name}, baris {line.number} dilihat ulang: {seen.id}",
        en=f"Letter {name}, line {line.number} looked at again: {seen.en}",
    )


def seen_said(check: Check) -> Wording:
    """What a look showed, and who took it away where the page says so."""
    said = PAGE_STATES[PageState(check.state)]
    if check.removed_by:
        by = REMOVED_BY[RemovedBy(check.removed_by)]
        return Wording(id=f"{said.id}, {by.id}", en=f"{said.en}, {by.en}")
    return said


def _named(name: str, event: Wording) -> Wording:
    return Wording(id=f"Surat {name}: {event.id}", en=f"Letter {name}: {event.en}")
