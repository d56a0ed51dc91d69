"""The desk by keyboard: shortcuts that can be switched off, and every act within reach of Tab."""

import re

import pytest
from playwright.sync_api import Page, expect
from visiting import Visitors, go, said

pytestmark = pytest.mark.once

# Notes every stop of the focus, and whether it can be seen there.
WATCH = """
() => {
  const able = "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary";
  const groups = new Set();
  window.wanted = [...document.querySelectorAll(able)].filter((one) => {
    if (one.type === "hidden" || !one.checkVisibility()) return false;
    if (one.type !== "radio") return true;
    const first = !groups.has(one.name);
    groups.add(one.name);
    return first;
  });
  window.reached = new Set();
  window.unseen = new Set();
  document.addEventListener("focusin", ({ target }) => {
    window.reached.add(target.type === "radio" ? window.wanted.find((one) => one.name === target.name) : target);
    const style = getComputedStyle(target);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) window.unseen.add(target);
  });
  return window.wanted.length;
}
"""
MISSED = """
() => {
  const named = (one) => `${one.tagName} ${(one.name || one.textContent || one.value).trim().slice(0, 40)}`;
  const missed = window.wanted.filter((one) => !window.reached.has(one));
  return [...missed.map((one) => `not reached: ${named(one)}`),
          ...[...window.unseen].map((one) => `focus not seen: ${named(one)}`)];
}
"""


@pytest.fixture
def page(desk: Visitors) -> Page:
    """The queue of somebody whom no other test knows with shortcuts off."""
    page = desk.enter("Hadi Contoh")
    expect(page.get_by_role("heading", name="Antrean")).to_be_visible()
    return page


def row(page: Page, number: int) -> str:
    """Where the link of a row leads that has the focus."""
    link = page.get_by_role("row").nth(number).get_by_role("link").first
    expect(link).to_be_focused()
    return link.get_attribute("href") or ""


def test_keys_search_explain_and_move(page: Page) -> None:
    page.keyboard.press("j")
    first = row(page, 1)
    page.keyboard.press("j")
    assert row(page, 2) != first
    page.keyboard.press("k")
    assert row(page, 1) == first
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Pintasan papan tik")
    expect(dialog).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    row(page, 1)
    search = page.get_by_role("searchbox")
    expect(search).to_have_value("")
    page.keyboard.press("/")
    expect(search).to_be_focused()
    page.keyboard.type("bal m?j/")
    expect(search).to_have_value("bal m?j/")
    expect(dialog).to_be_hidden()


def test_keys_review_and_decide(page: Page) -> None:
    page.get_by_label("Prioritas").select_option(label="rendah")
    page.get_by_role("button", name="Saring").click()
    expect(page.get_by_role("link", name="hapus saringan")).to_be_visible()
    page.keyboard.press("m")
    expect(page.get_by_role("region", name="Keputusan")).to_be_visible()
    item = page.url
    page.keyboard.press("8")
    expect(page.get_by_role("radio", name="belum jelas")).to_be_checked()
    page.get_by_label("Alasan", exact=True).select_option(label="bukti yang terlihat umum belum cukup")
    page.keyboard.press("n")  # the list still has the focus, so this is typing
    page.get_by_label("Alasan", exact=True).select_option(label="bukti yang terlihat umum belum cukup")
    assert page.url == item
    page.get_by_role("radio", name="biarkan").check()
    page.keyboard.press("n")
    said(page, "Keputusan disimpan.")
    assert page.url != item
    page.keyboard.press("s")
    page.wait_for_url(re.compile(r"/konten/|/antrean/"))


def test_a_held_modifier_keeps_the_keys_for_the_browser(page: Page) -> None:
    before = page.url
    for key in ("Control+m", "Alt+m", "Meta+m", "Control+Slash", "Control+j"):
        page.keyboard.press(key)
    assert page.url == before
    expect(page.get_by_role("searchbox")).not_to_be_focused()
    expect(page.get_by_role("row").nth(1).get_by_role("link").first).not_to_be_focused()


def test_shortcuts_can_be_switched_off_and_on_again(desk: Visitors) -> None:
    page = desk.enter("Ratna Contoh")
    search = page.get_by_role("searchbox")
    switch(page, "Matikan pintasan")
    for key in ("/", "?", "j", "m"):
        page.keyboard.press(key)
    expect(search).not_to_be_focused()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("heading", name="Antrean")).to_be_visible()
    switch(page, "Nyalakan pintasan")
    page.keyboard.press("/")
    expect(search).to_be_focused()


def switch(page: Page, title: str) -> None:
    """By the button, which works without any key."""
    page.get_by_role("button", name="Pintasan").click()
    page.get_by_role("button", name=title).click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def tabs_through(page: Page) -> list[str]:
    """What Tab did not reach from the top of the page to its end, and where the focus could not be seen."""
    stops = page.evaluate(WATCH)
    for _ in range(stops + 6):  # a date has several
        page.keyboard.press("Tab")
    problems: list[str] = page.evaluate(MISSED)
    return problems


def test_tab_reaches_everything_on_the_pages_of_work(page: Page) -> None:
    """Queue, Item and letter, with a ring around what has the focus."""
    page.get_by_label("Platform").select_option("shopee")
    page.get_by_role("button", name="Saring").click()
    expect(page.get_by_role("link", name="hapus saringan")).to_be_visible()
    assert tabs_through(page) == []
    page.get_by_role("row").nth(1).get_by_role("cell").nth(1).get_by_role("link").click()
    expect(page.get_by_role("region", name="Keputusan")).to_be_visible()
    assert tabs_through(page) == []
    go(page, "Surat")
    page.get_by_role("row").filter(has_text="TikTok").get_by_role("link", name="konsep").click()
    expect(page.get_by_role("region", name="Daftar periksa")).to_be_visible()
    assert tabs_through(page) == []
