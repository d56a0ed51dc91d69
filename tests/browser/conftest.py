"""One demo a worker, served by the real command, and a real browser for who visits it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from own_demo import OwnDemo
from playwright.sync_api import Browser
from visiting import NoBrowser, Visitors, chromium


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnDemo]:
    """The demo's office at its own address; each test works on accounts that no other test touches."""
    folder: Path = tmp_path_factory.mktemp("peragaan")
    demo = OwnDemo(folder / "kantor")
    yield demo
    demo.stop()


@pytest.fixture(scope="session")
def sessions() -> dict[str, Any]:
    """Who is logged in already, so that the login's limit is not reached."""
    return {}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; not longer than a module, for while it runs Django would take this thread for an async one."""
    try:
        with chromium() as browser:
            yield browser
    except NoBrowser as missing:
        pytest.fail(str(missing))


@pytest.fixture
def desk(browser: Browser, demo: OwnDemo, sessions: dict[str, Any]) -> Iterator[Visitors]:
    """The people of the demo's office; no console may have complained when they leave."""
    visitors = Visitors(browser, demo.address, sessions)
    yield visitors
    visitors.leave()
    assert visitors.troubles == []
