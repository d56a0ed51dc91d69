"""Reading a page: what it shows of the line's content now, and by which sign.

Rather unknown than gone: a login wall, a robot check, an excuse or an empty page proves nothing. Where the content
itself is on the page, it is live whatever else stands there; but where the page says that it is gone and shows
nothing of its account, it may be somebody else's copy.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from turunkan.core.vocab import Wording
from turunkan.desk.followup.recheck.signs import MEANINGS, doubt, find, heard, words
from turunkan.desk.followup.recheck.states import DOWN, PageState, RemovedBy
from turunkan.desk.intake.addresses import plain

_SHOWN, _HARDLY = 0.8, 0.3
"""Share of the content's word pairs on the page from which it is there, and below which it is another page."""
_FEWEST_WORDS = 3  # of a content that can be told from others
_FEWEST_FIRST = 6  # words of a content that the site cuts short
_LEAST_TEXT = 25  # characters; less is a page that shows nothing without its script
_QUOTED = 160  # characters
_LOGIN_PATH = re.compile(
    r"/(login|signin|sign-in|log-in|masuk|servicelogin)(/|$|\.)|/checkpoint(/|$)", re.IGNORECASE
)
_CUT = re.compile(
    r"(?:…|\.\.\.)\s*(?:(?:lihat |baca )?selengkapnya|lainnya|(?:see |read |show )?more)?\s*$", re.IGNORECASE
)
_STATUSES = {401: PageState.LOGIN, 403: PageState.BLOCKED, 404: PageState.GONE, 410: PageState.GONE}
_STATUSES |= {429: PageState.BLOCKED, 451: PageState.RESTRICTED}

