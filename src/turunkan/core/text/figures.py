"""Figures: telephone numbers, prices and plain numbers in a folded text, however they are written.

Mobile numbers in Indonesia begin with 08 or +62 8 and have nine to thirteen digits more or less (national
numbering plan); prices are written short ("35k", "1,5jt", "75 ribuan").
"""

import re
from collections.abc import Iterator

# Digits that the fold leaves alone (of Thai, of N'Ko) are no figures here.
FIGURE = re.compile(r"\d+(?:[.,]\d+)*", re.ASCII)

DIGIT_WORDS = {
    "nol": "0", "kosong": "0", "zero": "0", "satu": "1", "one": "1", "dua": "2", "two": "2", "tiga": "3",
    "three": "3", "empat": "4", "four": "4", "lima": "5", "five": "5", "enam": "6", "six": "6", "tujuh": "7",
    "seven": "7", "delapan": "8", "lapan": "8", "eight": "8", "sembilan": "9", "nine": "9",
}  # fmt: skip
ZEROS = ("nol", "kosong", "zero", "o", "0", "62", "dua", "enamdua")
EIGHTS = ("delapan", "lapan", "eight")
_SPELLED = "|".join(sorted(DIGIT_WORDS, key=len, reverse=True))
# A letter that passes for a digit: only among digits, never inside a word.
_LETTER_DIGIT = r"(?<![a-hj-km-np-z])[oli](?![a-hj-km-np-z])"
_GAP = r"(?:[ .()_/=-]{0,2}| [*] )"
_PHONE = re.compile(
    # As one begins; and not two dates beside one another.
    r"(?=[(+06onkzpe])(?!\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d(?!\d))"
    rf"(?:(?<![a-z0-9])\(?(?:\+?62|0|o|nol|kosong|zero|(?:plus )?enam ?dua){_GAP}(?:8|delapan|lapan|eight)"
    rf"|(?:(?<=wa)|(?<=hp)|(?<=no))(?:62|0){_GAP}8)"
    rf"(?:{_GAP}(?:[\dx*]|{_LETTER_DIGIT}|{_SPELLED})){{7,12}}(?![a-z0-9])",
    re.ASCII,
)
_PHONE_HINT = re.compile(rf"[02oga]{_GAP}(?:8|d?e?lapan|eight)|l{_GAP}(?:8|d?e?lapan|eight)")
_LONGEST_ZERO = len("(plus enam dua")
_DIGIT = re.compile(rf"{_SPELLED}|[\dx*oli]", re.ASCII)
_LETTERS = {"o": "0", "l": "1", "i": "1"}

