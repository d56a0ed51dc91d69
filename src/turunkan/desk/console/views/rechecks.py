"""Lihat ulang: lines of letters that are due for a look, and what a person saw."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.console.views.common import back, person, refusable, tell
from turunkan.desk.followup.recheck.due import STANDING, due, with_lines
from turunkan.desk.followup.recheck.services import LARGEST_PICTURE, check_by_hand
from turunkan.desk.followup.recheck.states import PAGE_STATES, REMOVED_BY, PageState, RemovedBy
from turunkan.desk.notices.models import Line

_KEPT = Wording("Hasil lihat ulang disegel.", "What was seen is sealed.")
_NO_STATE = Wording("Pilih apa yang terlihat.", "Choose what was seen.")


def show(request: HttpRequest) -> HttpResponse:
    """What is due, the longest waiting first; addresses are text to copy, nothing is opened from here."""
    page = Paginator(due(timezone.now()), 20).get_page(request.GET.get("page"))
    return render(request, "console/rechecks.html", {"page": page, "rows": with_lines(list(page))} | choices())


def choices() -> dict[str, Any]:
    """What the form of a look offers, and the states of letters whose lines have one."""
    return {"states": PAGE_STATES, "removers": REMOVED_BY, "standing": STANDING}


@refusable
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """What a person saw of a line, in words, with a picture if they have one."""
    line = get_object_or_404(Line, pk=pk)
    state, file = request.POST.get("state", ""), request.FILES.get("picture")
    if state not in list(PageState):
        raise SkipThis("no state", _NO_STATE)
    removed_by = request.POST.get("removed_by", "")
    check_by_hand(
        line,
        PageState(state),
        by=person(request),
        note=request.POST.get("note", ""),
        removed_by=RemovedBy(removed_by) if removed_by in list(RemovedBy) else RemovedBy.UNSAID,
        picture=file.read(LARGEST_PICTURE + 1) if file else None,
    )
    tell(request, _KEPT)
    return redirect(back(request))
