"""Penyimpanan: holding the evidence of a case, and deleting files of it for a stated ground."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from turunkan.core.vocab import Wording
from turunkan.desk.cases.keeping import delete_files, lift_hold, place_hold
from turunkan.desk.cases.models import Case, SealedFile
from turunkan.desk.console.views.common import numbers, person, refusable, tell

_HELD = Wording("Bukti ditahan.", "The evidence is on hold.")
_LIFTED = Wording("Penahanan dilepas.", "The hold was lifted.")
_DELETED = Wording("{count} berkas bukti dihapus.", "{count} evidence file(s) deleted.")


@refusable
def hold(request: HttpRequest, code: str) -> HttpResponse:
    """Nothing goes from here on."""
    place_hold(get_object_or_404(Case, code=code), note=request.POST.get("note", ""), by=person(request))
    tell(request, _HELD)
    return redirect("case", code=code)


@refusable
def lift(request: HttpRequest, code: str) -> HttpResponse:
    """The period counts again."""
    lift_hold(get_object_or_404(Case, code=code), note=request.POST.get("note", ""), by=person(request))
    tell(request, _LIFTED)
    return redirect("case", code=code)


@refusable
def delete(request: HttpRequest, code: str) -> HttpResponse:
    """The ticked files, for good."""
    case = get_object_or_404(Case, code=code)
    files = SealedFile.objects.filter(seal__case=case, pk__in=numbers(request, "file"))
    ground, note = request.POST.get("ground", ""), request.POST.get("note", "")
    count = delete_files(files, ground, note=note, by=person(request))
    tell(request, _DELETED.fill(count=count))
    return redirect("case", code=code)
