"""Berkas: what is ready for a case, the case files, and one of them with both tracks."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from turunkan.core.vocab import Wording
from turunkan.desk.cases.grounds import BY_PEOPLE
from turunkan.desk.cases.models import Case, Entry
from turunkan.desk.cases.selectors import bundles, cases, ready_account_decisions, without_case
from turunkan.desk.cases.services import add_to_case, open_case
from turunkan.desk.console.rows import outcome_titles, rows_of
from turunkan.desk.console.views.common import numbers, person, refusable, tell
from turunkan.desk.console.views.rechecks import choices
from turunkan.desk.followup.kinds import NEXT_STEPS
from turunkan.desk.followup.retention import retention_of
from turunkan.desk.followup.selectors import statuses, timeline
from turunkan.desk.intake.models import Item
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.draft import draft
from turunkan.desk.parties.models import Recipient
from turunkan.desk.review.models import AccountDecision

_OPENED = Wording("Berkas {code} dibuka.", "Case {code} opened.")
_DRAFTED = Wording("{count} konsep surat dibuat.", "{count} draft(s) made.")


def show(request: HttpRequest) -> HttpResponse:
    """Ready for a case, and all cases."""
    ready = [{"bundle": bundle, "rows": rows_of(bundle.items)} for bundle in bundles()]
    page = Paginator(cases().prefetch_related("entries", "notices"), 20).get_page(request.GET.get("page"))
    return render(request, "console/cases.html", {"ready": ready, "page": page, "tiers": outcome_titles()})


@refusable
def open_one(request: HttpRequest) -> HttpResponse:
    """A new case of what was ticked."""
    items, decisions = _ticked(request)
    case = open_case(items, decisions, by=person(request), title=request.POST.get("title", ""))
    tell(request, _OPENED.fill(code=case.code))
    return redirect("case", code=case.code)


@refusable
def add(request: HttpRequest, code: str) -> HttpResponse:
    """More into a case."""
    items, decisions = _ticked(request)
    add_to_case(get_object_or_404(Case, code=code), items, decisions, by=person(request))
    return redirect("case", code=code)


def _ticked(request: HttpRequest) -> tuple[list[Item], list[AccountDecision]]:
    items = without_case().filter(pk__in=numbers(request, "item")).order_by("gravity", "pk")
    decisions = ready_account_decisions().filter(pk__in=numbers(request, "account_decision"))
    return list(items), list(decisions)


def show_one(request: HttpRequest, code: str) -> HttpResponse:
    """Entries, letters with both statuses, one timeline with two tracks."""
    case = get_object_or_404(Case.objects.select_related("platform", "opened_by"), code=code)
    entries = list(case.entries.select_related("item__account", "account", "decision", "account_decision"))
    letters = [(notice, statuses(notice)) for notice in case.notices.order_by("pk")]
    ours = {status.ours for _, lines in letters for status in lines}
    keys = _accounts(entries)
    context = {
        "case": case,
        "entries": entries,
        "letters": letters,
        "timeline": timeline(case),
        "next_steps": [NEXT_STEPS[one] for one in NEXT_STEPS if one in ours],
        "recipients": [case.platform, *Recipient.objects.filter(sort=Recipient.Sort.AUTHORITY)],
        "more": rows_of(without_case().filter(platform=case.platform.key, account_id__in=keys)),
        "more_accounts": ready_account_decisions().filter(
            account__platform=case.platform.key, account_id__in=keys
        ),
        "answered": [notice for notice, _ in letters if notice.sent_at],
        "tiers": outcome_titles(),
        "retention": retention_of(case),
        "grounds": BY_PEOPLE,
        "seals": case.seals.prefetch_related("files__tombstone").select_related("stamp").order_by("seq"),
    }
    return render(request, "console/case.html", context | choices())


def _accounts(entries: list[Entry]) -> set[int]:
    """The accounts that a case is about."""
    found = {entry.account_id or (entry.item.account_id if entry.item else None) for entry in entries}
    return {pk for pk in found if pk is not None}


@refusable
def draft_letter(request: HttpRequest, code: str) -> HttpResponse:
    """Letters over the ticked entries."""
    case = get_object_or_404(Case, code=code)
    entries = list(Entry.objects.filter(case=case, pk__in=numbers(request, "entry")))
    to = Recipient.objects.filter(key=request.POST.get("to", "")).first()
    follows = Notice.objects.filter(case=case, pk__in=numbers(request, "follows"), number__isnull=False).first()
    notices = draft(case, entries, by=person(request), to=to, follows=follows)
    tell(request, _DRAFTED.fill(count=len(notices)))
    return redirect("notice", pk=notices[0].pk)
