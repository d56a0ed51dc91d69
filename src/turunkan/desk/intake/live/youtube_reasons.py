"""What the YouTube Data API refuses with, by its reason: whether to go on, to wait, or to stop.

Source: the API's pages "Errors" and "Core API errors" (`error.errors[].reason`), and for keys the newer form of
Google's APIs (`error.details[].reason`, google.rpc.ErrorInfo).
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from turunkan.core.vocab import TurunkanError, Wording
from turunkan.desk.intake.live import quota
from turunkan.desk.intake.live.kind import Halted, Later, Left
from turunkan.desk.intake.live.web import Reply

_BAD_KEY = Wording(
    id="Kunci API YouTube ditolak. Perbaiki TURUNKAN_YOUTUBE_KEY, lalu tekan Coba lagi.",
    en="The YouTube API key was refused. Correct TURUNKAN_YOUTUBE_KEY, then press Try again.",
)
_NOT_SET_UP = Wording(
    id="YouTube Data API v3 belum aktif untuk proyek pemilik kunci. Aktifkan di konsol Google lalu Coba lagi.",
    en="YouTube Data API v3 is not enabled for the key's project. Enable it in Google's console, then Try again.",
)
_BLOCKED_HERE = Wording(
    id="Kunci API YouTube tidak boleh dipakai dari server ini. Longgarkan batasannya di konsol Google.",
    en="The YouTube API key may not be used from this server. Loosen its restrictions in Google's console.",
)
_TOO_FAST = Wording(
    id="YouTube meminta pelan-pelan ({reason}); dicoba lagi nanti.",
    en="YouTube asks to go slower ({reason}); it is tried again later.",
)
_TROUBLE = Wording(
    id="YouTube sedang bermasalah (HTTP {status}); dicoba lagi nanti.",
    en="YouTube has trouble of its own (HTTP {status}); it is tried again later.",
)
_REFUSED = Wording(
    id="YouTube menolak permintaan ini (HTTP {status}, {reason}). Periksa pengaturan sumber, lalu Coba lagi.",
    en="YouTube refused this request (HTTP {status}, {reason}). Check the source's settings, then Try again.",
)
_REDIRECTED = Wording(
    id="Server API YouTube mengalihkan ke alamat lain, dan itu tidak diikuti. Periksa TURUNKAN_YOUTUBE_URL.",
    en="The YouTube API's server leads to another address, which is not followed. Check TURUNKAN_YOUTUBE_URL.",
)

HALTS = {
    "keyInvalid": _BAD_KEY,
    "keyExpired": _BAD_KEY,
    "API_KEY_INVALID": _BAD_KEY,
    "accessNotConfigured": _NOT_SET_UP,
    "SERVICE_DISABLED": _NOT_SET_UP,
    "ipRefererBlocked": _BLOCKED_HERE,
    "API_KEY_IP_ADDRESS_BLOCKED": _BLOCKED_HERE,
    "API_KEY_HTTP_REFERRER_BLOCKED": _BLOCKED_HERE,
    "API_KEY_SERVICE_BLOCKED": _BLOCKED_HERE,
}
LEAVES = {
    "commentsDisabled": Wording(
        id="Komentar video ini dimatikan pemiliknya.", en="Comments of this video are turned off by its owner."
    ),
    "videoNotFound": Wording(
        id="Video ini tidak ada lagi, atau alamatnya keliru.",
        en="This video is gone, or its address is mistaken.",
    ),
    "forbidden": Wording(
        id="Video ini tidak terbuka untuk umum, maka tidak diambil.",
        en="This video is not open to the public, so it was not fetched.",
    ),
    "invalidPageToken": Wording(
        id="Halaman berikutnya sudah kedaluwarsa di YouTube; sisanya dicari lagi pada putaran berikutnya.",
        en="The next page has expired at YouTube; the rest is searched for again in the next run.",
    ),
}
QUOTA = {"quotaExceeded", "dailyLimitExceeded"}
SLOWER = {"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED", "processingFailure", "backendError"}
_LONGEST_WAIT = timedelta(days=1)
_REASON = re.compile("[A-Za-z_]{1,60}")


def problem_of(reply: Reply, now: datetime) -> TurunkanError:
    """What an answer that is no success means: Later, Spent, Left or Halted, to be raised."""
    reasons = list(_reasons(reply.body))
    for known, make in ((LEAVES, _left), (HALTS, _halted)):
        if reason := next((one for one in reasons if one in known), ""):
            return make(reason, known[reason])
    if QUOTA.intersection(reasons):
        return quota.exhaust(now)
    shown = (reasons or ["-"])[0]
    if reply.status == 429 or SLOWER.intersection(reasons):
        return Later(f"youtube: {shown}", _TOO_FAST.fill(reason=shown), _retry_after(reply, now))
    if reply.status >= 500:
        return Later(f"youtube: {reply.status}", _TROUBLE.fill(status=reply.status), _retry_after(reply, now))
    if 300 <= reply.status < 400:
        return Halted(f"youtube: redirect {reply.status}", _REDIRECTED)
    return Halted(f"youtube: {reply.status} {shown}", _REFUSED.fill(status=reply.status, reason=shown))


def _left(reason: str, person: Wording) -> Left:
    return Left(reason, person)


def _halted(reason: str, person: Wording) -> Halted:
    return Halted(f"youtube: {reason}", person)


def _reasons(body: bytes) -> Iterator[str]:
    """Every reason that an error names, in either form; none where it is no JSON."""
    error = _inside(_loaded(body), "error")
    for part in ("errors", "details"):
        listed = _inside(error, part)
        for one in listed if isinstance(listed, list) else []:
            reason = _inside(one, "reason")
            if isinstance(reason, str) and _REASON.fullmatch(reason):
                yield reason


def _loaded(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _inside(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _retry_after(reply: Reply, now: datetime) -> datetime | None:
    """When to ask again, where the server says so (RFC 9110, 10.2.3): seconds, or a date. At most a day on."""
    text = reply.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return now + min(timedelta(seconds=int(text[:6])), _LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(at, now), now + _LONGEST_WAIT)
