"""Bukti: a case's bundle, single sealed files, and the office's signing keys."""

import tempfile
from contextlib import ExitStack
from typing import BinaryIO, cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from turunkan.core.evidence.signing import grouped
from turunkan.core.evidence.statements import KEY_ENDINGS, KEY_EVENTS, KeyEvent
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.audit.selectors import key_history
from turunkan.desk.cases.bundles import export
from turunkan.desk.cases.keeping import read_file
from turunkan.desk.cases.keys import change_key
from turunkan.desk.cases.models import Case, SealedFile
from turunkan.desk.console.views.common import person, refusable, tell

_IN_MEMORY = 8 * 1024 * 1024
_PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
_CHANGES = (KeyEvent.ROTATED, KeyEvent.LOST, KeyEvent.REVOKED)
_NOT_SURE = Wording(
    id="Centang bahwa Anda yakin; kunci tidak diganti.", en="Tick that you are sure; the key was not changed."
)
_CHANGED = Wording(
    id="Kunci baru: {key}. Cadangkan folder kunci, dan umumkan halaman kunci.",
    en="New key: {key}. Back up the folder of keys, and make the page of keys known.",
)


@refusable
def bundle(request: HttpRequest, code: str) -> HttpResponse:
    """The bundle of a case as a download; that it was taken out is in the log."""
    case = get_object_or_404(Case, code=code)
    with ExitStack() as until_sent:
        stream = until_sent.enter_context(tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))
        export(case, cast("BinaryIO", stream), by=person(request))
        until_sent.pop_all()  # the response closes it
    stream.seek(0)
    return cast("HttpResponse", FileResponse(stream, as_attachment=True, filename=f"{case.code}.zip"))


@refusable
def sealed_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A file as it was sealed: a picture is shown, anything else is only ever downloaded."""
    file = get_object_or_404(SealedFile.objects.select_related("seal__case"), pk=pk)
    name = file.path.rsplit("/", 1)[-1]
    kind = _PICTURES.get(f".{name.rsplit('.', 1)[-1]}", "application/octet-stream")
    response = HttpResponse(read_file(file, by=person(request)), content_type=kind)
    shown = "inline" if kind.startswith("image/") else "attachment"
    response["Content-Disposition"] = f'{shown}; filename="{file.seal_id}-{name}"'
    return response


def keys(request: HttpRequest) -> HttpResponse:
    """Every key of the office, and what can be done when one is old, lost or stolen."""
    history = [
        {
            "one": one,
            "shown": grouped(one.fingerprint),
            "event": KEY_EVENTS[one.event],
            "ended": KEY_ENDINGS[one.ended] if one.ended else None,
        }
        for one in reversed(key_history())
    ]
    return render(request, "console/keys.html", {"history": history})


@refusable
def new_key(request: HttpRequest) -> HttpResponse:
    """Another key from now on."""
    event = request.POST.get("event", "")
    if event not in _CHANGES or request.POST.get("sure") != "yes":
        raise SkipThis("not confirmed", _NOT_SURE)
    signer = change_key(KeyEvent(event), by=person(request))
    tell(request, _CHANGED.fill(key=grouped(signer.fingerprint)))
    return redirect("keys")
