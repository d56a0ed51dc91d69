"""Bytes of a capture format to Items, broken parts named: one file a format, recognised by content."""

from turunkan.core.readers.accounts import read_accounts
from turunkan.core.readers.breakage import Code
from turunkan.core.readers.capture import Capture, Limits, ReadOptions
from turunkan.core.readers.formats import read, read_posts
from turunkan.core.readers.inspection import Inspection, Question, inspect
from turunkan.core.readers.items import CELL_FIELDS, CONTENT
from turunkan.core.readers.media_file import MediaFile
from turunkan.core.readers.unreadable import Cause, Unreadable
from turunkan.core.readers.weight import is_light

__all__ = [
    "CELL_FIELDS",
    "CONTENT",
    "Capture",
    "Cause",
    "Code",
    "Inspection",
    "Limits",
    "MediaFile",
    "Question",
    "ReadOptions",
    "Unreadable",
    "inspect",
    "is_light",
    "read",
    "read_accounts",
    "read_posts",
]
