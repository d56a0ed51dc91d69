"""One visit to one page with a fresh Chromium: what it shows, and what went over the line."""

import contextlib
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    FloatRect,
    Page,
    Request,
    Response,
    sync_playwright,
)
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import TimeoutError as BrowserTimeout

from turunkan import __version__
from turunkan.desk.intake.capture.chromium import (
    LOCALE,
    TIMEZONE,
    end_browsers,
    has_sandbox,
    launch_options,
    memory_of,
)
from turunkan.desk.intake.capture.exchanges import Exchange, Exchanges, is_refusal
from turunkan.desk.intake.capture.guard import Guard, Note
from turunkan.desk.intake.capture.limits import Limits
from turunkan.desk.intake.capture.problems import NotReached, Problem
from turunkan.desk.intake.capture.reach import Reach, place_of

_AGENT = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0 "
    "Safari/537.36 turunkan/{version}"
)
_State = Literal["domcontentloaded", "load", "networkidle"]
_GLANCE = 0.5  # seconds
_LOOKS = 2  # at a page whose script goes on to another while it is looked at
_TURN, _TURNS = 50, 20  # milliseconds to wait for what the browser tells late, and how often
_QUICK = 5_000  # milliseconds for what needs no network


@dataclass(slots=True, kw_only=True)
class Visit:
    """What a visit brought, filled as it goes, so that a page that breaks off leaves what it has shown."""

    url: str
    started_at: datetime
    ended_at: datetime
    problem: Problem | None = None
    final_url: str | None = None
    status: int | None = None
    headers: list[tuple[str, str]] = field(default_factory=list)
    hops: list[tuple[str, int]] = field(default_factory=list)  # the documents on the way, with status
    title: str = ""
    text: str = ""
    page: str = ""  # the rendered HTML
    picture: bytes = b""  # PNG
    whole: bool = False  # everything that the page asked for had come
    cut: bool = False  # the picture or the page is longer than what is kept
    exchanges: list[Exchange] = field(default_factory=list)
    missed: int = 0
    tls: dict[str, Any] = field(default_factory=dict)
    browser: str = ""
    sandbox: bool = True
    agent: str = ""


def visit(url: str, reach: Reach, limits: Limits, guard: Guard, *, chromium: str, folder: Path) -> Visit:
    """Open a page and keep what it shows. A page may do what it likes: what it does ends up in the Visit."""
    now = datetime.now(UTC)
    seen = Visit(url=url, started_at=now, ended_at=now, sandbox=has_sandbox())
    with _watched(limits, folder) as watch, sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(**launch_options(chromium, folder, guard.port, reach))
        except BrowserError:
            seen.problem = Problem.BROWSER
            return seen
        with contextlib.suppress(BrowserError):  # it was ended; what there is, is in the visit
            seen.started_at = datetime.now(UTC)
            _Visitor(seen, reach, limits, guard).go(_context(browser, seen, limits))
        seen.ended_at = datetime.now(UTC)
        seen.problem = watch.ended_for or seen.problem
        with contextlib.suppress(BrowserError):
            browser.close()
    return seen


class _Watch:
    """Ends the browser when its time is up or its memory too much, even where a page holds it in a loop."""

    def __init__(self, limits: Limits, folder: Path) -> None:
        self.ended_for: Problem | None = None
        self._limits, self._folder = limits, folder
        self._over = threading.Event()

    def look(self) -> None:
        """Look on until it is over."""
        end = time.monotonic() + self._limits.wall_seconds
        while self.ended_for is None and not self._over.wait(_GLANCE):
            if time.monotonic() > end:
                self.ended_for = Problem.TIMEOUT
            elif memory_of(self._folder) > self._limits.memory_bytes:
                self.ended_for = Problem.TOO_LARGE
        if self.ended_for is not None:
            end_browsers(self._folder)

    def stop(self) -> None:
        """It is over."""
        self._over.set()


@contextlib.contextmanager
def _watched(limits: Limits, folder: Path) -> Iterator[_Watch]:
    watch = _Watch(limits, folder)
    threading.Thread(target=watch.look, daemon=True).start()
    try:
        yield watch
    finally:
        watch.stop()


def _context(browser: Browser, seen: Visit, limits: Limits) -> BrowserContext:
    """A browser that knows nothing, remembers nothing, and says who it is."""
    seen.browser = browser.version
    seen.agent = _AGENT.format(major=browser.version.partition(".")[0], version=__version__)
    return browser.new_context(
        user_agent=seen.agent,
        locale=LOCALE,
        timezone_id=TIMEZONE,
        viewport={"width": limits.width, "height": limits.height},
        service_workers="block",
        accept_downloads=False,
        permissions=[],
    )


