"""Days and moments as an Indonesian or English reader writes them out; in WIB, where the desk sits."""

from datetime import date, datetime, timedelta, timezone

from turunkan.core.vocab.wording import Wording

WIB = timezone(timedelta(hours=7))
"""Western Indonesian time; Indonesian law changes at midnight in Jakarta."""

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
