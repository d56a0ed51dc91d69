"""Serupa: Items that say or show nearly the same, side by side, and one decision for those that are ticked."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.console.differences import differences
from turunkan.desk.console.rows import outcome_titles
from turunkan.desk.console.templatetags.desk import language
from turunkan.desk.console.views.common import ID, person, tell
from turunkan.desk.console.views.items import deciding, next_item, verdict_of
from turunkan.desk.intake.models import Item, Snapshot
from turunkan.desk.notices.lines import content_of
from turunkan.desk.review.selectors import current_finding
from turunkan.desk.review.services import decide
from turunkan.desk.review.similar import Along, Member, decide_along, members_of

_DECIDED = Wording("Keputusan disimpan untuk {count} konten.", "Decision kept for {count} Items.")
_REFUSED = Wording("Konten {item} tidak ikut diputus: {why}", "Item {item} was not decided along: {why}")
_ONLY_HERE = Wording("hanya di konten ini", "in this Item only")


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """This Item, and each that is like it with what differs."""
    return _shown(request, get_object_or_404(Item.objects.select_related("account"), pk=pk))


def take_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision on this Item, and the same on each that was ticked; a refusal keeps what was filled in."""
    item = get_object_or_404(Item.objects.select_related("account"), pk=pk)
    user = person(request)
    try:
        verdict = verdict_of(request)
        decide(item, verdict, by=user)
    except SkipThis as refusal:
        tell(request, refusal.person, good=False)
        return _shown(request, item, request.POST.dict())
    told = decide_along(item, _along(request), verdict, by=user)
    refused = {one: why for one, why in told.items() if why is not None}
    tell(request, _DECIDED.fill(count=1 + len(told) - len(refused)))
    for one, why in refused.items():
        tell(request, _REFUSED.fill(item=one, why=why), good=False)
    following = next_item(request, passed=[pk, *told]) if request.POST.get("next") else None
    return redirect("item", pk=following.pk if following else pk)


def _along(request: HttpRequest) -> list[Along]:
    """The Items that were ticked, each with the content that the page showed of it: `17:<content hash>`."""
    pairs = (text.partition(":") for text in request.POST.getlist("also"))
    return [Along(int(pk), content) for pk, _, content in pairs if ID.fullmatch(pk)]


def _shown(request: HttpRequest, item: Item, filled: Mapping[str, str] | None = None) -> HttpResponse:
    members = members_of(item, for_user=person(request))
    if not members:
        return redirect("item", pk=item.pk)
    finding = current_finding(item)
    said = _said(finding.snapshot)
    ticked = {int(one.partition(":")[0]) for one in request.POST.getlist("also") if ID.match(one)}
    context: dict[str, Any] = {
        "item": item,
        "said": said,
        "members": [_row(one, said, one.item.pk in ticked if filled else one.is_ticked) for one in members],
        "open": sum(one.is_open for one in members),
        "tiers": outcome_titles(),
        "filled": filled,
        "decide_at": "similar-decide",
    }
    status = 200 if filled is None else 422
    return render(request, "console/similar.html", context | deciding(request, item), status=status)


def _row(member: Member, said: str, is_ticked: bool) -> dict[str, Any]:  # noqa: FBT001
    return {
        "item": member.item,
        "is_open": member.is_open,
        "is_ticked": is_ticked and member.is_open,
        "percent": round(100 * member.share),
        "is_pictured": member.is_pictured,
        "differs": differences(_said(member.snapshot), said, _ONLY_HERE.say(language())),
    }


def _said(snapshot: Snapshot) -> str:
    return "\n".join(content_of(snapshot.document).values())
