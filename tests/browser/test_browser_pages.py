"""Every page at a desk and on a telephone: nothing sticks out, nothing lacks a name, no console complains.

The consoles are asked for every test, by the fixture `desk`.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from visiting import PHONE, WIDE, Visitors, follow, go

pytestmark = pytest.mark.once

ROLES = {
    "Sari Contoh": ("Antrean", "Masukkan", "Berkas", "Surat", "Hukum", "Penerima", "Kotak keluar"),
    "Wulan Contoh": ("Antrean", "Masukkan", "Berkas", "Surat", "Hukum", "Penerima", "Kotak keluar"),
    "Laras Contoh": ("Antrean", "Berkas", "Surat", "Hukum", "Penerima", "Kotak keluar"),
    "Galih Contoh": ("Antrean", "Berkas", "Surat", "Hukum", "Jejak audit", "Penerima", "Kotak keluar"),
    "Tono Contoh": ("Pengguna", "Kantor"),
}
POST = "https://www.instagram.example/p/Cuji00001/\nBesok ada rapat RT, jangan lupa bawa kursi."
LINK = "https://www.tiktok.example/@uji.contoh/video/700000000"

# A small check of our own; contrast is not measured.
PROBLEMS = """
() => {
  const found = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const text = (ids) => ids.split(/\\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const named = (one) => (one.getAttribute("aria-label") || text(one.getAttribute("aria-labelledby") ?? "")
    || [...(one.labels ?? [])].map((label) => label.textContent).join(" ") || one.title || "").trim();
  const shown = (one) => one.outerHTML.slice(0, 90);
  const complain = (ones, what) => ones.forEach((one) => found.push(`${what}: ${shown(one)}`));

  if (all("h1").length !== 1) found.push(`${all("h1").length} h1`);
  if (all("main").length !== 1) found.push(`${all("main").length} main`);
  if (!document.title.trim()) found.push("no title");
  const visible = (one) => one.checkVisibility();
  const levels = all("h1, h2, h3, h4, h5, h6").filter(visible).map((one) => Number(one.tagName[1]));
  levels.forEach((level, at) => { if (at && level > levels[at - 1] + 1) found.push(`h${level} too deep`); });
  const ids = all("[id]").map((one) => one.id);
  ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => found.push(`id twice: ${id}`));
  const fields = all("input:not([type=hidden]), select, textarea");
  complain(fields.filter((one) => !named(one)), "field without a label");
  const steps = all("a[href], button, summary");
  complain(steps.filter((one) => !one.textContent.trim() && !named(one)), "without a name");
  complain(all("img").filter((one) => !one.hasAttribute("alt")), "without alt");
  const described = all("[aria-describedby]");
  complain(described.filter((one) => !text(one.getAttribute("aria-describedby"))), "describes nothing");
  complain(all("table").filter((one) => !one.querySelector("th")), "table without headings");
  complain(all("fieldset").filter((one) => !one.querySelector("legend")?.textContent.trim()), "without a legend");
  complain(all("label").filter((one) => !one.control), "label of nothing");
  complain(all("[style], script:not([src])"), "inline style or script");
  return found;
}
"""
STICKING_OUT = """
() => document.documentElement.scrollWidth <= innerWidth ? "" : [...document.querySelectorAll("main *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll"))
  .map((one) => one.outerHTML.slice(0, 70))[0] ?? `${document.documentElement.scrollWidth} pixels wide`
"""


def problems_of(page: Page, language: str = "id") -> list[str]:
    """What is wrong with a page, at both sizes; each with the page's address and heading."""
    found = page.evaluate(PROBLEMS)
    spoken = page.evaluate("document.documentElement.lang")
    found += [] if spoken == language else [f"lang is {spoken}"]
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        out = page.evaluate(STICKING_OUT)
        found += [f"wider than {size['width']}: {out}"] if out else []
    where = f"{page.url} ({page.title()})"
    return [f"{where}: {one}" for one in found]


def menu(page: Page, titles: tuple[str, ...]) -> Iterator[str]:
    """Every page of the menu, one after the other."""
    for title in titles:
        go(page, title)
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
        yield title


@pytest.mark.parametrize("name", ROLES)
def test_every_page_of_the_menu_is_sound(desk: Visitors, name: str) -> None:
    """With the first of what each list has to show."""
    page = desk.enter(name)
    found = problems_of(page)
    for title in menu(page, ROLES[name]):
        found += problems_of(page)
        if title in ("Antrean", "Masukkan", "Berkas", "Surat") and page.locator("tr[data-row]").count():
            follow(page.locator("tr[data-row]").first.get_by_role("link").first)
            found += problems_of(page)
    assert found == []


