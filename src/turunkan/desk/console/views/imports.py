"""Masukkan: files and pasted text in, plain words out."""

from typing import BinaryIO, cast

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from turunkan.core.readers import Unreadable
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.console.views.common import person, refusable, tell
from turunkan.desk.intake.models import ImportRun
from turunkan.desk.intake.paste import LONGEST, read_paste
from turunkan.desk.intake.services.runs import import_capture, import_items
from turunkan.desk.parties.selectors import hosts
from turunkan.desk.subjects.services import register

_PASTED = "tempel"
_MOST_BYTES = 64 * 1024 * 1024
_EMPTY = Wording("Tempelkan tautan atau teks dahulu.", "Paste links or text first.")
_NO_FILE = Wording("Pilih berkas dahulu.", "Choose a file first.")
_TOO_BIG = Wording(
    "Berkas lebih dari 64 MB; masukkan dengan perintah `turunkan import`.",
    "The file is larger than 64 MB; bring it in with the command `turunkan import`.",
)
_TOO_LONG = Wording(
    "Teks lebih dari 200.000 karakter; bagi dua atau simpan sebagai berkas.",
    "The text is longer than 200,000 characters; split it or save it as a file.",
)


def show(request: HttpRequest) -> HttpResponse:
    """The forms, and what came in lately."""
    page = Paginator(ImportRun.objects.select_related("by"), 15).get_page(request.GET.get("page"))
    return render(request, "console/imports.html", {"page": page, "url": request.GET.get("url", "")})


@refusable
def upload(request: HttpRequest) -> HttpResponse:
    """One file, read as the command reads it."""
    file = request.FILES.get("file")
    if file is None:
        raise SkipThis("no file", _NO_FILE)
    if (file.size or 0) > _MOST_BYTES:
        raise SkipThis("file too big", _TOO_BIG)
    try:
        run = import_capture(
            cast("BinaryIO", file), file.name or "berkas", by=person(request), subject=register(settings.PACK)
        )
    except Unreadable as stop:
        tell(request, stop.person, good=False)
        return redirect("imports")
    return redirect("import-run", pk=run.pk)


@refusable
def paste(request: HttpRequest) -> HttpResponse:
    """Links and text from a browser or a chat."""
    text = request.POST.get("text", "")
    if not text.strip():
        raise SkipThis("nothing pasted", _EMPTY)
    if len(text) > LONGEST:
        raise SkipThis("pasted too much", _TOO_LONG)
    items = read_paste(text, hosts(), timezone.now(), _PASTED)
    content = text.encode("utf-8", "replace")
    run = import_items(items, _PASTED, content, by=person(request), subject=register(settings.PACK))
    return redirect("import-run", pk=run.pk)


def show_run(request: HttpRequest, pk: int) -> HttpResponse:
    """What one import brought: new, seen, changed, broken with reasons."""
    run = get_object_or_404(ImportRun.objects.select_related("by", "subject"), pk=pk)
    return render(request, "console/import_run.html", {"run": run, "broken": run.broken_parts.all()[:100]})
