"""Media of Items: kept beside them while they are, and gone when the last of them is.

The bytes are in a store of their own, `$TURUNKAN_HOME/media`, encrypted where TURUNKAN_STORE_KEY is set. They are
read later, by the tick, in a process that may die (`services/media_reading.py`).

Whoever locks the log and rows of files in one transaction locks the log first, so that none waits for the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from turunkan.core import readers
from turunkan.core.evidence.store import Absent, Store
from turunkan.core.media.limits import LIMITS
from turunkan.core.media.refusals import NotRead, Refusal
from turunkan.desk.audit.services import lock_head, record
from turunkan.desk.intake.models import ImportRun, Item, ItemMedia, MediaFile

_ORPHANED = timedelta(days=1)  # older than any transaction that may still name the bytes
_BATCH = 500


def media_store() -> Store:
    """Where the bytes of media are, and of the pictures that are shown of them."""
    return Store(settings.TURUNKAN_HOME / "media", settings.STORE_KEY.encode() or None)


def keep_media(
    run: ImportRun, pairs: Iterable[tuple[Sequence[str], Item]], files: Mapping[str, readers.MediaFile]
) -> int:
    """Keep the media that the source holds of these Items, inside the caller's transaction; how many are new.

    `pairs` name the SHA-256 of each piece of an Item, in order. What is too large to be read is named and not
    kept. The bytes are in the store before the row is; of a transaction that fails only those bytes are left,
    which the sweep removes.
    """
    held = [
        (row, position, files[digest])
        for media, row in pairs
        for position, digest in enumerate(media)
        if digest in files
    ]
    if held:
        lock_head("keeping media")  # from here on no bytes are removed, until all ends
    new = 0
    for row, position, each in held:
        file, is_new = _kept(each)
        _, is_shown_anew = ItemMedia.objects.get_or_create(item=row, file=file, defaults={"position": position})
        if is_shown_anew and file.compared:
            MediaFile.objects.filter(pk=file.pk).update(compared=False)  # one Item more may make it a flood
        new += is_new
    if new:
        record("media.kept", actor=run.by, on=("import", run.pk), count=new)
    return new


def _kept(file: readers.MediaFile) -> tuple[MediaFile, bool]:
    """The row of a file, locked so that no sweep takes it, and whether it is new."""
    known = MediaFile.objects.select_for_update(no_key=True).filter(sha256=file.sha256).first()
    if known:
        return known, False
    if file.size > LIMITS.video_bytes:
        said = NotRead(Refusal.BYTES, have=file.size, limit=LIMITS.video_bytes).person
        refused = {"state": MediaFile.State.REFUSED, "message_id": said.id, "message_en": said.en}
        return MediaFile.objects.create(sha256=file.sha256, size=file.size, **refused), True
    with file.open() as source:
        media_store().put(source.read())
    return MediaFile.objects.create(sha256=file.sha256, size=file.size), True


def sweep_media(now: datetime) -> int:
    """Delete the media of Items that are gone, and bytes that no row names; safe to run twice, safe to kill."""
    gone = 0
    while count := _drop_orphans():
        gone += count
    store = media_store()
    named = named_media()
    due = [digest for digest in store.digests() if digest not in named and _is_older(digest, now - _ORPHANED)]
    for start in range(0, len(due), _BATCH):
        _remove_unnamed(due[start : start + _BATCH])
    store.sweep(now - _ORPHANED)
    return gone


@transaction.atomic
def _drop_orphans() -> int:
    """How many of the next rows without an Item went, with their bytes."""
    lock_head("dropping media")
    orphans = MediaFile.objects.filter(shown_in__isnull=True).order_by("pk").values_list("pk", flat=True)[:_BATCH]
    locked = MediaFile.objects.filter(pk__in=list(orphans)).select_for_update()
    pks = list(locked.values_list("pk", flat=True))
    gone = list(MediaFile.objects.filter(pk__in=pks, shown_in__isnull=True))  # an Item may show it by now
    if not gone:
        return 0
    MediaFile.objects.filter(pk__in=[file.pk for file in gone]).delete()
    record("media.expired", actor=None, on=("sweep", ""), count=len(gone))
    digests = {file.sha256 for file in gone} | {frame["shown"] for file in gone for frame in file.frames}
    transaction.on_commit(lambda: _remove_unnamed(sorted(digests)))
    return len(gone)


@transaction.atomic
def _remove_unnamed(digests: Iterable[str]) -> None:
    """Take bytes from the store that no row names; no import keeps any meanwhile."""
    lock_head("removing media")
    named = named_media()
    for digest in digests:
        if digest not in named:
            media_store().remove(digest)


def named_media() -> set[str]:
    """The digests of everything that a row names."""
    rows = MediaFile.objects.values_list("sha256", "frames").iterator()
    return {digest for own, frames in rows for digest in (own, *(frame["shown"] for frame in frames))}


def _is_older(digest: str, than: datetime) -> bool:
    try:
        return media_store().touched_at(digest) < than
    except Absent:
        return False
