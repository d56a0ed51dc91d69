"""What went over the line while a page was open: requests and their responses, for the archive."""

from dataclasses import dataclass
from datetime import UTC, datetime

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Request

from turunkan.desk.intake.capture.guard import REFUSED
from turunkan.desk.intake.capture.limits import Limits

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its response as the browser saw them: the body decoded, `cut` where it is not all of it."""

    url: str
    at: datetime  # when the request was made, UTC
    method: str
    asked: Fields
    posted: bytes
    status: int
    reason: str
    answered: Fields
    body: bytes
    cut: bool


class Exchanges:
    """Gathers a page's requests as they end; `told()` reads their responses."""

    def __init__(self, secret: str, limits: Limits) -> None:
        self._secret, self._limits = secret, limits
        self._ended: list[Request] = []
        self._left = limits.archived_bytes
        self.missed = 0  # requests that never ended, or beyond the limit

    def note(self, request: Request) -> None:
        """A request has its whole response."""
        if len(self._ended) < self._limits.requests:
            self._ended.append(request)
        else:
            self.missed += 1

    def told(self) -> list[Exchange]:
        """Every exchange that can still be read, in the order in which they were asked for."""
        found = [one for request in self._ended if (one := self._read(request))]
        return sorted(found, key=lambda one: one.at)

    def _read(self, request: Request) -> Exchange | None:
        if not request.url.startswith(("http://", "https://")):
            return None
        try:
            response = request.response()
            if response is None or is_refusal(response.headers, self._secret):
                return None
            body, cut = self._body(request)
            return Exchange(
                url=request.url.partition("#")[0],
                at=started_at(request),
                method=request.method,
                asked=[(each["name"], each["value"]) for each in request.headers_array()],
                posted=request.post_data_buffer or b"",
                status=response.status,
                reason=response.status_text,
                answered=[(each["name"], each["value"]) for each in response.headers_array()],
                body=body,
                cut=cut,
            )
        except BrowserError:  # the browser has let go of it
            self.missed += 1
            return None

    def _body(self, request: Request) -> tuple[bytes, bool]:
        """The decoded body, and whether something of it is missing; a redirect's is not kept by the browser."""
        response = request.response()
        if response is None or request.redirected_to is not None:
            return b"", False
        try:
            whole = response.body() if self._left > 0 else b""
        except BrowserError:
            return b"", True
        body = whole[: min(self._limits.body_bytes, self._left)]
        self._left -= len(body)
        return body, len(body) < len(whole) or self._left <= 0


def is_refusal(headers: dict[str, str], secret: str) -> bool:
    """Whether an answer is the guard's and no site's."""
    return headers.get(REFUSED, "").startswith(f"{secret} ")


def started_at(request: Request) -> datetime:
    """When a request was made, by the browser's clock (UTC)."""
    return datetime.fromtimestamp(request.timing["startTime"] / 1000, UTC)
