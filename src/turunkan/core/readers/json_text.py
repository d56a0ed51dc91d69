"""JSON text to values (RFC 8259): what Python's parser lets through or chokes on becomes a named Breakage."""

import json
import re
from math import isfinite
from typing import NoReturn

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.vocab import Wording

_CUT_OFF = Wording(
    id="isinya berhenti di tengah jalan, mungkin terpotong", en="it stops half-way, perhaps cut off"
)
_NOT_A_NUMBER = Wording(id="ada bilangan yang tidak dikenal JSON", en="there is a number that JSON does not know")
_OTHER = Wording(id="tulisannya tidak mengikuti aturan JSON", en="it does not follow the rules of JSON")
_REASONS = (
    ("Expecting ',' delimiter", Wording(id="seharusnya ada koma", en="a comma belongs here")),
    ("Expecting ':' delimiter", Wording(id="seharusnya ada titik dua", en="a colon belongs here")),
    ("Expecting property name", Wording(id='seharusnya ada nama kunci dalam "…"', en='a key in "…" belongs here')),
    ("Expecting value", Wording(id="seharusnya ada nilai", en="a value belongs here")),
    (
        "Extra data",
        Wording(id="masih ada isi setelah rekamannya selesai", en="there is more after the record's end"),
    ),
    (
        "Invalid control character",
        Wording(id="ada karakter kendali di dalam teks", en="a control character is in the text"),
    ),
    ("Invalid \\", Wording(id="tanda \\ tidak diikuti kode yang sah", en="a \\ is followed by no valid code")),
)
_HALF_PAIR = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_ESCAPE = re.compile(rf"\\\\|{_HALF_PAIR.pattern}")
BLANK = " \t\r\n"
"""The white space of JSON."""


class CutOff(Breakage):
    """JSON that stops half-way: with more text it might be whole."""


def decode(text: str, line: int | None = None) -> object:
    """The one value that a text holds; `line` is said with the column when the text is a piece of a file."""
    start = len(text) - len(text.lstrip(BLANK))
    value, end = decode_at(text, start, line)
    rest = len(text[end:].lstrip(BLANK))
    if rest:
        raise not_json("Extra data", text, len(text) - rest, line)
    return value


def decode_at(text: str, start: int, line: int | None = None) -> tuple[object, int]:
    """The value that begins at `start`, and where it ends.

    Half surrogate pairs, which no encoding can write, are read as U+FFFD.
    """
    try:
        value, end = _DECODER.raw_decode(text, start)
        if text.find("\\u", start, end) >= 0 and _HALF_PAIR.search(text, start, end):
            value, end = _DECODER.raw_decode(_ESCAPE.sub(_replaced, text), start)
    except json.JSONDecodeError as error:
        raise not_json(error.msg, text, error.pos, line) from error
    except RecursionError as error:
        raise Breakage(Code.TOO_DEEP) from error
    except ValueError as error:  # NaN, or an integer with more digits than Python reads
        raise Breakage(Code.NOT_JSON, place=place(text, start, line), reason=_NOT_A_NUMBER) from error
    return value, end


def not_json(problem: str, text: str, position: int, line: int | None) -> Breakage:
    """What Python's parser calls `problem`, in plain words and with its place."""
    where = place(text, position, line)
    if problem.startswith("Unterminated string") or not text[position:].strip(BLANK):
        return CutOff(Code.NOT_JSON, place=where, reason=_CUT_OFF)
    reason = next((wording for start, wording in _REASONS if problem.startswith(start)), _OTHER)
    return Breakage(Code.NOT_JSON, place=where, reason=reason)


def place(text: str, position: int, line: int | None) -> Wording:
    """A position in words; with its line where the text is not a single line, but begins on `line`."""
    column = position - text.rfind("\n", 0, position)
    if line is None:
        return Wording(id=f"kolom {column}", en=f"column {column}")
    row = line + text.count("\n", 0, position)
    return Wording(id=f"baris {row} kolom {column}", en=f"line {row} column {column}")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _number(text: str) -> float | str:
    """A number; as text where it is beyond what can be counted with (`1e400`), as no column holds it."""
    value = float(text)
    return value if isfinite(value) else text


_DECODER = json.JSONDecoder(parse_constant=_refuse, parse_float=_number)


def _replaced(found: re.Match[str]) -> str:
    return found[0] if found[0] == r"\\" else r"\ufffd"  # as long as what it replaces
