"""Taking in answers: each line on its own, everything of one sending or nothing."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from turunkan.core.vocab import SkipThis
from turunkan.desk.audit.selectors import events_of
from turunkan.desk.followup.kinds import ANSWERS, GIVEN, REFUSALS, AnswerKind, Refusal
from turunkan.desk.followup.models import Answer
from turunkan.desk.followup.selectors import statuses
from turunkan.desk.followup.services import NOTE_LENGTH, Given, note_opened, take_answers
from turunkan.desk.notices.models import Grant, Notice
from turunkan.desk.notices.services.send import withdraw
from turunkan.desk.parties.models import User

REMOVED = Given(AnswerKind.REMOVED)

pytestmark = pytest.mark.django_db


@pytest.fixture
def grant(sent: Notice) -> Grant:
    """The recipient's key to a letter of two lines."""
    return sent.grants.get(revoked_at__isnull=True)


def answer(grant: Grant, given: dict[int, Given], by: str = "Tim Kepercayaan") -> list[Answer]:
    """Answer as the recipient."""
    return take_answers(grant, given, answered_by=by)


def state_of(grant: Grant) -> str:
    """Where the letter stands now."""
    return Notice.objects.get(pk=grant.notice_id).state


@pytest.mark.parametrize(
    "given",
    [
        Given(AnswerKind.REMOVED),
        Given(AnswerKind.RESTRICTED, note="Sejak hari ini."),
        Given(AnswerKind.LINKS_DOWN),
        Given(AnswerKind.GONE),
        Given(AnswerKind.NEEDS_INFORMATION, note="Tautan tidak terbuka."),
        *(Given(AnswerKind.REFUSED, refusal, "Keterangan kami.") for refusal in Refusal),
    ],
    ids=lambda given: f"{given.kind}-{given.refusal}",
)
def test_every_kind_of_answer_is_kept_with_who_gave_it(grant: Grant, given: Given) -> None:
    (kept,) = answer(grant, {1: given})
    stored = Answer.objects.get(pk=kept.pk)
    assert (stored.kind, stored.refusal, stored.note) == (given.kind, given.refusal or "", given.note)
    assert (stored.answered_by, stored.line.number, stored.grant) == ("Tim Kepercayaan", 1, grant)
    event = events_of("line", stored.line_id).get(verb="line.answered")
    assert event.facts == {"answer": stored.pk, "kind": given.kind, "refusal": given.refusal or ""}


def test_every_kind_and_every_reason_has_its_words() -> None:
    assert set(ANSWERS) == set(AnswerKind)
    assert set(REFUSALS) == set(Refusal)
    assert set(GIVEN) == set(AnswerKind) - {AnswerKind.SILENT}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (Given(AnswerKind.REFUSED), "Baris 2: pilih alasan penolakan."),
        (Given(AnswerKind.REFUSED, note="Tidak mau."), "Baris 2: pilih alasan penolakan."),
        (Given(AnswerKind.REFUSED, Refusal.OTHER), "Baris 2: tulis keterangannya."),
        (Given(AnswerKind.REFUSED, Refusal.OTHER, "  "), "Baris 2: tulis keterangannya."),
        (Given(AnswerKind.NEEDS_INFORMATION), "Baris 2: tulis keterangannya."),
        (Given(AnswerKind.NEEDS_INFORMATION, note=" \n "), "Baris 2: tulis keterangannya."),
        (Given(AnswerKind.SILENT), "Belum ada baris yang dijawab."),
    ],
)
def test_an_incomplete_answer_is_refused_together_with_the_others(grant: Grant, given: Given, why: str) -> None:
    with pytest.raises(SkipThis) as refusal:
        answer(grant, {1: REMOVED, 2: given})
    assert refusal.value.person.id == why
    assert (Answer.objects.count(), state_of(grant)) == (0, "sent")


@pytest.mark.parametrize(
    ("given", "by"),
    [({}, "Tim"), ({3: REMOVED}, "Tim"), ({0: REMOVED}, "Tim"), ({1: REMOVED}, ""), ({1: REMOVED}, "  ")],
    ids=["no line", "a line too many", "line zero", "no name", "a blank name"],
)
def test_an_answer_to_nothing_or_by_nobody_is_refused(grant: Grant, given: dict[int, Given], by: str) -> None:
    with pytest.raises(SkipThis):
        answer(grant, given, by)
    assert (Answer.objects.count(), state_of(grant)) == (0, "sent")


