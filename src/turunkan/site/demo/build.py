"""Building the demo: import, a first morning of decisions, and one letter that was refused."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from turunkan.core.lifecycle import ReviewState
from turunkan.core.vocab import Action, Label
from turunkan.desk.cases.models import Case
from turunkan.desk.cases.services import open_case
from turunkan.desk.followup.kinds import AnswerKind, Refusal
from turunkan.desk.followup.services import Given, take_answers
from turunkan.desk.intake.models import Account, Item
from turunkan.desk.intake.services.runs import import_capture
from turunkan.desk.notices.models import Notice, Urgency
from turunkan.desk.notices.services.draft import draft, edit
from turunkan.desk.notices.services.send import send
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import Office, User
from turunkan.desk.review.selectors import backlog
from turunkan.desk.review.services import Verdict, decide
from turunkan.desk.subjects.services import register
from turunkan.site.demo.captures import captures
from turunkan.site.demo.people import add_contacts, add_office, add_people

_REFUSED = "gudang.karung.contoh"
_DRAFTED = "bongkar.tiap.malam.contoh"
_READY = "monza.karung.rekaan"
_SPOKEN = 4
_NO_PICTURE = "Tangkapan layar disusulkan bila diminta."


def build() -> dict[str, int]:
    """The demo's figures; an office that is there already stays as it is."""
    if not Office.objects.exists():
        people = add_people(add_office())
        add_contacts()
        _import(people["sari"])
        _decide_speech(people["ratna"])
        _refused_letter(people)
        _draft_to_sign(people)
        _confirm(_bales(_READY)[:2], people["bima"])
    return {"items": Item.objects.count(), "waiting": backlog().waiting, "letters": Notice.objects.count()}


def _import(by: User) -> None:
    subject = register(settings.PACK)
    for name, source in captures(timezone.localdate()):
        import_capture(source, name, by=by, subject=subject)


def _bales(handle: str) -> QuerySet[Item]:
    """What the engine recommends a notice for, of one account, newest first."""
    account = Account.objects.get(handle=handle)
    return account.items.filter(action=Action.NOTICE, tier="bale").order_by("-posted_at", "pk")


def _confirm(items: Iterable[Item], by: User) -> list[Item]:
    chosen = list(items)
    for item in chosen:
        decide(item, _verdict(item, Label.SELLER, "bale", Action.NOTICE, "bale-offer"), by=by)
    return list(Item.objects.filter(pk__in=[item.pk for item in chosen]).order_by("pk"))


def _decide_speech(by: User) -> None:
    """What a person frees: their authors are no longer on record."""
    for item in Item.objects.filter(label=Label.UNCLEAR, state=ReviewState.WAITING).order_by("confidence", "pk")[
        :_SPOKEN
    ]:
        decide(item, _verdict(item, Label.UNCLEAR, None, Action.NONE, "too-little"), by=by)


def _verdict(item: Item, label: Label, tier: str | None, measure: Action, reason: str) -> Verdict:
    return Verdict(label=label, tier=tier, measure=measure, reason=reason, note="", content_hash=item.content_hash)


def _refused_letter(people: dict[str, User]) -> None:
    """What happened in 2023, with invented names: the platform wants its own form."""
    case = open_case(
        _confirm(_bales(_REFUSED)[:3], people["bima"]), by=people["sari"], title="Distributor bal di Bandung"
    )
    notice = _drafted(case, people["sari"])
    sign(notice, by=people["wulan"])
    send(notice, by=people["wulan"])
    grant = notice.grants.latest("pk")
    refused = Given(AnswerKind.REFUSED, Refusal.CHANNEL, "Silakan kirim melalui formulir permintaan hukum kami.")
    take_answers(grant, {1: refused, 2: refused, 3: refused}, answered_by="Tim Trust & Safety (peragaan)")


def _draft_to_sign(people: dict[str, User]) -> None:
    """A draft that waits for a second person."""
    case = open_case(
        _confirm(_bales(_DRAFTED)[:2], people["bima"]), by=people["sari"], title="Penjual bal lewat siaran"
    )
    _drafted(case, people["sari"])


def _drafted(case: Case, by: User) -> Notice:
    (notice,) = draft(case, list(case.entries.all()), by=by)
    edit(
        notice,
        by=by,
        subject_line=notice.subject_line,
        opening="",
        urgency=Urgency.ORDINARY,
        reply_by=notice.reply_by,
        copies_to=notice.copies_to,
        waived={"pictured": _NO_PICTURE},
    )
    return notice
