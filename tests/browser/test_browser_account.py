"""A measure for a whole account rests on Items that people confirmed, never on the engine's opinion of them."""

import pytest
from playwright.sync_api import Page, expect
from visiting import Visitors, decide, go, rows_of, said

pytestmark = pytest.mark.once

SHOP = "@toko.karungan.imajiner"
WHY = "Tiga dari empat lapaknya bal segel."
REFUSED = "Tindakan atas akun memerlukan 3 konten yang dikonfirmasi dalam 30 hari"


def test_an_account_is_reached_only_through_confirmed_items(desk: Visitors) -> None:
    page = desk.enter("Bima Contoh")
    confirms_one(page)
    opens_the_account(page)
    expect(page.get_by_role("main")).to_contain_text(REFUSED)
    decides_on_the_account(page)
    said(page, f"{REFUSED}, atau lebih dari separuh")
    said(page, "Akun ini baru punya 1.")

    confirms_one(page)
    confirms_one(page)
    opens_the_account(page)
    expect(page.get_by_role("main")).to_contain_text("cukup untuk tindakan atas seluruh akun")
    decides_on_the_account(page)
    said(page, "Keputusan atas akun disimpan; siap masuk berkas.")

    letter_of_the_account(page)


def letter_of_the_account(page: Page) -> None:
    """The account is a line of its own in the case and in the letter, beside its Items."""
    go(page, "Berkas")
    ready = page.get_by_role("region", name="Siap masuk berkas").locator("form").filter(has_text=SHOP)
    expect(ready.get_by_label(f"tindakan atas akun {SHOP}")).to_be_checked()
    ready.get_by_role("button", name="Buka berkas (3 konten)").click()
    expect(page.get_by_role("link", name=f"akun {SHOP}")).to_be_visible()
    page.get_by_role("button", name="Susun konsep surat").click()
    lines = page.get_by_role("article").get_by_role("row")
    expect(lines.filter(has_text="menurunkan konten ini")).to_have_count(3)
    line = lines.filter(has_text="mengambil tindakan atas akun ini")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("toko.karungan.imajiner")
    expect(line).to_contain_text("3 konten akun ini telah dikonfirmasi satu per satu")
    expect(page.get_by_role("region", name="Daftar periksa").locator(".red")).to_have_count(0)


def confirms_one(page: Page) -> None:
    """The next bale listing of the shop, from the queue."""
    go(page, "Antrean")
    page.get_by_label("Platform").select_option("shopee")
    page.get_by_label("Golongan").select_option(label="penjual")
    page.get_by_role("button", name="Saring").click()
    rows_of(page, SHOP).first.get_by_role("cell").nth(1).get_by_role("link").click()
    decide(page, "penjual, tingkat bal", "menawarkan pakaian bekas impor per bal atau karung", "aduan")
    page.get_by_role("button", name="Putuskan", exact=True).click()
    said(page, "Keputusan disimpan.")


def opens_the_account(page: Page) -> None:
    """From the Item to the account that published it."""
    page.get_by_role("region", name="Asli").get_by_role("link", name=SHOP).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SHOP)


def decides_on_the_account(page: Page) -> None:
    """Ask for a measure against all of it."""
    page.get_by_label("Mengapa tindakan harus mengenai seluruh akun?").fill(WHY)
    page.get_by_role("button", name="Putuskan tindakan atas akun").click()
