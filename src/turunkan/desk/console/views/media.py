"""Gambar: a frame of a picture or video, as turunkan encoded it anew; the bytes of the source are never served."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from turunkan.core.evidence.store import Absent
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.console.views.common import person, refusable, tell
from turunkan.desk.intake.models import ItemMedia
from turunkan.desk.intake.services.media import media_store
from turunkan.desk.intake.services.media_matching import call_common, clear_flood

_SETTLED = Wording(
    id="Disimpan; pencocokan diperbarui pada tick berikutnya.",
    en="Kept; the matches are renewed with the next tick.",
)
_NO_CHOICE = Wording(id="Pilih salah satu.", en="Choose one of them.")
_CHOICES = {"common": call_common, "clear": clear_flood}


def picture(request: HttpRequest, pk: int, shows: int, frame: int) -> HttpResponse:
    """One frame as a JPEG, kept by no cache but this reader's own."""
    shown = get_object_or_404(ItemMedia.objects.select_related("file"), pk=shows, item=pk)
    if frame >= len(shown.file.frames):
        raise Http404("no such frame")
    try:
        data = media_store().get(shown.file.frames[frame]["shown"])
    except Absent as gone:
        raise Http404("no longer kept") from gone
    response = HttpResponse(data, content_type="image/jpeg")
    response["Content-Disposition"] = f'inline; filename="{shows}-{frame}.jpg"'
    response["Cache-Control"] = "private, max-age=300"
    return response


@refusable
def settle_matching(request: HttpRequest, pk: int, shows: int) -> HttpResponse:
    """A picture is everybody's and never matches, or may match however many Items show it."""
    shown = get_object_or_404(ItemMedia.objects.select_related("file"), pk=shows, item=pk)
    settle = _CHOICES.get(request.POST.get("choice", ""))
    if settle is None:
        raise SkipThis("no choice", _NO_CHOICE)
    settle(shown.file, note=request.POST.get("note", ""), by=person(request))
    tell(request, _SETTLED)
    return redirect("item", pk=pk)
