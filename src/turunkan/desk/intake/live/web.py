"""One GET over HTTP: bounded in bytes and seconds, and sent nowhere else (no redirect is followed)."""

from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from time import monotonic
from typing import cast
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

_CHUNK = 64 * 1024


class NoAnswer(Exception):
    """The server gave no whole answer; the message says why, without the address."""


class TooLarge(Exception):
    """The answer has more bytes than are taken."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer of any status, redirects included."""

    status: int
    headers: HTTPMessage
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How long one answer may take, and how large it may be."""

    silent_seconds: float = 15
    whole_seconds: float = 60
    body_bytes: int = 8 * 1024 * 1024


class _NoRedirect(HTTPRedirectHandler):
    """Whoever is set is asked, and no other."""

    def redirect_request(self, *_: object) -> None:
        return None


def get(url: str, headers: dict[str, str], bounds: Bounds) -> Reply:
    """What stands at an address. Raises NoAnswer or TooLarge."""
    ends = monotonic() + bounds.whole_seconds
    request = Request(url, headers=headers)  # noqa: S310  (the address is a setting, checked there)
    try:
        with _opened(request, bounds) as answer:
            return Reply(answer.status, answer.headers, _read(answer, bounds, ends))
    except (URLError, HTTPException, OSError) as error:
        raise NoAnswer(_why(error)) from error


def _opened(request: Request, bounds: Bounds) -> HTTPResponse:
    """The answer before its body; one that is no success is an answer as well."""
    try:
        return cast("HTTPResponse", build_opener(_NoRedirect).open(request, timeout=bounds.silent_seconds))
    except HTTPError as error:
        return cast("HTTPResponse", error)


def _read(answer: HTTPResponse, bounds: Bounds, ends: float) -> bytes:
    body = bytearray()
    while chunk := answer.read1(_CHUNK):
        body += chunk
        if len(body) > bounds.body_bytes:
            raise TooLarge(f"more than {bounds.body_bytes} bytes")
        if monotonic() > ends:
            raise TimeoutError("the answer took too long")
    return bytes(body)


def _why(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    return (str(reason) or type(error).__name__)[:200]
