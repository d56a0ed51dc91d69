"""A file is taken, answered for, given up, or swept away."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import Q, Sum

from turunkan.core.readers import Inspection, Question, ReadOptions, Unreadable
from turunkan.core.vocab import SkipThis
from turunkan.desk.audit.services import record
from turunkan.desk.intake.incoming import words
from turunkan.desk.intake.incoming.keeping import incoming_store, opened
from turunkan.desk.intake.incoming.mappings import checked, checked_zone, options_of
from turunkan.desk.intake.models import BrokenPart, Incoming
from turunkan.desk.intake.services.documents import storable
from turunkan.desk.intake.services.reading import inspect_safely
from turunkan.desk.parties.models import User

MOST_FILES = 20
_MOST_WAITING = 10  # times the largest file, together
_MEGABYTE = 1024 * 1024
_TERM = timedelta(days=1)
_REFUSED_TERM = timedelta(days=7)  # so that somebody can look at what it was
_STATE = Incoming.State


def receive(source: BinaryIO, name: str, size: int, *, by: User) -> Incoming:
    """Keep a file and see what it is: it waits for an answer, or for its turn. Raises SkipThis."""
    _check_size(name, size)
    data = source.read()
    columns, asks = _asked(source, name)
    with transaction.atomic():
        incoming = Incoming.objects.create(
            name=storable(name)[:300],
            sha256=incoming_store().put(data),
            size=len(data),
            by=by,
            state=_STATE.ASKING if asks else _STATE.QUEUED,
            columns=storable(list(columns)),
        )
        record("file.received", actor=by, on=("file", incoming.pk), sha256=incoming.sha256, size=incoming.size)
    return incoming


def _check_size(name: str, size: int) -> None:
    most = settings.IMPORT_BYTES
    if not size:
        raise SkipThis("empty file", words.EMPTY.fill(name=name))
    if size > most:
        raise SkipThis(
            "file too big", words.TOO_BIG.fill(name=name, size=-(-size // _MEGABYTE), most=most // _MEGABYTE)
        )
    waiting = Incoming.objects.aggregate(bytes=Sum("size"))["bytes"] or 0
    if waiting + size > _MOST_WAITING * most:
        raise SkipThis("too much is waiting", words.FULL)


def _asked(source: BinaryIO, name: str) -> tuple[Sequence[str], frozenset[Question]]:
    """The columns of a table and what only a person can say; what is unreadable is refused by its import."""
    source.seek(0)
    try:
        seen = inspect_safely(source, name, ReadOptions())
    except Unreadable:
        return (), frozenset()
    return seen.columns, seen.asks


def look(incoming: Incoming, mapping: Mapping[str, str], zone: str) -> Inspection:
    """How the file would be read. Raises SkipThis or Unreadable."""
    return inspect_safely(opened(incoming), incoming.name, options_of(mapping, zone))


def said(incoming: Incoming, chosen: Mapping[str, str], zone: str) -> tuple[dict[str, str], str, Inspection]:
    """The mapping and zone that a person chose, and how the file reads with them. Raises SkipThis, Unreadable.

    `chosen` goes from column to Item field.
    """
    zone, mapping = checked_zone(zone), checked(chosen) if chosen else {}
    seen = look(incoming, mapping, zone)
    if Question.MAPPING in seen.asks:
        raise SkipThis("mapping not answered", words.NO_TEXT)
    if Question.ZONE in seen.asks and not zone:
        raise SkipThis("zone not answered", words.NO_ZONE)
    return mapping, zone, seen


@transaction.atomic
def answer(incoming: Incoming, mapping: Mapping[str, str], zone: str, *, by: User) -> None:
    """Let the file have its turn with what a person said. Raises SkipThis where it does not wait for that."""
    _leave(incoming, _STATE.QUEUED, mapping=dict(mapping), zone=zone)
    record("file.answered", actor=by, on=("file", incoming.pk), sha256=incoming.sha256)


@transaction.atomic
def discard(incoming: Incoming, *, by: User) -> None:
    """Give a file up; its bytes go with the next sweep. Raises SkipThis where it does not wait."""
    _leave(incoming, _STATE.DONE)
    record("file.discarded", actor=by, on=("file", incoming.pk), sha256=incoming.sha256)
    incoming.delete()


def _leave(incoming: Incoming, state: Incoming.State, **said: object) -> None:
    """From asking to another state, once."""
    if not Incoming.objects.filter(pk=incoming.pk, state=_STATE.ASKING).update(state=state, **said):
        raise SkipThis("file asks nothing", words.NOT_ASKING)


def sweep_incoming(now: datetime) -> int:
    """Delete files whose day is over, and bytes that no row names; safe to run twice, safe to kill."""
    settled = Q(state__in=(_STATE.ASKING, _STATE.DONE), at__lt=now - _TERM)
    settled |= Q(state=_STATE.REFUSED, at__lt=now - _REFUSED_TERM)
    Incoming.objects.filter(settled).delete()
    old_parts = BrokenPart.objects.filter(run__started_at__lt=now - _REFUSED_TERM).exclude(excerpt="")
    old_parts.update(excerpt="")
    store, named = incoming_store(), set(Incoming.objects.values_list("sha256", flat=True))
    old = [one for one in store.digests() if one not in named and store.touched_at(one) < now - _TERM]
    for digest in old:
        store.remove(digest)
    return len(old) + store.sweep(now - _TERM)
