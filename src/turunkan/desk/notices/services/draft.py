"""Drafting: the entries of a case become letters, one for each nature that their lines have."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from turunkan.core.lifecycle import NoticeEvent
from turunkan.core.text import masked
from turunkan.core.vocab import SkipThis
from turunkan.desk.audit.services import record
from turunkan.desk.cases.models import Case, Entry
from turunkan.desk.cases.services import renew
from turunkan.desk.notices import words
from turunkan.desk.notices.letter import check_seen
from turunkan.desk.notices.lines import ask_of, citable, finding_of, law_of, measure_of, quote_of, reason_of
from turunkan.desk.notices.models import Ask, Line, Notice, NoticeLog, Urgency
from turunkan.desk.notices.nature import Nature, nature_of
from turunkan.desk.notices.services.log import locked, move
from turunkan.desk.parties.models import Recipient, User
from turunkan.desk.parties.roles import Right
from turunkan.desk.parties.selectors import contact_of, the_office
from turunkan.desk.subjects.selectors import usable

REPLY_TIME = timedelta(days=7)
_SUBJECTS = {
    Nature.ADUAN: "Aduan konten penawaran pakaian bekas impor di {platform}",
    Nature.PERMINTAAN: "Permintaan perhatian atas konten promosi pakaian bekas impor di {platform}",
    Nature.RUJUKAN: "Rujukan konten penawaran pakaian bekas impor di {platform}",
}


@transaction.atomic
def draft(
    case: Case, entries: Sequence[Entry], *, by: User, to: Recipient | None = None, follows: Notice | None = None
) -> list[Notice]:
    """Letters over the entries; an aduan and a permintaan are never mixed.

    Raises SkipThis, and then there is none.
    """
    if not by.may(Right.DRAFT):
        raise SkipThis("may not draft", words.MAY_NOT_DRAFT)
    recipient = to or case.platform
    to_authority = recipient.sort == Recipient.Sort.AUTHORITY
    if recipient != case.platform and not to_authority:
        raise SkipThis("another platform", words.OTHER_PLATFORM.fill(name=case.platform.name))
    if any(entry.case_id != case.pk for entry in entries):
        raise SkipThis("entry of another case", words.OTHER_CASE)
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        renew(entry, by=by)
        groups["" if to_authority else measure_of(entry)].append(entry)
    if not groups:
        nature_of([], to_authority=to_authority)
    return [_letter(case, recipient, group, by, follows) for group in groups.values()]


def _letter(case: Case, recipient: Recipient, entries: list[Entry], by: User, follows: Notice | None) -> Notice:
    to_authority = recipient.sort == Recipient.Sort.AUTHORITY
    nature = nature_of(map(measure_of, entries), to_authority=to_authority)
    office = the_office()
    notice = Notice.objects.create(
        case=case,
        recipient=recipient,
        contact=contact_of(recipient),
        nature=nature,
        subject_line=_SUBJECTS[nature].format(platform=case.platform.name),
        opening=_following(follows, recipient),
        reply_by=timezone.localdate() + REPLY_TIME,
        copies_to=list(office.copies_to) if office else [],
        drafted_by=by,
        follows=follows,
    )
    for number, entry in enumerate(entries, start=1):
        _add_line(notice, number, entry, nature)
    NoticeLog.objects.create(notice=notice, event="draft", by=by)
    record("notice.draft", actor=by, on=("notice", notice.pk), case=case.pk, nature=nature, lines=len(entries))
    return notice


def _following(follows: Notice | None, recipient: Recipient) -> str:
    if follows is None:
        return ""
    addressee = "" if follows.recipient == recipient else f" kepada {follows.recipient.name}"
    return f"Surat ini menindaklanjuti surat kami nomor {follows.number}{addressee}."


def _add_line(notice: Notice, number: int, entry: Entry, nature: Nature) -> None:
    finding = finding_of(entry)
    grounds = [statute.id for statute in usable(finding.subject, finding.document["law"])]
    Line.objects.create(
        notice=notice,
        number=number,
        entry=entry,
        ask=ask_of(entry, nature),
        quote=quote_of(finding),
        reason=reason_of(entry, finding),
        law=law_of(finding, measure_of(entry), grounds),
    )


@transaction.atomic
def edit(
    notice: Notice,
    *,
    by: User,
    subject_line: str,
    opening: str,
    urgency: Urgency,
    reply_by: date,
    copies_to: Sequence[str],
    waived: dict[str, str],
    seen: str | None = None,
) -> None:
    """Change what a draft says around its lines. Raises SkipThis or Refused."""
    notice = _editable(notice, by, seen)
    if reply_by <= timezone.localdate():
        raise SkipThis("reply date in the past", words.WRONG_DATE)
    notice.subject_line = " ".join(subject_line.split())[:300] or notice.subject_line
    notice.opening = opening.strip()
    notice.urgency, notice.reply_by = urgency, reply_by
    notice.copies_to = [copy.strip() for copy in copies_to if copy.strip()]
    notice.waived = {check: reason.strip() for check, reason in waived.items() if reason.strip()}
    notice.save()
    move(notice, NoticeEvent.EDIT, by=by)


@transaction.atomic
def edit_line(
    line: Line, *, by: User, ask: Ask, quote: str, reason: str, law: Sequence[str], seen: str | None = None
) -> None:
    """Change one line of a draft; its grounds are chosen among those that may be cited.

    Raises SkipThis or Refused.
    """
    notice = _editable(line.notice, by, seen)
    if (ask == Ask.ACCOUNT) != (line.entry.account_id is not None) and ask not in (Ask.RESTRICT, Ask.EXAMINE):
        raise SkipThis("ask too grave", words.ASK_TOO_GRAVE)
    allowed = {statute.id for statute in citable(finding_of(line.entry))}
    for name in law:
        if name not in allowed:
            raise SkipThis(f"no such ground {name}", words.NOT_A_GROUND.fill(name=name))
    line.ask, line.law = ask, list(dict.fromkeys(law))
    line.quote, line.reason = masked(quote.strip()), masked(reason.strip())
    line.save()
    move(notice, NoticeEvent.EDIT, by=by, line=line.number)


@transaction.atomic
def drop_line(line: Line, *, by: User) -> None:
    """Take a line out of a draft; the others close up."""
    notice = _editable(line.notice, by)
    number = line.number
    line.delete()
    for later in notice.lines.filter(number__gt=number).order_by("number"):
        later.number -= 1
        later.save(update_fields=["number"])
    move(notice, NoticeEvent.EDIT, by=by, dropped=number)


@transaction.atomic
def discard(notice: Notice, *, by: User) -> None:
    """Throw a draft away; its entries stay in the case."""
    if not by.may(Right.DRAFT):
        raise SkipThis("may not draft", words.MAY_NOT_DRAFT)
    move(locked(notice), NoticeEvent.DISCARD, by=by)


def _editable(notice: Notice, by: User, seen: str | None = None) -> Notice:
    if not by.may(Right.DRAFT):
        raise SkipThis("may not draft", words.MAY_NOT_DRAFT)
    notice = locked(notice)
    check_seen(notice, seen)
    return notice
