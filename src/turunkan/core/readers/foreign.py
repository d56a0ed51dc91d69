"""Formats that are no capture, told by their first bytes; a wrong file name fools nobody.

Source of the signatures: the formats' own specifications, as listed by the IANA media types.
"""

import re

from turunkan.core.readers.unreadable import Cause, Unreadable

_FOREIGN = (
    ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ("PNG", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("GIF", re.compile(rb"GIF8[79]a")),
    ("WEBP", re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
    ("MP4", re.compile(rb"\0\0..ftyp", re.DOTALL)),
    ("PDF", re.compile(rb"%PDF-")),
    ("ZIP", re.compile(rb"PK(\x03\x04|\x05\x06|\x07\x08)")),
    ("gzip", re.compile(rb"\x1f\x8b")),  # inside another gzip, of which one level is opened
    ("SQLite", re.compile(rb"SQLite format 3\0")),
    ("Parquet", re.compile(rb"PAR1\x15")),
    ("XLS", re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),  # any document of old Office programs
    ("RAR", re.compile(rb"Rar!\x1a\x07")),
    ("7z", re.compile(rb"7z\xbc\xaf\x27\x1c")),
    ("XZ", re.compile(rb"\xfd7zXZ\x00")),  # inside another, of which one level is opened
    ("Zstandard", re.compile(rb"\x28\xb5\x2f\xfd")),
    ("bzip2", re.compile(rb"BZh[1-9]1AY&SY")),
    ("ELF", re.compile(rb"\x7fELF")),
    ("EXE", re.compile(rb"MZ.\0", re.DOTALL)),
    ("TIFF", re.compile(rb"II\*\0|MM\0\*")),
    (
        "EML",  # a message; one that is a saved page is told before
        re.compile(
            rb"((received|return-path|delivered-to|message-id|mime-version|from|to|cc|subject|date|reply-to|x-[\w-]+|"
            rb"dkim-signature|content-[a-z-]+):[^\n]*\n([ \t][^\n]*\n)*){4}",
            re.IGNORECASE,
        ),
    ),
    ("SVG", re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]", re.DOTALL)),
)
_NUL_SHARE = 10  # one byte in so many


def refuse_foreign(head: bytes, name: str) -> None:
    """Raise Unreadable where the bytes begin like a picture, a document, an archive or a database."""
    for kind, signature in _FOREIGN:
        if signature.match(head):
            raise Unreadable(Cause.FOREIGN, name, kind=kind)


def refuse_binary(head: bytes, name: str) -> None:
    """Raise Unreadable where so many bytes are NUL that this is no text with a stray NUL in it."""
    if head.count(0) * _NUL_SHARE > len(head):
        raise Unreadable(Cause.BINARY, name)
