"""From the queue to the platform's answer: what three people do, each in a browser of their own."""

import io
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader
from visiting import Visitors, decide, go, rows_of, said

SELLER = "@juragan.bal.fiktif"
REASON = "menawarkan pakaian bekas impor per bal atau karung"
REFUSAL = "Baris ini kami pandang terlalu luas; sebutkan bagian yang melanggar."


def test_from_the_queue_to_the_answer_of_the_platform(desk: Visitors) -> None:
    reviewer = desk.enter("Bima Contoh", afresh=True)
    starts_reviewing(reviewer)
    reads_and_confirms_three(reviewer)
    code = opens_a_case(reviewer)
    drafts_a_letter(reviewer)
    reviewer.get_by_role("button", name="Keluar").click()
    expect(reviewer.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()

    supervisor = desk.enter("Wulan Contoh")
    number = signs_and_sends(supervisor)
    link = finds_the_mail(supervisor, number)

    recipient = desk.come()
    recipient.goto(link)
    answers(recipient)
    verifies(recipient, number)

    sees_both_sides(supervisor, code, number)


def starts_reviewing(page: Page) -> None:
    """The queue hands out the gravest Item, and shows why; it is let go again."""
    expect(page.get_by_role("heading", name="Antrean")).to_be_visible()
    page.get_by_role("button", name="Mulai meninjau").click()
    expect(page.get_by_role("region", name="Asli").locator("mark").first).to_be_visible()
    page.get_by_role("button", name="Lepaskan").click()


def reads_and_confirms_three(page: Page) -> None:
    """By the button, by the button that goes on, and by the keys."""
    opens_the_next(page)
    shows_its_reasons(page)
    decide(page, "penjual, tingkat bal", REASON, "aduan")
    page.get_by_role("button", name="Putuskan", exact=True).click()
    said(page, "Keputusan disimpan.")
    expect(page.get_by_role("region", name="Keputusan")).to_contain_text("Bima Contoh")
    expect(page.get_by_role("region", name="Mengapa")).to_contain_text("Keyakinan mesin")

    opens_the_next(page)
    decide(page, "penjual, tingkat bal", REASON, "aduan")
    before = page.url
    page.get_by_role("button", name="Putuskan & lanjut").click()
    said(page, "Keputusan disimpan.")
    assert page.url != before

    opens_the_next(page)
    page.keyboard.press("1")
    page.get_by_label("Alasan", exact=True).select_option(label=REASON)
    page.get_by_role("radio", name="aduan").check()
    page.keyboard.press("n")
    said(page, "Keputusan disimpan.")


def opens_the_next(page: Page) -> None:
    """The first row of the seller that is open, found by the queue's filter."""
    go(page, "Antrean")
    page.get_by_label("Platform").select_option("instagram")
    page.get_by_label("Golongan").select_option(label="penjual")
    page.get_by_role("button", name="Saring").click()
    expect(page.get_by_role("link", name="hapus saringan")).to_be_visible()
    rows_of(page, SELLER).first.get_by_role("cell").nth(1).get_by_role("link").click()
    expect(page.get_by_role("region", name="Asli").get_by_role("link", name=SELLER)).to_be_visible()


def shows_its_reasons(page: Page) -> None:
    """The words that counted are marked; the reasons and the law of its day stand beside them."""
    expect(page.get_by_role("region", name="Asli").locator("mark").first).to_be_visible()
    why = page.get_by_role("region", name="Mengapa")
    expect(why).to_contain_text("Digolongkan penjual, tingkat bal")
    expect(why).to_contain_text("Bukti pakaian")
    expect(why).to_contain_text("Permendag 47/2025, pasal 2 ayat (1)")
    expect(why).not_to_contain_text("Keyakinan mesin")


def opens_a_case(page: Page) -> str:
    """Everything confirmed of the seller, as one case; its code."""
    go(page, "Berkas")
    ready = page.get_by_role("region", name="Siap masuk berkas").locator("form")
    ready.filter(has_text=SELLER).get_by_role("button", name="Buka berkas (3 konten)").click()
    said(page, re.compile(r"Berkas TRK-\d{4}-\d{4} dibuka"))
    return page.get_by_role("heading", level=1).inner_text().strip()


def drafts_a_letter(page: Page) -> None:
    """The checklist asks the drafter for a reason, and is content with one."""
    page.get_by_role("button", name="Susun konsep surat").click()
    checklist = page.get_by_role("region", name="Daftar periksa")
    expect(checklist).to_contain_text("Perlu alasan penyusun")
    expect(checklist.locator(".red")).to_have_count(0)
    page.get_by_label("Alasan untuk yang kuning: Tangkapan layar disegel").fill("Disusulkan bila diminta.")
    page.get_by_role("button", name="Simpan konsep").click()
    said(page, "Konsep disimpan.")
    expect(checklist).to_contain_text("Disusulkan bila diminta.")
    expect(page.get_by_role("article", name="Surat seperti akan dikirim")).to_contain_text(
        "(belum ditandatangani)"
    )


def signs_and_sends(page: Page) -> str:
    """A second person signs what somebody else drafted, and only then sends it; its number."""
    go(page, "Surat")
    page.get_by_role("row").filter(has_text="Instagram").get_by_role("link", name="konsep").click()
    expect(page.get_by_role("region", name="Daftar periksa").locator(".red")).to_have_count(0)
    expect(page.get_by_role("region", name="Langkah")).to_contain_text("Bima Contoh")
    page.get_by_role("button", name="Tanda tangani").click()
    said(page, re.compile(r"Surat ditandatangani dengan nomor B-\d{3}/PPD/"))
    number = re.search(r"B-\d{3}/PPD/\w+/\d{4}", page.get_by_role("status").inner_text())
    assert number
    expect(page.get_by_role("article")).to_contain_text(number[0])
    expect(page.get_by_role("article")).to_contain_text("Wulan Contoh")
    page.get_by_role("button", name="Kirim", exact=True).click()
    said(page, "Surat dikirim ke")
    return number[0]


def finds_the_mail(page: Page, number: str) -> str:
    """The letter lies in the demo's outbox; where its answer link leads."""
    go(page, "Kotak keluar")
    mail = page.get_by_role("article").filter(has_text=number).first
    expect(mail).to_contain_text(".pdf")
    link = mail.get_by_role("link").get_attribute("href")
    assert link
    assert "/t/" in link
    return link


def line(page: Page, number: int) -> Locator:
    """The part of the answer page that is about one line."""
    return page.get_by_role("group", name=f"Baris {number}", exact=True)


def answers(page: Page) -> None:
    """Without an account: one line refused, which needs a reason, the others removed."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("Aduan konten penawaran pakaian bekas impor")
    expect(page.locator(".answer-line")).to_have_count(3)
    expect(line(page, 1)).to_contain_text("Diminta: menurunkan konten ini")
    line(page, 1).get_by_role("radio", name="ditolak").check()
    line(page, 1).get_by_label("Keterangan", exact=True).fill(REFUSAL)
    for number in (2, 3):
        line(page, number).get_by_role("radio", name="diturunkan", exact=True).check()
    page.get_by_label("Nama atau bagian yang menjawab").fill("Tim uji")
    page.get_by_role("button", name="Kirim tanggapan").click()
    expect(page.get_by_role("alert")).to_contain_text("Baris 1: pilih alasan penolakan")
    expect(line(page, 1).get_by_label("Keterangan", exact=True)).to_have_value(REFUSAL)
    expect(line(page, 2).get_by_role("radio", name="diturunkan", exact=True)).to_be_checked()
    line(page, 1).get_by_label("Bila ditolak, mengapa").select_option(label="permintaan terlalu luas")
    page.get_by_role("button", name="Kirim tanggapan").click()
    expect(page.get_by_role("heading", name="Terima kasih, tanggapan tersimpan")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=REFUSAL)).to_contain_text("ditolak")
    page.get_by_role("link", name="Ubah atau lengkapi jawaban").click()


def verifies(page: Page, number: str) -> None:
    """The letter names the page that says it is genuine; the file itself is recognised, a changed one is not."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Surat lengkap (PDF)").click(modifiers=["Alt"])
    letter = Path(download.value.path()).read_bytes()
    page.get_by_role("link", name="Periksa keaslian").click()
    expect(page.get_by_text("Surat dengan kode ini dikeluarkan kantor ini.")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(number)
    printed = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(letter)).pages)
    assert page.url in re.sub(r"\s", "", printed)
    compares(page, letter, "Berkas itu persis surat ini.")
    compares(page, letter.replace(b"%%EOF", b"%% OF"), "Berkas itu bukan surat ini, atau sudah diubah.")


