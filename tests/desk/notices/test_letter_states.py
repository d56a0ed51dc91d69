"""Whatever is tried in whatever order: a letter's state is the fold of its log, and only allowed moves happen."""

from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mail_sink import MailSink, Mood

from turunkan.core.lifecycle import NOTICE, NoticeEvent, NoticeState, Refused
from turunkan.core.vocab import SkipThis
from turunkan.desk.audit.selectors import check_chain, events_of
from turunkan.desk.cases.models import Case
from turunkan.desk.followup.kinds import AnswerKind
from turunkan.desk.followup.services import Given, take_answers
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.draft import discard, draft, drop_line, edit
from turunkan.desk.notices.services.send import send, settle_sending, withdraw
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import User

Act = Callable[[Notice, dict[str, User], MailSink], object]


def change(notice: Notice, people: dict[str, User], mail: MailSink) -> None:
    edit(
        notice,
        by=people["petugas"],
        subject_line=notice.subject_line,
        opening="Dengan ini kami sampaikan.",
        urgency=notice.urgency,  # type: ignore[arg-type]
        reply_by=notice.reply_by,
        copies_to=[],
        waived={"pictured": "Menyusul.", "once": "Surat pengganti."},
    )


def drop(notice: Notice, people: dict[str, User], mail: MailSink) -> None:
    drop_line(notice.lines.all()[0], by=people["petugas"])


def post(mood: Mood) -> Act:
    def act(notice: Notice, people: dict[str, User], mail: MailSink) -> None:
        mail.mood = mood
        send(notice, by=people["penyelia"])

    return act


def answer(*numbers: int) -> Act:
    def act(notice: Notice, people: dict[str, User], mail: MailSink) -> None:
        grant = notice.grants.order_by("-pk")[0]
        take_answers(grant, dict.fromkeys(numbers, Given(AnswerKind.REMOVED)), answered_by="Tim")

    return act


ACTS: dict[str, Act] = {
    "edit": change,
    "drop": drop,
    "sign": lambda notice, people, mail: sign(notice, by=people["penyelia"]),
    "sign as drafter": lambda notice, people, mail: sign(notice, by=people["petugas"]),
    "discard": lambda notice, people, mail: discard(notice, by=people["petugas"]),
    "send": post(Mood.TAKES),
    "send, refused": post(Mood.REFUSES),
    "send, cut off": post(Mood.BREAKS_OFF),
    "arrived": lambda notice, people, mail: settle_sending(notice, by=people["penyelia"], arrived=True),
    "did not arrive": lambda notice, people, mail: settle_sending(notice, by=people["penyelia"], arrived=False),
    "withdraw": lambda notice, people, mail: withdraw(notice, by=people["penyelia"], note="Keliru."),
    "answer the first": answer(1),
    "answer all": answer(1, 2),
}
# Mostly along the way that letters go, so that the far end of it is reached as well.
USUAL = ["edit", "sign", "send", "answer the first", "answer all", "withdraw"]
WALKS = st.one_of(
    st.lists(st.sampled_from(list(ACTS)), max_size=8),
    st.lists(st.sampled_from(list(ACTS)), max_size=4).map(lambda rest: [*USUAL[:2], *rest, *USUAL[2:]]),
    st.lists(st.sampled_from(list(ACTS)), max_size=4).map(lambda rest: [*USUAL[:3], *rest]),
)


@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=WALKS)
def test_the_state_is_the_fold_of_the_log(
    case: Case, people: dict[str, User], mail: MailSink, no_wait: None, walk: list[str]
) -> None:
    mail.mood = Mood.TAKES
    with transaction.atomic():
        (made,) = draft(case, list(case.entries.all()), by=people["petugas"])
        for name in walk:
            before = Notice.objects.values().get(pk=made.pk)
            logged = made.log.count()
            try:
                ACTS[name](Notice.objects.get(pk=made.pk), people, mail)
            except (SkipThis, IndexError):
                assert made.log.count() > logged or Notice.objects.values().get(pk=made.pk) == before
            is_in_order(Notice.objects.get(pk=made.pk))
        assert check_chain().whole
        transaction.set_rollback(True)


def is_in_order(notice: Notice) -> None:
    """The state follows from the log; number, print and signature come together."""
    events = [entry.event for entry in notice.log.all()]
    assert events[0] == "draft"
    assert notice.state == NOTICE.fold(map(NoticeEvent, events[1:]))
    assert [event.verb for event in events_of("notice", notice.pk) if event.verb.startswith("notice.")] == [
        f"notice.{event}" for event in events
    ]
    was_signed = NoticeEvent.SIGN in events
    assert {notice.number is not None, notice.pdf is not None, notice.signed_by is not None} == {was_signed}
    assert (notice.sent_at is not None) == (NoticeEvent.CONFIRM_SENT in events)
    assert len([event for event in events if event == NoticeEvent.CONFIRM_SENT]) <= 1


def test_the_machine_says_every_state_and_event_in_both_languages() -> None:
    for name in (*NoticeState, *NoticeEvent):
        assert NOTICE.titles[name].id
        assert NOTICE.titles[name].en


def test_nothing_but_signing_leads_out_of_a_draft_towards_the_recipient() -> None:
    out = {event for (state, event), after in NOTICE.moves.items() if state == "draft" and after != "draft"}
    assert out == {NoticeEvent.SIGN, NoticeEvent.DISCARD}
    into_sending = {state for (state, _), after in NOTICE.moves.items() if after == NoticeState.SENDING}
    assert into_sending == {NoticeState.SIGNED}


@pytest.mark.parametrize("state", [NoticeState.DISCARDED, NoticeState.WITHDRAWN])
@pytest.mark.parametrize("event", list(NoticeEvent))
def test_nothing_happens_to_a_letter_that_is_over(state: NoticeState, event: NoticeEvent) -> None:
    with pytest.raises(Refused) as refusal:
        NOTICE.step(state, event)
    assert NOTICE.titles[state].id in refusal.value.person.id
