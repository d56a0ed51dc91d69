"""Pictures and videos, told by their first bytes and never by their names: the kinds that are kept as media.

Source of the signatures: the formats' own specifications, as listed by the IANA media types. Since the first bytes
alone decide, what else a file may be at the same time (a page behind a picture's beginning) is never read.
"""

import re

_MEDIA = (
    re.compile(rb"\xff\xd8\xff"),  # JPEG
    re.compile(rb"\x89PNG\r\n\x1a\n"),
    re.compile(rb"GIF8[79]a"),
    re.compile(rb"RIFF.{4}(WEBP|AVI )", re.DOTALL),
    re.compile(rb"\0\0..ftyp", re.DOTALL),  # MP4, QuickTime, HEIC, AVIF
    re.compile(rb"\x1aE\xdf\xa3"),  # WebM, Matroska
)


def is_media(head: bytes) -> bool:
    """Whether these are the first bytes of a picture or a video."""
    return any(signature.match(head) for signature in _MEDIA)
