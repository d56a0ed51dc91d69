"""Reading a page: what it shows of the line's content now, and by which sign.

Rather unknown than gone: a login wall, a robot check or an empty page proves nothing. Where the content itself is
on the page, it is live whatever else stands there.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from urllib.parse import urlsplit

import yaml

from turunkan.core.vocab import Wording
from turunkan.desk.followup.recheck.states import PageState, RemovedBy

_SHOWN, _HARDLY = 0.8, 0.3
"""Share of the content's word pairs on the page from which it is there, and below which it is another page."""
_FEWEST_WORDS = 3
_LINES = 40  # that a page shows first; further down others write
_LEAST_TEXT = 25  # characters; less is a page that shows nothing without its script
_LOGIN_PATH = re.compile(r"/(accounts/)?(login|signin|sign-in|log-in|masuk)(/|$|\.)|/i/flow/login|/checkpoint")
_KINDS = {
    "robot": (PageState.BLOCKED, RemovedBy.UNSAID),
    "region": (PageState.RESTRICTED, RemovedBy.UNSAID),
    "login": (PageState.LOGIN, RemovedBy.UNSAID),
    "removed-by-platform": (PageState.GONE, RemovedBy.PLATFORM),
    "removed-by-author": (PageState.GONE, RemovedBy.AUTHOR),
    "gone": (PageState.GONE, RemovedBy.UNSAID),
    "hidden": (PageState.UNKNOWN, RemovedBy.UNSAID),
}
"""Kinds of signs, the most careful first: of several on a page the first counts."""
_STATUSES = {401: PageState.LOGIN, 403: PageState.BLOCKED, 404: PageState.GONE, 410: PageState.GONE}
_STATUSES |= {429: PageState.BLOCKED, 451: PageState.RESTRICTED}

_BY_SIGN = Wording(id="Halaman menyatakan: “{quote}”.", en="The page says: “{quote}”.")
_BY_STATUS = Wording(id="Server menjawab dengan kode {status}.", en="The server answered with code {status}.")
_BY_TEXT = Wording(
    id="{share} % pasangan kata kontennya masih ada di halaman.", en="{share} % of its word pairs are on the page."
)
_BY_HANDLE = Wording(
    id="Halaman akun yang sama, tetapi hanya {share} % pasangan kata kontennya yang ada.",
    en="A page of the same account, with only {share} % of the content's word pairs.",
)
_LED_TO_LOGIN = Wording(id="Dialihkan ke halaman masuk.", en="Led to a login page.")
_LED_AWAY = Wording(id="Dialihkan ke alamat lain: {path}", en="Led to another address: {path}")
_NOTHING_SHOWN = Wording(id="Halaman tidak menampilkan apa pun.", en="The page shows nothing.")
_OTHER_PAGE = Wording(id="Halaman menampilkan hal lain.", en="The page shows something else.")
_NOT_LOADED = Wording(id="Halaman tidak termuat: {why}", en="The page did not load: {why}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a look at an address gave; `trouble` says why nothing was loaded."""

    url: str
    final_url: str | None = None
    status: int | None = None
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
    """What a page shows of the content."""
    if seen.final_url is None or seen.status is None:
        return _reading(PageState.UNKNOWN, _NOT_LOADED.fill(why=seen.trouble or "–"))
    share = share_of(expected.text, seen.text)
    if seen.status < 400 and share >= _SHOWN:
        return _reading(PageState.LIVE, _BY_TEXT.fill(share=round(100 * share)))
    return _by_sign(seen) or _by_status(seen) or _by_address(seen) or _by_text(seen, expected, share)


def share_of(content: str, page: str) -> float:
    """The share of a content's word pairs that are on a page, 0..1; 0 for a content too short to be told."""
    words = _words(content)
    if len(words) < _FEWEST_WORDS:
        return 0.0
    pairs = set(pairwise(words))
    return len(pairs & set(pairwise(_words(page)))) / len(pairs)


@cache
def signs() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    """The signs of each kind, as patterns for a folded line."""
    text = files(__package__).joinpath("signs.yaml").read_text(encoding="utf-8")
    return {kind: tuple(map(_pattern, said)) for kind, said in yaml.safe_load(text).items()}


def _by_sign(seen: Seen) -> Reading | None:
    """What the page says of itself; a status that speaks clearly is not talked away by a login button."""
    lines = [line for line in seen.text.splitlines() if line.strip()][:_LINES]
    folded = [" ".join(_words(line)) for line in lines]
    for kind, (state, removed_by) in _KINDS.items():
        if kind in ("login", "hidden") and seen.status in (404, 410, 451):
            continue
        for line, plain in zip(lines, folded, strict=True):
            if any(sign.match(plain) for sign in signs()[kind]):
                return Reading(state, removed_by, _BY_SIGN.fill(quote=line.strip()[:160]))
    return None


def _by_status(seen: Seen) -> Reading | None:
    status = seen.status or 0
    if status < 400:
        return None
    return _reading(_STATUSES.get(status, PageState.UNKNOWN), _BY_STATUS.fill(status=status))


def _by_address(seen: Seen) -> Reading | None:
    """Where the page led to: a login, or something that is not the content."""
    asked, found = urlsplit(seen.url), urlsplit(seen.final_url or "")
    if _LOGIN_PATH.search(found.path) and not _LOGIN_PATH.search(asked.path):
        return _reading(PageState.LOGIN, _LED_TO_LOGIN)
    if found.path.rstrip("/") != asked.path.rstrip("/"):
        return _reading(PageState.UNKNOWN, _LED_AWAY.fill(path=found.path[:160]))
    return None


def _by_text(seen: Seen, expected: Expected, share: float) -> Reading:
    if len(seen.text.strip()) < _LEAST_TEXT:
        return _reading(PageState.UNKNOWN, _NOTHING_SHOWN)
    is_theirs = expected.handle and expected.handle.casefold() in seen.text.casefold()
    if share >= _HARDLY or is_theirs:
        return _reading(PageState.CHANGED, _BY_HANDLE.fill(share=round(100 * share)))
    return _reading(PageState.UNKNOWN, _OTHER_PAGE)


def _reading(state: PageState, ground: Wording) -> Reading:
    return Reading(state, RemovedBy.UNSAID, ground)


def _words(text: str) -> list[str]:
    """Words in plain letters: styled ones are read as plain, apostrophes and signs fall away."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return re.findall(r"\w+(?:'\w+)*", plain)


def _pattern(sign: str) -> re.Pattern[str]:
    """A sign as it begins a folded line."""
    parts = (re.escape(" ".join(_words(part))) for part in sign.split("…"))
    return re.compile(".*?".join(parts) + r"\b")
