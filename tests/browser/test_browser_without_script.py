"""The desk works without its script."""

import pytest
from playwright.sync_api import expect
from visiting import Visitors, decide, said

pytestmark = pytest.mark.once


def test_without_script_from_the_queue_to_the_decision_and_back(desk: Visitors) -> None:
    page = desk.enter("Ratna Contoh", java_script_enabled=False)
    page.get_by_label("Golongan").select_option(label="promotor")
    page.get_by_role("button", name="Saring").click()
    expect(page.get_by_role("link", name="hapus saringan")).to_be_visible()
    page.get_by_role("button", name="Mulai meninjau").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("promotor")
    expect(page.get_by_role("region", name="Asli").locator("mark").first).to_be_visible()
    item = page.url
    decide(page, "belum jelas", "bukti yang terlihat umum belum cukup", "biarkan")
    page.get_by_role("button", name="Putuskan", exact=True).click()
    said(page, "Keputusan disimpan.")
    page.get_by_role("button", name="Urungkan").click()
    said(page, "Keputusan diurungkan.")
    decide(page, "belum jelas", "bukti yang terlihat umum belum cukup", "biarkan")
    page.get_by_role("button", name="Putuskan & lanjut").click()
    said(page, "Keputusan disimpan.")
    assert page.url != item
