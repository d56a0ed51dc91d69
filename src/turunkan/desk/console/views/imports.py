"""Masukkan: files and pasted text in, plain words out."""

from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.console.broken import broken_lines
from turunkan.desk.console.views.common import person, refusable, tell
from turunkan.desk.intake.incoming import words
from turunkan.desk.intake.incoming.running import begin
from turunkan.desk.intake.incoming.services import MOST_FILES, receive
from turunkan.desk.intake.models import ImportRun, Incoming
from turunkan.desk.intake.paste import LONGEST, read_paste
from turunkan.desk.intake.services.runs import import_items
from turunkan.desk.intake.services.undo import may_undo, undo
from turunkan.desk.parties.cleanly import cleanly
from turunkan.desk.parties.limits import at_most, limited
from turunkan.desk.parties.selectors import hosts
from turunkan.desk.subjects.services import register

_PASTED = "tempel"
_STATE = ImportRun.State
_SHOWN_BROKEN = 100
_MOST_AT_ONCE = 4 * settings.IMPORT_BYTES  # of all files of one request
_EMPTY = Wording("Tempelkan tautan atau teks dahulu.", "Paste links or text first.")
_TOO_LONG = Wording(
    "Teks lebih dari 200.000 karakter; bagi dua atau simpan sebagai berkas.",
    "The text is longer than 200,000 characters; split it or save it as a file.",
)
_UNDONE = Wording("Impor dibatalkan.", "The import is undone.")
_TAKEN = Wording("{count} berkas diterima; keadaannya di bawah.", "{count} files taken; see below.")


def show(request: HttpRequest) -> HttpResponse:
    """The forms, what waits for an answer or a turn, and what came in lately."""
    runs = ImportRun.objects.select_related("by")
    context = {
        "page": Paginator(runs, 15).get_page(request.GET.get("page")),
        "url": request.GET.get("url", ""),
        "waiting": Incoming.objects.exclude(state=Incoming.State.DONE).select_related("by", "run"),
        "most": settings.IMPORT_BYTES // 1024**2,
    }
    return render(request, "console/imports.html", context)


@csrf_exempt
@limited(30)
@at_most(_MOST_AT_ONCE)
@cleanly
@csrf_protect
@refusable
def upload(request: HttpRequest) -> HttpResponse:
    """Files, each an import of its own; one that is refused keeps no other from coming in."""
    files = request.FILES.getlist("file")
    if not files:
        raise SkipThis("no file", words.NO_FILE)
    if len(files) > MOST_FILES:
        raise SkipThis("too many files", words.TOO_MANY.fill(count=len(files), most=MOST_FILES))
    taken = [incoming for file in files if (incoming := _taken(request, file))]
    if len(files) == 1 and taken:
        return redirect("incoming", pk=taken[0].pk)
    if taken:
        tell(request, _TAKEN.fill(count=len(taken)))
    return redirect("imports")


def _taken(request: HttpRequest, file: "UploadedFile[Any]") -> Incoming | None:
    """The file as it was received and begun; None where it was refused, and the person told."""
    try:
        source = cast("BinaryIO", file)
        incoming = receive(source, file.name or "berkas", file.size or 0, by=person(request))
    except SkipThis as refusal:
        tell(request, refusal.person, good=False)
        return None
    if incoming.state == Incoming.State.QUEUED:
        begin(incoming)
    return incoming


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
    """What one import brought: new, seen, changed, broken with reasons; while it goes on, how far it is."""
    run = get_object_or_404(ImportRun.objects.select_related("by"), pk=pk)
    context = {
        "run": run,
        "broken": run.broken_parts.all()[:_SHOWN_BROKEN],
        "shown_broken": _SHOWN_BROKEN,
        "raw": run.incoming.first(),
        "is_running": run.state in (_STATE.RUNNING, _STATE.UNDOING),
        "is_undone": run.state in (_STATE.UNDOING, _STATE.UNDONE),
        "can_undo": run.state in (_STATE.DONE, _STATE.INTERRUPTED),
    }
    return render(request, "console/import_run.html", context)


def ask_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """What would go, before it goes; or why it may not."""
    run = get_object_or_404(ImportRun, pk=pk)
    return render(request, "console/import_undo.html", {"run": run, "refusal": may_undo(run)})


def undo_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the import back; a refusal is said on the page of the import."""
    run = get_object_or_404(ImportRun, pk=pk)
    try:
        undo(run, by=person(request))
        tell(request, _UNDONE)
    except SkipThis as refusal:
        tell(request, refusal.person, good=False)
    return redirect("import-run", pk=pk)


def broken(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """All broken parts of an import as a table, in cells that no spreadsheet takes for formulas."""
    run = get_object_or_404(ImportRun, pk=pk)
    response = StreamingHttpResponse(_encoded(run), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rusak-{run.pk}.csv"'
    return response


def _encoded(run: ImportRun) -> Iterator[bytes]:
    """With a byte-order mark, by which spreadsheets know UTF-8."""
    yield b"\xef\xbb\xbf"
    yield from (line.encode("utf-8", "replace") for line in broken_lines(run))
