"""The law of a letter: never the import ban alone, and no article that the legal desk has not checked."""

import pytest
from playwright.sync_api import Locator, Page, expect
from visiting import Visitors, go, said

pytestmark = pytest.mark.once

BAN, ADVERTS = "Permendag 47/2025", "Permendag 31/2023"
BLOCKED = "Belum dapat ditandatangani; selesaikan yang merah, beri alasan untuk yang kuning."


def test_a_letter_rests_on_checked_articles_and_not_on_the_import_ban_alone(desk: Visitors) -> None:
    drafter, supervisor, lawyer = (desk.enter(name) for name in ("Sari Contoh", "Wulan Contoh", "Laras Contoh"))
    for page in (drafter, supervisor):
        opens_the_draft(page)
    can_be_signed(supervisor)

    before = chosen(drafter)
    assert BAN in before
    assert len(before) > 1
    chooses(drafter, [BAN])
    red = drafter.get_by_role("region", name="Daftar periksa").locator(".red")
    expect(red).to_have_count(1)
    expect(red).to_contain_text("Baris 1: Bertumpu pada larangan impor saja.")
    cannot_be_signed(supervisor)

    chooses(drafter, [*before, ADVERTS])
    expect(red).to_have_count(1)
    expect(red).to_contain_text(f"{ADVERTS}, pasal 21, 28: pasalnya belum diperiksa bagian hukum")
    cannot_be_signed(supervisor)

    checks_the_article(lawyer)
    drafter.reload()
    expect(red).to_have_count(0)
    expect(drafter.get_by_role("article")).to_contain_text(ADVERTS)
    can_be_signed(supervisor)


def opens_the_draft(page: Page) -> None:
    """The demo's draft that waits for a second person."""
    go(page, "Surat")
    page.get_by_role("row").filter(has_text="TikTok").get_by_role("link", name="konsep").click()
    expect(page.get_by_role("region", name="Daftar periksa")).to_be_visible()


def grounds(page: Page) -> Locator:
    """The boxes of the first line's grounds."""
    first = page.get_by_role("region", name="Ubah konsep").get_by_role("group").filter(has_text="Baris 1").first
    if first.get_attribute("open") is None:
        first.locator("summary").click()
    return first.get_by_role("group", name="Dasar hukum").locator("label")


def chosen(page: Page) -> list[str]:
    """The grounds that the first line cites."""
    return [label.inner_text().strip() for label in grounds(page).all() if label.locator(":checked").count()]


def chooses(page: Page, titles: list[str]) -> None:
    """Tick these grounds of the first line and no others."""
    for label in grounds(page).all():
        label.get_by_role("checkbox").set_checked(label.inner_text().strip().startswith(tuple(titles)))
    page.get_by_role("region", name="Ubah konsep").get_by_role("button", name="Simpan baris").first.click()
    said(page, "Konsep disimpan.")


def can_be_signed(page: Page) -> None:
    """Nothing red, and the button is open."""
    page.reload()
    expect(page.get_by_role("button", name="Tanda tangani")).to_be_enabled()


def cannot_be_signed(page: Page) -> None:
    """The page says so, and the button is shut."""
    page.reload()
    expect(page.get_by_role("region", name="Langkah")).to_contain_text(BLOCKED)
    expect(page.get_by_role("button", name="Tanda tangani")).to_be_disabled()


def checks_the_article(page: Page) -> None:
    """The legal desk read the official text, and says where."""
    go(page, "Hukum")
    row = page.get_by_role("row").filter(has_text=ADVERTS).first
    expect(row).to_contain_text("perlu diperiksa")
    row.get_by_text("Periksa pasal").click()
    row.get_by_label("Naskah resmi yang dibaca").fill("JDIH Kemendag, naskah salinan")
    row.get_by_role("button", name="Pasal benar").click()
    said(page, "Pemeriksaan pasal disimpan.")
    expect(row).to_contain_text("diperiksa bagian hukum")
    expect(row).to_contain_text("Laras Contoh")