def compares(page: Page, file: bytes, verdict: str) -> None:
    """Hand in a file, and read what the page makes of it."""
    sent = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": file}
    page.get_by_label("Cocokkan PDF yang Anda terima").set_input_files(sent)  # type: ignore[arg-type]
    page.get_by_role("button", name="Cocokkan", exact=True).click()
    expect(page.get_by_role("status")).to_have_text(verdict)


def sees_both_sides(page: Page, code: str, number: str) -> None:
    """Theirs and ours, line by line and on one timeline, and what may be done next."""
    go(page, "Berkas")
    page.get_by_role("link", name=code, exact=True).click()
    refused = page.get_by_role("row").filter(has_text=REFUSAL)
    expect(refused).to_contain_text("ditolak")
    expect(refused).to_contain_text("permintaan terlalu luas")
    expect(refused).to_contain_text("kita menimbang penolakan")
    expect(page.get_by_role("row").filter(has_text="diklaim selesai, perlu dilihat ulang")).to_have_count(2)
    expect(page.get_by_role("main")).to_contain_text("Surat kedua tidak mempunyai tenggat hukum.")
    journey = page.get_by_role("region", name="Perjalanan")
    expect(journey.locator(".ours").filter(has_text=number).first).to_be_visible()
    expect(journey.locator(".theirs").filter(has_text=REFUSAL)).to_be_visible()
