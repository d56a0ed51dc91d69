"""The sweep: what has reached its term goes, and its count stays; runs that stopped are named so."""

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from turunkan.desk.audit.services import record
from turunkan.desk.intake.models import Account, Expired, ImportRun, Item

_BATCH = 500
_SILENT = timedelta(minutes=15)


def expire_items(now: datetime) -> int:
    """Delete Items whose term has ended, in small transactions; safe to run twice, safe to kill."""
    total = 0
    while gone := _expire_some(now):
        total += gone
    return total


@transaction.atomic
def _expire_some(now: datetime) -> int:
    due = Item.objects.filter(expires_at__lte=now, held=False).order_by("pk").select_for_update()
    items = list(due[:_BATCH])
    if not items:
        return 0
    counts = Counter((item.platform, item.effective_label, bool(item.outcome_label)) for item in items)
    accounts = {item.account_id for item in items if item.account_id}
    Item.objects.filter(pk__in=[item.pk for item in items]).delete()
    Account.objects.filter(pk__in=accounts, items__isnull=True).delete()
    for (platform, label, decided), count in counts.items():
        _count(now, platform, label, decided=decided, count=count)
    record("items.expired", actor=None, on=("sweep", now.date()), count=len(items))
    return len(items)


def _count(now: datetime, platform: str, label: str, *, decided: bool, count: int) -> None:
    row, _ = Expired.objects.get_or_create(day=now.date(), platform=platform, label=label, decided=decided)
    Expired.objects.filter(pk=row.pk).update(count=F("count") + count)


@transaction.atomic
def name_interrupted(now: datetime) -> int:
    """Runs that said nothing for a while were killed; a new run of the same source goes on where they stopped."""
    silent = ImportRun.objects.filter(state=ImportRun.State.RUNNING, heartbeat__lt=now - _SILENT)
    pks = list(silent.values_list("pk", flat=True))
    ImportRun.objects.filter(pk__in=pks).update(state=ImportRun.State.INTERRUPTED)
    for pk in pks:
        record("import.interrupted", actor=None, on=("import", pk))
    return len(pks)
