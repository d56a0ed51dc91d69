"""Bytes of a capture format to Items, broken parts named: one file a format, recognised by content."""

from turunkan.core.readers.accounts import read_accounts
from turunkan.core.readers.breakage import Code
from turunkan.core.readers.capture import Capture, Limits, ReadOptions
from turunkan.core.readers.formats import read, read_posts
from turunkan.core.readers.media_file import MediaFile
from turunkan.core.readers.unreadable import Cause, Unreadable

__all__ = [
    "Capture",
    "Cause",
    "Code",
    "Limits",
    "MediaFile",
    "ReadOptions",
    "Unreadable",
    "read",
    "read_accounts",
    "read_posts",
]
