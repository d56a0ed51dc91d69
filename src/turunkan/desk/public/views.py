"""Pages without login: answering a letter by its key, verifying one, health."""

import hashlib

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from turunkan.core.vocab import SkipThis
from turunkan.desk.followup.kinds import ANSWERS, GIVEN, REFUSALS, AnswerKind, Refusal
from turunkan.desk.followup.selectors import statuses
from turunkan.desk.followup.services import Given, note_opened, take_answers
from turunkan.desk.notices.models import Grant, Notice
from turunkan.desk.notices.services.grants import grant_of
from turunkan.desk.parties.cleanly import cleanly
from turunkan.desk.parties.limits import at_most, limited

_MOST_BYTES = 20 * 1024 * 1024


@limited(60)
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """What, why, which law, what is asked, until when; and an answer for each line."""
    grant = grant_of(token)
    if grant is None:
        return render(request, "public/no_grant.html", status=404)
    if request.method == "POST":
        return _answered(request, grant, token)
    note_opened(grant)
    return render(request, "public/answer.html", _answer_context(grant, token))


def _answered(request: HttpRequest, grant: Grant, token: str) -> HttpResponse:
    name = request.POST.get("answered_by", "")[:200]
    try:
        take_answers(grant, _given(request, grant), answered_by=name)
    except SkipThis as refusal:
        filled = {"problem": refusal.person, "filled": request.POST, "name": name}
        return render(request, "public/answer.html", _answer_context(grant, token) | filled, status=422)
    return redirect("answered", token=token)


def _given(request: HttpRequest, grant: Grant) -> dict[int, Given]:
    """The lines that were filled in; values that are no choice count as not filled in."""
    found: dict[int, Given] = {}
    for line in grant.notice.lines.all():
        kind = request.POST.get(f"kind-{line.number}", "")
        refusal = request.POST.get(f"refusal-{line.number}", "")
        if kind in [one.value for one in GIVEN]:
            found[line.number] = Given(
                AnswerKind(kind),
                Refusal(refusal) if kind == AnswerKind.REFUSED and refusal in list(Refusal) else None,
                request.POST.get(f"note-{line.number}", ""),
            )
    return found


def _answer_context(grant: Grant, token: str) -> dict[str, object]:
    notice = grant.notice
    return {
        "notice": notice,
        "letter": notice.letter,
        "lines": list(zip((notice.letter or {}).get("lines", []), statuses(notice), strict=True)),
        "kinds": [(kind.value, ANSWERS[kind]) for kind in GIVEN],
        "refusals": [(one.value, title) for one, title in REFUSALS.items()],
        "grant": grant,
        "token": token,
    }


@limited(60)
def answered(request: HttpRequest, token: str) -> HttpResponse:
    """Thank you, and what was taken in."""
    grant = grant_of(token)
    if grant is None:
        return render(request, "public/no_grant.html", status=404)
    return render(request, "public/answered.html", _answer_context(grant, token))


@limited(60)
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """The signed PDF, for who holds the key."""
    grant = grant_of(token)
    if grant is None:
        return render(request, "public/no_grant.html", status=404)
    response = HttpResponse(bytes(grant.notice.pdf or b""), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="surat.pdf"'
    return response


@csrf_exempt
@limited(60)
@at_most(_MOST_BYTES)
@cleanly
@csrf_protect
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a letter is ours: number, day, to whom, fingerprint; and whether a file is that letter."""
    notice = Notice.objects.select_related("recipient").filter(code=code.upper(), number__isnull=False).first()
    context: dict[str, object] = {"notice": notice, "letter": notice.letter if notice else None}
    file = request.FILES.get("file")
    if request.method == "POST" and notice and file:
        context["same"] = hashlib.sha256(file.read()).hexdigest() == notice.pdf_sha256
    return render(request, "public/verify.html", context, status=200 if notice else 404)


def language(request: HttpRequest) -> HttpResponse:
    """Indonesian or English, kept in a cookie; back to the page it was asked on."""
    code = request.POST.get("language", "")
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = redirect(target)
    if translation.check_for_language(code) and code in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=31_536_000, samesite="Lax", httponly=True)
    return response


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers, and its tables are those of this version."""
    try:
        executor = MigrationExecutor(connection)
        pending = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "migrations pending" if pending else "ok"}, status=503 if pending else 200)
