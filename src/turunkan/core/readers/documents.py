"""The documents that can be taken apart: a new one is its file, its sample and its line here.

A document is told before any shape of record is; none has only keys that an Item has.
"""

from turunkan.core.readers import instagram_web, instaloader, telegram, tiktok_web, youtube, ytdlp
from turunkan.core.readers.dig import Record
from turunkan.core.readers.document import Document

DOCUMENTS: tuple[Document, ...] = (
    instaloader.DOCUMENT,
    instaloader.COMMENT,
    instagram_web.DOCUMENT,
    tiktok_web.DOCUMENT,
    telegram.DOCUMENT,
    youtube.DOCUMENT,
    ytdlp.DOCUMENT,
)


def document_of(record: Record) -> Document | None:
    """The document that a record is; None where it is none that is known."""
    return next((document for document in DOCUMENTS if document.matches(record)), None)
