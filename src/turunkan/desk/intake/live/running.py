"""Running live sources: one step after the other, each kept before the next, so that a killed run goes on.

A request's answer is stored before it is read, and follow-ups are stored with the mark that it is done. So after a
kill at most the one request that was under way is made again, and everything that came is stored once.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from turunkan.core.vocab import Wording
from turunkan.desk.audit.services import record
from turunkan.desk.intake.live.kind import Ask, Halted, Kind, Later, Left, Plan, Session, Spent, Taken
from turunkan.desk.intake.live.kinds import KINDS
from turunkan.desk.intake.live.models import LiveRun, LiveSource, LiveStep, LiveThing

A_TICK = 25  # requests of one source
CLAIM = timedelta(minutes=40)  # longer than so many requests take at their slowest
PAUSES = tuple(
    map(timedelta, (0,) * 6, (60, 120, 300, 900, 3600, 4 * 3600))
)  # after the first failure, the second, …
KEEP_RUNS = timedelta(days=90)
KEEP_BODIES = timedelta(days=30)  # of a source that was paused half-way: personal data is not kept for nothing
COUNTS = ("new", "seen", "changed", "broken", "surfaced")
_log = logging.getLogger(__name__)
_State = LiveSource.State
_EXPIRED = Wording(
    id="Sudah terambil, tetapi tidak diolah dalam 30 hari karena sumber dijeda; dihapus.",
    en="It was fetched, but not read within 30 days because the source was paused; deleted.",
)


def run_live_sources(now: datetime) -> int:
    """Go on with every source that is due; how many requests were made."""
    _forget(now)
    return sum(run_source(source, now) for source in list(due(now)))


def due(now: datetime) -> list[LiveSource]:
    """The sources whose turn it is, and whose kind is set up in the environment."""
    rows = LiveSource.objects.filter(enabled=True, again_at__lte=now).exclude(state=_State.HALTED)
    return [one for one in rows.filter(_free(now)) if not missing(KINDS[one.kind])]


def missing(kind: Kind) -> list[str]:
    """The names of settings that the kind needs and the environment lacks."""
    return [name for name in kind.needs if not getattr(settings, name.removeprefix("TURUNKAN_"))]


def run_source(source: LiveSource, now: datetime, steps: int = A_TICK) -> int:
    """Go on with one source, unless another tick is at it; how many requests were settled."""
    if not LiveSource.objects.filter(_free(now), pk=source.pk).update(claimed_until=now + CLAIM):
        return 0
    source.refresh_from_db()
    try:
        return _go_on(source, now, steps)
    finally:
        LiveSource.objects.filter(pk=source.pk).update(claimed_until=None)


def _free(now: datetime) -> Q:
    return Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)


def _go_on(source: LiveSource, now: datetime, steps: int) -> int:
    settled = 0
    try:
        with KINDS[source.kind].open(source) as session:
            run = source.runs.filter(ended_at__isnull=True).first() or _begin(source, session.plan(now), now)
            while settled < steps and (step := _next(run)):
                _settle(session, step, now)
                settled += 1
            if _next(run) is None:
                _end(run, now)
    except Later as later:
        _put_off(source, later, now)
    except Halted as halt:
        _halt(source, halt)
    return settled


@transaction.atomic
def _begin(source: LiveSource, plan: Plan, now: datetime) -> LiveRun:
    run = LiveRun.objects.create(source=source, checkpoint=dict(plan.checkpoint), started_at=now)
    _add(run, plan.asks)
    LiveSource.objects.filter(pk=source.pk).update(state=_State.RUNNING)
    record("live.started", actor=None, on=("live", source.pk), run=run.pk, requests=len(plan.asks))
    return run


def _next(run: LiveRun) -> LiveStep | None:
    waiting = (LiveStep.State.DUE, LiveStep.State.FETCHED)
    return run.steps.filter(state__in=waiting).select_related("run__source").first()


def _settle(session: Session, step: LiveStep, now: datetime) -> None:
    """Fetch a request unless it was, then take it. Raises Later and Halted; Left is kept with the step."""
    try:
        if step.state == LiveStep.State.DUE:
            _fetch(session, step, now)
        _done(step, session.take(step))
    except Left as left:
        _leave(step, left)
    except Spent:
        raise
    except Later as later:
        if step.run.source.tries < len(PAUSES):
            raise
        _leave(step, Left("gave-up", later.person))
    _worked(step.run.source)


def _fetch(session: Session, step: LiveStep, now: datetime) -> None:
    answer = session.fetch(Ask(step.method, step.params, step.page), _etag(step), now)
    step.state, step.body, step.etag = LiveStep.State.FETCHED, answer.body, answer.etag
    step.save(update_fields=["state", "body", "etag"])


def _etag(step: LiveStep) -> str:
    """The tag under which the same request was answered last, in an earlier run."""
    earlier = LiveStep.objects.filter(run__source=step.run.source, key=step.key, state=LiveStep.State.DONE)
    return earlier.exclude(etag="").order_by("-pk").values_list("etag", flat=True).first() or ""


@transaction.atomic
def _done(step: LiveStep, taken: Taken) -> None:
    """The mark, what follows, and what needs not come again: all of it or nothing."""
    step.state, step.body = LiveStep.State.DONE, None
    step.imported = taken.imports[-1] if taken.imports else None
    if taken.note:
        step.code, (step.message_id, step.message_en) = taken.note.code, taken.note.person
    step.save()
    _add(step.run, taken.asks)
    things = [LiveThing(source=step.run.source, key=key) for key in taken.things]
    LiveThing.objects.bulk_create(things, ignore_conflicts=True)
    sums = {name: F(name) + sum(getattr(one, name) for one in taken.imports) for name in COUNTS}
    LiveRun.objects.filter(pk=step.run_id).update(**sums)


def _leave(step: LiveStep, left: Left) -> None:
    step.state, step.body, step.code = LiveStep.State.LEFT, None, left.code
    step.message_id, step.message_en = left.person
    step.save()


def _add(run: LiveRun, asks: tuple[Ask, ...]) -> None:
    rows = [
        LiveStep(run=run, method=ask.method, params=dict(ask.params), page=ask.page, key=ask.key) for ask in asks
    ]
    LiveStep.objects.bulk_create(rows, ignore_conflicts=True)


def _worked(source: LiveSource) -> None:
    """Something came, so the next failure is the first again."""
    source.tries = 0
    LiveSource.objects.filter(pk=source.pk).update(tries=0, message_id="", message_en="", state=_State.RUNNING)


@transaction.atomic
def _end(run: LiveRun, now: datetime) -> None:
    run.refresh_from_db()
    run.ended_at = now
    run.save(update_fields=["ended_at"])
    again = now + timedelta(minutes=KINDS[run.source.kind].every)
    whole = not run.steps.filter(code__in=("invalidPageToken", "gave-up")).exists()
    checkpoint = run.checkpoint if whole else run.source.checkpoint
    LiveSource.objects.filter(pk=run.source_id).update(
        state=_State.IDLE, again_at=again, checkpoint=checkpoint, tries=0, message_id="", message_en=""
    )
    counts = {name: getattr(run, name) for name in COUNTS}
    left = run.steps.filter(state=LiveStep.State.LEFT).count()
    record("live.finished", actor=None, on=("live", run.source_id), run=run.pk, left=left, **counts)


def _put_off(source: LiveSource, later: Later, now: datetime) -> None:
    """Try again at the moment that is known, else after a pause that grows."""
    source.refresh_from_db(fields=["tries"])
    _log.warning("live source %s: %s", source.pk, later.log)
    pause = PAUSES[min(source.tries, len(PAUSES) - 1)]
    LiveSource.objects.filter(pk=source.pk).update(
        state=_State.WAITING,
        again_at=later.at or now + pause,
        tries=F("tries") + (0 if isinstance(later, Spent) else 1),
        message_id=later.person.id,
        message_en=later.person.en,
    )


@transaction.atomic
def _halt(source: LiveSource, halt: Halted) -> None:
    """Nothing more is tried until a person says so."""
    _log.warning("live source %s: %s", source.pk, halt.log)
    LiveSource.objects.filter(pk=source.pk).update(
        state=_State.HALTED, message_id=halt.person.id, message_en=halt.person.en
    )
    record("live.halted", actor=None, on=("live", source.pk))


def _forget(now: datetime) -> None:
    """Runs that ended long ago, and answers that nobody read."""
    LiveRun.objects.filter(ended_at__lt=now - KEEP_RUNS).delete()
    unread = LiveStep.objects.filter(state=LiveStep.State.FETCHED, run__started_at__lt=now - KEEP_BODIES)
    for step in unread.filter(run__source__enabled=False):
        _leave(step, Left("expired", _EXPIRED))
