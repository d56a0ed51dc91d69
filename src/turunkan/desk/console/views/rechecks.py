"""Lihat ulang: lines of letters that are due for a look, and what a person saw."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from turunkan.core.vocab import Wording
from turunkan.desk.console.views.common import back, person, refusable, tell
from turunkan.desk.followup.recheck.states import PAGE_STATES
from turunkan.desk.followup.rechecking import MOST_PICTURE, NOTE_LENGTH, Sight, check_by_hand, page_state
from turunkan.desk.followup.selectors import due_lines
from turunkan.desk.notices.models import Line

_KEPT = Wording("Hasil lihat ulang disegel.", "What was seen is sealed.")


def show(request: HttpRequest) -> HttpResponse:
    """What is due, the longest waiting first; addresses are text to copy, nothing is opened from here."""
    page = Paginator(due_lines(timezone.now()), 20).get_page(request.GET.get("page"))
    return render(request, "console/rechecks.html", {"page": page, "states": PAGE_STATES})


@refusable
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """What a person saw of a line, with a picture if they have one."""
    line = get_object_or_404(Line, pk=pk)
    file = request.FILES.get("picture")
    sight = Sight(
        state=page_state(request.POST.get("state", "")),
        note=request.POST.get("note", "")[:NOTE_LENGTH],
        picture=file.read(MOST_PICTURE + 1) if file else b"",
    )
    check_by_hand(line, sight, by=person(request))
    tell(request, _KEPT)
    return redirect(back(request))
