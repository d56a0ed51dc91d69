"""One JSON object a line, as every command writes it."""

import json
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any


def json_line(value: Mapping[str, Any]) -> bytes:
    """UTF-8 without spaces between parts and with letters as they are; what UTF-8 has not stays an escape.

    The same bytes whether msgspec, which takes a tenth of the time, is installed or not.
    """
    try:
        return _encoded(value) + b"\n"
    except UnicodeEncodeError:
        return (json.dumps(value, separators=_SEPARATORS) + "\n").encode()


def plainly_encoded(value: Mapping[str, Any]) -> bytes:
    """By Python's own encoder."""
    return json.dumps(value, separators=_SEPARATORS, ensure_ascii=False).encode()


_SEPARATORS = (",", ":")
_encoded = import_module("msgspec").json.encode if find_spec("msgspec") else plainly_encoded
