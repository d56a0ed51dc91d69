"""Proof "desk": pictures of every page of the office, at a desk and on a telephone, and the letter that it sends.

Run by `make proof desk`. Builds a demo in a temporary folder, serves it with `turunkan demo`, walks through it
with the system's Chromium as the people of the office would, and writes docs/proof/desk/.
"""

import io
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/proof/desk"
sys.path.append(str(ROOT / "tests/support"))

from own_demo import OwnDemo  # noqa: E402
from visiting import PHONE, WIDE, Visitors, chromium, decide, follow, go, rows_of  # noqa: E402

SELLER = "@juragan.bal.fiktif"
REASON = "menawarkan pakaian bekas impor per bal atau karung"
LATER = "Tangkapan layar disusulkan bila diminta."
PASTED = """https://www.instagram.example/p/Cbaru00001/
Bal segel sweater Korea isi 120, harga 5 juta per bal, minat WA 0812-0000-1234.

https://www.instagram.example/p/Cbaru00002/
Besok ada rapat RT, jangan lupa bawa kursi masing-masing.

https://www.tiktok.example/@uji.contoh/video/700000000"""
MOST_BYTES = 250_000
LONGEST = 3_000  # pixels of a page that goes on below the fold
COLOURS = (256, 64, 32)  # fewer until the picture is small enough


@dataclass(slots=True)
class Album:
    """The pictures that were taken, in their order."""

    browser: str
    rows: list[str] = field(default_factory=list)

    def take(self, page: Page, what: str, name: str, *, whole: bool = False) -> None:
        """One page at both sizes; `whole` also below the fold, as the telephone's picture always is."""
        stem = f"{len(self.rows) + 1:02d}-{name}"
        for size, suffix in ((WIDE, ""), (PHONE, "-phone")):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            picture = page.screenshot(full_page=whole or size is PHONE, animations="disabled")
            (OUT / f"{stem}{suffix}.png").write_bytes(small(picture))
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        self.rows.append(f"| {what} | [{stem}.png]({stem}.png) | [{stem}-phone.png]({stem}-phone.png) |")
        print(f"{stem}: {what}")


def small(picture: bytes) -> bytes:
    """The picture with as many colours as fit into the size that is allowed."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image = image.crop((0, 0, image.width, min(image.height, LONGEST)))
    for colours in COLOURS:
        stream = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
        if stream.tell() <= MOST_BYTES:
            break
    return stream.getvalue()


def button(page: Page, name: str) -> Locator:
    """A button by its whole name."""
    return page.get_by_role("button", name=name, exact=True)


def reviews(desk: Visitors, album: Album) -> None:
    """The reviewer: queue, Items, account, import, case and draft."""
    page = desk.come()
    page.goto("/")
    album.take(page, "Login of the demo", "login")
    follow(page.get_by_role("button", name="Bima Contoh"))
    album.take(page, "The queue, as a reviewer sees it", "queue")
    opens_the_next(page)
    album.take(page, "An Item: the original, why, and the decision", "item", whole=True)
    confirms(page)
    album.take(page, "The Item after the decision", "item-decided")
    for _ in range(2):
        opens_the_next(page)
        confirms(page)
    follow(page.get_by_role("region", name="Asli").get_by_role("link", name=SELLER))
    album.take(page, "An account, and whether its confirmed Items carry a measure", "account", whole=True)
    go(page, "Masukkan")
    page.get_by_label("Satu konten satu paragraf").fill(PASTED)
    album.take(page, "Bringing captures in", "import")
    follow(page.get_by_role("button", name="Masukkan").first)
    album.take(page, "What an import brought", "import-result")
    go(page, "Berkas")
    album.take(page, "Cases, and what is ready for one", "cases", whole=True)
    ready = page.get_by_role("region", name="Siap masuk berkas").locator("form").filter(has_text=SELLER)
    follow(ready.get_by_role("button", name="Buka berkas"))
    follow(button(page, "Susun konsep surat"))
    page.get_by_label("Alasan untuk yang kuning").fill(LATER)
    follow(button(page, "Simpan konsep"))
    album.take(page, "A draft as it will leave, beside its checklist", "letter-draft", whole=True)


def opens_the_next(page: Page) -> None:
    """The next Item of the seller that waits."""
    go(page, "Antrean")
    page.get_by_label("Platform").select_option("instagram")
    page.get_by_label("Golongan").select_option(label="penjual")
    follow(button(page, "Saring"))
    follow(rows_of(page, SELLER).first.get_by_role("cell").nth(1).get_by_role("link"))


def confirms(page: Page) -> None:
    """A bale seller, to be complained of."""
    decide(page, "penjual, tingkat bal", REASON, "aduan")
    follow(button(page, "Putuskan"))


def signs(desk: Visitors, album: Album) -> str:
    """The supervisor signs and sends; where the answer link in the mail leads."""
    page = desk.enter("Wulan Contoh")
    go(page, "Surat")
    album.take(page, "All letters", "letters")
    follow(page.get_by_role("row").filter(has_text="Instagram").get_by_role("link", name="konsep"))
    follow(button(page, "Tanda tangani"))
    album.take(page, "The letter, signed by a second person", "letter-signed", whole=True)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click(modifiers=["Alt"])
    download.value.save_as(OUT / "letter.pdf")
    follow(button(page, "Kirim"))
    go(page, "Kotak keluar")
    album.take(page, "The demo's outbox, where letters arrive instead of leaving", "outbox")
    return page.get_by_role("article").first.get_by_role("link").get_attribute("href") or ""


def answers(desk: Visitors, album: Album, link: str) -> None:
    """The platform, without an account, in both languages; and the letter's verification."""
    page = desk.come()
    page.goto(link)
    album.take(page, "The platform's page, without an account", "answer", whole=True)
    follow(button(page, "EN"))
    album.take(page, "The same in English", "answer-english", whole=True)
    follow(button(page, "ID"))
    first = page.get_by_role("group", name="Baris 1", exact=True)
    first.get_by_role("radio", name="ditolak").check()
    first.get_by_label("Bila ditolak, mengapa").select_option(label="permintaan terlalu luas")
    first.get_by_label("Keterangan", exact=True).fill("Sebutkan bagian yang melanggar.")
    for number in (2, 3):
        line = page.get_by_role("group", name=f"Baris {number}", exact=True)
        line.get_by_role("radio", name="diturunkan", exact=True).check()
    page.get_by_label("Nama atau bagian yang menjawab").fill("Tim Trust & Safety (peragaan)")
    follow(button(page, "Kirim tanggapan"))
    album.take(page, "Thanks, with what was taken in", "answered")
    page.goto(link)
    follow(page.get_by_role("link", name="Periksa keaslian"))
    page.get_by_label("Cocokkan PDF yang Anda terima").set_input_files(OUT / "letter.pdf")
    follow(button(page, "Cocokkan"))
    expect(page.get_by_role("status")).to_contain_text("persis surat ini")
    album.take(page, "Verification of the letter, with the file itself", "verification")


