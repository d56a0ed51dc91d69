"""Days and moments as an Indonesian or English reader writes them out; in WIB, where the desk sits."""

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from turunkan.core.vocab.wording import Wording

WIB = timezone(timedelta(hours=7))
"""Western Indonesian time; Indonesian law changes at midnight in Jakarta."""

_OFFSET = re.compile(r"([+-])([01][0-9]|2[0-3]):([0-5][0-9])")
_MONTHS_ID = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def day_in_words(day: date) -> Wording:
    """`17 Agustus 2026`."""
    return Wording(
        id=f"{day.day} {_MONTHS_ID[day.month - 1]} {day.year}",
        en=f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}",
    )


def moment_in_words(moment: datetime) -> Wording:
    """`17 Agustus 2026, 14.05 WIB`; the moment must carry an offset."""
    local = moment.astimezone(WIB)
    said = day_in_words(local.date())
    return Wording(id=f"{said.id}, {local:%H.%M} WIB", en=f"{said.en}, {local:%H:%M} WIB")


def zone_of(text: str) -> tzinfo:
    """A time zone from its offset ("+07:00") or its name ("Asia/Makassar"). Raises ValueError for neither."""
    if offset := _OFFSET.fullmatch(text):
        away = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        return timezone(away if offset[1] == "+" else -away)
    try:
        return ZoneInfo(text)
    except (KeyError, OSError, ValueError) as error:  # no such zone, a folder of zones, no name of any
        raise ValueError(f"no time zone: {text!r}") from error
