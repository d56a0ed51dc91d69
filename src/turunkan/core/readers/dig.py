"""Digging in JSON of any shape: paths, and converters that give the wanted type or raise a Breakage."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final, NoReturn

from turunkan.core.readers.breakage import Breakage, Code, shown
from turunkan.core.vocab import Kind, Wording, tags_of

Record = Mapping[str, object]
"""One JSON object of a capture."""
YEARS = range(2, 9999)
"""Years whose moments can be moved to any offset: those at the edges of the calendar cannot."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_COUNT: Final = 10**18
_MAX_EPOCH: Final = 253_370_764_800  # seconds until the year 9999
_DIGITS = re.compile(r"[0-9]{1,18}")
_ROUNDED = re.compile(r"[0-9][.,][0-9]+E\+[0-9]{2}", re.IGNORECASE)
_HEX64 = re.compile(r"[0-9A-Fa-f]{64}")
_RFC3339 = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:?[0-9]{2})"
)
_LOCAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?)?")
_HASHTAG = re.compile(r"(?<!&)[#＃](\w+)")
_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_AFTER_LINK = ".,;:!?'…)]}"

_TEXT = Wording(id="teks", en="text")
_ID = Wording(id="pengenal (teks atau bilangan bulat)", en="an id (text or a whole number)")
_COUNT = Wording(id="bilangan bulat dari nol ke atas", en="a whole number from zero up")
_FLAG = Wording(id="true atau false", en="true or false")
_KIND = Wording(id=f"salah satu dari {', '.join(Kind)}", en=f"one of {', '.join(Kind)}")
_TEXTS = Wording(id="daftar teks", en="a list of texts")
_HASH = Wording(id="64 angka heksadesimal", en="64 hexadecimal digits")
_LIST = Wording(id="daftar", en="a list")
_OBJECT = Wording(id="objek", en="an object")


def dig(value: object, path: str) -> object:
    """What stands at a dotted path (`data.user.id`); None where the path leads nowhere."""
    for key in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def each(value: object, path: str) -> Iterator[object]:
    """The elements of the list at a dotted path; none where there is no list."""
    found = dig(value, path)
    if isinstance(found, list):
        yield from found


def texts_at(value: object, path: str, key: str) -> Iterator[str]:
    """The non-empty text under `key` of each element of the list at a path."""
    for element in each(value, path):
        text = dig(element, key)
        if isinstance(text, str) and text:
            yield text


def as_text(value: object) -> str:
    """A text."""
    return value if isinstance(value, str) else _refuse(value, _TEXT)


def as_id(value: object) -> str:
    """An id; whole numbers are written out, and one that a spreadsheet cut short is none any more."""
    if isinstance(value, str) and _ROUNDED.fullmatch(value.strip()):
        raise Breakage(Code.ROUNDED, value=shown(value))
    if isinstance(value, str) and value.strip():
        return value
    return str(value) if _is_whole(value) else _refuse(value, _ID)


def as_count(value: object) -> int:
    """A count; platforms write some as text."""
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return int(value)
    if isinstance(value, int) and _is_whole(value) and 0 <= value < _MAX_COUNT:
        return value
    return _refuse(value, _COUNT)


def as_flag(value: object) -> bool:
    """True or false."""
    return value if isinstance(value, bool) else _refuse(value, _FLAG)


def as_kind(value: object) -> Kind:
    """The surface on which an Item was published."""
    return Kind(value) if isinstance(value, str) and value in set(Kind) else _refuse(value, _KIND)


def as_hash(value: object) -> str:
    """64 hexadecimal digits, in lower case."""
    return value.lower() if isinstance(value, str) and _HEX64.fullmatch(value) else _refuse(value, _HASH)


def as_list(value: object) -> list[object]:
    """A list of anything."""
    return value if isinstance(value, list) else _refuse(value, _LIST)


def as_record(value: object) -> Record:
    """A JSON object."""
    return value if isinstance(value, Mapping) else _refuse(value, _OBJECT)


def as_texts(value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        return _refuse(value, _TEXTS)
    return tuple(text if isinstance(text, str) else _refuse(text, _TEXT) for text in value)


def as_hashtags(value: object) -> tuple[str, ...]:
    """A list of hashtags: without '#', in order, each once."""
    return tags_of(as_texts(value))


def as_moment(value: object, zone: tzinfo | None = None) -> datetime:
    """A date and time of RFC 3339 with its offset, which may be written without its colon.

    Without an offset (ISO 8601; a date alone is its first moment) it is one of `zone`, and broken where nobody
    said which: an offset is never guessed.
    """
    is_local = isinstance(value, str) and _LOCAL.fullmatch(value) is not None
    if not isinstance(value, str) or not (is_local or _RFC3339.fullmatch(value)):
        raise Breakage(Code.BAD_DATE, value=shown(value))
    try:
        moment = datetime.fromisoformat(value.upper())
    except ValueError as error:
        raise Breakage(Code.BAD_DATE, value=shown(value)) from error
    if moment.year not in YEARS:
        raise Breakage(Code.BAD_DATE, value=shown(value))
    if is_local and zone is None:
        raise Breakage(Code.NO_OFFSET, value=shown(value))
    return moment.replace(tzinfo=zone) if is_local else moment


def as_epoch(value: object) -> datetime:
    """Seconds since 1970, as UTC."""
    return _EPOCH + timedelta(seconds=_epoch(value, _MAX_EPOCH))


def as_epoch_ms(value: object) -> datetime:
    """Milliseconds since 1970, as UTC."""
    return _EPOCH + timedelta(milliseconds=_epoch(value, _MAX_EPOCH * 1000))


def hashtags_in(text: str) -> tuple[str, ...]:
    """The hashtags written in a text, outside its links: without '#', in their own case and order, each once."""
    return unique(_HASHTAG.findall(_LINK.sub(" ", text)))


def links_in(text: str) -> tuple[str, ...]:
    """The http(s) links written in a text, without the punctuation that follows them, each once."""
    return unique(link.rstrip(_AFTER_LINK) for link in _LINK.findall(text))


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """The non-empty texts in their order, each once."""
    return tuple(dict.fromkeys(text for text in texts if text))


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MAX_COUNT * 1000


def _epoch(value: object, end: int) -> int:
    whole = int(value) if isinstance(value, str) and _DIGITS.fullmatch(value) else value
    if isinstance(whole, int) and _is_whole(whole) and 0 < whole < end:
        return whole
    raise Breakage(Code.BAD_DATE, value=shown(value))


def _refuse(value: object, expected: Wording) -> NoReturn:
    raise Breakage(Code.BAD_VALUE, value=shown(value), expected=expected)
