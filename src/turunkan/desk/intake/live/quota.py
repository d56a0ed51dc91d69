"""The day's units of the YouTube Data API: charged before a request leaves, counted by method.

Source: the API's "Quota calculator" (costs) and "Quotas" (a project has 10,000 units a day, which begin anew at
midnight Pacific time). A request that fails costs its units as well.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from turunkan.core.vocab import Wording
from turunkan.desk.intake.live.kind import Spent
from turunkan.desk.intake.live.models import Quota

PACIFIC = ZoneInfo("America/Los_Angeles")
UNITS = {"search.list": 100, "videos.list": 1, "commentThreads.list": 1}
_JAKARTA = ZoneInfo("Asia/Jakarta")
_SPENT = Wording(
    id="Jatah YouTube hari ini tidak cukup lagi ({used} dari {budget} unit). Dilanjutkan mulai {when} WIB.",
    en="Today's YouTube quota does not suffice any more ({used} of {budget} units). It goes on from {when} WIB.",
)


def spend(method: str, now: datetime) -> None:
    """Charge one request. Raises Spent, and charges nothing, where the day's budget does not allow it."""
    with transaction.atomic():
        row = _today(now)
        if row.units + UNITS[method] > settings.YOUTUBE_BUDGET:
            raise spent(row.units, now)
        row.units += UNITS[method]
        row.by_method = row.by_method | {method: row.by_method.get(method, 0) + UNITS[method]}
        row.save(update_fields=["units", "by_method"])


@transaction.atomic
def exhaust(now: datetime) -> Spent:
    """The API says that its own quota is spent, whoever spent it: nothing more is asked for today."""
    row = _today(now)
    row.units = max(row.units, settings.YOUTUBE_BUDGET)
    row.save(update_fields=["units"])
    return spent(row.units, now)


def spent(used: int, now: datetime) -> Spent:
    """That there is not enough left, and when there will be."""
    at = next_day(now)
    when = f"{at.astimezone(_JAKARTA):%d-%m-%Y %H.%M}"
    return Spent("quota spent", _SPENT.fill(used=used, budget=settings.YOUTUBE_BUDGET, when=when), at)


def used_today(now: datetime) -> Quota:
    """What is spent so far; nothing is written."""
    day = pacific_day(now)
    return Quota.objects.filter(day=day).first() or Quota(day=day)


def pacific_day(now: datetime) -> date:
    """The day by which units are counted."""
    return now.astimezone(PACIFIC).date()


def next_day(now: datetime) -> datetime:
    """The next midnight of Pacific time, summer time or not."""
    return datetime.combine(pacific_day(now) + timedelta(days=1), time(), PACIFIC)


def _today(now: datetime) -> Quota:
    """The day's row, locked until the transaction ends."""
    row, _ = Quota.objects.select_for_update().get_or_create(day=pacific_day(now))
    return row
