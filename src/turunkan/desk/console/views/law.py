"""Hukum: the dated table, and the legal desk's word on each article."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from turunkan.core.vocab import Wording
from turunkan.desk.console.views.common import person, refusable, tell
from turunkan.desk.subjects.selectors import checks_of, holds, latest_version, pack_of
from turunkan.desk.subjects.services import check_article, register

_KEPT = Wording("Pemeriksaan pasal disimpan.", "Article check kept.")


def show(request: HttpRequest) -> HttpResponse:
    """Every rule of the version in use."""
    version = latest_version() or register(settings.PACK)
    pack, checks = pack_of(version), checks_of(version)
    rows = [
        {
            "statute": statute,
            "check": checks.get(statute.id),
            "holds": holds(statute, checks.get(statute.id)),
            "never_alone": not pack.stands([statute.id]),
            "sources": [pack.sources[name] for name in statute.sources],
        }
        for statute in pack.law.statutes.values()
    ]
    tolerances = [(pack.outcome(one.label, one.tier), one) for one in pack.law.tolerances]
    return render(request, "console/law.html", {"version": version, "rows": rows, "tolerances": tolerances})


@refusable
def check(request: HttpRequest, statute: str) -> HttpResponse:
    """The legal desk read the articles."""
    check_article(
        latest_version() or register(settings.PACK),
        statute,
        by=person(request),
        holds=request.POST.get("holds") == "yes",
        source=request.POST.get("source", "")[:300],
        note=request.POST.get("note", "")[:2000],
    )
    tell(request, _KEPT)
    return redirect("law")
