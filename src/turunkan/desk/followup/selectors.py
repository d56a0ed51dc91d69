"""Two statuses of a line, theirs and ours; ours follows from what happened and is stored nowhere."""

from dataclasses import dataclass
from datetime import datetime

from turunkan.core.lifecycle import NoticeState
from turunkan.core.vocab import Wording
from turunkan.desk.cases.models import Case
from turunkan.desk.followup.kinds import ANSWERS, OURS, REFUSALS, AnswerKind, OurStatus, Refusal
from turunkan.desk.followup.models import Answer
from turunkan.desk.notices.models import Line, Notice

_AFTER = {
    AnswerKind.REFUSED: OurStatus.TO_WEIGH,
    AnswerKind.NEEDS_INFORMATION: OurStatus.TO_ANSWER,
    AnswerKind.SILENT: OurStatus.ASKED,
}


@dataclass(frozen=True, slots=True)
class LineStatus:
    """A line with both statuses."""

    line: Line
    theirs: AnswerKind
    ours: OurStatus
    answer: Answer | None

    @property
    def theirs_said(self) -> Wording:
        """Their status in words, with the reason of a refusal."""
        said = ANSWERS[self.theirs]
        if self.answer is not None and self.answer.refusal:
            why = REFUSALS[Refusal(self.answer.refusal)]
            return Wording(id=f"{said.id}: {why.id}", en=f"{said.en}: {why.en}")
        return said

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
    return [
        _status(notice, line) for line in notice.lines.select_related("entry__item__account", "entry__account")
    ]


def _status(notice: Notice, line: Line) -> LineStatus:
    answer = line.answers.order_by("-pk").first()
    theirs = AnswerKind(answer.kind) if answer else AnswerKind.SILENT
    return LineStatus(line, theirs, _ours(NoticeState(notice.state), theirs), answer)


def _ours(state: NoticeState, theirs: AnswerKind) -> OurStatus:
    if state in (NoticeState.WITHDRAWN, NoticeState.DISCARDED):
        return OurStatus.WITHDRAWN
    if state in (NoticeState.DRAFT, NoticeState.SIGNED, NoticeState.SENDING):
        return OurStatus.PREPARED
    return _AFTER.get(theirs, OurStatus.TO_CONFIRM)


def timeline(case: Case) -> list[Moment]:
    """Both tracks of a case, oldest first."""
    moments = [Moment(case.opened_at, ours=True, says=Wording(id="Berkas dibuka", en="Case opened"))]
    for notice in case.notices.prefetch_related("log", "lines__answers"):
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
    moments += [
        Moment(grant.opened_at, ours=False, says=_named(name, _OPENED))
        for grant in notice.grants.all()
        if grant.opened_at
    ]
    return moments


def _named(name: str, event: Wording) -> Wording:
    return Wording(id=f"Surat {name}: {event.id}", en=f"Letter {name}: {event.en}")
