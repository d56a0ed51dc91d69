"""Konten: one Item, why it is here, and the decision."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from turunkan.core.lifecycle import ReviewState
from turunkan.core.vocab import LABELS, Action, Label, SkipThis, Wording
from turunkan.desk.audit.selectors import events_of
from turunkan.desk.console.marking import tamed
from turunkan.desk.console.pictures import pictures_of
from turunkan.desk.console.plot import HEIGHT, WIDTH, lines_of
from turunkan.desk.console.rows import outcome_titles
from turunkan.desk.console.views.common import person, refusable, tell
from turunkan.desk.console.views.queue import FILTER_KEY
from turunkan.desk.intake.history import COUNTS, metrics_of, versions_of
from turunkan.desk.intake.media import MISSING
from turunkan.desk.intake.models import Item
from turunkan.desk.notices.lines import content_of
from turunkan.desk.parties.roles import Right
from turunkan.desk.review.claims import claim, holder_of, release_claim
from turunkan.desk.review.reasons import reasons_for
from turunkan.desk.review.selectors import current_finding, next_for, opinions_of
from turunkan.desk.review.services import UNDO_TIME, Verdict, decide, reopen, undo
from turunkan.desk.review.similar import count_like
from turunkan.desk.subjects.selectors import pack_of

_DECIDED = Wording("Keputusan disimpan.", "Decision kept.")
_PENDING = Wording(
    "Keputusan disimpan; orang kedua akan menilainya tanpa melihat milik Anda.",
    "Decision kept; a second person will judge it without seeing yours.",
)
_UNDONE = Wording("Keputusan diurungkan.", "Decision undone.")
_REOPENED = Wording("Konten kembali ke antrean.", "The Item is back in the queue.")
_INCOMPLETE = Wording("Pilih golongan, alasan dan tindakan.", "Choose a label, a reason and a measure.")
_SKIPS = 200
_MEASURES = (Action.NONE, Action.REQUEST, Action.NOTICE)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Original, why, decision: three columns."""
    return _shown(request, get_object_or_404(Item.objects.select_related("account"), pk=pk))


def _shown(request: HttpRequest, item: Item, filled: Mapping[str, str] | None = None) -> HttpResponse:
    """The page; with what was filled in where a decision was refused."""
    if item.state == ReviewState.UNREAD:
        shown = {"pictures": pictures_of(item, {}, ()), "media_missing": MISSING}
        return render(request, "console/item_unread.html", {"item": item} | shown)
    finding = current_finding(item)
    document = finding.snapshot.document
    context: dict[str, Any] = {
        "item": item,
        "finding": finding,
        "document": document,
        "fields": list(content_of(document).items()),
        "hits": finding.document["terms"],
        "pictures": pictures_of(item, document, finding.document["terms"]),
        "media_missing": MISSING,
        "author": document.get("author") if item.account else None,
        "against": [reason for reason in finding.reasons if reason["kind"] == "against"],
        "speaking": [reason for reason in finding.reasons if reason["kind"] == "for"],
        "verdict": [reason for reason in finding.reasons if reason["kind"] == "verdict"],
        "legal": [reason for reason in finding.reasons if reason["kind"] == "law"],
        "tiers": outcome_titles(),
        "similar": count_like(item),
        "decide_at": "item-decide",
        "neighbours": item.account.items.exclude(pk=item.pk).order_by("-posted_at")[:6] if item.account else (),
    }
    context |= {"filled": filled} | _history(item) | deciding(request, item)
    return render(request, "console/item.html", context, status=200 if filled is None else 422)


def _history(item: Item) -> dict[str, Any]:
    """What changed from capture to capture, and the figures over time."""
    metrics = metrics_of(item)
    dated = [one for one in metrics if one.captured_at]
    moments = [one.captured_at for one in dated if one.captured_at]
    lines = lines_of(moments, {name: [getattr(one, name) for one in dated] for name in COUNTS})
    plot = {"plot_width": WIDTH, "plot_height": HEIGHT, "lines": lines}
    return {"versions": versions_of(item, tamed), "metrics": metrics} | plot


