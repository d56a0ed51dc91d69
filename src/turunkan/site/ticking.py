"""The tasks of a tick: a new one is a function that says how much it did, and its line here."""

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.utils import timezone

from turunkan.core.vocab import TurunkanError
from turunkan.desk.audit.heads import sign_head
from turunkan.desk.audit.keyring import tend_keys
from turunkan.desk.cases.capturing import capture_items
from turunkan.desk.cases.keeping import sweep_store
from turunkan.desk.cases.services import seal_old_cases
from turunkan.desk.cases.stamping import stamp_seals
from turunkan.desk.followup.recheck.rounds import recheck_lines
from turunkan.desk.followup.retention import expire_evidence
from turunkan.desk.intake.incoming.running import import_queued
from turunkan.desk.intake.incoming.services import sweep_incoming
from turunkan.desk.intake.live.running import run_live_sources
from turunkan.desk.intake.services.likeness import fingerprint_items
from turunkan.desk.intake.services.media import sweep_media
from turunkan.desk.intake.services.media_reading import read_waiting_media
from turunkan.desk.intake.services.sweep import expire_items, name_interrupted
from turunkan.desk.intake.services.undo import resume_undos

logger = logging.getLogger(__name__)
_LOGIN_TERM = timedelta(days=30)  # names and addresses of who logged in, or tried


def forget_logins(now: datetime) -> int:
    """Sessions that ended, and old tries to log in."""
    gone, _ = Session.objects.filter(expire_date__lt=now).delete()
    for kept in (AccessAttempt, AccessFailureLog, AccessLog):
        count, _ = kept.objects.filter(attempt_time__lt=now - _LOGIN_TERM).delete()
        gone += count
    return gone


TASKS: dict[str, Callable[[datetime], int]] = {
    "items-expired": expire_items,
    "media-swept": sweep_media,
    "imports-interrupted": name_interrupted,
    "imports-undone": resume_undos,
    "imports-queued": import_queued,
    "files-swept": sweep_incoming,
    "texts-compared": fingerprint_items,
    "logins-forgotten": forget_logins,
    "keys-tended": tend_keys,
    "cases-sealed": seal_old_cases,
    "seals-stamped": stamp_seals,
    "evidence-expired": expire_evidence,
    "store-swept": sweep_store,
    "heads-signed": sign_head,
    "live-sources": run_live_sources,
    "media-read": read_waiting_media,  # slow: half a second a picture
    # These open pages: they are slow, and stop the run where the browser is missing, so they come last.
    "items-captured": capture_items,
    "lines-rechecked": recheck_lines,
}


def tick_once(only: Collection[str] = ()) -> dict[str, int]:
    """Run every task, or those named; a task that has nothing to do changes nothing.

    One that fails keeps none of the others back: they run, and then its error is raised, the first of several.
    """
    now, done, errors = timezone.now(), {}, []
    for name, task in TASKS.items():
        if only and name not in only:
            continue
        try:
            done[name] = task(now)
        except Exception as error:  # the boundary between tasks
            logger.error("%s failed", name, exc_info=not isinstance(error, TurunkanError))
            errors.append(error)
    if errors:
        raise errors[0]
    return done