UNITS = {
    "rb": 1_000, "ribu": 1_000, "ribuan": 1_000, "rban": 1_000, "rbu": 1_000, "rebu": 1_000, "rib": 1_000,
    "riban": 1_000, "ewu": 1_000, "k": 1_000, "kan": 1_000, "jt": 1_000_000, "juta": 1_000_000,
    "jutaan": 1_000_000, "jtan": 1_000_000, "jeti": 1_000_000,
}  # fmt: skip
CURRENCIES = ("rp", "idr")
# What is counted in thousands, but not paid for.
_COUNTED = (
    "orang|jiwa|warga|penonton|follower\\w*|pengikut|subscriber\\w*|subs|views?|viewers?|likes?|km|meter|m|kg|ton|unit|"
    "run|lari|video|resolusi|tahun|thn|jam|menit|detik|kata|langkah|kalori|kali|x|pasien|kasus|suara|peserta|"
    "penduduk|gram|gr|g|ons|siswa|mahasiswa|kilometer|liter|watt|volt|mah|rpm|pcs|potong|lembar|bal|karung|pasang|buah|anggota|member\\w*"
)
_AMOUNT = r"(?:\d{1,3}(?:[.,]\d{3}){1,3}|\d{1,9}(?:[.,]\d{1,2})?)"
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_SIGN = re.compile(rf"(?:(?<![a-z0-9])(?:{'|'.join(CURRENCIES)})[. ]{{0,2}}|@ ?)\Z")
# What is run, or weighed in carats.
_MEASURED = ("lari ", "run ", "emas ", "jarak ")
_SIGNS = (*CURRENCIES, "@")
# After these no figure begins; a word that is the sign of a currency is none.
_INSIDE = frozenset(".,")
_PARTS = _INSIDE.union("abcdefghijklmnopqrstuvwxyz0123456789")
_RUN = re.compile(r"[0-9][0-9.,]*")
_PRICE = re.compile(
    rf"(?P<amount>{_AMOUNT})(?:(?: ?- ?| s/?d )(?P<other>{_AMOUNT}))?(?!\d|[.,]\d)"
    rf"(?:[ -]?(?P<unit>{_UNIT})(?![a-z0-9])(?:-?an(?![a-z0-9]))?|,-)?"
    rf"(?! ?(?:{_COUNTED})(?![a-z0-9]))",
    re.ASCII,
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+", re.ASCII)
_SMALLEST = 1_000
_SMALLEST_BARE_K = 5
MILLION = 1_000_000
# A tab or a no-break space parts figures as a space does; the end of a line does not.
_SPACES = {code: " " for code in range(0x3001) if chr(code).isspace() and chr(code) != "\n"}


def phones(letters: str) -> Iterator[tuple[int, int]]:
    """Folded ranges that are Indonesian mobile numbers."""
    letters, past = _spaced(letters), 0
    while hint := _PHONE_HINT.search(letters, past):
        match = _PHONE.search(letters, max(past, hint.start() - _LONGEST_ZERO))
        if match is None:
            return
        past = match.end()
        yield match.span()


def _spaced(letters: str) -> str:
    """The same with plain spaces; what can be printed has no others."""
    return letters if letters.replace("\n", " ").isprintable() else letters.translate(_SPACES)


def dialled(letters: str) -> str:
    """A number found by `phones` as it is dialled, 62 before it; digits that are not shown stay "x"."""
    units = _DIGIT.findall(letters.replace(" * ", " "))
    digits = "".join(DIGIT_WORDS.get(unit) or _LETTERS.get(unit) or unit.replace("*", "x") for unit in units)
    return digits if digits.startswith("62") else "62" + digits[1:]


def prices(letters: str) -> Iterator[tuple[int, int, int]]:
    """Folded ranges that are prices, each with its amount in rupiah (of a range, the first)."""
    past = 0
    letters = _spaced(letters)
    for figure in _RUN.finditer(letters):
        at = figure.start()
        before = letters[max(0, at - 6) : at]
        sign = _SIGN.search(before) if before.rstrip(" .").endswith(_SIGNS) else None
        if at < past or before[-1:] in (_INSIDE if sign else _PARTS) or before.endswith(_MEASURED):
            continue
        match = _PRICE.match(letters, at)
        rupiah = _rupiah(match, signed=sign is not None) if match else None
        if match and rupiah is not None:
            shown = len(sign[0]) if sign and not sign[0].startswith("@") else 0
            past = match.end()
            yield at - shown, past, rupiah


def _rupiah(match: re.Match[str], *, signed: bool) -> int | None:
    """What a price comes to; None where it is no price."""
    amount, unit = match.group("amount", "unit")
    grouped = not amount.isdigit() and _GROUPED.fullmatch(amount) is not None
    if unit and not grouped:
        value = round(float(amount.replace(",", ".")) * UNITS[unit])
    else:
        value = _whole(amount) if unit or grouped or amount.isdigit() else 0
    if not signed:
        bare_k = unit == "k" and value < _SMALLEST_BARE_K * _SMALLEST
        round_sum = grouped and value % 500 == 0
        if bare_k or not (unit or round_sum):
            return None
    return value if value >= _SMALLEST else None


def _whole(amount: str) -> int:
    """A number written in groups."""
    return int(amount.replace(".", "").replace(",", ""))