def looks_round(desk: Visitors, album: Album) -> None:
    """The case with both tracks, and the pages of the other roles."""
    page = desk.enter("Wulan Contoh")
    go(page, "Berkas")
    follow(page.get_by_role("row").filter(has_text="TRK-").first.get_by_role("link").first)
    album.take(page, "A case: theirs and ours, line by line and on one timeline", "case", whole=True)
    lawyer = desk.enter("Laras Contoh")
    go(lawyer, "Hukum")
    lawyer.get_by_text("Periksa pasal").first.click()
    album.take(lawyer, "The dated table of law, with the legal desk's check", "law")
    auditor = desk.enter("Galih Contoh")
    go(auditor, "Jejak audit")
    follow(button(auditor, "Periksa rantai"))
    album.take(auditor, "The audit trail and its chain", "audit")
    administrator = desk.enter("Tono Contoh")
    go(administrator, "Pengguna")
    album.take(administrator, "Users and roles", "users")
    administrator.goto("/antrean/")
    album.take(administrator, "What a role sees of a page that is not its own", "403")


def page_of(album: Album) -> str:
    """The README beside the pictures."""
    version = subprocess.run([sys.executable, "-m", "turunkan", "--version"], capture_output=True, text=True)
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    rows = "\n".join(album.rows)
    return f"""# The desk in pictures

Made by `make proof desk` on {datetime.now(UTC):%Y-%m-%d} ({version.stdout.strip()}; {machine}; {album.browser}).
The demo is built anew in a temporary folder, served by `turunkan demo` on SQLite, and walked through with a real
browser: a reviewer confirms three Items, opens a case and drafts a letter; a supervisor signs and sends it; the
platform answers. Everybody and everything in it is invented. Nothing is random but the keys of the links and the
fingerprints.

The pictures are 1440 × 900 at a desk (some go on below the fold) and 390 wide on a telephone; the signed letter
is [letter.pdf](letter.pdf).

| page | desk | telephone |
|---|---|---|
{rows}
"""


def main() -> None:
    """Take all pictures, and write the page."""
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="turunkan-proof-") as folder, chromium() as browser:
        demo = OwnDemo(Path(folder) / "kantor")
        album, desk = Album(f"Chromium {browser.version}"), Visitors(browser, demo.address, {})
        reviews(desk, album)
        link = signs(desk, album)
        answers(desk, album, link)
        looks_round(desk, album)
        desk.leave()
        demo.stop()
        if desk.troubles:
            sys.exit("the browser complained:\n" + "\n".join(desk.troubles))
    (OUT / "README.md").write_text(page_of(album), encoding="utf-8")
    print(f"written: {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