def test_a_reason_for_refusing_that_came_with_another_answer_is_left_out(grant: Grant) -> None:
    (kept,) = answer(grant, {1: Given(AnswerKind.REMOVED, Refusal.OVERBROAD)})
    assert kept.refusal == ""


def test_the_letter_is_answered_once_its_last_line_is(grant: Grant) -> None:
    answer(grant, {2: REMOVED})
    assert state_of(grant) == "sent"
    answer(grant, {1: REMOVED})
    assert state_of(grant) == "answered"
    assert [entry.event for entry in grant.notice.log.all()][-2:] == ["answer-part", "answer-last"]


def test_all_lines_at_once(grant: Grant) -> None:
    kept = answer(grant, {1: REMOVED, 2: Given(AnswerKind.REFUSED, Refusal.NOT_OUR_POLICY)})
    assert [one.line.number for one in kept] == [1, 2]
    assert state_of(grant) == "answered"


def test_a_corrected_answer_supersedes_and_both_stay(grant: Grant) -> None:
    answer(grant, {1: REMOVED, 2: REMOVED})
    answer(grant, {2: Given(AnswerKind.REFUSED, Refusal.OVERBROAD)}, by="Atasan")
    assert state_of(grant) == "answered"
    assert [status.theirs for status in statuses(grant.notice)] == [AnswerKind.REMOVED, AnswerKind.REFUSED]
    second = grant.notice.lines.get(number=2)
    assert [one.kind for one in second.answers.all()] == ["removed", "refused"]


def test_one_line_corrected_does_not_answer_the_other(grant: Grant) -> None:
    answer(grant, {1: REMOVED})
    answer(grant, {1: Given(AnswerKind.GONE)})
    assert state_of(grant) == "sent"


def test_a_withdrawn_letter_takes_no_answer(grant: Grant, people: dict[str, User]) -> None:
    withdraw(grant.notice, by=people["penyelia"], note="Keliru.")
    with pytest.raises(SkipThis) as refusal:
        answer(grant, {1: REMOVED})
    assert refusal.value.person.id == "Surat ini tidak lagi menerima tanggapan."
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("state", ["draft", "signed", "sending", "discarded"])
def test_a_letter_that_has_not_left_takes_no_answer(grant: Grant, state: str) -> None:
    Notice.objects.filter(pk=grant.notice_id).update(state=state)
    with pytest.raises(SkipThis):
        answer(grant, {1: REMOVED})
    assert Answer.objects.count() == 0


def test_long_notes_and_names_are_cut_and_never_refused(grant: Grant) -> None:
    (kept,) = answer(grant, {1: Given(AnswerKind.REMOVED, note="a" * 5000)}, by="b" * 500)
    stored = Answer.objects.get(pk=kept.pk)
    assert (len(stored.note), len(stored.answered_by)) == (NOTE_LENGTH, 200)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_an_answer_is_never_changed_or_deleted(grant: Grant, act: str) -> None:
    (kept,) = answer(grant, {1: REMOVED})
    rows = Answer.objects.filter(pk=kept.pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(note="lain") if act == "update" else rows.delete()
    assert Answer.objects.get(pk=kept.pk).note == ""


def test_the_first_opening_is_noted_once(grant: Grant) -> None:
    note_opened(grant)
    first = Grant.objects.get(pk=grant.pk).opened_at
    note_opened(grant)
    assert Grant.objects.get(pk=grant.pk).opened_at == first is not None
    assert events_of("notice", grant.notice_id).filter(verb="grant.opened").count() == 1


def test_an_answer_says_nothing_about_people_in_the_log(grant: Grant) -> None:
    answer(grant, {1: Given(AnswerKind.REMOVED, note="Hubungi Contoh di 021-0000-0000")}, by="Contoh Orang")
    said = str([event.facts for event in events_of("line", grant.notice.lines.get(number=1).pk)])
    assert "Contoh" not in said
    assert "021" not in said


def test_answers_through_the_page_end_in_the_same_place(grant: Grant, mail: Any, client: Any) -> None:
    body = mail.messages[-1].get_body().get_content()
    address = "/t/" + body.split("/t/")[1].split()[0]
    reply = client.post(address, {"answered_by": "Tim", "kind-1": "removed", "kind-2": "needs-information"})
    assert (reply.status_code, Answer.objects.count()) == (422, 0)
    assert "Baris 2: tulis keterangannya." in reply.content.decode()
    filled = {"answered_by": "Tim", "kind-1": "removed", "kind-2": "needs-information", "note-2": "Tautan mati."}
    assert client.post(address, filled).status_code == 302
    assert state_of(grant) == "answered"
