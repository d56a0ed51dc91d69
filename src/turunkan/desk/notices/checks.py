"""The checklist beside a letter: red lines keep it from being signed, ambers ask the drafter for a reason.

One function a question, one table of all; a new check is a function and its line.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from turunkan.core.text import is_blank
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.cases.selectors import pictured
from turunkan.desk.notices.lines import finding_of, items_of, measure_of
from turunkan.desk.notices.models import Ask, Line, Notice
from turunkan.desk.notices.nature import Nature, nature_of
from turunkan.desk.parties.models import Recipient
from turunkan.desk.parties.selectors import contact_of, the_office
from turunkan.desk.review.proportion import stands
from turunkan.desk.subjects.models import SubjectVersion
from turunkan.desk.subjects.selectors import pack_of, unverified


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not in order; `line` is the number of the line, where it is about one."""

    check: str
    red: bool
    says: Wording
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One question of the checklist; a `lasting` one is asked again before a signed letter leaves."""

    id: str
    title: Wording
    red: bool
    ask: Callable[[Notice], Iterator[tuple[int | None, Wording]]]
    lasting: bool = False


Found = Iterator[tuple[int | None, Wording]]

_IMPORT_ALONE = Wording(
    id=(
        "Bertumpu pada larangan impor saja. Larangan itu mengikat pengimpor, bukan penawaran di dalam negeri; "
        "tambahkan dasar yang mengenai penawaran atau iklannya, atau keluarkan baris ini."
    ),
    en=(
        "Rests on the import ban alone. That ban binds whoever imports, not an offer inside the country; "
        "add a ground that reaches the offer or advert, or take this line out."
    ),
)
_NO_GROUND = Wording(
    id="Aduan memerlukan dasar hukum; baris ini belum punya.",
    en="A notice needs a legal ground; this line has none.",
)
_REQUEST_GROUND = Wording(
    id="Permintaan tidak mendalilkan pelanggaran; keluarkan dasar hukum dari baris ini.",
    en="A request claims no breach; take the legal ground out of this line.",
)
_UNVERIFIED = Wording(
    id="{title}, {articles}: pasalnya belum diperiksa bagian hukum, jadi belum boleh ada dalam surat.",
    en="{title}, {articles}: not checked by the legal desk yet, so it may not stand in a letter.",
)
_NO_QUOTE = Wording(id="Kutipan belum ada.", en="The quote is missing.")
_NO_REASON = Wording(id="Alasan belum ada.", en="The reason is missing.")
_NO_ADDRESS = Wording(
    id="Tautan atau pengenal konten belum ada.", en="The address or id of the content is missing."
)
_NOT_CONFIRMED = Wording(
    id="Konten ini tidak lagi dikonfirmasi; keluarkan dari surat.",
    en="This Item is no longer confirmed; take it out of the letter.",
)
_CHANGED = Wording(
    id="Konten berubah sejak diputus; putuskan ulang, buang konsep ini, lalu susun lagi dari berkas.",
    en="The Item changed since it was decided; decide it anew, discard this draft, and draft it again.",
)
_NO_CONTACT = Wording(
    id="{name} belum punya narahubung; tambahkan di halaman Penerima.",
    en="{name} has no contact yet; add one on the page Recipients.",
)
_OTHER_CONTACT = Wording(
    id="Narahubung penerima diganti sejak surat ditandatangani; tarik surat ini, lalu susun lagi dari berkas.",
    en="The recipient's contact was changed after signing; withdraw this letter and draft it again.",
)
_NO_OFFICE = Wording(
    id="Kop surat belum lengkap; admin mengisinya di halaman Kantor.",
    en="The letterhead is incomplete; an administrator fills it in on the page Office.",
)
_QUOTA = Wording(
    id="Batas {most} surat sehari sudah tercapai; tanda tangani besok.",
    en="The quota of {most} letters a day is used up; sign it tomorrow.",
)
_PAST = Wording(id="Tanggal tanggapan sudah lewat.", en="The date for the answer has passed.")
_NATURE = Wording(
    id="Isi surat tidak lagi sesuai sifatnya; susun ulang dari berkas.",
    en="The lines no longer fit the letter's nature; draft it anew from the case.",
)
_ACCOUNT = Wording(
    id="Konten terkonfirmasi tidak lagi cukup untuk tindakan atas akun.",
    en="The confirmed Items no longer carry a measure against the account.",
)
_UNPAID_ASK = Wording(
    id="Permintaan tidak dapat menuntut tindakan atas akun.",
    en="A request cannot ask for a measure against an account.",
)
_OLD_LAW = Wording(
    id="Tanggal terbit konten tidak diketahui; dasar hukum dihitung dari tanggal lain.",
    en="The posting date is unknown; the law was taken as of another day.",
)
_NO_CAPTURE = Wording(
    id="Tangkapan layar belum disegel dalam berkas; platform dapat memintanya.",
    en="No screenshot is sealed in the case; the platform may ask for one.",
)
_SECOND_LETTER = Wording(
    id="Konten ini sudah ada dalam surat {number}.", en="This content is in the letter {number} already."
)


def _grounds(notice: Notice) -> Found:
    for line in notice.lines.all():
        if notice.nature == Nature.ADUAN and not line.law:
            yield line.number, _NO_GROUND
        if notice.nature == Nature.PERMINTAAN and line.law:
            yield line.number, _REQUEST_GROUND


def _import_alone(notice: Notice) -> Found:
    for line in notice.lines.all():
        if line.law and not pack_of(version_of(line)).stands(line.law):
            yield line.number, _IMPORT_ALONE


def _verified(notice: Notice) -> Found:
    seen: set[str] = set()
    for line in notice.lines.all():
        for statute in unverified(version_of(line), line.law):
            if statute.id not in seen:
                seen.add(statute.id)
                yield None, _UNVERIFIED.fill(title=statute.title, articles=statute.articles)


def _evidence(notice: Notice) -> Found:
    for line in notice.lines.all():
        if is_blank(line.quote):
            yield line.number, _NO_QUOTE
        if is_blank(line.reason):
            yield line.number, _NO_REASON
        if not address_of(line):
            yield line.number, _NO_ADDRESS


def _confirmed(notice: Notice) -> Found:
    for line in notice.lines.select_related("entry__item", "entry__decision__snapshot"):
        item, decision = line.entry.item, line.entry.decision
        if item is None or decision is None:
            continue
        if decision.snapshot.content_hash != item.content_hash:
            yield line.number, _CHANGED
        elif not item.is_confirmed:
            yield line.number, _NOT_CONFIRMED


def _proportionate(notice: Notice) -> Found:
    for line in notice.lines.select_related("entry__account_decision__account"):
        decision = line.entry.account_decision
        if decision is not None and not stands(decision):
            yield line.number, _ACCOUNT
        if line.ask == Ask.ACCOUNT and notice.nature == Nature.PERMINTAAN:
            yield line.number, _UNPAID_ASK


def _nature(notice: Notice) -> Found:
    measures = [measure_of(line.entry) for line in notice.lines.all()]
    to_authority = notice.recipient.sort == Recipient.Sort.AUTHORITY
    try:
        fits = nature_of(measures, to_authority=to_authority) == notice.nature
    except SkipThis:
        fits = False
    if not fits:
        yield None, _NATURE


def _addressed(notice: Notice) -> Found:
    current = contact_of(notice.recipient)
    if current is None:
        yield None, _NO_CONTACT.fill(name=notice.recipient.name)
    elif notice.signed_at is not None and notice.contact != current:
        yield None, _OTHER_CONTACT


def _letterhead(notice: Notice) -> Found:
    office = the_office()
    if office is None or not (office.name and office.address and office.city and office.contact_name):
        yield None, _NO_OFFICE


def _quota(notice: Notice) -> Found:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    if Notice.objects.filter(signed_at__gte=midnight).count() >= settings.DAILY_LETTERS:
        yield None, _QUOTA.fill(most=settings.DAILY_LETTERS)


def _in_time(notice: Notice) -> Found:
    if notice.reply_by <= timezone.localdate():
        yield None, _PAST


def _dated(notice: Notice) -> Found:
    for line in notice.lines.all():
        if finding_of(line.entry).law_date_from != "posted_at":
            yield line.number, _OLD_LAW


def _pictured(notice: Notice) -> Found:
    if notice.nature == Nature.PERMINTAAN:  # it claims no breach
        return
    sealed = pictured(notice.case)
    for line in notice.lines.select_related("entry__account_decision"):
        if not sealed.issuperset(items_of(line.entry)):
            yield line.number, _NO_CAPTURE


def _once(notice: Notice) -> Found:
    for line in notice.lines.all():
        others = Line.objects.filter(entry=line.entry, notice__number__isnull=False).exclude(notice=notice)
        if (other := others.exclude(notice=notice.follows).select_related("notice").first()) is not None:
            yield line.number, _SECOND_LETTER.fill(number=other.notice.number)


CHECKS = (
    Check("nature", Wording("Sifat surat sesuai isinya", "The nature fits the lines"), red=True, ask=_nature),
    Check(
        "confirmed",
        Wording("Setiap konten dikonfirmasi orang", "Every Item was confirmed by people"),
        red=True,
        ask=_confirmed,
        lasting=True,
    ),
    Check(
        "evidence",
        Wording("Tautan, kutipan dan alasan tiap baris", "Address, quote and reason of each line"),
        red=True,
        ask=_evidence,
    ),
    Check("grounds", Wording("Dasar hukum tiap baris", "A legal ground for each line"), red=True, ask=_grounds),
    Check(
        "import-alone",
        Wording("Tidak bertumpu pada larangan impor saja", "Not resting on the import ban alone"),
        red=True,
        ask=_import_alone,
        lasting=True,
    ),
    Check(
        "verified",
        Wording(
            "Pasal dibaca dari sumber atau diperiksa bagian hukum",
            "Articles read in a source or checked by the legal desk",
        ),
        red=True,
        ask=_verified,
        lasting=True,
    ),
    Check(
        "proportion",
        Wording("Tindakan sebanding", "The measures are proportionate"),
        red=True,
        ask=_proportionate,
        lasting=True,
    ),
    Check(
        "addressed",
        Wording("Narahubung penerima", "A contact at the recipient"),
        red=True,
        ask=_addressed,
        lasting=True,
    ),
    Check(
        "letterhead",
        Wording("Kop surat dan narahubung kantor", "Letterhead and the office's contact"),
        red=True,
        ask=_letterhead,
    ),
    Check(
        "in-time",
        Wording("Tanggal tanggapan di masa depan", "The date for the answer lies ahead"),
        red=True,
        ask=_in_time,
    ),
    Check("quota", Wording("Batas surat harian", "The daily quota"), red=True, ask=_quota),
    Check("dated", Wording("Tanggal terbit diketahui", "The posting date is known"), red=False, ask=_dated),
    Check("pictured", Wording("Tangkapan layar disegel", "Screenshots sealed"), red=False, ask=_pictured),
    Check("once", Wording("Belum pernah disurati", "Not written about before"), red=False, ask=_once),
)


def problems_of(notice: Notice) -> list[Problem]:
    """Everything that is not in order, in the order of the checklist."""
    return [Problem(check.id, check.red, says, line) for check in CHECKS for line, says in check.ask(notice)]


def fallen(notice: Notice) -> list[Problem]:
    """What no longer holds of a signed letter: evidence, law or the contact changed since."""
    lasting = {check.id for check in CHECKS if check.lasting}
    return [problem for problem in problems_of(notice) if problem.check in lasting]


def blocking(notice: Notice, problems: list[Problem] | None = None) -> list[Problem]:
    """Red ones, and ambers without a reason."""
    found = problems_of(notice) if problems is None else problems
    return [problem for problem in found if problem.red or not notice.waived.get(problem.check, "").strip()]


def version_of(line: Line) -> SubjectVersion:
    """The version of pack and law by which a line was judged."""
    return finding_of(line.entry).subject


def address_of(line: Line) -> str:
    """Where the content is found: its link, else its id on the platform."""
    entry = line.entry
    if entry.item is not None:
        return entry.item.url or entry.item.native_id
    account = entry.account
    if account is None:
        return ""
    return f"{account.shown} (id {account.native_id})" if account.native_id else account.shown


def said(problems: list[Problem]) -> Wording:
    """The problems as one sentence, each said once."""
    unique = list(dict.fromkeys(problem.says for problem in problems))
    return Wording(id=" ".join(one.id for one in unique), en=" ".join(one.en for one in unique))
