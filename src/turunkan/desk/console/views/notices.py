"""Surat: the letter as it will leave, beside its checklist."""

from collections.abc import Mapping
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from turunkan.core.lifecycle import NOTICE, NoticeEvent, NoticeState
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.audit.selectors import events_of
from turunkan.desk.console.views.common import person, refusable, tell
from turunkan.desk.followup.selectors import statuses
from turunkan.desk.notices import words
from turunkan.desk.notices.channels import CHANNELS
from turunkan.desk.notices.checks import CHECKS, Problem, blocking, fallen, problems_of
from turunkan.desk.notices.letter import NUMBER_LATER, compose, fingerprint
from turunkan.desk.notices.lines import citable, finding_of
from turunkan.desk.notices.models import Ask, Line, Notice, Urgency
from turunkan.desk.notices.pdf import print_letter
from turunkan.desk.notices.services.draft import discard, drop_line, edit, edit_line
from turunkan.desk.notices.services.grants import revoke
from turunkan.desk.notices.services.send import send, settle_sending, withdraw
from turunkan.desk.notices.services.sign import check_signatory, sign
from turunkan.desk.parties.roles import Right
from turunkan.desk.subjects.selectors import checks_of, holds

_SAVED = Wording("Konsep disimpan.", "Draft saved.")
_SIGNED = Wording("Surat ditandatangani dengan nomor {number}.", "Letter signed with the number {number}.")
_SENT = Wording("Surat dikirim ke {to}.", "Letter sent to {to}.")
_DISCARDED = Wording("Konsep dibuang; kontennya tetap di berkas.", "Draft discarded; its Items stay in the case.")
_WITHDRAWN = Wording("Surat ditarik.", "Letter withdrawn.")
_REVOKED = Wording("Tautan tanggapan dicabut.", "The answer link is revoked.")
_SETTLED = Wording("Pengiriman ditetapkan.", "Sending settled.")


def show(request: HttpRequest) -> HttpResponse:
    """All letters, newest first."""
    found = Notice.objects.select_related("recipient", "case", "drafted_by", "signed_by").prefetch_related("lines")
    state = request.GET.get("state", "")
    if state in list(NoticeState):
        found = found.filter(state=state)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    return render(request, "console/notices.html", {"page": page, "state": state, "states": list(NoticeState)})


