"""Retention: how long the evidence of a case is kept after its last step; what is due goes, and its seals stay.

The period is the office's own (TURUNKAN_KEEP_CASES); no statute is claimed for it. It does not run out while a
hold stands or a letter is open: a draft, one on its way, or one that waits for answers.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from turunkan.core.lifecycle import NoticeState
from turunkan.desk.audit.services import lock_head
from turunkan.desk.cases.grounds import Ground
from turunkan.desk.cases.keeping import bury, living_files, standing_hold
from turunkan.desk.cases.models import Case, Hold
from turunkan.desk.cases.steps import Step
from turunkan.desk.intake.services.sweep import forget

_BATCH = 200  # files
_OPEN = (NoticeState.DRAFT, NoticeState.SIGNED, NoticeState.SENDING, NoticeState.SENT)


@dataclass(frozen=True, slots=True)
class Retention:
    """Until when the evidence of a case is kept, and why; `until` None: nothing is sealed."""

    last_step: datetime | None
    days: int
    hold: Hold | None
    open_letters: int

    @property
    def until(self) -> datetime | None:
        """The last step and the days after it."""
        return self.last_step + timedelta(days=self.days) if self.last_step else None

    @property
    def last_day(self) -> date | None:
        """The day of that moment, by the office's clock."""
        return timezone.localdate(self.until) if self.until else None

    def is_over(self, now: datetime) -> bool:
        """Whether nothing keeps the evidence any longer."""
        return self.until is not None and self.until <= now and self.hold is None and not self.open_letters


def retention_of(case: Case) -> Retention:
    """The calculation for one case. That something was deleted is no step that keeps the rest."""
    last = case.seals.exclude(step=Step.DELETED).aggregate(last=Max("at"))["last"]
    letters = case.notices.filter(state__in=_OPEN).count()
    return Retention(last, settings.KEEP_CASES, standing_hold(case), letters)


def expire_evidence(now: datetime) -> int:
    """Delete evidence whose period is over, in small transactions; safe to run twice, safe to kill."""
    total = 0
    for case in _aged(now):
        while gone := _expire_some(case, now):
            total += gone
    return total


def _aged(now: datetime) -> QuerySet[Case]:
    """Cases with evidence that is old enough; whether it may go is asked of each."""
    last = Max("seals__at", filter=~Q(seals__step=Step.DELETED))
    old = Case.objects.annotate(last=last).filter(last__lte=now - timedelta(days=settings.KEEP_CASES))
    return old.filter(pk__in=living_files().values("seal__case")).order_by("pk")


@transaction.atomic
def _expire_some(case: Case, now: datetime) -> int:
    """Delete the next files of a case, and with the last of them what its Items say; how many files."""
    lock_head("deleting evidence")
    if not retention_of(case).is_over(now):
        return 0
    files = living_files().filter(seal__case=case).select_related("seal__case").order_by("pk")[: _BATCH + 1]
    chosen = list(files)[:_BATCH]
    if chosen:
        bury(chosen, Ground.RETENTION, note="", by=None)
    if len(files) <= _BATCH:
        entries = case.entries.select_related("item", "account")
        forget([one.item for one in entries if one.item], [one.account for one in entries if one.account])
    return len(chosen)
