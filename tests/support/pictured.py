"""Items with pictures, as a source brings them that holds both."""

import hashlib
from io import BytesIO
from typing import Any

import drawn
from django.db import transaction

from turunkan.core import readers
from turunkan.desk.intake.models import ImportRun, Item, ItemMedia, MediaFile
from turunkan.desk.intake.services.media import keep_media, media_store


def shown(*pictures: bytes) -> list[dict[str, str]]:
    """The `media` of a post that shows these."""
    return [{"sha256": hashlib.sha256(data).hexdigest()} for data in pictures]


def held(*pictures: bytes) -> dict[str, readers.MediaFile]:
    """The files of a source that holds these."""
    files = {}
    for number, data in enumerate(pictures):
        digest = hashlib.sha256(data).hexdigest()
        files[digest] = readers.MediaFile(digest, f"{number}.jpg", len(data), lambda data=data: BytesIO(data))
    return files


def keep(run: ImportRun, id_: str, *pictures: bytes) -> Item:
    """Keep the pictures of a stored Item."""
    row = Item.objects.get(native_id=id_)
    with transaction.atomic():
        keep_media(run, [([one["sha256"] for one in shown(*pictures)], row)], held(*pictures))
    return row


def a_read_picture(item: Item, **said: Any) -> ItemMedia:
    """That an Item shows a picture which was read; `said` are columns of its row."""
    frames = [{"at": None, "shown": media_store().put(drawn.jpeg(drawn.photo(8, (80, 60))))}]
    read = {"state": MediaFile.State.READ, "engine": "rapidocr 3.10.0", "width": 80, "height": 60}
    digest = hashlib.sha256(f"{item.pk}".encode()).hexdigest()
    file = MediaFile.objects.create(sha256=digest, size=900, kind="picture", frames=frames, **read, **said)
    return ItemMedia.objects.create(item=item, file=file, position=0)
