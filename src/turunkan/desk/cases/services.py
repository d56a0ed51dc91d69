"""Opening a case and adding to it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.audit.services import record
from turunkan.desk.cases.evidence import case_file, files_of
from turunkan.desk.cases.models import Case, CaseSerial, Entry
from turunkan.desk.cases.sealing import seal
from turunkan.desk.cases.steps import Step
from turunkan.desk.intake.models import Item
from turunkan.desk.intake.services.outcomes import hold
from turunkan.desk.parties.models import Recipient, User
from turunkan.desk.parties.roles import Right
from turunkan.desk.review.models import AccountDecision
from turunkan.desk.review.proportion import stands
from turunkan.desk.review.selectors import settling_decision

_MAY_NOT = Wording(id="Peran Anda tidak membuka berkas.", en="Your role does not open cases.")
_NOTHING = Wording(
    id="Pilih sedikitnya satu konten yang sudah dikonfirmasi.", en="Choose at least one confirmed Item."
)
_UNCONFIRMED = Wording(
    id="Konten {item} belum dikonfirmasi, atau sudah ada di berkas lain.",
    en="Item {item} is not confirmed, or already in another case.",
)
_NOT_STANDING = Wording(
    id="Keputusan atas akun {account} tidak lagi didukung kontennya, atau sudah ada di berkas.",
    en="The decision on account {account} is no longer borne out by its Items, or already in a case.",
)
_MIXED = Wording(
    id="Satu berkas untuk satu platform; pisahkan yang lain.",
    en="A case is for one platform; keep the others apart.",
)
_UNKNOWN = Wording(
    id="Platform '{platform}' belum dikenal; minta admin menambahkannya.",
    en="The platform '{platform}' is not known yet; ask an administrator to add it.",
)


@transaction.atomic
def open_case(
    items: Sequence[Item], account_decisions: Sequence[AccountDecision] = (), *, by: User, title: str = ""
) -> Case:
    """A case of confirmed Items, and of Accounts decided upon. Raises SkipThis, and then there is none."""
    if not by.may(Right.DRAFT):
        raise SkipThis("may not open cases", _MAY_NOT)
    if not items and not account_decisions:
        raise SkipThis("empty case", _NOTHING)
    platform = _platform(items, account_decisions)
    case = Case.objects.create(code=_next_code(), title=title.strip()[:200], platform=platform, opened_by=by)
    record("case.opened", actor=by, on=("case", case.pk), code=case.code)
    for item in items:
        _add_item(case, item, by)
    for decision in account_decisions:
        _add_account(case, decision, by)
    _seal_contents(case, Step.CASE_OPENED, case.entries.all(), by)
    return case


@transaction.atomic
def add_to_case(
    case: Case, items: Sequence[Item], account_decisions: Sequence[AccountDecision] = (), *, by: User
) -> None:
    """More of the same platform into a case. Raises SkipThis, and then nothing was added."""
    if not by.may(Right.DRAFT):
        raise SkipThis("may not open cases", _MAY_NOT)
    if _platform(items, account_decisions) != case.platform:
        raise SkipThis("another platform", _MIXED)
    before = list(case.entries.values_list("pk", flat=True))
    for item in items:
        _add_item(case, item, by)
    for decision in account_decisions:
        _add_account(case, decision, by)
    _seal_contents(case, Step.ITEMS_ADDED, case.entries.exclude(pk__in=before), by)


def _seal_contents(case: Case, step: Step, entries: Iterable[Entry], by: User | None) -> None:
    """Seal what came in with the case as it stands now; what vanishes from a platform stays provable."""
    seal(case, step, {"case.json": case_file(case), **files_of(entries)}, by=by)


def seal_old_cases(_: datetime) -> int:
    """Seal the cases of before there were seals, each in a transaction of its own; how many."""
    unsealed = list(Case.objects.filter(seals__isnull=True))
    for case in unsealed:
        with transaction.atomic():
            _seal_contents(case, Step.CASE_OPENED, case.entries.all(), None)
    return len(unsealed)


def _platform(items: Sequence[Item], decisions: Sequence[AccountDecision]) -> Recipient:
    keys = {item.platform for item in items} | {decision.account.platform for decision in decisions}
    if len(keys) != 1:
        raise SkipThis("several platforms", _MIXED)
    (key,) = keys
    found = Recipient.objects.filter(key=key).first()
    if found is None:
        raise SkipThis(f"unknown platform {key}", _UNKNOWN.fill(platform=key))
    return found


def _add_item(case: Case, item: Item, by: User) -> None:
    item = Item.objects.select_for_update().get(pk=item.pk)
    decision = settling_decision(item)
    if not item.is_confirmed or decision is None or hasattr(item, "entry"):
        raise SkipThis(f"item {item.pk} not ready", _UNCONFIRMED.fill(item=item.pk))
    Entry.objects.create(case=case, item=item, decision=decision)
    hold(item)
    record("case.item-added", actor=by, on=("case", case.pk), item=item.pk, decision=decision.pk)


def _add_account(case: Case, decision: AccountDecision, by: User) -> None:
    decision = AccountDecision.objects.select_related("account").get(pk=decision.pk)
    if hasattr(decision, "entry") or not stands(decision):
        raise SkipThis(
            f"account {decision.account_id} not ready", _NOT_STANDING.fill(account=decision.account.shown)
        )
    Entry.objects.create(case=case, account=decision.account, account_decision=decision)
    for item in decision.rests_on.all():
        hold(item)
    record("case.account-added", actor=by, on=("case", case.pk), account=decision.account_id, decision=decision.pk)


def renew(entry: Entry, *, by: User) -> None:
    """Take over the decision that holds now, where the content changed and people confirmed it anew."""
    item = entry.item
    if item is None or not item.is_confirmed:
        return
    decision = settling_decision(item)
    if decision is not None and decision.pk != entry.decision_id:
        entry.decision = decision
        entry.save(update_fields=["decision"])
        record("case.item-renewed", actor=by, on=("case", entry.case_id), item=item.pk, decision=decision.pk)
        _seal_contents(entry.case, Step.DECISION_RENEWED, [entry], by)


def _next_code() -> str:
    """TRK-2026-0001, counted within the year; the row is locked so that no code is given twice."""
    year = timezone.localdate().year
    CaseSerial.objects.get_or_create(pk=year)
    CaseSerial.objects.filter(pk=year).update(last=F("last") + 1)
    return f"TRK-{year}-{CaseSerial.objects.get(pk=year).last:04d}"
