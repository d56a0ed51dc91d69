"""Items with pictures, as a source brings them that holds both."""

import hashlib
from io import BytesIO
from typing import Any

from django.db import transaction

from turunkan.core import readers, vocab
from turunkan.desk.intake.models import ImportRun, Item
from turunkan.desk.intake.services.media import keep_media


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
    media: Any = tuple(vocab.Media(**one) for one in shown(*pictures))
    with transaction.atomic():
        keep_media(run, [(vocab.Item(id=id_, media=media), row)], held(*pictures))
    return row
