"""Taking in answers: each line on its own, all that came in one sending or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from turunkan.core.evidence.canonical import canonical
from turunkan.core.evidence.seals import instant
from turunkan.core.lifecycle import NoticeEvent, NoticeState
from turunkan.core.text import is_blank
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.audit.services import record
from turunkan.desk.cases.sealing import RECIPIENT, seal
from turunkan.desk.cases.steps import Step
from turunkan.desk.followup.kinds import GIVEN, AnswerKind, Refusal
from turunkan.desk.followup.models import Answer
from turunkan.desk.notices.models import Grant, Line, Notice
from turunkan.desk.notices.services.log import locked, move

NOTE_LENGTH = 2000  # characters

_NO_NAME = Wording(id="Tulis nama Anda atau bagian Anda.", en="Write your name or that of your team.")
_NOTHING = Wording(id="Belum ada baris yang dijawab.", en="No line was answered.")
_NO_REFUSAL = Wording(
    id="Baris {number}: pilih alasan penolakan.", en="Line {number}: choose the reason for refusing."
)
_NO_NOTE = Wording(id="Baris {number}: tulis keterangannya.", en="Line {number}: write what it is about.")
_CLOSED = Wording(id="Surat ini tidak lagi menerima tanggapan.", en="This letter takes no more answers.")


@dataclass(frozen=True, slots=True)
class Given:
    """What was filled in for one line."""

    kind: AnswerKind
    refusal: Refusal | None = None
    note: str = ""


@transaction.atomic
def take_answers(grant: Grant, given: Mapping[int, Given], *, answered_by: str) -> list[Answer]:
    """Keep the answers, by line number. Raises SkipThis or Refused, and then none was kept."""
    notice = locked(grant.notice)
    if notice.state not in (NoticeState.SENT, NoticeState.ANSWERED):
        raise SkipThis("letter closed", _CLOSED)
    if is_blank(answered_by):
        raise SkipThis("answer without a name", _NO_NAME)
    lines = {line.number: line for line in notice.lines.all()}
    answers = [_answer(grant, lines[number], one, answered_by) for number, one in given.items() if number in lines]
    if not answers:
        raise SkipThis("empty answer", _NOTHING)
    open_lines = notice.lines.filter(answers__isnull=True).exists()
    event = NoticeEvent.ANSWER_PART if open_lines else NoticeEvent.ANSWER_LAST
    move(notice, event, by=None, lines=len(answers))
    _seal(notice, answers)
    return answers


@transaction.atomic
def note_opened(grant: Grant) -> None:
    """The recipient opened the page for the first time."""
    if Grant.objects.filter(pk=grant.pk, opened_at__isnull=True).update(opened_at=timezone.now()):
        record("grant.opened", actor=None, on=("notice", grant.notice_id), grant=grant.pk)


def _seal(notice: Notice, answers: Sequence[Answer]) -> None:
    """What the recipient said, as it was said."""
    said = [
        {
            "line": answer.line.number,
            "kind": answer.kind,
            "refusal": answer.refusal,
            "note": answer.note,
            "answered_by": answer.answered_by,
            "at": instant(answer.at),
        }
        for answer in answers
    ]
    path = f"answers/{notice.pk}-{answers[0].pk}.json"
    about = {"letter": notice.number}
    seal(notice.case, Step.ANSWERED, {path: canonical(said)}, by=None, role=RECIPIENT, about=about)


def _answer(grant: Grant, line: Line, given: Given, answered_by: str) -> Answer:
    if given.kind not in GIVEN:
        raise SkipThis("no answer", _NOTHING)
    refusal = given.refusal if given.kind is AnswerKind.REFUSED else None
    if given.kind is AnswerKind.REFUSED and refusal is None:
        raise SkipThis("refusal without a reason", _NO_REFUSAL.fill(number=line.number))
    needs_note = given.kind is AnswerKind.NEEDS_INFORMATION or refusal is Refusal.OTHER
    if needs_note and is_blank(given.note):
        raise SkipThis("answer without a note", _NO_NOTE.fill(number=line.number))
    answer = Answer.objects.create(
        line=line,
        grant=grant,
        kind=given.kind,
        refusal=refusal or "",
        note=given.note.strip()[:NOTE_LENGTH],
        answered_by=answered_by.strip()[:200],
    )
    record(
        "line.answered",
        actor=None,
        on=("line", line.pk),
        answer=answer.pk,
        kind=given.kind,
        refusal=answer.refusal,
    )
    return answer
