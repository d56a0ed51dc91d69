"""Patterns of letter numbers: what an office may write, so that no two letters ever share a number."""

import re
from itertools import product

from turunkan.core.vocab import Wording

_FIELD = re.compile(r"\{(?:serial(?::0[1-9]d?)?|month|year)\}")
_SERIALS, _YEARS = (1, 2, 11, 112), (2026, 2027)
_LONGEST = 60  # characters of a number
_UNKNOWN = Wording(
    "Yang boleh dalam kurung kurawal hanya {serial}, {serial:03d} (1 sampai 9 angka), {month}, dan {year}.",
    "Only {serial}, {serial:03d} (1 to 9 digits), {month} and {year} may stand in braces.",
)
_TOO_LONG = Wording("Nomor surat paling panjang 60 karakter.", "A letter's number has at most 60 characters.")
_NOT_UNIQUE = Wording(
    "Pola ini memberi dua surat nomor yang sama; sertakan {serial} dan {year}, dipisah tanda lain.",
    "This pattern gives two letters the same number; have {serial} and {year} in it, set apart by another sign.",
)


def pattern_problem(pattern: str) -> Wording | None:
    """What is wrong with a pattern; None: nothing."""
    if re.search("[{}]", _FIELD.sub("", pattern)) or not pattern.isprintable():
        return _UNKNOWN
    if len(pattern.format(serial=99_999, month="VIII", year=max(_YEARS))) > _LONGEST:
        return _TOO_LONG
    made = [pattern.format(serial=serial, month="I", year=year) for serial, year in product(_SERIALS, _YEARS)]
    return None if len(set(made)) == len(made) else _NOT_UNIQUE
