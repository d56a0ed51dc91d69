"""One run: a source is read to its end in small batches, each whole or not at all.

A run that is killed leaves whole batches behind; the next run of the same source finds them seen.
"""

import hashlib
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import IO, BinaryIO, cast

from django.db import DatabaseError, transaction
from django.db.models import F

from turunkan.core.detect.rings import drop_new_rings, no_rings
from turunkan.core.readers import Capture, ReadOptions, Unreadable
from turunkan.core.vocab import Broken, Item, Post, StopRun, Wording
from turunkan.desk.audit.services import record
from turunkan.desk.intake.models import BrokenPart, ImportRun
from turunkan.desk.intake.services.ahead import POSSIBLE, ahead
from turunkan.desk.intake.services.documents import storable
from turunkan.desk.intake.services.media import keep_media
from turunkan.desk.intake.services.preparing import Packed, Preparer, packed, unpacked
from turunkan.desk.intake.services.reading import read_safely
from turunkan.desk.intake.services.store import Stored, store_items
from turunkan.desk.intake.services.turns import take_turn
from turunkan.desk.parties.models import User
from turunkan.desk.parties.selectors import hosts
from turunkan.desk.subjects.models import SubjectVersion
from turunkan.desk.subjects.selectors import engine_of, finder_of

BATCH = 2000
MOST_RECORDS = 2_000_000
"""Records that one import reads: some minutes' work, so that no file of single letters keeps others waiting."""
_SPOOL = 8 * 1024 * 1024  # bytes held in memory before a source goes to a temporary file
_CHUNK = 1 << 20
_LONGEST_PLACE = 200  # characters
_LARGE = 8 * 1024 * 1024  # bytes from which a process of its own is worth its start
_Batch = tuple[list[Packed], list[Broken], int]
"""Items, broken parts, and how many bytes of the source are read by then."""
_STOPPED = Wording(
    id="Impor ini berhenti karena penyimpanan atau basis data: {why}. Yang sudah masuk tetap ada. Periksa ruang "
    "diska, lalu masukkan lagi: yang sudah ada dilewati.",
    en="This import stopped because of the storage or the database: {why}. What came in stays. Check the space on "
    "disk and bring it in again: what is there is passed over.",
)
_UNDONE = Wording(
    id="Impor ini diurungkan sementara masih berjalan, maka berhenti di sini.",
    en="This import was undone while it was running, so it stops here.",
)


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a source's bytes."""

    sha256: str
    size: int


def import_capture(
    source: BinaryIO, name: str, *, by: User | None, subject: SubjectVersion, options: ReadOptions | None = None
) -> ImportRun:
    """Everything in a capture, scanned and stored. Raises Unreadable, after keeping the run as refused."""
    with tempfile.SpooledTemporaryFile(_SPOOL) as spool:
        spooled = _spooled(source, spool)
        run = _opened(name, spooled, by, subject)
        try:
            capture = read_safely(cast("BinaryIO", spool), run.name, _limited(options or ReadOptions()))
            ImportRun.objects.filter(pk=run.pk).update(format=capture.format)
            _read_all(run, capture, spool.tell)
        except Unreadable as stop:
            _refuse(run, stop)
            raise
        except (OSError, DatabaseError) as error:
            _break_off(run, error)
            raise
    return _finish(run)


def import_items(
    items: Iterable[Item], name: str, content: bytes, *, by: User | None, subject: SubjectVersion
) -> ImportRun:
    """Items that a person pasted or forwarded; `content` is the text as it came."""
    source = Source(hashlib.sha256(content).hexdigest(), len(content))
    run = _opened(name, source, by, subject)
    ImportRun.objects.filter(pk=run.pk).update(format="paste")
    _read_all(run, Capture("paste", iter(items)), lambda: run.size)
    return _finish(run)


def _limited(options: ReadOptions) -> ReadOptions:
    return replace(options, limits=replace(options.limits, records=MOST_RECORDS))


def _spooled(source: BinaryIO, spool: IO[bytes]) -> Source:
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        spool.write(chunk)
    spool.seek(0)
    return Source(digest.hexdigest(), size)


@transaction.atomic
def _opened(name: str, source: Source, by: User | None, subject: SubjectVersion) -> ImportRun:
    """A new run; earlier ones of the same source that never ended were interrupted."""
    earlier = ImportRun.objects.filter(sha256=source.sha256, state=ImportRun.State.RUNNING)
    earlier.update(state=ImportRun.State.INTERRUPTED)
    run = ImportRun.objects.create(
        name=storable(name)[:300], sha256=source.sha256, size=source.size, by=by, subject=subject
    )
    record("import.started", actor=by, on=("import", run.pk), sha256=source.sha256, size=source.size)
    return run