def show_one(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter, the checklist, who drafted it and who may sign."""
    return _shown(request, _notice(pk))


def _shown(request: HttpRequest, notice: Notice, filled: Mapping[int, Line] | None = None) -> HttpResponse:
    """The page. Where a change was refused, the notice and `filled` hold what was typed, and nothing is kept."""
    state = NoticeState(notice.state)
    problems = problems_of(notice) if notice.is_draft else []
    context = {
        "notice": notice,
        "letter": notice.letter or compose(notice, number=NUMBER_LATER, day=timezone.localdate(), signatory=None),
        "lines": [
            _line((filled or {}).get(status.line.number, status.line)) | {"status": status}
            for status in statuses(notice)
        ],
        "seen": fingerprint(_notice(notice.pk)) if notice.is_draft else "",
        "fallen": fallen(notice) if state is NoticeState.SIGNED else [],
        "checks": [_check(check, problems, notice) for check in CHECKS] if notice.is_draft else [],
        "blocked": blocking(notice, problems),
        "why_not": _why_not(request, notice),
        "urgencies": Urgency.choices,
        "asks": Ask.choices,
        "grants": notice.grants.order_by("-pk"),
        "can": {event.name: NOTICE.allows(state, event) for event in NoticeEvent},
        "log": notice.log.select_related("by"),
        "channel": CHANNELS.get(notice.contact.channel) if notice.contact else None,
        "events": events_of("notice", notice.pk) if person(request).may(Right.AUDIT) else (),
    }
    return render(request, "console/notice.html", context, status=200 if filled is None else 422)


def _notice(pk: int) -> Notice:
    related = ("case__platform", "recipient", "contact", "drafted_by", "signed_by", "follows")
    return get_object_or_404(Notice.objects.select_related(*related), pk=pk)


def _why_not(request: HttpRequest, notice: Notice) -> Wording | None:
    """Why this person may not sign; None where they may."""
    if not person(request).may(Right.SIGN):
        return words.MAY_NOT_SIGN
    try:
        check_signatory(notice, person(request))
    except SkipThis as refusal:
        return refusal.person
    return None


def _check(check: object, problems: list[Problem], notice: Notice) -> dict[str, object]:
    mine = [problem for problem in problems if problem.check == check.id]  # type: ignore[attr-defined]
    waived = notice.waived.get(check.id, "")  # type: ignore[attr-defined]
    return {"check": check, "problems": mine, "waived": waived}


def _line(line: Line) -> dict[str, object]:
    """A line with the grounds that may be chosen for it."""
    finding = finding_of(line.entry)
    checks = checks_of(finding.subject)
    grounds = [
        {"statute": one, "holds": holds(one, checks.get(one.id)), "chosen": one.id in line.law}
        for one in citable(finding)
    ]
    return {"line": line, "grounds": grounds}


def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the draft around its lines; a refusal keeps what was typed on the page."""
    notice, form = _notice(pk), request.POST
    notice.subject_line = form.get("subject_line", "")[:300]
    notice.opening = form.get("opening", "")[:4000]
    notice.copies_to = form.get("copies_to", "").splitlines()[:20]
    notice.waived = {check.id: form.get(f"waive-{check.id}", "")[:500] for check in CHECKS if not check.red}
    try:
        _keep(request, notice)
    except SkipThis as refusal:
        tell(request, refusal.person, good=False)
        return _shown(request, notice, {})
    tell(request, _SAVED)
    return redirect("notice", pk=pk)


def _keep(request: HttpRequest, notice: Notice) -> None:
    try:
        reply_by = date.fromisoformat(request.POST.get("reply_by", ""))
        urgency = Urgency(request.POST.get("urgency", ""))
    except ValueError:
        raise SkipThis("malformed date", words.WRONG_DATE) from None
    edit(
        notice,
        by=person(request),
        subject_line=notice.subject_line,
        opening=notice.opening,
        urgency=urgency,
        reply_by=reply_by,
        copies_to=notice.copies_to,
        waived=notice.waived,
        seen=request.POST.get("seen", ""),
    )


def save_line(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Change or drop one line; a refusal keeps what was typed on the page."""
    line, form = get_object_or_404(Line, notice_id=pk, number=number), request.POST
    line.quote, line.reason = form.get("quote", "")[:1000], form.get("reason", "")[:4000]
    try:
        _keep_line(request, line)
    except SkipThis as refusal:
        tell(request, refusal.person, good=False)
        return _shown(request, _notice(pk), {number: line})
    tell(request, _SAVED)
    return redirect("notice", pk=pk)


def _keep_line(request: HttpRequest, line: Line) -> None:
    form, asked = request.POST, request.POST.get("ask", "")
    if form.get("drop"):
        drop_line(line, by=person(request))
        return
    if asked not in Ask.values:
        raise SkipThis("unknown ask", words.ASK_TOO_GRAVE)
    edit_line(
        line,
        by=person(request),
        ask=Ask(asked),
        quote=line.quote,
        reason=line.reason,
        law=form.getlist("law"),
        seen=form.get("seen", ""),
    )


@refusable
def sign_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign."""
    notice = sign(_notice(pk), by=person(request), seen=request.POST.get("seen", ""))
    tell(request, _SIGNED.fill(number=notice.number))
    return redirect("notice", pk=pk)


@refusable
def send_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Send."""
    notice = _notice(pk)
    send(notice, by=person(request))
    tell(request, _SENT.fill(to=notice.contact))
    return redirect("notice", pk=pk)


@refusable
def throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Discard a draft."""
    discard(_notice(pk), by=person(request))
    tell(request, _DISCARDED)
    return redirect("notice", pk=pk)


@refusable
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw what was signed or sent."""
    withdraw(_notice(pk), by=person(request), note=request.POST.get("note", "")[:2000])
    tell(request, _WITHDRAWN)
    return redirect("notice", pk=pk)


@refusable
def revoke_key(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the recipient's link."""
    revoke(_notice(pk), by=person(request))
    tell(request, _REVOKED)
    return redirect("notice", pk=pk)


@refusable
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether a try that was cut off arrived."""
    settle_sending(_notice(pk), by=person(request), arrived=request.POST.get("arrived") == "yes")
    tell(request, _SETTLED)
    return redirect("notice", pk=pk)


def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as PDF: as it was signed, or as a draft would look now."""
    notice = _notice(pk)
    if notice.state == NoticeState.DISCARDED:
        raise Http404
    if notice.pdf:
        content, name = bytes(notice.pdf), notice.number or str(pk)
    else:
        letter = compose(notice, number=NUMBER_LATER, day=timezone.localdate(), signatory=None)
        content, name = (
            print_letter(letter.as_json(), stamp=notice.drafted_at.isoformat(timespec="seconds")),
            "konsep",
        )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{"".join(c if c.isalnum() else "-" for c in name)}.pdf"'
    return response
