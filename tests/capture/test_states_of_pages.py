"""Every state that a re-check tells, by a real browser at the site on loopback."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from capture_site import POST, QUICK, SELLER, CaptureSite

from turunkan.desk.followup.recheck.reading import Expected, read_page
from turunkan.desk.followup.recheck.services import seen_in
from turunkan.desk.followup.recheck.states import PageState
from turunkan.desk.intake.capture import Problem, capture


@pytest.fixture(scope="module")
def site() -> Iterator[CaptureSite]:
    with CaptureSite() as site:
        yield site


@pytest.mark.parametrize(
    ("path", "state", "removed_by"),
    [
        ("/post", PageState.LIVE, ""),
        ("/dipotong", PageState.LIVE, ""),
        ("/berubah", PageState.CHANGED, ""),
        ("/404", PageState.GONE, ""),
        ("/tidak-tersedia", PageState.GONE, ""),
        ("/melanggar", PageState.GONE, "platform"),
        ("/dihapus-sendiri", PageState.GONE, "author"),
        ("/451", PageState.RESTRICTED, ""),
        ("/wilayah", PageState.RESTRICTED, ""),
        ("/masuk-dulu", PageState.LOGIN, ""),
        ("/429", PageState.BLOCKED, ""),
        ("/captcha", PageState.BLOCKED, ""),
        ("/500", PageState.UNKNOWN, ""),
        ("/ke-akun", PageState.UNKNOWN, ""),
        ("/cangkang", PageState.UNKNOWN, ""),
    ],
)
def test_every_state_of_a_page_is_told_by_a_browser(
    site: CaptureSite, path: str, state: PageState, removed_by: str
) -> None:
    seen = capture(site.url(path), site.reach(), QUICK)
    reading = read_page(seen_in(seen), Expected(text=POST, handle=SELLER))
    assert (reading.state, reading.removed_by) == (state, removed_by), reading.ground


def test_a_page_that_never_comes_tells_nothing(site: CaptureSite) -> None:
    seen = capture(site.url("/diam"), site.reach(), replace(QUICK, page_seconds=2, wall_seconds=8))
    reading = read_page(seen_in(seen), Expected(text=POST, handle=SELLER))
    assert (seen.problem, reading.state) == (Problem.TIMEOUT, PageState.UNKNOWN)
