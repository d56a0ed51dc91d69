"""The sweep: what has reached its term goes, and its count stays; runs that stopped are named so."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, ProtectedError

from turunkan.desk.audit.services import record
from turunkan.desk.intake.models import Account, Expired, Finding, ImportRun, Item
from turunkan.desk.intake.services.accounts import drop_if_empty

_BATCH = 500
_SILENT = timedelta(minutes=15)


def expire_items(now: datetime) -> int:
    """Delete Items whose term has ended, in small transactions; safe to run twice, safe to kill."""
    total = 0
    while (gone := _expire_some(now)) is not None:
        total += gone
    return total


@transaction.atomic
def _expire_some(now: datetime) -> int | None:
    """How many of the next Items went; None when none was due."""
    due = Item.objects.filter(expires_at__lte=now, held=False).order_by("pk").select_for_update()
    items = list(due[:_BATCH])
    if not items:
        return None
    accounts = {item.account_id for item in items if item.account_id}
    gone = _deleted(items)
    for account in Account.objects.filter(pk__in=accounts, items__isnull=True):
        drop_if_empty(account)
    counts = Counter((item.platform, item.effective_label, bool(item.outcome_label)) for item in gone)
    for (platform, label, decided), count in counts.items():
        _count(now, platform, label, decided=decided, count=count)
    facts = {"emptied": len(items) - len(gone)} if len(gone) < len(items) else {}
    record("items.expired", actor=None, on=("sweep", now.date()), count=len(gone), **facts)
    return len(gone)


def _deleted(items: Sequence[Item]) -> Sequence[Item]:
    """Which of the Items could go; the row of one that a case names stays, and says nothing any more."""
    pks = [item.pk for item in items]
    try:
        with transaction.atomic():
            Item.objects.filter(pk__in=pks).delete()
    except ProtectedError:
        if len(items) > 1:
            return [gone for item in items for gone in _deleted([item])]
        empty(items[0])
        return []
    return items


def forget(items: Sequence[Item], accounts: Sequence[Account]) -> None:
    """Empty Items that a case no longer needs, and the Accounts that nothing else does."""
    known = {account.pk for account in accounts} | {item.account_id for item in items if item.account_id}
    for item in items:
        empty(item)
    for account in Account.objects.filter(pk__in=known, items__isnull=True):
        drop_if_empty(account)
    for account in Account.objects.filter(pk__in=known, items__isnull=True):
        _empty_account(account)


def _empty_account(account: Account) -> None:
    """Take from the row of an Account that a case names everything that says whose it is."""
    account.key, account.followers = f"expired:{account.pk}", None
    account.native_id = account.handle = account.name = account.bio = ""
    account.save()


def empty(item: Item) -> None:
    """Take from the row, its snapshots and its Findings what they say, and by what they would be known again."""
    item.key, item.native_id, item.url = f"expired:{item.pk}", "", ""
    item.account = item.expires_at = None
    item.save(update_fields=["key", "native_id", "url", "account", "expires_at"])
    item.sightings.all().delete()
    item.metrics.all().delete()
    item.shows.all().delete()
    item.search_texts.all().delete()
    item.snapshots.update(document={"id": item.key}, raw="")
    for finding in Finding.objects.filter(snapshot__item=item):
        finding.document |= {"id": item.key, "terms": [], "reasons": []}
        finding.reasons = []
        finding.save(update_fields=["document", "reasons"])


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
