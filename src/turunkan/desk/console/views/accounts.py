"""Akun: the surfaced Items of one account, and whether a measure may reach all of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from turunkan.core.vocab import Wording
from turunkan.desk.console.rows import outcome_titles, rows_of
from turunkan.desk.console.views.common import person, refusable, tell
from turunkan.desk.intake.models import Account
from turunkan.desk.parties.roles import Right
from turunkan.desk.review.proportion import LEAST, LEAST_DOMINANT, WINDOW, proportion_of
from turunkan.desk.review.services import decide_account

_KEPT = Wording("Keputusan atas akun disimpan; siap masuk berkas.", "Account decision kept; ready for a case.")


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The account's Items, gravest first, and what they carry."""
    account = get_object_or_404(Account, pk=pk)
    context = {
        "account": account,
        "rows": rows_of(account.items.order_by("gravity", "-posted_at")[:100]),
        "proportion": proportion_of(account),
        "decisions": account.decisions.select_related("by"),
        "can_decide": person(request).may(Right.DECIDE),
        "least": LEAST,
        "days": WINDOW.days,
        "dominant": LEAST_DOMINANT,
        "tiers": outcome_titles(),
    }
    return render(request, "console/account.html", context)


@refusable
def take_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """A measure for the whole account."""
    decide_account(get_object_or_404(Account, pk=pk), by=person(request), note=request.POST.get("note", "")[:4000])
    tell(request, _KEPT)
    return redirect("account", pk=pk)