def _read_all(run: ImportRun, capture: Capture[Post], at: Callable[[], int]) -> None:
    """Batch after batch; `at` tells how many bytes of the source are read."""
    subject = run.subject
    preparer = Preparer(run.name, hosts(), engine_of(subject), finder_of(subject))
    with no_rings(), closing(_prepared(run, capture, preparer, at)) as batches:
        for made, broken, read in batches:
            with transaction.atomic():
                _begin_batch(run)
                stored = store_items(run, list(map(unpacked, made)), run.name)
                _keep_broken(run, broken)
                keep_media(run, stored.rows, capture.files)
                run.read = read
                _count(run, stored, len(broken))
            drop_new_rings()


def _prepared(
    run: ImportRun, capture: Capture[Post], preparer: Preparer, at: Callable[[], int]
) -> Generator[_Batch]:
    """The batches of a capture. Those of a large one are made in a process of its own while others are stored.

    A source that holds media is read here, where they are kept; and the first batch is, since a source that is no
    capture is refused with it.
    """
    batches = _batches(capture, preparer, at)
    if POSSIBLE and run.size > _LARGE and not capture.may_hold_media:
        yield from islice(batches, 1)
        yield from ahead(batches)
    else:
        yield from batches


def _batches(capture: Capture[Post], preparer: Preparer, at: Callable[[], int]) -> Iterator[_Batch]:
    parts = iter(capture)
    while batch := list(islice(parts, BATCH)):
        posts = [part for part in batch if not isinstance(part, Broken)]
        yield list(map(packed, preparer.ready(posts))), [part for part in batch if isinstance(part, Broken)], at()


def _begin_batch(run: ImportRun) -> None:
    """One batch at a time. Raises StopRun where the run was undone meanwhile."""
    take_turn(run)
    if ImportRun.objects.filter(pk=run.pk, state__in=(ImportRun.State.UNDOING, ImportRun.State.UNDONE)).exists():
        raise StopRun(f"import {run.pk} was undone", _UNDONE)


def _keep_broken(run: ImportRun, broken: list[Broken]) -> None:
    rows = [
        BrokenPart(
            sha256=run.sha256,
            run=run,
            place=_place_of(part.where, run.name),
            part=part.part[:60],
            code=part.code,
            message_id=part.message.id,
            message_en=part.message.en,
            excerpt=storable(part.excerpt),
        )
        for part in broken
    ]
    BrokenPart.objects.bulk_create(rows, ignore_conflicts=True)


def _place_of(where: str, source: str) -> str:
    """A place within the source; a very long one keeps both its ends, and what tells it from others like it."""
    place = where[len(source) + 1 :] if where.startswith((f"{source}/", f"{source}:")) else where
    if len(place) <= _LONGEST_PLACE:
        return place
    half = _LONGEST_PLACE // 2 - 10
    return f"{place[:half]}…{hashlib.sha256(place.encode()).hexdigest()[:16]}…{place[-half:]}"


def _count(run: ImportRun, stored: Stored, broken: int) -> None:
    ImportRun.objects.filter(pk=run.pk).update(
        new=F("new") + stored.new,
        seen=F("seen") + stored.seen,
        changed=F("changed") + stored.changed,
        surfaced=F("surfaced") + stored.surfaced,
        broken=F("broken") + broken,
    )
    run.save(update_fields=["heartbeat", "read"])
    record(
        "import.batch",
        actor=run.by,
        on=("import", run.pk),
        new=stored.new,
        seen=stored.seen,
        changed=stored.changed,
        broken=broken,
        items=stored.digest,
    )


@transaction.atomic
def _refuse(run: ImportRun, stop: Unreadable) -> None:
    run.message_id, run.message_en = storable(stop.person.id), storable(stop.person.en)
    run.state = ImportRun.State.REFUSED
    run.save(update_fields=["state", "message_id", "message_en"])
    # The sentence may quote the source, so the log gets the cause alone.
    record("import.refused", actor=run.by, on=("import", run.pk), why=stop.cause.value)


def _break_off(run: ImportRun, error: Exception) -> None:
    """Say on the run why it stopped, where that can still be written; what came in before is whole."""
    why = storable(f"{type(error).__name__}: {error}"[:200])
    said = _STOPPED.fill(why=why)
    with suppress(DatabaseError):
        ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.RUNNING).update(
            state=ImportRun.State.INTERRUPTED, message_id=said.id, message_en=said.en
        )


@transaction.atomic
def _finish(run: ImportRun) -> ImportRun:
    _begin_batch(run)
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.DONE)
    run.refresh_from_db()
    record(
        "import.finished",
        actor=run.by,
        on=("import", run.pk),
        new=run.new,
        seen=run.seen,
        changed=run.changed,
        broken=run.broken,
    )
    return run
