"""Reading the media that wait: a few a tick, each try claimed before it begins; then what they say is judged.

A reader that dies takes no file with it: the file is tried once more, and then named as refused. What was read
becomes a new snapshot of each Item that shows the file, with a Finding by the same engine as any other text.
"""

import logging
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from turunkan import __version__
from turunkan.core import vocab
from turunkan.core.evidence.store import Absent, Damaged
from turunkan.core.lifecycle import ReviewState
from turunkan.core.media.links import links_in
from turunkan.core.readers.items import own_item
from turunkan.core.readers.picker import Picker
from turunkan.core.vocab import Wording
from turunkan.desk.audit.services import record
from turunkan.desk.intake.identity import MEDIA_READ, READ_FIELDS, as_captured, content_hash
from turunkan.desk.intake.media import MISSING, Died, Limits, Reader, media_reader, missing
from turunkan.desk.intake.models import Item, ItemMedia, MediaFile, Snapshot
from turunkan.desk.intake.services.documents import storable
from turunkan.desk.intake.services.media import media_store
from turunkan.desk.intake.services.media_matching import compare_media
from turunkan.desk.intake.services.store import judge

BETWEEN = "\n"  # what is read of one file, and of the next
A_TICK = 200  # files
TRIES = 2
_OPEN = (ReviewState.WAITING, ReviewState.UNREAD)  # nobody has judged yet what the pictures add to
_DIED = Wording(
    id="Pembaca berhenti dua kali pada berkas ini, jadi ia tidak dibaca. Lihat sendiri gambarnya pada sumbernya.",
    en="The reader stopped twice at this file, so it is not read. Look at the picture yourself, at its source.",
)
"""Said of a file that ended the reader twice."""

logger = logging.getLogger(__name__)


def read_waiting_media(now: datetime) -> int:
    """Read what waits, and judge the Items that are due; how many files were read or refused."""
    return read_media_with(Limits())


def read_media_with(limits: Limits) -> int:
    """The same within other limits of the process."""
    done = 0
    if _waiting().exists():
        if missing():
            logger.warning("%s", MISSING.en)
        else:
            done = _read_some(limits)
    for pk in _untold():
        tell(pk)
    compare_media()
    return done


def _waiting() -> QuerySet[MediaFile]:
    return MediaFile.objects.filter(state=MediaFile.State.WAITING).order_by("pk")


def _read_some(limits: Limits) -> int:
    """Read the next files; after a death, the rest with another reader."""
    left, done = deque(_waiting()[:A_TICK]), 0
    while left:
        with media_reader(limits) as reader:
            done += _read_until_death(reader, left)
    return done


def _read_until_death(reader: Reader, left: deque[MediaFile]) -> int:
    done = 0
    while left:
        file = left.popleft()
        try:
            done += _read_one(reader, file)
        except Died:
            left.extendleft([file] if _is_tried_again(file) else [])
            break
    return done


def _claim(file: MediaFile) -> bool:
    """Whether the next try is ours; one that was begun and never ended was a try too."""
    if not _is_tried_again(file):
        return False
    mine = _waiting().filter(pk=file.pk, tries=file.tries).update(tries=F("tries") + 1)
    file.tries += 1
    return bool(mine)


def _is_tried_again(file: MediaFile) -> bool:
    """Whether there is a try left; with the last of them the file is refused."""
    if file.tries >= TRIES:
        _refuse(file, _DIED, "died")
        return False
    return True


def _read_one(reader: Reader, file: MediaFile) -> bool:
    """Whether a file was gone through and what it says kept. Raises Died, and StopRun where the key is missing."""
    try:
        data = media_store().get(file.sha256)
    except (Absent, Damaged) as trouble:
        _refuse(file, trouble.person, "bytes")
        return True
    if not _claim(file):
        return False
    told = reader.read(data)
    if "refusal" in told:
        _refuse(file, Wording(**told["message"]), told["refusal"])
    else:
        _keep(file, told)
    return True


@transaction.atomic
def _keep(file: MediaFile, told: Mapping[str, Any]) -> None:
    frames = [{"at": frame["at"], "shown": media_store().put(frame["shown"])} for frame in told["frames"]]
    plain = ("kind", "width", "height", "pdq", "pdq_quality", "engine", "text", "words", "codes")
    said = storable({name: told[name] for name in plain})
    record("media.read", actor=None, on=("media", file.pk), words=len(said["words"]), codes=len(said["codes"]))
    MediaFile.objects.filter(pk=file.pk).update(state=MediaFile.State.READ, frames=frames, **said)


@transaction.atomic
def _refuse(file: MediaFile, person: Wording, why: str) -> None:
    record("media.refused", actor=None, on=("media", file.pk), why=why)
    MediaFile.objects.filter(pk=file.pk).update(
        state=MediaFile.State.REFUSED, message_id=person.id, message_en=person.en
    )


def _untold() -> list[int]:
    """Items whose current snapshot does not say yet what is in their media, all of which were gone through."""
    untold = ItemMedia.objects.exclude(told=F("item__content_hash")).filter(item__state__in=_OPEN)
    waiting = ItemMedia.objects.filter(file__state=MediaFile.State.WAITING).values("item")
    return sorted(set(untold.exclude(item__in=waiting).values_list("item", flat=True)))


@transaction.atomic
def tell(pk: int) -> None:
    """Judge an Item by what its media say as well; an Item that people already judge stays as they see it."""
    item = Item.objects.select_for_update().get(pk=pk)
    if item.state not in _OPEN:
        return
    shown = item.shows.select_related("file").order_by("position", "pk")
    read_ = [one.file for one in shown if one.file.state == MediaFile.State.READ]
    last = item.snapshots.select_related("run").get(content_hash=item.content_hash)
    if any(file.text or links_in(code["text"] for code in file.codes) for file in read_):
        _judge_anew(item, last, read_)
    item.shows.update(told=item.content_hash)


def _judge_anew(item: Item, last: Snapshot, files: Sequence[MediaFile]) -> None:
    """A snapshot that says what was read, and by what; with its Finding."""
    captured = as_captured(last.document)
    source = _item_of(captured, last)
    said = said_with(source, files)
    item.content_hash = content_hash(said)
    judge(item, said, last.run, last.run.name, timezone.now())
    note = {
        "by": f"turunkan {__version__}",
        "engine": files[0].engine,
        "files": [file.sha256 for file in files],
        **{name: captured[name] for name in READ_FIELDS if name in captured},
    }
    told = item.snapshots.get(content_hash=item.content_hash)
    told.document[MEDIA_READ] = note
    told.save(update_fields=["document"])
    record("item.media-read", actor=None, on=("item", item.pk), files=len(files), content=item.content_hash)


def said_with(item: vocab.Item, files: Sequence[MediaFile]) -> vocab.Item:
    """The Item with what its files say after what its source said: their text, and the links of their codes."""
    texts = [text for text in (item.image_text, *(file.text for file in files)) if text]
    links = links_in(code["text"] for file in files for code in file.codes)
    both = tuple(dict.fromkeys((*(item.links or ()), *links)))
    return replace(item, image_text=BETWEEN.join(texts) or None, links=both or item.links)


def _item_of(document: Mapping[str, Any], last: Snapshot) -> vocab.Item:
    """The Item of a snapshot as its source gave it, with the record as it was read."""
    return replace(own_item(Picker(document, last.run.name)), record=vocab.Record(last.raw))
