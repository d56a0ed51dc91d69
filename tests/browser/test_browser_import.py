"""Bringing in files as people do: dropped on the panel, or chosen by keyboard alone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from visiting import PHONE, Visitors, follow, go, said

TABLE = (
    "isi unggahan,pemilik,tayang\n"
    '"Ready bal segel jaket second import Korea isi 120 pcs harga 3 juta, minat WA 0812-0000-1147, kirim dari '
    '{city}",gudang.{city},2026-11-10 08:00\n'
    '"Kopi susu gula aren dari kebun sendiri di {city}",kopi.{city},2026-11-11 09:00\n'
    '"Hujan deras di {city} sore ini, hati-hati di jalan",warga.{city},\n'
)
DROP = """
([name, text]) => {
  const held = new DataTransfer();
  held.items.add(new File([text], name, { type: "text/csv" }));
  const zone = document.querySelector("[data-drop]");
  for (const kind of ["dragenter", "dragover", "drop"])
    zone.dispatchEvent(new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }));
}
"""


def choose(page: Page, column: str, field: str) -> None:
    """Say what a column holds."""
    page.get_by_label(f"Kolom {column} dibaca sebagai").select_option(label=field)


def figure(page: Page, name: str) -> str:
    """One of the figures of an import."""
    return page.locator(".figures div").filter(has_text=name).locator("dd").inner_text()


def test_a_dropped_table_is_mapped_looked_at_brought_in_and_taken_back(desk: Visitors) -> None:
    page = desk.enter("Ratna Contoh")
    go(page, "Masukkan")
    with page.expect_navigation():
        page.evaluate(DROP, ["laporan pasar.csv", TABLE.format(city="bandung")])
    expect(page.get_by_role("heading", name="laporan pasar.csv")).to_be_visible()
    choose(page, "isi unggahan", "teks")
    choose(page, "pemilik", "akun (@nama)")
    choose(page, "tayang", "tanggal terbit")
    page.get_by_label("Zona waktu").select_option(label="WITA (Makassar, UTC+8)")
    page.get_by_label("Simpan susunan").fill("Laporan pasar")
    follow(page.get_by_role("button", name="Lihat dulu"))
    preview = page.get_by_role("row").filter(has_text="@gudang.bandung").filter(has_text="2026-11-10 08:00+08:00")
    expect(preview).to_be_visible()
    expect(preview).not_to_contain_text("0812-0000-1147")
    follow(page.get_by_role("button", name="Masukkan", exact=True))
    assert [figure(page, name) for name in ("Baru", "Rusak", "Perlu dilihat")] == ["3", "0", "1"]
    result = page.url
    follow(page.get_by_role("link", name="Ke antrean impor ini"))
    expect(page.locator("tr[data-row]")).to_have_count(1)
    page.goto(result)
    follow(page.get_by_role("link", name="Batalkan impor"))
    follow(page.get_by_role("button", name="Ya, batalkan impor"))
    said(page, "Impor dibatalkan.")
    expect(page.get_by_role("link", name="Batalkan impor")).to_have_count(0)


def test_by_keyboard_alone_and_without_script_a_saved_mapping_is_filled_in(desk: Visitors, tmp_path: Path) -> None:
    page = desk.enter("Hadi Contoh", java_script_enabled=False)
    for city in ("solo", "medan"):
        path = tmp_path / f"{city}.csv"
        path.write_text(TABLE.format(city=city).replace("pemilik", "penjual"), encoding="utf-8")
        go(page, "Masukkan")
        page.get_by_label("Seret berkas").set_input_files(path)
        press(page, "Masukkan berkas")
        if city == "solo":
            choose(page, "isi unggahan", "teks")
            page.get_by_label("Zona waktu").select_option(label="WIB (Jakarta, UTC+7)")
            page.get_by_label("Simpan susunan").fill("Laporan pasar, penjual")
        else:
            expect(page.get_by_label("Kolom isi unggahan")).to_have_value("text")
        press(page, "Masukkan")
        assert figure(page, "Baru") == "3"


def press(page: Page, name: str) -> None:
    """Press a button by Enter."""
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [None, PHONE], ids=["wide", "phone"])
def test_nothing_of_the_import_pages_leaves_the_screen(
    desk: Visitors, tmp_path: Path, width: dict[str, int] | None
) -> None:
    page = desk.enter("Hadi Contoh", **({"viewport": width} if width else {}))
    path = tmp_path / "lebar.csv"
    path.write_text(TABLE.format(city="kota" * 30).replace("tayang", "waktu tayang"), encoding="utf-8")
    go(page, "Masukkan")
    fits(page)
    page.get_by_label("Seret berkas").set_input_files(path)
    follow(page.get_by_role("button", name="Masukkan berkas"))
    choose(page, "isi unggahan", "teks")
    follow(page.get_by_role("button", name="Lihat dulu"))
    fits(page)
    follow(page.get_by_role("button", name="Buang berkas ini"))
    expect(page).to_have_url(re.compile("/masukkan/$"))


def fits(page: Page) -> None:
    """The page is not wider than the window."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
