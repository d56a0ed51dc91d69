"""Undo: an import that nobody acted on goes as it came, in small batches; its audit events stay.

What only this run brought is deleted with all that hangs on it; what it changed is again as it was before. What is
done to an Item while the undo is under way keeps that Item: it is passed over and counted. A killed undo is
taken up by the tick.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.audit.services import record
from turunkan.desk.intake.models import Account, BrokenPart, ImportRun, Item, MetricsPoint, Sighting, Snapshot
from turunkan.desk.intake.services.accounts import drop_if_empty, settle_privacy, take_back_changes
from turunkan.desk.intake.services.turns import take_turn
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Right

_BATCH = 500
_STATES = ImportRun.State
_MAY_NOT = Wording(id="Peran Anda tidak mengurungkan impor.", en="Your role does not undo imports.")
_GONE = Wording(id="Impor ini sudah diurungkan.", en="This import was undone already.")
_REFUSED = Wording(id="Impor ini ditolak; tidak ada yang masuk.", en="This import was refused; nothing came in.")
_USED = Wording(
    id="Impor ini tidak dapat diurungkan: {what} pada konten {item}.",
    en="This import cannot be undone: {what} on Item {item}.",
)
_LATER = Wording(
    id="Impor ini tidak dapat diurungkan: impor {run} sesudahnya membawa konten {item} juga. Urungkan itu dahulu.",
    en="This import cannot be undone: import {run} after it brought Item {item} too. Undo that one first.",
)
_DATES = ("posted_at", "captured_at", "decided_at")


def _acts(run: ImportRun, now: datetime) -> dict[str, tuple[Q, Wording]]:
    """What keeps an Item, gravest first, as conditions on Items. The names are relations of later rooms."""
    return {
        "notice": (Q(entry__lines__isnull=False), Wording("ada surat", "there is a notice")),
        "case": (Q(entry__isnull=False), Wording("ada berkas", "there is a case")),
        "decision": (Q(decisions__at__gte=run.started_at), Wording("ada keputusan", "there is a decision")),
        "claim": (Q(claim__until__gte=now), Wording("ada yang sedang memegang", "somebody holds a claim")),
    }


def may_undo(run: ImportRun) -> Wording | None:
    """Why a run may not be undone, naming what was acted on; None where it may."""
    if run.state in (_STATES.UNDONE, _STATES.UNDOING):
        return _GONE
    if run.state == _STATES.REFUSED:
        return _REFUSED
    items = _items_of(run)
    for condition, what in _acts(run, timezone.now()).values():
        if (found := items.filter(condition).order_by("pk").first()) is not None:
            return _USED.fill(what=what, item=found.pk)
    later = _later(run).order_by("pk").first()
    return _LATER.fill(run=later.run_id, item=later.item_id) if later else None


def undo(run: ImportRun, *, by: User) -> ImportRun:
    """Take a run back, all of it. Raises SkipThis, with what was acted on, before anything is changed."""
    if not by.may(Right.IMPORT):
        raise SkipThis(f"{by.pk} may not undo", _MAY_NOT)
    _begin(run, by)
    finish_undo(run)
    return run


@transaction.atomic
def _begin(run: ImportRun, by: User) -> None:
    """From here on the run brings nothing any more, and the undo is never left half done."""
    take_turn(run)
    run.refresh_from_db()
    if refusal := may_undo(run):
        raise SkipThis(f"import {run.pk} cannot be undone", refusal)
    run.state, run.undone_by = _STATES.UNDOING, by
    run.save(update_fields=["state", "undone_by"])
    record("import.undoing", actor=by, on=("import", run.pk), was=run.sha256)


def finish_undo(run: ImportRun) -> None:
    """Batch after batch to the end; safe to kill, and to run twice."""
    first = _items_of(run).aggregate(first=Min("pk"))["first"]
    after = (first or 0) - 1
    while pks := list(_items_of(run).filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:_BATCH]):
        _undo_some(run, pks)
        after = pks[-1]
    _end(run)


def resume_undos(now: datetime) -> int:
    """Undo to the end what was begun; how many runs that were."""
    stopped = list(ImportRun.objects.filter(state=_STATES.UNDOING).select_related("undone_by"))
    for run in stopped:
        finish_undo(run)
    return len(stopped)


def _items_of(run: ImportRun) -> QuerySet[Item]:
    """The Items that a run brought, changed or saw."""
    own = Snapshot.objects.filter(run=run, item=OuterRef("pk"))
    seen = Sighting.objects.filter(run=run, item=OuterRef("pk"))
    return Item.objects.filter(Exists(own) | Exists(seen))


def _later(run: ImportRun) -> QuerySet[Sighting]:
    """Sightings by other runs of what this run brought, or after this run saw it."""
    ours = Sighting.objects.filter(run=run, item=OuterRef("item"))
    brought = Snapshot.objects.filter(run=run, item=OuterRef("item"))
    before = ours.filter(pk__lt=OuterRef("pk"))
    return Sighting.objects.exclude(run=run).filter(Exists(before) | Exists(brought) & ~Exists(ours))


@transaction.atomic
def _undo_some(run: ImportRun, pks: Sequence[int]) -> None:
    """Some Items of the run: deleted, put back, or kept where something was done about them meanwhile."""
    take_turn(run)
    locked = Item.objects.filter(pk__in=pks).order_by("pk").select_for_update(of=("self",))
    items = {item.pk: item for item in locked.select_related("account")}
    kept = _kept(run, list(items))
    free = [item for item in items.values() if item.pk not in kept]
    seen = Sighting.objects.filter(run=run, item__in=free).order_by("-pk")
    former = {one.item_id: one.former for one in seen if one.former}
    known = set(seen.values_list("item", flat=True))
    accounts = [item.account for item in free if item.account]
    gone = [item.pk for item in free if item.pk not in known]
    Item.objects.filter(pk__in=gone).delete()
    for item in free:
        if item.pk in former:
            _put_back(item, dict(former[item.pk]))
        if item.pk in known:
            _drop_untold(run, item)
    MetricsPoint.objects.filter(run=run, item__in=free).delete()
    seen.delete()
    _seen_last([item for item in free if item.pk in known])
    for account in dict.fromkeys(accounts):
        drop_if_empty(account)
    facts = {"removed": len(gone), "restored": len(former), "kept": len(kept)}
    record("import.undo-batch", actor=run.undone_by, on=("import", run.pk), **facts)


def _kept(run: ImportRun, pks: Sequence[int]) -> set[int]:
    """Those about which something was done since."""
    acted = Q()
    for condition, _ in _acts(run, timezone.now()).values():
        acted |= condition
    kept = set(Item.objects.filter(acted, pk__in=pks).values_list("pk", flat=True))
    return kept | set(_later(run).filter(item__in=pks).values_list("item", flat=True))


def _put_back(item: Item, former: dict[str, Any]) -> None:
    """The row as it was before; whom it may name is decided anew."""
    account = Account.objects.filter(pk=former.pop("account_id")).first()
    for name, value in former.items():
        setattr(item, name, parse_datetime(value) if name in _DATES and value else value)
    item.account = account
    item.save()
    settle_privacy(item)


def _seen_last(items: Sequence[Item]) -> None:
    """When each was seen last, as far as the runs say that are left."""
    shown = Item.objects.filter(pk__in=[item.pk for item in items])
    for item in shown.annotate(
        brought=Max("snapshots__at", filter=~Q(snapshots__run__state=_STATES.UNDOING)),
        again=Max("sightings__run__started_at"),
    ):
        item.last_seen = max(moment for moment in (item.brought, item.again, item.first_seen) if moment)
        item.save(update_fields=["last_seen"])


def _drop_untold(run: ImportRun, item: Item) -> None:
    """The contents that this run alone put on file, with their search texts and pictures."""
    if not item.snapshots.filter(run=run).exclude(content_hash=item.content_hash).delete()[0]:
        return
    contents = dict(item.snapshots.values_list("content_hash", "document"))
    media = [each for document in contents.values() for each in document.get("media", ())]
    item.search_texts.exclude(content_hash__in=contents).delete()
    item.shows.exclude(file__sha256__in=[each["sha256"] for each in media if "sha256" in each]).delete()


@transaction.atomic
def _end(run: ImportRun) -> None:
    """Broken parts go to another run of the same source, or with this one."""
    if not ImportRun.objects.filter(pk=run.pk, state=_STATES.UNDOING).update(state=_STATES.UNDONE):
        return
    other = ImportRun.objects.filter(sha256=run.sha256).exclude(pk=run.pk)
    heir = other.exclude(state__in=(_STATES.UNDONE, _STATES.UNDOING, _STATES.REFUSED)).order_by("pk").first()
    take_back_changes(run, kept=_items_of(run))
    parts = BrokenPart.objects.filter(run=run)
    if heir:
        parts.update(run=heir)
    else:
        parts.delete()
    run.refresh_from_db()
    record("import.undone", actor=run.undone_by, on=("import", run.pk))
