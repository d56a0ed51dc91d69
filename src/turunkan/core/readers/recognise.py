"""What a text is, told by its content whatever its name says: JSON in three layouts, a table, or lines."""

import re

from turunkan.core.readers.breakage import Breakage
from turunkan.core.readers.json_text import decode

HEAD = 1 << 16  # bytes of a source that decide what it is
_ARRAY = re.compile(rb"\s*\[\s*[{\]]")
_OBJECT = re.compile(rb'\s*+(\{|[^\r\n]*[\r\n]\s*\{")')
_SPREAD = re.compile(rb'\s*\{[ \t]*[\r\n]+[ \t]+"')


def is_json_array(head: bytes) -> bool:
    """Whether the text begins like an array of objects, or an empty one."""
    return _ARRAY.match(head) is not None


def is_json_object(head: bytes) -> bool:
    """Whether the first line begins like an object, or the second where the first has lost its beginning."""
    return _OBJECT.match(head) is not None


def is_spread(head: bytes) -> bool:
    """Whether the text begins like one object over many lines, whose keys are indented."""
    return _SPREAD.match(head) is not None


def is_json_lines(head: bytes) -> bool:
    """Whether a text that begins like an object has one object a line."""
    lines = [line for line in re.split(rb"[\r\n]+", head) if line.strip()]
    is_one_line = len(lines) == 1 and len(head) >= HEAD
    return is_one_line or any(line.startswith(b"{") for line in lines[1:2]) or _is_json(lines[0])


def _is_json(line: bytes) -> bool:
    try:
        decode(line.decode("utf-8", "replace"))
    except Breakage:
        return False
    return True