_BY_SIGN = Wording(id="Halaman menyatakan: “{quote}”.", en="The page says: “{quote}”.")
_BELIED = Wording(
    id="Situs menjawab {status}, padahal isinya masih tampil; lihat sendiri.",
    en="The site answers {status}, and yet the content is shown; look yourself.",
)
_BELIED_SIGN = Wording(
    id="Tertulis “{quote}”, padahal halamannya masih menampilkan akun {handle}; lihat sendiri.",
    en="It says “{quote}”, and yet the page still shows the account {handle}; look yourself.",
)
_COPY = Wording(
    id="Tertulis “{quote}”, sedangkan konten yang sama tampil tanpa akun {handle}: mungkin salinan milik lain.",
    en="It says “{quote}”, and the same content is shown without the account {handle}: perhaps another's copy.",
)
_EXCUSED = Wording(
    id="Halaman berdalih: “{quote}”; itu tidak membuktikan apa pun. Lihat sendiri.",
    en="The page excuses itself: “{quote}”; that proves nothing. Look yourself.",
)
_BY_STATUS = Wording(id="Server menjawab dengan kode {status}.", en="The server answered with code {status}.")
_BY_TEXT = Wording(
    id="{share} % pasangan kata kontennya ada di halaman.", en="{share} % of its word pairs are on the page."
)
_BY_BEGINNING = Wording(
    id="Awal kontennya ada di halaman, selebihnya dipotong oleh situs.",
    en="Its beginning is on the page; the site cuts the rest short.",
)
_BY_HANDLE = Wording(
    id="Halaman akun yang sama, tetapi hanya {share} % pasangan kata kontennya yang ada.",
    en="A page of the same account, with only {share} % of the content's word pairs.",
)
_LED_TO_LOGIN = Wording(id="Dialihkan ke halaman masuk.", en="Led to a login page.")
_LED_AWAY = Wording(
    id="Dialihkan ke alamat lain, yang tidak menampilkannya.", en="Led to another address, which does not show it."
)
_LED_TO_LIST = Wording(
    id="Dialihkan ke halaman akun atau beranda.", en="Led to the account's page or to the start page."
)
_NOTHING_SHOWN = Wording(id="Halaman tidak menampilkan apa pun.", en="The page shows nothing.")
_OTHER_PAGE = Wording(id="Halaman menampilkan hal lain.", en="The page shows something else.")
_NOT_LOADED = Wording(id="Halaman tidak termuat seluruhnya: {why}", en="The page did not load whole: {why}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a look at an address gave; `trouble` says why the page, or a part of it, was not loaded."""

    url: str
    final_url: str | None = None
    status: int | None = None
    title: str = ""
    text: str = ""
    trouble: Wording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the content said when it was captured, and whose it was."""

    text: str
    handle: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the page shows, who took the content away, and what says so."""

    state: PageState
    removed_by: RemovedBy
    ground: Wording


def read_page(seen: Seen, expected: Expected) -> Reading:
    """What a page shows of the content: by where it led, by the content itself, signs, status, or the rest."""
    if seen.final_url is None or seen.status is None:
        return _untold(_NOT_LOADED.fill(why=seen.trouble or "–"))
    share = share_of(expected.text, seen.text)
    return (
        _by_address(seen.url, seen.final_url, expected)
        or _by_content(seen, expected, share)
        or _by_sign(seen, expected, share)
        or _by_status(seen.status)
        or _by_rest(seen, expected, share)
    )


def share_of(content: str, page: str) -> float:
    """The share of a content's word pairs that are on a page, 0..1; 0 for a content too short to be told."""
    said = words(content)
    if len(said) < _FEWEST_WORDS:
        return 0.0
    pairs = set(pairwise(said))
    return len(pairs & set(pairwise(words(page)))) / len(pairs)


def _by_address(asked: str, found: str, expected: Expected) -> Reading | None:
    """A login, or a page that lists what an account or the site has: neither tells of this one content."""
    if _is_same(asked, found):
        return None
    path = urlsplit(found).path
    if _LOGIN_PATH.search(path) and not _LOGIN_PATH.search(urlsplit(asked).path):
        return _reading(PageState.LOGIN, _LED_TO_LOGIN)
    last = path.strip("/").removeprefix("@").casefold()
    return _untold(_LED_TO_LIST) if last in ("", expected.handle.casefold()) else None


def _by_content(seen: Seen, expected: Expected, share: float) -> Reading | None:
    if (seen.status or 0) >= 400:  # the content itself belies it, whoever sends that status
        return _untold(_BELIED.fill(status=seen.status)) if share >= _SHOWN else None
    if share >= _SHOWN and (gone := _says_gone(seen, expected)):
        return _untold(_COPY.fill(quote=gone[:_QUOTED], handle=expected.handle))
    if share >= _SHOWN:
        return _reading(PageState.LIVE, _BY_TEXT.fill(share=round(100 * share)))
    if _shows_beginning(seen.text, words(expected.text)):
        return _reading(PageState.LIVE, _BY_BEGINNING)
    return None


def _says_gone(seen: Seen, expected: Expected) -> str:
    """The line in which a page without the content's account says that something is gone."""
    if not expected.handle or _shows_handle(seen.text, expected.handle):
        return ""
    found = find(_lines(seen), [kind for kind, (state, _) in MEANINGS.items() if state in DOWN], expected.text)
    return found[1] if found else ""


def _by_sign(seen: Seen, expected: Expected, share: float) -> Reading | None:
    """What the page says of itself; where much of the content is still there, it is not that which is gone."""
    kinds = [kind for kind in heard(seen.status or 0) if share < _HARDLY or MEANINGS[kind][0] not in DOWN]
    found = find(_lines(seen), kinds, expected.text)
    if found is None:
        return None
    sign, line = found
    state, removed_by = MEANINGS[sign]
    if state in DOWN and _stands_elsewhere(seen, expected.handle, line):
        return _untold(_BELIED_SIGN.fill(quote=line[:_QUOTED], handle=expected.handle))
    if state in DOWN and (seen.status or 0) < 400 and (excuse := doubt(_lines(seen), expected.text)):
        return _untold(_EXCUSED.fill(quote=excuse[:_QUOTED]))
    return Reading(state, removed_by, _BY_SIGN.fill(quote=line[:_QUOTED]))


def _by_status(status: int) -> Reading | None:
    if status < 400:
        return None
    return _reading(_STATUSES.get(status, PageState.UNKNOWN), _BY_STATUS.fill(status=status))


def _by_rest(seen: Seen, expected: Expected, share: float) -> Reading:
    """A page without any sign: changed where it is surely still the same one, else nothing can be told."""
    if seen.trouble is not None:
        return _untold(_NOT_LOADED.fill(why=seen.trouble))
    if not _is_same(seen.url, seen.final_url or ""):
        return _untold(_LED_AWAY)
    if len(seen.text.strip()) < _LEAST_TEXT:
        return _untold(_NOTHING_SHOWN)
    if share < _HARDLY and (excuse := doubt(_lines(seen), expected.text)):
        return _untold(_EXCUSED.fill(quote=excuse[:_QUOTED]))
    can_be_told = len(words(expected.text)) >= _FEWEST_WORDS
    if can_be_told and (share >= _HARDLY or _shows_handle(seen.text, expected.handle)):
        return _reading(PageState.CHANGED, _BY_HANDLE.fill(share=round(100 * share)))
    return _untold(_OTHER_PAGE)


def _lines(seen: Seen) -> list[str]:
    return [seen.title, *seen.text.splitlines()]


def _shows_beginning(text: str, content: list[str]) -> bool:
    """Whether a line is the content's beginning, cut with an ellipsis; the last word may be cut as well."""
    cut = (words(line[: match.start()])[:-1] for line in text.splitlines() if (match := _CUT.search(line)))
    return any(len(first) >= _FEWEST_FIRST and content[: len(first)] == first for first in cut)


def _shows_handle(text: str, handle: str) -> bool:
    return bool(handle) and re.search(rf"(?<![\w.]){re.escape(handle)}(?!\w)", text, re.IGNORECASE) is not None


def _stands_elsewhere(seen: Seen, handle: str, sign: str) -> bool:
    """Whether a page that was served shows the account beside the sign; a caption or a comment may say it then."""
    rest = "\n".join(line for line in seen.text.splitlines() if line.strip() != sign)
    return (seen.status or 0) < 400 and _shows_handle(rest, handle)


def _is_same(asked: str, found: str) -> bool:
    """Whether an address names the same thing on its site: its path, and all that was asked for after it."""
    (path, query), (other_path, other_query) = _named(asked), _named(found)
    return path == other_path and query <= other_query


def _named(url: str) -> tuple[str, set[str]]:
    address, _, query = plain(url).partition("?")
    return address.partition("/")[2], set(query.split("&")) - {""}


def _reading(state: PageState, ground: Wording) -> Reading:
    return Reading(state, RemovedBy.UNSAID, ground)


def _untold(ground: Wording) -> Reading:
    return _reading(PageState.UNKNOWN, ground)
