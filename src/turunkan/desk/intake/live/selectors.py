"""Reads: sources with what they do, their last run, and what is left of the day's quota."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from turunkan.core.vocab import Wording
from turunkan.desk.intake.live.fields import Field
from turunkan.desk.intake.live.kind import Kind
from turunkan.desk.intake.live.kinds import KINDS
from turunkan.desk.intake.live.models import LiveRun, LiveSource, LiveStep, Quota
from turunkan.desk.intake.live.quota import next_day, used_today
from turunkan.desk.intake.live.running import missing

_STEPS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as a page shows it; `missing` are the environment's settings that it waits for."""

    source: LiveSource
    kind: Kind
    missing: list[str]
    run: LiveRun | None
    waiting: int
    noted: list[LiveStep]

    @property
    def set(self) -> list[tuple[Field, Wording]]:
        """Each setting with its value as a page tells it."""
        return [(field, field.shown(self.source.settings.get(field.name))) for field in self.kind.fields]


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """Units of today, by the API's own day, and when the next day begins."""

    used: Quota
    budget: int
    again_at: datetime


def source_rows() -> list[SourceRow]:
    """Every source, oldest first."""
    return [_row(source) for source in LiveSource.objects.all()]


def quota_row(now: datetime) -> QuotaRow:
    """What of the YouTube quota is spent."""
    return QuotaRow(used_today(now), settings.YOUTUBE_BUDGET, next_day(now))


def _row(source: LiveSource) -> SourceRow:
    kind, run = KINDS[source.kind], source.runs.first()
    steps = LiveStep.objects.filter(run=run) if run else LiveStep.objects.none()
    waiting = steps.filter(state__in=(LiveStep.State.DUE, LiveStep.State.FETCHED)).count()
    noted = list(steps.exclude(code="")[:_STEPS_SHOWN])
    return SourceRow(source, kind, missing(kind), run, waiting, noted)