def deciding(request: HttpRequest, item: Item) -> dict[str, Any]:
    """The decision column: a form while it is open to this person, else what was decided."""
    user, opinions = person(request), opinions_of(item)
    mine = next((one for one in opinions if one.by_id == user.pk), None)
    is_open = item.state in (ReviewState.WAITING, ReviewState.SECOND, ReviewState.THIRD)
    is_settled = item.state == ReviewState.SETTLED
    return {
        "holder": holder_of(item),
        "can_decide": is_open and mine is None and user.may(Right.DECIDE),
        "mine": mine,
        # A second, blind review looks like any other; only who already judged is told what it waits for.
        "shown_state": item.state if is_settled or mine else ReviewState.WAITING,
        # Blind: others' opinions are shown once the Item is settled, or to who does not decide.
        "opinions": opinions if is_settled else [one for one in opinions if one is mine],
        "can_undo": mine is not None and timezone.now() - mine.at <= UNDO_TIME and not item.held,
        "shows_confidence": is_settled or mine is not None,
        "choices": _choices(item),
        "reason_groups": [{"title": LABELS[one], "reasons": reasons_for(one)} for one in Label],
        "measures": _MEASURES,
        "entry": getattr(item, "entry", None),
        "events": events_of("item", item.pk) if user.may(Right.AUDIT) else (),
    }


def _choices(item: Item) -> list[dict[str, str]]:
    """Label and tier as one choice, gravest first, then the labels that are left alone."""
    outcomes = pack_of(current_finding(item).subject).outcomes
    pairs = [(outcome.label, outcome.tier) for outcome in outcomes]
    pairs += [(one, "") for one in Label if one not in {label for label, _ in pairs}]
    return [{"value": f"{one}/{tier}", "label": one.value, "tier": tier} for one, tier in pairs]


@refusable
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Claim or let go."""
    item = get_object_or_404(Item, pk=pk)
    if request.POST.get("release"):
        release_claim(item, by=person(request))
        return redirect("queue")
    claim(item, by=person(request))
    return redirect("item", pk=pk)


def take_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the decision; then this Item again, or the next one. A refusal keeps what was filled in."""
    item = get_object_or_404(Item.objects.select_related("account"), pk=pk)
    user = person(request)
    try:
        decide(item, verdict_of(request), by=user)
    except SkipThis as refusal:
        tell(request, refusal.person, good=False)
        return (
            redirect("item", pk=pk)
            if item.state == ReviewState.UNREAD
            else _shown(request, item, request.POST.dict())
        )
    item.refresh_from_db()
    tell(request, _DECIDED if item.state == ReviewState.SETTLED else _PENDING)
    following = next_item(request, passed=[pk]) if request.POST.get("next") else None
    return redirect("item", pk=following.pk if following else pk)


def next_item(request: HttpRequest, passed: list[int]) -> Item | None:
    """The next Item of the filter that this person reviews by, held for them."""
    following = next_for(person(request), request.session.get(FILTER_KEY), passed=passed)
    if following is not None:
        claim(following, by=person(request))
    return following


def verdict_of(request: HttpRequest) -> Verdict:
    """What was filled in. Label and tier are one choice: `seller/bale`."""
    label, _, tier = request.POST.get("outcome", "").partition("/")
    try:
        return Verdict(
            label=Label(label),
            tier=tier or None,
            measure=Action(request.POST.get("measure", "")),
            reason=request.POST.get("reason", ""),
            note=request.POST.get("note", "")[:4000],
            content_hash=request.POST.get("content", ""),
            asks_second=bool(request.POST.get("second")),
        )
    except ValueError:
        raise SkipThis("incomplete verdict", _INCOMPLETE) from None


@refusable
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo within thirty seconds."""
    item = get_object_or_404(Item, pk=pk)
    mine = item.decisions.filter(by=person(request), withdrawn=False).order_by("-pk").first()
    if mine is not None:
        undo(mine, by=person(request))
        tell(request, _UNDONE)
    return redirect("item", pk=pk)


@refusable
def open_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A supervisor sets earlier decisions aside."""
    reopen(get_object_or_404(Item, pk=pk), by=person(request), note=request.POST.get("note", ""))
    tell(request, _REOPENED)
    return redirect("item", pk=pk)


def skip(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go, and take the next one that was not skipped today."""
    release_claim(get_object_or_404(Item, pk=pk), by=person(request))
    skipped = [*request.session.get("skipped", []), pk][-_SKIPS:]
    request.session["skipped"] = skipped
    following = next_item(request, passed=skipped)
    return redirect("item", pk=following.pk) if following else redirect("queue")
