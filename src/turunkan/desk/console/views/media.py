"""Gambar: a frame of a picture or video, as turunkan encoded it anew; the bytes of the source are never served."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from turunkan.core.evidence.store import Absent
from turunkan.desk.intake.models import ItemMedia
from turunkan.desk.intake.services.media import media_store


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
