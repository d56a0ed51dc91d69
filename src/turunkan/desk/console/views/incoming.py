"""One file that was given: what it asks, how it would be read, how far it is, and its bytes as they came."""

from collections.abc import Mapping
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from turunkan.core.readers import Question, Unreadable
from turunkan.core.vocab import SkipThis, StopRun
from turunkan.desk.console.tables import columns_shown, fields_shown, items_shown
from turunkan.desk.console.views.common import person, refusable, tell
from turunkan.desk.intake.incoming.keeping import opened
from turunkan.desk.intake.incoming.mappings import NO_DATES, ZONES, keep_mapping, saved_for
from turunkan.desk.intake.incoming.running import begin, run_of
from turunkan.desk.intake.incoming.services import answer, discard, look, said
from turunkan.desk.intake.models import Incoming

_STATE = Incoming.State


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file asks; else the run that it got, or that it waits for its turn."""
    incoming = get_object_or_404(Incoming.objects.select_related("by", "run"), pk=pk)
    if incoming.state == _STATE.ASKING:
        return _asking(request, incoming, _chosen_before(request, incoming))
    run = run_of(incoming)
    if run is not None:
        return redirect("import-run", pk=run.pk)
    return render(request, "console/import_waiting.html", {"incoming": incoming})


def _chosen_before(request: HttpRequest, incoming: Incoming) -> dict[str, Any]:
    """A saved mapping for tables like it: the one that was asked for, else the latest."""
    saved = saved_for(incoming.columns)
    wanted = request.GET.get("pola", "")
    one = next((each for each in saved if str(each.pk) == wanted), saved[0] if saved else None)
    if one is None:
        return {"chosen": {}, "zone": "", "name": ""}
    chosen = {column: field for field, column in one.mapping.items()}
    return {"chosen": chosen, "zone": one.zone, "name": one.name}


def take_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """See the first five as they would be read, or let the file come in so."""
    incoming = get_object_or_404(Incoming, pk=pk)
    filled = _filled(request, incoming)
    try:
        mapping, zone, seen = said(incoming, filled["chosen"], filled["zone"])
        if "preview" in request.POST:
            return _asking(request, incoming, filled | {"seen": seen})
        if filled["name"].strip():
            keep_mapping(incoming.columns, mapping, zone, name=filled["name"], by=person(request))
        answer(incoming, mapping, zone, by=person(request))
    except (SkipThis, Unreadable) as refusal:
        tell(request, refusal.person, good=False)
        return _asking(request, incoming, filled, status=422)
    incoming.refresh_from_db()
    begin(incoming)
    return redirect("incoming", pk=pk)


def _filled(request: HttpRequest, incoming: Incoming) -> dict[str, Any]:
    """What the form says: column → field of the columns that were given one, the zone, a name to keep it under."""
    fields = {column: request.POST.get(f"field-{at}", "") for at, column in enumerate(incoming.columns)}
    zone = request.POST.get("zone", "")
    return {
        "chosen": {column: field for column, field in fields.items() if field},
        "zone": request.POST.get("other_zone", "").strip() if zone == "other" else zone,
        "name": request.POST.get("name", ""),
    }


def _asking(
    request: HttpRequest, incoming: Incoming, filled: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The page of questions."""
    try:
        first = look(incoming, {}, "")
    except (SkipThis, Unreadable) as gone:
        tell(request, gone.person, good=False)
        return redirect("imports")
    seen = filled.get("seen")
    context = {
        "incoming": incoming,
        "columns": columns_shown(first.columns, first.rows, filled["chosen"]),
        "fields": fields_shown(),
        "zones": ZONES,
        "no_dates": NO_DATES,
        "is_other_zone": filled["zone"] not in (*ZONES, NO_DATES, ""),
        "asks_zone": Question.ZONE in (seen or first).asks or bool(filled["zone"]),
        "asks_mapping": Question.MAPPING in first.asks,
        "saved": saved_for(incoming.columns),
        "preview": items_shown(seen.items) if seen else (),
        "broken": seen.broken if seen else (),
    }
    return render(request, "console/import_ask.html", context | dict(filled), status=status)


@refusable
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away a file that asks."""
    discard(get_object_or_404(Incoming, pk=pk), by=person(request))
    return redirect("imports")


def raw(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The file as it was given, to be saved and never shown."""
    incoming = get_object_or_404(Incoming, pk=pk)
    try:
        source = opened(incoming)
    except (SkipThis, StopRun) as gone:
        tell(request, gone.person, good=False)
        return redirect("imports")
    name = f"masukan-{incoming.pk}.bin"
    return FileResponse(source, as_attachment=True, filename=name, content_type="application/octet-stream")
