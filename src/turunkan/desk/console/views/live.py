"""Sumber langsung: what the desk fetches by itself, what it does, and what is left of the quota."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from turunkan.core.vocab import Wording
from turunkan.desk.console.views.common import person, refusable, tell
from turunkan.desk.intake.live.kinds import KINDS
from turunkan.desk.intake.live.models import LiveSource
from turunkan.desk.intake.live.running import missing
from turunkan.desk.intake.live.selectors import quota_row, source_rows
from turunkan.desk.intake.live.services import add_source, choose_videos, pause, resume

_ADDED = Wording(
    "Sumber ditambahkan; diambil pada tick berikutnya.", "The source was added; the next tick fetches."
)
_PAUSED = Wording("Sumber dijeda.", "The source is paused.")
_RESUMED = Wording("Sumber dilanjutkan pada tick berikutnya.", "The source goes on with the next tick.")
_CHOSEN = Wording(
    "Video dicatat; diambil bersama putaran berikutnya.", "The videos are noted; they come with the next run."
)


def show(request: HttpRequest) -> HttpResponse:
    """Every source and the forms; no secret is ever shown."""
    kinds = [(kind, missing(kind)) for kind in KINDS.values()]
    shown = {"rows": source_rows(), "quota": quota_row(timezone.now()), "kinds": kinds}
    return render(request, "console/live.html", shown)


@refusable
def add(request: HttpRequest) -> HttpResponse:
    """A new source of one kind."""
    given = {name: str(value) for name, value in request.POST.items()}
    add_source(given.get("kind", ""), given.get("name", ""), given, by=person(request))
    tell(request, _ADDED)
    return redirect("live")


@refusable
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing is fetched from it until somebody lets it go on."""
    pause(get_object_or_404(LiveSource, pk=pk), by=person(request))
    tell(request, _PAUSED)
    return redirect("live")


@refusable
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """It goes on from where it stopped."""
    resume(get_object_or_404(LiveSource, pk=pk), by=person(request))
    tell(request, _RESUMED)
    return redirect("live")


@refusable
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Videos whose comments an officer wants."""
    choose_videos(get_object_or_404(LiveSource, pk=pk), request.POST.get("videos", ""), by=person(request))
    tell(request, _CHOSEN)
    return redirect("live")
