"""Files in their turn: read at once where they are small, else by the tick or a process of its own.

A process that is killed leaves whole batches; its file gets another turn, and finds what it stored seen.
"""

import os
import subprocess
import sys
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from turunkan.core.readers import is_light
from turunkan.core.vocab import SkipThis, StopRun
from turunkan.desk.intake.incoming import words
from turunkan.desk.intake.incoming.keeping import opened
from turunkan.desk.intake.incoming.mappings import options_of
from turunkan.desk.intake.models import ImportRun, Incoming
from turunkan.desk.intake.services.likeness import fingerprint_brought
from turunkan.desk.intake.services.runs import import_capture
from turunkan.desk.subjects.services import register

AT_ONCE = 1024 * 1024  # bytes, unpacked: a second or so
_TRIES = 3  # after which a file that ends its reader each time is given up
_SILENT = timedelta(minutes=5)
_STATE = Incoming.State
_children: list[subprocess.Popen[bytes]] = []
"""Kept until they ended, so that none stays behind as a zombie."""


def begin(incoming: Incoming) -> None:
    """Import the file here where it is small; else see to it that somebody does."""
    if incoming.size <= AT_ONCE and is_light(opened(incoming), AT_ONCE):
        if _claim(incoming.pk):
            _import(incoming)
    elif settings.IMPORTS_NOW:
        _start_process()


def import_queued(now: datetime) -> int:
    """Import what waits for its turn, the oldest first; how many files. Safe to run twice, safe to kill."""
    _give_back(now)
    count = 0
    while (incoming := _next()) is not None:
        count += 1
        _import(incoming)
    return count


def run_of(incoming: Incoming) -> ImportRun | None:
    """The run that the file got, while it is going on too."""
    if incoming.run is not None or incoming.claimed_at is None:
        return incoming.run
    begun = ImportRun.objects.filter(sha256=incoming.sha256, started_at__gte=incoming.claimed_at)
    return begun.select_related("by").first()


def _next() -> Incoming | None:
    for pk in Incoming.objects.filter(state=_STATE.QUEUED).order_by("pk").values_list("pk", flat=True):
        if _claim(pk):
            return Incoming.objects.get(pk=pk)
    return None


def _claim(pk: int) -> bool:
    """Take a file by compare-and-swap, so that one process alone reads it."""
    waiting = Incoming.objects.filter(pk=pk, state=_STATE.QUEUED)
    return bool(waiting.update(state=_STATE.RUNNING, claimed_at=timezone.now()))


def _give_back(now: datetime) -> None:
    """Files whose reader said nothing for a while were killed with it, and get another turn; not for ever."""
    alive = ImportRun.objects.filter(state=ImportRun.State.RUNNING, heartbeat__gte=now - _SILENT)
    dead = Incoming.objects.filter(Q(state=_STATE.RUNNING) & Q(claimed_at__lt=now - _SILENT))
    for incoming in dead.exclude(sha256__in=alive.values("sha256")):
        runs = ImportRun.objects.filter(sha256=incoming.sha256, started_at__gte=incoming.at)
        if runs.count() < _TRIES:
            Incoming.objects.filter(pk=incoming.pk).update(state=_STATE.QUEUED, claimed_at=None)
        else:
            _give_up(incoming, runs)


def _give_up(incoming: Incoming, runs: QuerySet[ImportRun]) -> None:
    last = runs.order_by("-pk")[:1].get()
    said = words.GIVEN_UP.fill(name=incoming.name, tries=_TRIES)
    interrupted = {"state": ImportRun.State.INTERRUPTED, "message_id": said.id, "message_en": said.en}
    ImportRun.objects.filter(pk=last.pk).update(**interrupted)
    Incoming.objects.filter(pk=incoming.pk).update(state=_STATE.REFUSED, run=last)


def _import(incoming: Incoming) -> None:
    """Read a claimed file to its end; its run says how that went."""
    incoming.refresh_from_db()
    run = None
    try:
        options = options_of(incoming.mapping, incoming.zone)
        subject = register(settings.PACK)
        run = import_capture(opened(incoming), incoming.name, by=incoming.by, subject=subject, options=options)
    except StopRun:  # it is no capture, or was undone meanwhile, as its run says
        run = run_of(incoming)
        if run is None:
            raise
    except SkipThis:  # its bytes are gone: the row says so by having no run
        pass
    is_refused = run is None or run.state == ImportRun.State.REFUSED
    state = _STATE.REFUSED if is_refused else _STATE.DONE
    Incoming.objects.filter(pk=incoming.pk).update(state=state, run=run)
    incoming.refresh_from_db()
    if run is not None:
        fingerprint_brought(run)


def _start_process() -> None:
    """A process beside the server that goes on when the request is over, with the server's own settings."""
    _children[:] = [child for child in _children if child.poll() is None]
    command = [sys.executable, "-m", "turunkan", "tick", "--task", "imports-queued"]
    environment = os.environ | {"TURUNKAN_HOME": str(settings.TURUNKAN_HOME)}
    started = subprocess.Popen(  # noqa: S603  (this interpreter, this package)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    _children.append(started)
