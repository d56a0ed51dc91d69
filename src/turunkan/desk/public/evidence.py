"""Pages without login about sealed evidence: a bundle is dropped and checked; the office's keys; the verifier."""

import hashlib
from typing import BinaryIO, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from turunkan.core.evidence.bundle import verifier_bytes
from turunkan.core.evidence.signing import grouped
from turunkan.core.evidence.statements import KEY_ENDINGS, KEY_EVENTS, keys_file
from turunkan.core.evidence.verifier import MOST_SHOWN, SAYS, Archive, Keys, check, lines_of
from turunkan.core.vocab import Wording
from turunkan.desk.audit.keyring import statements
from turunkan.desk.audit.selectors import key_history
from turunkan.desk.cases.steps import STEPS
from turunkan.desk.parties.cleanly import cleanly
from turunkan.desk.parties.limits import at_most, limited
from turunkan.desk.parties.selectors import the_office

_MOST_BYTES = 256 * 1024 * 1024
_OURS = Wording(id="UTUH, disegel oleh kantor ini", en="INTACT, sealed by this office")
_STEPS = {str(step): said for step, said in STEPS.items()}


@csrf_exempt
@limited(20)
@at_most(_MOST_BYTES)
@cleanly
@csrf_protect
def check_bundle(request: HttpRequest) -> HttpResponse:
    """Whether a bundle is intact, and whether its signer is this office; the file is read and not kept."""
    context: dict[str, object] = {"letter": {"office": the_office()}}
    file = request.FILES.get("file")
    if request.method == "POST" and file is not None:
        context["name"] = file.name
        said = [one.as_json() for one in statements()]
        try:
            report = check(Archive(cast("BinaryIO", file)), Keys(said).public, said)
        except ValueError:
            return render(request, "public/bundle.html", context | {"no_bundle": True}, status=422)
        context |= {
            "report": report,
            "verdict": _OURS if report.trusted else Wording(*next(lines_of(report))),
            "signer": grouped(report.signer),
            "problems": [(one.place, Wording(*SAYS[one.code])) for one in report.problems[:MOST_SHOWN]],
            "more": max(0, len(report.problems) - MOST_SHOWN),
            "deleted": report.deleted[:MOST_SHOWN],
            "seals": [(seal, _STEPS.get(seal.step, Wording(seal.step, seal.step))) for seal in report.seals],
        }
    return render(request, "public/bundle.html", context)


@limited(60)
def keys(request: HttpRequest) -> HttpResponse:
    """The fingerprints of the office's keys, from which anybody may have them, and that of the verifier."""
    history = [
        {
            "one": one,
            "shown": grouped(one.fingerprint),
            "event": KEY_EVENTS[one.event],
            "ended": KEY_ENDINGS[one.ended] if one.ended else None,
        }
        for one in reversed(key_history())
    ]
    context = {
        "history": history,
        "verifier": hashlib.sha256(verifier_bytes()).hexdigest(),
        "letter": {"office": the_office()},
    }
    return render(request, "public/keys.html", context)


@limited(60)
def keys_json(request: HttpRequest) -> HttpResponseBase:
    """What the office says of its keys, signed; `turunkan keys trust` takes it."""
    return _file(keys_file(statements()), "keys.json", "application/json")


@limited(60)
def verifier(request: HttpRequest) -> HttpResponseBase:
    """The verifier that bundles ship."""
    return _file(verifier_bytes(), "verify.py", "text/x-python")


def _file(data: bytes, name: str, kind: str) -> HttpResponseBase:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
