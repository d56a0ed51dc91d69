"""What a page shows now, and who took it away, kept apart: only `gone` and `restricted` say that it is down."""

from enum import StrEnum

from turunkan.core.vocab import Wording


class PageState(StrEnum):
    """What was seen at an address."""

    LIVE = "live"
    CHANGED = "changed"
    GONE = "gone"
    RESTRICTED = "restricted"
    LOGIN = "login"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


class RemovedBy(StrEnum):
    """Who took it away, where the page says so."""

    PLATFORM = "platform"
    AUTHOR = "author"
    UNSAID = ""


PAGE_STATES = {
    PageState.LIVE: Wording(id="masih tayang", en="live"),
    PageState.CHANGED: Wording(id="berubah", en="changed"),
    PageState.GONE: Wording(id="tidak ada lagi", en="gone"),
    PageState.RESTRICTED: Wording(id="dibatasi di Indonesia", en="restricted in Indonesia"),
    PageState.LOGIN: Wording(id="tertahan halaman masuk", en="behind a login"),
    PageState.BLOCKED: Wording(id="pemeriksa ditolak situs", en="the site turned the check away"),
    PageState.UNKNOWN: Wording(id="tidak dapat dipastikan", en="cannot be told"),
}
REMOVED_BY = {
    RemovedBy.PLATFORM: Wording(id="oleh platform", en="by the platform"),
    RemovedBy.AUTHOR: Wording(id="oleh pemilik akun", en="by the account holder"),
}
DOWN = (PageState.GONE, PageState.RESTRICTED)
