"""Nobody signs alone: not without the office, not their own letter, and not by a form that the page never had."""

from playwright.sync_api import Page, expect
from visiting import Visitors, decide, go, said

SELLER = "@monza.karung.rekaan"  # two of its Items are confirmed when the demo begins
NEVER = "Peran Anda tidak menandatangani surat; penyelia yang melakukannya."
OWN = "Anda menyusun surat ini; orang kedua yang menandatanganinya."
NOTE = "Bandingkan dengan konten lain akun ini."
FORGE = """
async (place) => {
  const form = document.querySelector("main form[method=post]");
  const answer = await fetch(place, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  return [answer.status, await answer.text()];
}
"""


def test_a_reviewer_cannot_sign_by_the_page_nor_around_it(desk: Visitors) -> None:
    page, supervisor = desk.enter("Ratna Contoh"), desk.enter("Wulan Contoh")
    opens_the_draft_to(supervisor, "TikTok")
    opens_the_draft_to(page, "TikTok")
    steps = page.get_by_role("region", name="Langkah")
    expect(steps).to_contain_text(NEVER)
    expect(steps.get_by_role("button", name="Tanda tangani")).to_have_count(0)
    status, body = page.evaluate(FORGE, place_to_sign(supervisor))
    assert status == 403
    assert "Tidak diizinkan" in body
    page.reload()
    expect(page.get_by_role("article")).to_contain_text("(belum ditandatangani)")


def test_a_supervisor_does_not_sign_their_own_letter_but_another_one_does(desk: Visitors) -> None:
    author = desk.enter("Wulan Contoh")
    go(author, "Berkas")
    ready = author.get_by_role("region", name="Siap masuk berkas").locator("form").filter(has_text=SELLER)
    ready.get_by_role("button", name="Buka berkas").click()
    author.get_by_role("button", name="Susun konsep surat").click()
    author.get_by_label("Alasan untuk yang kuning").fill("Disusulkan bila diminta.")
    author.get_by_role("button", name="Simpan konsep").click()
    steps = author.get_by_role("region", name="Langkah")
    expect(steps).to_contain_text(OWN)
    expect(steps.get_by_role("button", name="Tanda tangani")).to_have_count(0)

    other = desk.enter("Hadi Contoh")
    opens_the_draft_to(other, "Facebook")
    status, body = author.evaluate(FORGE, place_to_sign(other))
    assert (status, OWN in body) == (200, True)
    other.reload()
    expect(other.get_by_role("article")).to_contain_text("(belum ditandatangani)")
    other.get_by_role("button", name="Tanda tangani").click()
    said(other, "Surat ditandatangani dengan nomor")
    expect(other.get_by_role("article")).to_contain_text("Kepala Subbidang Tindak Lanjut")
    author.reload()
    expect(author.get_by_role("region", name="Langkah")).to_contain_text("Hadi Contoh")


def test_a_second_opinion_is_given_without_seeing_the_first(desk: Visitors) -> None:
    """Graver than recommended: it takes a note, and a second person who is not told what the first one thought."""
    first, second = desk.enter("Bima Contoh"), desk.enter("Ratna Contoh")
    opens_the_doubtful_one(first)
    decide(first, "penjual, tingkat satuan", "menjual satuan pakaian bekas yang disebutnya impor", "permintaan")
    first.get_by_role("button", name="Putuskan", exact=True).click()
    said(first, "tulis catatan mengapa")
    decide(first, "penjual, tingkat satuan", "menjual satuan pakaian bekas yang disebutnya impor", "permintaan")
    first.get_by_label("Catatan").fill(NOTE)
    first.get_by_role("button", name="Putuskan", exact=True).click()
    said(first, "orang kedua akan menilainya tanpa melihat milik Anda")

    opens_the_doubtful_one(second)
    expect(second.get_by_role("main")).not_to_contain_text(NOTE)
    expect(second.get_by_role("main")).not_to_contain_text("Bima Contoh")
    decide(second, "penjual, tingkat satuan", "menjual satuan pakaian bekas yang disebutnya impor", "permintaan")
    second.get_by_label("Catatan").fill("Harga dan cara memesan disebut.")
    second.get_by_role("button", name="Putuskan", exact=True).click()
    said(second, "Keputusan disimpan.")
    expect(second.get_by_role("region", name="Keputusan")).to_contain_text(NOTE)


def place_to_sign(page: Page) -> str:
    """Where the sign button of who may sign leads."""
    form = page.locator("form").filter(has=page.get_by_role("button", name="Tanda tangani"))
    return form.get_attribute("action") or ""


def opens_the_draft_to(page: Page, platform: str) -> None:
    """The draft to a platform, from the list of letters."""
    go(page, "Surat")
    page.get_by_role("row").filter(has_text=platform).get_by_role("link", name="konsep").click()
    expect(page.get_by_role("region", name="Daftar periksa")).to_be_visible()


def opens_the_doubtful_one(page: Page) -> None:
    """The first that waits of those that the engine only asks somebody to look at."""
    go(page, "Antrean")
    page.get_by_label("Prioritas").select_option(label="rendah")
    page.get_by_role("button", name="Saring").click()
    page.get_by_role("row").nth(1).get_by_role("cell").nth(1).get_by_role("link").click()
