"""Dates of an exported WhatsApp chat: in which order day and month stand is what the file shows, never a guess."""

import re
from itertools import pairwise

from turunkan.core.readers.breakage import Breakage, Code, shown
from turunkan.core.readers.dig import as_text

_SAID = (
    r"(?:(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"|(?P<one>[0-9]{1,2})(?P<sep>[/.\-])(?P<two>[0-9]{1,2})(?P=sep)(?P<year>[0-9]{4}|[0-9]{2})),?[ ]"
    r"(?P<hour>[0-9]{1,2})(?P<mark>[:.])(?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2}))?"
    r"(?:[ \u202f\u00a0](?P<half>[AaPp])\.?[ ]?[Mm]\.?)?"
)
_DATE = re.compile(_SAID)
STAMP = re.compile(rf"[\u200e\u200f]*(?P<bracket>\[)?(?P<said>{_SAID})(?(bracket)\][ ]|[ ]-[ ])")
"""What a message begins with; `said` is its date."""

_LINES = re.compile(rf"^{STAMP.pattern}", re.MULTILINE)
_MONTHS = 12
_CENTURY = 2000

Date = tuple[int, int, int]


def day_first(text: str) -> bool | None:
    """Whether the day stands before the month in the dates of a chat; None where nothing shows it.

    A number beyond 12 shows it; so does a dot in the clock or date, which no language writes that begins with the
    month; so does the order of the messages, where it is right in one reading alone.
    """
    stamps = [stamp for stamp in _LINES.finditer(text) if not stamp["iso"]]
    dates = list(dict.fromkeys((int(one["year"]), int(one["one"]), int(one["two"])) for one in stamps))
    shows_day = any(one > _MONTHS for _, one, _ in dates)
    shows_month = any(two > _MONTHS for _, _, two in dates)
    if shows_day or shows_month:
        return None if shows_day and shows_month else shows_day
    if any("." in (stamp["mark"], stamp["sep"]) for stamp in stamps):
        return True
    by_day = _is_in_order([(year, two, one) for year, one, two in dates])
    by_month = _is_in_order(dates)
    return None if by_day == by_month else by_day


def _is_in_order(dates: list[Date]) -> bool:
    return all(earlier <= later for earlier, later in pairwise(dates))


def local_time(value: object, *, is_day_first: bool | None) -> str:
    """The moment as ISO 8601 without offset. Raises Breakage where the order of day and month is not known."""
    found = _DATE.fullmatch(as_text(value))
    if not found:
        raise Breakage(Code.BAD_DATE, value=shown(value))
    if is_day_first is None and not found["iso"]:
        raise Breakage(Code.DAY_OR_MONTH, value=shown(value))
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] in "Pp" else 0)
    day = found["iso"] or _day(found, "one" if is_day_first else "two", "two" if is_day_first else "one")
    return f"{day}T{hour:02}:{found['minute']}:{found['second'] or '00'}"


def _day(found: re.Match[str], day: str, month: str) -> str:
    century = 0 if len(found["year"]) == 4 else _CENTURY
    return f"{int(found['year']) + century:04}-{int(found[month]):02}-{int(found[day]):02}"
