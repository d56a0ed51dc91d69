"""A letter as plain data: everything that it says, gathered once, frozen at signing, and printed from there."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from turunkan.core.evidence.signing import grouped
from turunkan.core.law import Statute
from turunkan.core.vocab import SkipThis, day_in_words, moment_in_words
from turunkan.desk.audit.keyring import current_fingerprint
from turunkan.desk.intake.models import Item
from turunkan.desk.notices import words
from turunkan.desk.notices.checks import address_of, version_of
from turunkan.desk.notices.models import Ask, Line, Notice, Urgency
from turunkan.desk.notices.nature import MEANINGS, TITLES, Nature
from turunkan.desk.parties.models import Office, User
from turunkan.desk.parties.selectors import contact_of, the_office
from turunkan.desk.subjects.selectors import pack_of

ASKS = {
    Ask.RESTRICT: "membatasi konten ini bagi pengguna di Indonesia",
    Ask.REMOVE: "menurunkan konten ini",
    Ask.ACCOUNT: "mengambil tindakan atas akun ini sesuai ketentuan layanan",
    Ask.EXAMINE: "memeriksa dan menindaklanjuti sesuai kewenangan",
}
_KINDS = {
    "post": "unggahan",
    "video": "video",
    "listing": "lapak",
    "comment": "komentar",
    "bio": "profil",
    "live": "siaran langsung",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """One row of the table of lines."""

    number: int
    what: str
    address: str
    published: str
    captured: str
    quote: str
    reason: str
    ask: str
    law: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An official letter (surat dinas): head, addressee, grounds, lines, what is asked, signature, copies."""

    office: dict[str, str]
    number: str
    urgency: str
    attachment: str
    subject_line: str
    place: str
    day: str
    recipient: dict[str, str]
    nature: str
    meaning: str
    counted: str
    opening: str
    grounds: list[dict[str, str]]
    lines: list[LetterLine]
    reply_by: str
    contact: dict[str, str]
    signatory: dict[str, str]
    copies_to: list[str]
    code: str
    verify_url: str
    key: str

    def as_json(self) -> dict[str, Any]:
        """The letter in JSON's own types."""
        return asdict(self)


NUMBER_LATER = "(diberikan saat ditandatangani)"


def compose(notice: Notice, *, number: str, day: date, signatory: User | None) -> Letter:
    """The letter as it would leave now."""
    office = the_office() or Office()
    lines = list(notice.lines.select_related("entry__item__account", "entry__account"))
    nature = Nature(notice.nature)
    return Letter(
        office=_office(office),
        number=number,
        urgency=Urgency(notice.urgency).label,
        attachment=f"1 (satu) daftar, {len(lines)} baris",
        subject_line=notice.subject_line,
        place=office.city,
        day=day_in_words(day).id,
        recipient=_recipient(notice),
        nature=TITLES[nature].id,
        meaning=MEANINGS[nature].id,
        counted=_counted(lines),
        opening=notice.opening,
        grounds=[_ground(statute) for statute in grounds_of(lines)],
        lines=[_line(line) for line in lines],
        reply_by=day_in_words(notice.reply_by).id,
        contact={"name": office.contact_name, "email": office.email, "phone": office.phone},
        signatory=_signatory(signatory),
        copies_to=list(notice.copies_to),
        code=notice.code,
        verify_url=f"{settings.BASE_URL}/v/{notice.code}/",
        key=grouped(current_fingerprint()),
    )


def fingerprint(notice: Notice) -> str:
    """SHA-256 over what a draft says and to whom it would go now, the day aside."""
    contact = contact_of(notice.recipient)
    letter = compose(notice, number=NUMBER_LATER, day=notice.drafted_at.date(), signatory=None).as_json()
    content = [letter, contact.address if contact else "", notice.waived]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def check_seen(notice: Notice, seen: str | None) -> None:
    """Raises SkipThis where a person acts on a draft that reads otherwise by now."""
    if seen is not None and seen != fingerprint(notice):
        raise SkipThis("the draft changed", words.CHANGED)


def grounds_of(lines: Iterable[Line]) -> list[Statute]:
    """The rules of law that any line cites, each once, in the order of the table."""
    found: dict[str, Statute] = {}
    for line in lines:
        book = pack_of(version_of(line)).law.statutes
        found |= {name: statute for name, statute in book.items() if name in line.law}
    return list(found.values())


def _office(office: Office) -> dict[str, str]:
    names = ("name", "unit", "address", "phone", "email", "website")
    return {name: getattr(office, name) for name in names}


def _recipient(notice: Notice) -> dict[str, str]:
    """A draft goes to whom it would leave for now; a signed letter to whom it was signed for."""
    recipient = notice.recipient
    contact = notice.contact if notice.number else contact_of(recipient)
    return {
        "name": recipient.legal_name or recipient.name,
        "contact": contact.name if contact else "",
        "address": recipient.address,
        "platform": notice.case.platform.name,
    }


def _ground(statute: Statute) -> dict[str, str]:
    return {
        "title": statute.title.id,
        "articles": statute.articles,
        "says": statute.says.id,
        "caution": statute.caution.id if statute.caution else "",
    }


def _line(line: Line) -> LetterLine:
    item = line.entry.item
    book = pack_of(version_of(line)).law.statutes
    return LetterLine(
        number=line.number,
        what=_what(item) if item else "akun",
        address=address_of(line),
        published=_when(item.posted_at) if item else "",
        captured=_when(item.captured_at) if item else "",
        quote=line.quote,
        reason=line.reason,
        ask=ASKS[Ask(line.ask)],
        law=[book[name].title.id for name in line.law],
    )


def _when(moment: datetime | None) -> str:
    return moment_in_words(moment).id if moment else "tidak diketahui"


def _counted(lines: Iterable[Line]) -> str:
    """How many of each: `2 konten dan 1 akun`."""
    are_accounts = [line.entry.account_id is not None for line in lines]
    counts = {"konten": are_accounts.count(False), "akun": are_accounts.count(True)}
    return " dan ".join(f"{count} {name}" for name, count in counts.items() if count)


def _what(item: Item) -> str:
    kind = _KINDS.get(item.kind, "konten")
    return f"{kind} akun {item.account.shown}" if item.account else kind


def _signatory(user: User | None) -> dict[str, str]:
    if user is None:
        return {"name": "", "post": ""}
    return {"name": user.shown_name, "post": user.post}
