"""Visiting the desk with a real browser, as the people who work there do: by names, labels and links."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
_ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]
_PATIENCE = 20_000  # milliseconds
_NAMES = ("chromium", "chromium-browser")
_MISSING = (
    "Chromium is missing, and these tests need a real browser. Install it (Debian: apt-get install chromium)."
)
_EXPECTED = re.compile("Failed to load resource: the server responded with a status of (403|404|422)")


expect.set_options(timeout=_PATIENCE)


class NoBrowser(Exception):
    """There is no Chromium on this machine."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's own Chromium, without a window."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        raise NoBrowser(_MISSING)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


class Visitors:
    """Everybody who has a browser open on one desk; `troubles` gathers what their consoles complain of."""

    def __init__(self, browser: Browser, address: str, sessions: dict[str, Any]) -> None:
        self.troubles: list[str] = []
        self._browser, self._address, self._sessions = browser, address, sessions
        self._contexts: list[BrowserContext] = []

    def come(self, **options: Any) -> Page:
        """A browser without cookies, on no page yet."""
        defaults = {"base_url": self._address, "locale": "id-ID", "viewport": WIDE}
        context = self._browser.new_context(**(defaults | options))
        context.set_default_timeout(_PATIENCE)
        context.on("console", lambda message: self._note(message.page, message.type, message.text))
        context.on("weberror", lambda error: self.troubles.append(f"{error.page}: {error.error}"))
        self._contexts.append(context)
        return context.new_page()

    def enter(self, name: str, *, afresh: bool = False, **options: Any) -> Page:
        """Somebody of the demo's office, logged in by the button with their name; again by the same session.

        `afresh` is for who will leave by the button, which ends the session for all who share it.
        """
        kept = None if afresh else self._sessions.get(name)
        page = self.come(storage_state=kept, **options)
        page.goto("/")
        if kept is None:
            page.get_by_role("button", name=re.compile(f"^{name}")).click()
        expect(page.locator("header")).to_contain_text(name)
        if not afresh:
            self._sessions[name] = page.context.storage_state()
        return page

    def leave(self) -> None:
        """Close all browsers."""
        for context in self._contexts:
            context.close()

    def _note(self, page: Page | None, kind: str, text: str) -> None:
        """A refusal that a test provokes is no trouble."""
        if kind in ("error", "warning") and not _EXPECTED.match(text):
            self.troubles.append(f"{page.url if page else '?'}: {text}")


def follow(step: Locator) -> None:
    """Click on a link or button, and wait until the page that it leads to is there."""
    with step.page.expect_navigation():
        step.click()


def go(page: Page, title: str) -> None:
    """Follow the main menu."""
    menu = page.get_by_role("navigation", name=re.compile("Menu utama|Main menu"))
    follow(menu.get_by_role("link", name=title, exact=True))


def said(page: Page, text: str | re.Pattern[str]) -> None:
    """The desk answered so, on top of the page."""
    expect(page.get_by_role("main").get_by_role("status").first).to_contain_text(text)


def rows_of(page: Page, handle: str) -> Locator:
    """The rows of a list that are about an account."""
    return page.get_by_role("row").filter(has=page.get_by_role("link", name=handle))


def decide(page: Page, choice: str, reason: str, measure: str) -> None:
    """Fill in the decision; pressing the button is left to the caller."""
    page.get_by_role("radio", name=choice).check()
    page.get_by_label("Alasan", exact=True).select_option(label=reason)
    page.get_by_role("radio", name=measure).check()
