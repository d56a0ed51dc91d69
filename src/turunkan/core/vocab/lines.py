"""One JSON object a line, as every command writes it."""

import json
from collections.abc import Mapping
from typing import Any


def json_line(value: Mapping[str, Any]) -> bytes:
    """UTF-8 with letters as they are; what UTF-8 has not, as in odd file names, stays an escape."""
    try:
        return (json.dumps(value, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(value) + "\n").encode()