def test_pages_behind_the_first_are_sound(desk: Visitors) -> None:
    """Decided Items, accounts, searching, importing, drafts and sent letters, the next page of a list."""
    page = desk.enter("Wulan Contoh")
    found = []
    follow(page.get_by_role("link", name="berikutnya"))
    found += problems_of(page)
    go(page, "Berkas")
    follow(page.get_by_role("row").filter(has_text="Distributor bal di Bandung").get_by_role("link").first)
    found += problems_of(page)
    follow(page.get_by_role("link", name="@gudang.karung.contoh").first)
    expect(page.get_by_role("region", name="Keputusan")).to_contain_text("Bima Contoh")
    found += problems_of(page)
    follow(page.get_by_role("region", name="Asli").get_by_role("link", name="@gudang.karung.contoh"))
    expect(page.get_by_role("heading", level=1)).to_have_text("@gudang.karung.contoh")
    found += problems_of(page)
    for state in ("konsep", "B-001"):
        go(page, "Surat")
        follow(page.get_by_role("link", name=state).first)
        found += problems_of(page)
    for query in ("gudang", "tidak ada yang begini"):
        page.get_by_role("searchbox").first.fill(query)
        with page.expect_navigation():
            page.get_by_role("searchbox").first.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Cari")
        found += problems_of(page)
    assert found == []


def test_pages_of_an_import_are_sound(desk: Visitors) -> None:
    """Pasted text, a link whose text is still missing, and a file that nobody can read."""
    page = desk.enter("Sari Contoh")
    go(page, "Masukkan")
    page.get_by_label("Satu konten satu paragraf").fill(f"{POST}\n\n{LINK}")
    follow(page.get_by_role("button", name="Masukkan", exact=True))
    expect(page.get_by_role("main")).to_contain_text("Dikenali sebagai")
    found = problems_of(page)
    go(page, "Antrean")
    follow(page.get_by_role("link", name=re.compile("tautan tanpa teks")))
    found += problems_of(page)
    follow(page.get_by_role("link", name=LINK))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tautan tanpa teks")
    found += problems_of(page)
    go(page, "Masukkan")
    junk = {"name": "gambar.bin", "mimeType": "application/octet-stream", "buffer": bytes(range(256)) * 4}
    page.get_by_label("Seret berkas").set_input_files(junk)  # type: ignore[arg-type]
    follow(page.get_by_role("button", name="Masukkan berkas"))
    expect(page.get_by_role("heading", name="Bagian yang tidak terbaca")).to_be_visible()
    found += problems_of(page)
    assert found == []


def test_pages_without_login_are_sound(desk: Visitors) -> None:
    """The login, the answer page, the verification, and what a wrong key leads to."""
    insider, page = desk.enter("Galih Contoh"), desk.come()
    page.goto("/")
    found = problems_of(page)
    go(insider, "Kotak keluar")
    link = insider.get_by_role("article").last.get_by_role("link").get_attribute("href") or ""
    page.goto(link)
    expect(page.get_by_role("button", name="Kirim tanggapan")).to_be_visible()
    found += problems_of(page)
    follow(page.get_by_role("link", name="Periksa keaslian"))
    found += problems_of(page)
    page.goto(page.url.replace("/v/", "/v/X"))
    expect(page.get_by_role("main")).to_contain_text("Tidak ada surat dengan kode ini.")
    found += problems_of(page)
    page.goto(f"{link.rstrip('/')}x/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tautan tidak berlaku")
    found += problems_of(page)
    assert found == []


def test_refusals_are_pages_of_their_own(desk: Visitors) -> None:
    """An address from a colleague with another role, and one that leads nowhere."""
    page = desk.enter("Tono Contoh")
    page.goto("/antrean/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tidak diizinkan")
    found = problems_of(page)
    page.goto("/tidak-ada/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tidak ditemukan")
    found += problems_of(page)
    follow(page.get_by_role("link", name="Kembali ke awal"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Pengguna")
    assert found == []


def test_the_language_stays_as_it_was_chosen(desk: Visitors) -> None:
    page = desk.enter("Laras Contoh")
    follow(page.get_by_role("button", name="EN"))
    expect(page.get_by_role("navigation").first.get_by_role("link", name="Queue")).to_be_visible()
    found = problems_of(page, "en")
    for title in ("Law", "Letters"):
        go(page, title)
        found += problems_of(page, "en")
    follow(page.get_by_role("link", name="B-001"))
    found += problems_of(page, "en")
    assert page.get_by_role("article").get_attribute("lang") == "id"
    follow(page.get_by_role("button", name="ID"))
    expect(page.get_by_role("link", name="Antrean", exact=True)).to_be_visible()
    assert problems_of(page) == []
    assert found == []
