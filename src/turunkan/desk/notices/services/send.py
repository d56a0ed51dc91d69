"""Sending: only by a person, only what is signed; a try that was cut off is never repeated by itself."""

import csv
import io
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from turunkan.core.lifecycle import NoticeEvent
from turunkan.core.vocab import SkipThis
from turunkan.desk.cases.steps import Step
from turunkan.desk.notices import words
from turunkan.desk.notices.channels import CHANNELS, Parcel, SendingFailed
from turunkan.desk.notices.checks import fallen, said
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.grants import make_grant
from turunkan.desk.notices.services.log import locked, move
from turunkan.desk.notices.services.sealing import seal_event
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Right

SETTLE_AFTER = timedelta(minutes=5)
"""How long a try may still be under way; a mail server is waited for 20 seconds at each step."""


def send(notice: Notice, *, by: User) -> None:
    """Hand a signed letter to its channel. Raises SendingFailed (it stays signed), SkipThis or Refused.

    Whatever else cuts the try off, a killed process or SendingUnclear, leaves it "sending" for `settle_sending`.
    """
    if not by.may(Right.SIGN):
        raise SkipThis("may not send", words.MAY_NOT_SIGN)
    with transaction.atomic():
        notice = locked(notice)
        move(notice, NoticeEvent.BEGIN_SENDING, by=by)
        if problems := fallen(notice):
            raise SkipThis(f"{len(problems)} problem(s)", words.NOT_SENDABLE.fill(why=said(problems)))
        parcel, channel = _parcel(notice, make_grant(notice, by=by)), _channel(notice)
    try:
        delivery = CHANNELS[channel].send(parcel)
    except SendingFailed as failure:
        with transaction.atomic():
            move(locked(notice), NoticeEvent.SENDING_FAILED, by=by, note=failure.log[:500])
        raise
    with transaction.atomic():
        notice = locked(notice)
        notice.sent_at, notice.message_id = timezone.now(), delivery.message_id
        notice.save(update_fields=["sent_at", "message_id"])
        move(notice, NoticeEvent.CONFIRM_SENT, by=by, message=delivery.message_id, to=notice.contact_id)
        seal_event(notice, Step.LETTER_SENT, by=by)


def settle_sending(notice: Notice, *, by: User, arrived: bool) -> None:
    """A person says whether a try that was cut off reached the recipient; nobody guesses."""
    if not by.may(Right.SIGN):
        raise SkipThis("may not send", words.MAY_NOT_SIGN)
    with transaction.atomic():
        notice = locked(notice)
        begun = notice.log.filter(event=NoticeEvent.BEGIN_SENDING).last()
        if begun is not None and timezone.now() - begun.at < SETTLE_AFTER:
            raise SkipThis("may still be on its way", words.STILL_SENDING)
        event = NoticeEvent.CONFIRM_SENT if arrived else NoticeEvent.SENDING_FAILED
        move(notice, event, by=by, note="ditetapkan orang")
        if arrived:
            notice.sent_at = timezone.now()
            notice.save(update_fields=["sent_at"])
            seal_event(notice, Step.LETTER_SENT, by=by)


@transaction.atomic
def withdraw(notice: Notice, *, by: User, note: str) -> None:
    """Withdraw a signed or sent letter; its verification page says so, its keys stop."""
    if not by.may(Right.SIGN):
        raise SkipThis("may not withdraw", words.MAY_NOT_SIGN)
    if not note.strip():
        raise SkipThis("withdrawal without a reason", words.NOTE_NEEDED)
    notice = locked(notice)
    move(notice, NoticeEvent.WITHDRAW, by=by, note=note.strip())
    notice.grants.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())
    seal_event(notice, Step.LETTER_WITHDRAWN, by=by)


def _channel(notice: Notice) -> str:
    name = notice.contact.channel if notice.contact else ""
    if name not in CHANNELS:
        raise SkipThis(f"unknown channel {name}", words.NO_CHANNEL.fill(channel=name))
    return name


def _parcel(notice: Notice, token: str) -> Parcel:
    """The covering message with the key to the answer page, the letter, and its lines as a table."""
    letter = notice.letter or {}
    answer = settings.BASE_URL + reverse("answer", args=[token])
    body = render_to_string("notices/cover.txt", {"letter": letter, "answer": answer})
    name = "".join(letter_ if letter_.isalnum() else "-" for letter_ in notice.number or "")
    contact = notice.contact
    return Parcel(
        to=contact.address if contact else "",
        reply_to=letter["contact"]["email"],
        subject=f"[{notice.number}] {notice.subject_line}",
        body=body,
        files=(
            (f"{name}.pdf", bytes(notice.pdf or b""), "application/pdf"),
            (f"{name}.csv", _table(letter), "text/csv"),
        ),
        reference=f"turunkan-{notice.code.lower()}",
    )


def _table(letter: dict[str, list[dict[str, object]]]) -> bytes:
    """The lines for programs; a cell that a spreadsheet would run is kept from it by an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    names = ("number", "address", "published", "captured", "quote", "reason", "ask", "law")
    writer.writerow(names)
    for line in letter["lines"]:
        writer.writerow([_harmless(line[name]) for name in names])
    return stream.getvalue().encode("utf-8-sig")


def _harmless(value: object) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
