"""Signing: by a second person, when nothing red is left; the letter is numbered, printed and frozen."""

import hashlib

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from turunkan.core.lifecycle import NOTICE, NoticeEvent, NoticeState
from turunkan.core.vocab import ROMAN, SkipThis
from turunkan.desk.notices import words
from turunkan.desk.notices.checks import blocking, said
from turunkan.desk.notices.letter import check_seen, compose
from turunkan.desk.notices.models import LetterSerial, Notice, NoticeLog
from turunkan.desk.notices.pdf import print_letter
from turunkan.desk.notices.services.log import locked, move
from turunkan.desk.notices.services.sealing import seal_letter
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Right
from turunkan.desk.parties.selectors import contact_of, the_office


@transaction.atomic
def sign(notice: Notice, *, by: User, seen: str | None = None) -> Notice:
    """Sign a letter that somebody else wrote. Raises SkipThis or Refused, and then nothing changed.

    `seen` is the fingerprint of the letter that the signatory read; one that was changed since is refused.
    """
    notice = locked(notice)
    check_signatory(notice, by)
    check_seen(notice, seen)
    NOTICE.step(NoticeState(notice.state), NoticeEvent.SIGN)
    number = _next_number()  # its row is locked from here on, so that two at once cannot both be the day's last
    if problems := blocking(notice):
        raise SkipThis(f"{len(problems)} problem(s)", words.NOT_READY.fill(why=said(problems)))
    now = timezone.now()
    notice.number = number
    notice.signed_by, notice.signed_at = by, now
    notice.contact = contact_of(notice.recipient)
    day = timezone.localtime(now).date()
    notice.letter = compose(notice, number=notice.number, day=day, signatory=by).as_json()
    notice.pdf = print_letter(notice.letter, stamp=now.isoformat(timespec="seconds"))
    notice.pdf_sha256 = hashlib.sha256(notice.pdf).hexdigest()
    notice.save()
    move(notice, NoticeEvent.SIGN, by=by, number=notice.number, pdf=notice.pdf_sha256)
    seal_letter(notice, by=by)
    return notice


def check_signatory(notice: Notice, by: User) -> None:
    """Raises SkipThis where this person may not sign this letter: the role, their own words, or no post."""
    if not by.may(Right.SIGN):
        raise SkipThis("may not sign", words.MAY_NOT_SIGN)
    if notice.drafted_by_id == by.pk or _edited(notice, by):
        raise SkipThis("own letter", words.OWN_LETTER)
    contact = contact_of(notice.recipient)
    if contact is not None and contact.added_by_id == by.pk:
        raise SkipThis("own contact", words.OWN_CONTACT)
    if not by.post.strip():
        raise SkipThis("signatory without a post", words.NO_POST)


def _edited(notice: Notice, by: User) -> bool:
    """Who changed a draft wrote part of it."""
    return NoticeLog.objects.filter(notice=notice, event=NoticeEvent.EDIT, by=by).exists()


def _next_number() -> str:
    """The office's next number this year, the row locked so that none is given twice."""
    today = timezone.localdate()
    LetterSerial.objects.get_or_create(pk=today.year)
    LetterSerial.objects.filter(pk=today.year).update(last=F("last") + 1)
    serial = LetterSerial.objects.get(pk=today.year).last
    office = the_office()
    pattern = office.number_pattern if office else "{serial}/{year}"
    return pattern.format(serial=serial, month=ROMAN[today.month - 1], year=today.year)