class _Visitor:
    """Somebody who opens one page, lets nothing lead astray, and notes what is seen."""

    def __init__(self, seen: Visit, reach: Reach, limits: Limits, guard: Guard) -> None:
        self._seen, self._reach, self._limits, self._guard = seen, reach, limits, guard
        self._exchanges = Exchanges(guard.secret, limits)
        self._documents: list[Request] = []
        self._loaders: list[str] = []  # which document each of them was asked for
        self._strayed: NotReached | None = None

    def go(self, context: BrowserContext) -> None:
        """Open the page and fill the visit."""
        page = context.new_page()
        context.on("page", lambda other: other.close())
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.on("request", lambda request: self._note_document(page, request))
        page.on("requestfinished", self._exchanges.note)
        client = context.new_cdp_session(page)
        client.send("Network.enable", {"maxTotalBufferSize": 0, "maxResourceBufferSize": 0})  # for certificates
        self._watch_documents(client)
        self._seen.problem = self._open(page)
        try:
            self._note_what_stays(page, client)
        finally:
            self._seen.exchanges, self._seen.missed = self._exchanges.told(), self._exchanges.missed

    def _note_what_stays(self, page: Page, client: CDPSession) -> None:
        """Answer, text and picture of one document: where a script went on meanwhile, all are noted anew."""
        for _ in range(_LOOKS):
            asked, shown = len(self._documents), _shown(client)
            self._note_answer(client, self._on_the_way(page, shown))
            if self._seen.final_url is None or self._seen.problem is Problem.NO_PAGE:
                return
            self._look(page)
            if len(self._documents) == asked and _shown(client) == shown:
                return
            self._reached(page, "load", self._limits.settle_seconds)
        self._seen.problem = self._seen.problem or Problem.MOVED

    def _watch_documents(self, client: CDPSession) -> None:
        """Ask about each document of the page itself, every redirect too, before it is requested."""
        main = client.send("Page.getFrameTree")["frameTree"]["frame"]["id"]

        def note(event: dict[str, Any]) -> None:
            if event.get("type") == "Document" and event.get("frameId") == main:
                self._loaders.append(event["loaderId"])

        def decide(event: dict[str, Any]) -> None:
            try:
                if event["frameId"] == main:
                    self._reach.check_page(event["request"]["url"])
            except NotReached as strayed:
                self._stray(event["request"]["url"], strayed)
                client.send("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "Aborted"})
            else:
                client.send("Fetch.continueRequest", {"requestId": event["requestId"]})

        client.on("Network.requestWillBeSent", note)
        client.on("Fetch.requestPaused", decide)
        client.send("Fetch.enable", {"patterns": [{"urlPattern": "*", "resourceType": "Document"}]})

    def _stray(self, url: str, strayed: NotReached) -> None:
        """The page wants to go where it may not: what it shows till then stays, and the place is noted."""
        self._strayed = strayed
        try:
            host, port = place_of(url)
        except NotReached:
            host, port = url[:200], 0
        self._guard.notes.add(Note(str(host), port, strayed.problem.value, strayed.address))

    def _note_document(self, page: Page, request: Request) -> None:
        if request.is_navigation_request() and request.frame == page.main_frame:
            self._documents.append(request)

    def _open(self, page: Page) -> Problem | None:
        """Load the page and let it settle; what kept it from loading, if anything did."""
        try:
            page.goto(self._seen.url, wait_until="commit", timeout=self._limits.page_seconds * 1000)
        except BrowserError as error:
            return self._why(str(error))
        there = self._reached(page, "domcontentloaded", self._limits.page_seconds)
        settle = self._limits.settle_seconds
        self._seen.whole = self._reached(page, "load", settle) and self._reached(page, "networkidle", settle)
        if self._strayed is not None:
            return self._strayed.problem
        if self._noted() is Problem.TOO_LARGE:
            return Problem.TOO_LARGE
        return None if there else Problem.TIMEOUT

    def _reached(self, page: Page, state: _State, seconds: int) -> bool:
        """Wait for a state of the page, no longer than it is of use: one that went astray reaches none."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._strayed is None and not page.is_closed():
            with contextlib.suppress(BrowserTimeout):
                page.wait_for_load_state(state, timeout=_GLANCE * 1000)
                return True
        return False

    def _why(self, error: str) -> Problem:
        """Why there is no page, from what was refused, what the guard met, and what the browser says."""
        if self._strayed is not None:
            return self._strayed.problem
        if noted := self._noted():
            return noted
        return next((problem for sign, problem in _SIGNS if sign in error), Problem.UNREACHABLE)

    def _noted(self) -> Problem | None:
        """What the guard noted about the document that was asked for last."""
        with contextlib.suppress(NotReached):
            host, port = place_of(self._documents[-1].url if self._documents else self._seen.url)
            return next(iter(self._guard.of(str(host), port)), None)
        return None

    def _on_the_way(self, page: Page, shown: str) -> list[Request]:
        """The documents that were asked for up to the one that is shown; another may have been asked for since."""
        count = max((place for place, loader in enumerate(self._loaders, 1) if loader == shown), default=None)
        for _ in range(_TURNS):
            if len(self._documents) >= (count or 0):
                break
            page.wait_for_timeout(_TURN)  # the browser tells of each twice, and the other time is still to come
        return self._documents[:count]

    def _note_answer(self, client: CDPSession, documents: Sequence[Request]) -> None:
        """The documents on the way, and the answer that the page came with."""
        self._seen.hops.clear()
        answered = [(one, one.existing_response) for one in documents if one.existing_response]
        for request, response in answered:
            if is_refusal(response.headers, self._guard.secret):
                self._seen.problem = self._noted() or Problem.REFUSED_ADDRESS
                return
            self._seen.hops.append((request.url, response.status))
        if answered and answered[-1][0].redirected_to is None:
            self._note_final(answered[-1][1], client)

    def _note_final(self, response: Response, client: CDPSession) -> None:
        self._seen.final_url, self._seen.status = response.url, response.status
        self._seen.headers = [(each["name"].lower(), each["value"]) for each in response.headers_array()]
        if details := response.security_details():
            self._seen.tls = dict(details) | _certificates(client, response.url)

    def _look(self, page: Page) -> None:
        """What the page shows. The browser's own reading comes first, the picture last, which takes longest."""
        seen, limits = self._seen, self._limits
        seen.title = page.title()[:1000]
        seen.page = _kept(page.content(), limits.page_characters, seen)
        with contextlib.suppress(BrowserError):  # a set of frames has no body
            seen.text = _kept(page.inner_text("body", timeout=_QUICK), limits.text_characters, seen)
        seen.picture = self._picture(page)

    def _picture(self, page: Page) -> bytes:
        """The whole page as a picture, cut off where it is higher than the limit; else what the window shows."""
        box = page.locator("html").bounding_box(timeout=_QUICK) or {"height": 0}
        height, most = int(max(self._limits.height, box["height"])), self._limits.picture_height
        self._seen.cut |= height > most
        clip: FloatRect = {"x": 0, "y": 0, "width": self._limits.width, "height": min(height, most)}
        patience = self._limits.picture_seconds * 1000
        try:
            return page.screenshot(full_page=True, clip=clip, animations="disabled", timeout=patience)
        except BrowserError:
            self._seen.cut = True
            return page.screenshot(animations="disabled", timeout=patience)


_SIGNS = (
    ("Timeout", Problem.TIMEOUT),
    ("ERR_TIMED_OUT", Problem.TIMEOUT),
    ("ERR_CERT", Problem.TLS),
    ("ERR_SSL", Problem.TLS),
    ("Download is starting", Problem.NO_PAGE),
    ("ERR_TOO_MANY_REDIRECTS", Problem.NO_PAGE),
    ("ERR_UNSAFE_REDIRECT", Problem.NO_WEB_ADDRESS),  # to file: and the like
    ("ERR_ABORTED", Problem.NO_PAGE),
    ("closed", Problem.TIMEOUT),  # the browser was ended
    ("crashed", Problem.BROWSER),
)


def _kept(text: str, most: int, seen: Visit) -> str:
    seen.cut |= len(text) > most
    return text[:most]


def _shown(client: CDPSession) -> str:
    """Which document the page shows: the browser gives each that it loads a name of its own."""
    return str(client.send("Page.getFrameTree")["frameTree"]["frame"]["loaderId"])


def _certificates(client: CDPSession, url: str) -> dict[str, Any]:
    """The certificates that the server showed, DER in base64, its own first."""
    with contextlib.suppress(BrowserError):
        origin = "/".join(url.split("/")[:3])
        return {"certificates": client.send("Network.getCertificate", {"origin": origin})["tableNames"]}
    return {}
