"""Both statuses of a line, and the timeline with its two tracks."""

from itertools import pairwise

import pytest
from mail_sink import MailSink, Mood

from turunkan.core.lifecycle import NoticeEvent, NoticeState
from turunkan.desk.followup.kinds import GIVEN, NEXT_STEPS, OURS, AnswerKind, OurStatus, Refusal
from turunkan.desk.followup.selectors import Moment, statuses, timeline
from turunkan.desk.followup.services import Given, note_opened, take_answers
from turunkan.desk.notices.channels import SendingFailed
from turunkan.desk.notices.models import Notice, NoticeLog
from turunkan.desk.notices.services.draft import discard, draft
from turunkan.desk.notices.services.send import send, withdraw
from turunkan.desk.parties.models import User

pytestmark = pytest.mark.django_db


def ours(notice: Notice) -> list[OurStatus]:
    """Our status of each line."""
    return [status.ours for status in statuses(Notice.objects.get(pk=notice.pk))]


def given(kind: AnswerKind) -> Given:
    """A complete answer."""
    return Given(kind, Refusal.NOT_OUR_POLICY if kind is AnswerKind.REFUSED else None, "Keterangan.")


def test_our_status_follows_the_letter(notice: Notice, people: dict[str, User]) -> None:
    expected = {
        NoticeState.DRAFT: OurStatus.PREPARED,
        NoticeState.SIGNED: OurStatus.PREPARED,
        NoticeState.SENDING: OurStatus.PREPARED,
        NoticeState.SENT: OurStatus.ASKED,
        NoticeState.ANSWERED: OurStatus.ASKED,
        NoticeState.DISCARDED: OurStatus.WITHDRAWN,
        NoticeState.WITHDRAWN: OurStatus.WITHDRAWN,
    }
    assert set(expected) == set(NoticeState)
    for state, status in expected.items():
        Notice.objects.filter(pk=notice.pk).update(state=state)
        assert ours(notice) == [status] * 2, state


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (AnswerKind.REMOVED, OurStatus.TO_CONFIRM),
        (AnswerKind.RESTRICTED, OurStatus.TO_CONFIRM),
        (AnswerKind.LINKS_DOWN, OurStatus.TO_CONFIRM),
        (AnswerKind.GONE, OurStatus.TO_CONFIRM),
        (AnswerKind.REFUSED, OurStatus.TO_WEIGH),
        (AnswerKind.NEEDS_INFORMATION, OurStatus.TO_ANSWER),
    ],
)
def test_our_status_follows_theirs_line_by_line(sent: Notice, kind: AnswerKind, expected: OurStatus) -> None:
    take_answers(sent.grants.get(), {1: given(kind)}, answered_by="Tim")
    first, second = statuses(Notice.objects.get(pk=sent.pk))
    assert (first.theirs, first.ours) == (kind, expected)
    assert (second.theirs, second.ours, second.answer) == (AnswerKind.SILENT, OurStatus.ASKED, None)


def test_an_answer_is_a_claim_and_never_the_end_by_itself(sent: Notice) -> None:
    for kind in GIVEN:
        take_answers(sent.grants.get(), {1: given(kind)}, answered_by="Tim")
        assert ours(sent)[0] in (OurStatus.TO_CONFIRM, OurStatus.TO_WEIGH, OurStatus.TO_ANSWER)


def test_withdrawing_ends_what_was_ours_and_keeps_theirs(sent: Notice, people: dict[str, User]) -> None:
    take_answers(sent.grants.get(), {1: given(AnswerKind.REFUSED)}, answered_by="Tim")
    withdraw(sent, by=people["penyelia"], note="Keliru.")
    after = statuses(Notice.objects.get(pk=sent.pk))
    assert [status.ours for status in after] == [OurStatus.WITHDRAWN] * 2
    assert [status.theirs for status in after] == [AnswerKind.REFUSED, AnswerKind.SILENT]


def test_a_refusal_is_said_with_its_reason(sent: Notice) -> None:
    take_answers(sent.grants.get(), {1: Given(AnswerKind.REFUSED, Refusal.CHANNEL)}, answered_by="Tim")
    first, second = statuses(sent)
    assert first.theirs_said.id == "ditolak: harus lewat formulir resmi kami"
    assert first.theirs_said.en == "refused: has to come through our own form"
    assert second.theirs_said.id == "belum dijawab"


def test_each_status_has_its_words_and_a_second_letter_promises_no_deadline() -> None:
    assert set(OURS) == set(OurStatus)
    assert "tidak mempunyai tenggat hukum" in NEXT_STEPS[OurStatus.TO_WEIGH].id


def said(moments: list[Moment]) -> list[tuple[bool, str]]:
    """Track and sentence of each moment, without the letter's name."""
    return [(moment.ours, moment.says.id.partition(": ")[2] or moment.says.id) for moment in moments]


def test_the_timeline_has_two_tracks_in_the_order_of_what_happened(
    signed: Notice, people: dict[str, User], mail: MailSink
) -> None:
    mail.mood = Mood.REFUSES
    with pytest.raises(SendingFailed):
        send(signed, by=people["penyelia"])
    mail.mood = Mood.TAKES
    send(signed, by=people["penyelia"])
    grant = signed.grants.get(revoked_at__isnull=True)
    note_opened(grant)
    take_answers(grant, {1: given(AnswerKind.REMOVED)}, answered_by="Tim")
    take_answers(grant, {2: given(AnswerKind.REFUSED)}, answered_by="Tim")
    withdraw(signed, by=people["penyelia"], note="Keliru.")
    moments = timeline(signed.case)
    assert said(moments) == [
        (True, "Berkas dibuka"),
        (True, "konsep disusun"),
        (True, "ditandatangani"),
        (True, "pengiriman gagal"),
        (True, "dikirim"),
        (False, "halaman tanggapan dibuka"),
        (False, "diturunkan"),
        (False, "ditolak: tidak melanggar ketentuan layanan kami"),
        (True, "ditarik"),
    ]
    assert all(earlier.at <= later.at for earlier, later in pairwise(moments))
    why = "tidak melanggar ketentuan layanan kami"
    assert moments[7].says.id == f"Surat {signed.number}, baris 2: ditolak: {why}"
    assert moments[7].note == "Keterangan."
    assert moments[8].note == "Keliru."


def test_the_timeline_of_a_case_holds_all_its_letters(notice: Notice, people: dict[str, User]) -> None:
    draft(notice.case, list(notice.case.entries.all()), by=people["petugas"])
    discard(notice, by=people["petugas"])
    found = [sentence for _, sentence in said(timeline(notice.case))]
    assert found == ["Berkas dibuka", "konsep disusun", "konsep disusun", "konsep dibuang"]


@pytest.mark.parametrize("event", list(NoticeEvent))
def test_every_event_has_its_place_on_the_timeline_or_is_passed_over(notice: Notice, event: NoticeEvent) -> None:
    NoticeLog.objects.create(notice=notice, event=event)
    for moment in timeline(notice.case):
        assert moment.says.id
        assert moment.says.en
