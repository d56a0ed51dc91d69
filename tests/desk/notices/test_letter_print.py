"""The printed letter, read back by other programs: what it says, its tags, its properties."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
import segno
from printed import Printed, flat, qr_on_paper
from tests.desk.conftest import BALE, UNPAID
from tests.desk.notices.conftest import UNPAID_PROMOTER, Confirm, Edit, Letters

from turunkan.core.vocab import day_in_words
from turunkan.desk.notices.letter import NUMBER_LATER, compose
from turunkan.desk.notices.models import Notice, Urgency
from turunkan.desk.notices.pdf import print_letter
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import Recipient, User
from turunkan.desk.review.models import AccountDecision

STAMP = "2026-11-20T01:00:00+00:00"

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def printed(signed: Notice) -> Printed:
    """The signed letter."""
    assert signed.pdf is not None
    return Printed(signed.pdf)


def waived(notice: Notice) -> Notice:
    """The draft with a reason for its amber."""
    Notice.objects.filter(pk=notice.pk).update(waived={"pictured": "Menyusul."})
    return notice


def test_the_text_holds_everything_that_an_official_letter_says(signed: Notice, printed: Printed) -> None:
    for said in (
        "KEMENTERIAN CONTOH",
        "Direktorat Pemantauan Perdagangan Digital",
        "Jalan Contoh Nomor 1 · Telepon 021-0000-0000",
        f"Nomor : {signed.number}",
        "Sifat : Biasa",
        "Lampiran : 1 (satu) daftar, 2 baris",
        f"Perihal : {signed.subject_line}",
        "Yth. Trust & Safety Instagram di tempat",
        "surat ini bukan perintah pemutusan akses",
        f"Tanggapan diharapkan paling lambat {day_in_words(signed.reply_by).id}",
        "bukan tenggat hukum",
        "Meja Pemantauan, pemantauan@kementerian.example, 021-0000-0000",
        "Kepala Bidang,",
        "Penyelia",
        "Tembusan: Inspektur Jenderal Kementerian Contoh",
        f"/v/{signed.code}/",
        f"Kode: {signed.code}",
    ):
        assert flat(said) in printed.flat, said


def test_the_text_holds_the_quote_reason_address_grounds_and_request_of_each_line(
    signed: Notice, printed: Printed
) -> None:
    assert signed.letter is not None
    for line in signed.letter["lines"]:
        for name in ("address", "published", "captured", "quote", "reason"):
            assert flat(line[name]) in printed.flat, (line["number"], name)
        assert flat("Dasar: " + "; ".join(line["law"])) in printed.flat
        assert flat(line["ask"].capitalize()) in printed.flat
    for ground in signed.letter["grounds"]:
        assert flat(f"{ground['title']}, {ground['articles']}: {ground['says']}") in printed.flat
        assert flat(ground["caution"]) in printed.flat


def test_no_telephone_number_of_a_seller_is_printed(printed: Printed) -> None:
    assert "0812-••••-1147" in printed.flat
    assert "0812-0000-1147" not in printed.flat


def test_every_page_carries_the_number_and_its_place(signed: Notice, printed: Printed) -> None:
    for page, text in enumerate(printed.pages, start=1):
        assert f"{signed.number} · {signed.code} Halaman {page} dari 2" in text


def test_a_short_letter_is_one_page_and_its_list_another(printed: Printed) -> None:
    letter, table = printed.reader.pages
    assert letter.mediabox.height > letter.mediabox.width
    assert table.mediabox.width > table.mediabox.height
    assert "Penyelia" in printed.pages[0]
    assert printed.pages[1].startswith("Lampiran surat B-001/")


def test_the_file_is_tagged_and_says_that_it_is_pdf_ua(signed: Notice, printed: Printed) -> None:
    assert printed.catalog["/MarkInfo"]["/Marked"].value is True
    assert printed.catalog["/Lang"] == "id"
    assert printed.catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert re.search(r'pdfuaid:part(="1"|>1<)', printed.xmp)
    title = f"{signed.subject_line} ({signed.number})"
    assert f">{title}</rdf:li>" in printed.xmp
    assert printed.reader.metadata is not None
    assert (printed.reader.metadata.title, printed.reader.metadata.author) == (title, "Kementerian Contoh")


def test_the_tags_name_headings_lists_tables_and_the_picture(signed: Notice, printed: Printed) -> None:
    names = [tag.name for tag in printed.tags]
    headings = [name for name in names if name in ("H1", "H2", "H3")]
    assert headings == ["H1", "H2", "H2", "H2", "H2", "H3"]
    assert names.count("Table") == 2
    assert names.count("THead") == 1
    assert (names.count("TH"), names.count("TD")) == (4 + 5, 4 + 2 * 5)
    assert {"P", "L", "LI", "LBody", "TR", "Sect"} <= set(names)
    figures = [tag for tag in printed.tags if tag.name == "Figure"]
    assert [figure.alt for figure in figures] == [f"Kode QR menuju halaman pemeriksaan surat {signed.number}"]


def test_the_parts_are_tagged_in_the_order_of_reading(printed: Printed) -> None:
    names = [tag.name for tag in printed.tags]
    places = [names.index(name) for name in ("H1", "Table", "H2", "Figure", "Sect")]
    assert places == sorted(places)


def test_all_fonts_are_in_the_file(printed: Printed) -> None:
    assert len(printed.fonts) >= 3
    assert all(printed.fonts.values()), printed.fonts


def test_the_file_runs_nothing_and_fetches_nothing(signed: Notice) -> None:
    assert signed.pdf is not None
    for name in (b"/JavaScript", b"/OpenAction", b"/EmbeddedFile", b"/URI", b"/Launch"):
        assert name not in signed.pdf


def test_the_same_letter_printed_twice_gives_the_same_bytes(signed: Notice) -> None:
    kept = Notice.objects.get(pk=signed.pk)
    assert kept.letter is not None
    assert signed.signed_at is not None
    assert print_letter(kept.letter, stamp=signed.signed_at.isoformat(timespec="seconds")) == signed.pdf


@pytest.mark.parametrize("changed", ["number", "reply_by", "code"])
def test_another_letter_or_another_moment_gives_other_bytes(signed: Notice, changed: str) -> None:
    assert signed.letter is not None
    first = print_letter(signed.letter, stamp=STAMP)
    assert print_letter(signed.letter | {changed: "LAIN"}, stamp=STAMP) != first
    assert print_letter(signed.letter, stamp="2026-11-20T01:00:01+00:00") != first


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")
def test_the_qr_code_on_paper_leads_to_the_verification_page(signed: Notice, tmp_path: Path) -> None:
    assert signed.letter is not None
    assert signed.pdf is not None
    expected = [list(row) for row in segno.make(signed.letter["verify_url"], error="m").matrix]
    assert qr_on_paper(signed.pdf, tmp_path, len(expected), centimetres=2) == expected


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler-utils is not installed")
def test_another_reader_agrees(signed: Notice, tmp_path: Path) -> None:
    assert signed.pdf is not None
    file = tmp_path / "letter.pdf"
    file.write_bytes(signed.pdf)
    about = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    assert re.search(r"^Tagged: +yes$", about, re.MULTILINE)
    assert re.search(r"^JavaScript: +no$", about, re.MULTILINE)
    assert re.search(rf"^Title: .*{signed.number}", about, re.MULTILINE)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    assert re.search(rf"^Nomor +: {signed.number} +Jakarta, \d+ \w+ \d{{4}}$", text, re.MULTILINE)


def test_urgency_copies_opening_and_address_are_printed(
    notice: Notice, people: dict[str, User], change: Edit
) -> None:
    Recipient.objects.filter(pk=notice.recipient_id).update(
        legal_name="PT Contoh Platform", address="Jalan Contoh 2"
    )
    change(
        notice,
        urgency=Urgency.PROMPT,
        opening="Sehubungan dengan pemantauan kami,\nbersama ini kami sampaikan.",
        copies_to=["Direktur Tertib Niaga", "  ", "Inspektur Jenderal"],
        subject_line="Aduan\nkonten  bal",
    )
    signed = sign(Notice.objects.get(pk=notice.pk), by=people["penyelia"])
    assert signed.pdf is not None
    text = Printed(signed.pdf).flat
    for said in (
        "Sifat : Segera",
        "Yth. Trust & Safety PT Contoh Platform Jalan Contoh 2",
        "Perihal : Aduan konten bal",
        "pemantauan kami, bersama ini",
        "Tembusan: Direktur Tertib Niaga Inspektur Jenderal",
    ):
        assert flat(said) in text, said
    assert "ditempat" not in text


def test_what_people_wrote_is_text_and_never_markup(
    notice: Notice, people: dict[str, User], change: Edit, change_line: Edit
) -> None:
    nasty = '<b>tebal</b> <img src="file:///etc/hostname"> </style> } & "kutip"'
    change(notice, opening=nasty, subject_line=nasty, copies_to=[nasty])
    change_line(notice.lines.all()[0], quote=nasty, reason=nasty)
    signed = sign(Notice.objects.get(pk=notice.pk), by=people["penyelia"])
    assert signed.pdf is not None
    printed = Printed(signed.pdf)
    assert printed.flat.count(flat(nasty)) == 5
    assert [tag.name for tag in printed.tags].count("Figure") == 1


@pytest.mark.parametrize("paragraphs", [0, 9, 10, 11, 12])
def test_the_signature_is_never_alone_on_a_page(
    notice: Notice, people: dict[str, User], change: Edit, paragraphs: int
) -> None:
    change(notice, opening="\n".join(["Pengantar kami tentang pemantauan ini."] * paragraphs))
    draft, day = Notice.objects.get(pk=notice.pk), date(2026, 11, 20)
    letter = compose(draft, number="B-1", day=day, signatory=people["penyelia"])
    pages = Printed(print_letter(letter.as_json(), stamp=STAMP)).pages
    (page,) = [text for text in pages if "Kepala Bidang," in text]
    for said in ("kami ucapkan terima kasih.", "Ditandatangani secara elektronik", "Penyelia"):
        assert said in page


def test_a_long_list_repeats_its_head_and_wraps_long_addresses(
    confirm: Confirm, letters: Letters, bale_account: AccountDecision, people: dict[str, User]
) -> None:
    address = "https://www.instagram.example/p/" + "x" * 220 + "/?igsh=" + "A1b2" * 40
    (notice,) = letters([confirm(f"m{n}", f"{BALE} {n}", url=f"{address}{n}") for n in range(5)], [bale_account])
    signed = sign(waived(notice), by=people["penyelia"])
    assert signed.pdf is not None
    printed = Printed(signed.pdf)
    table = printed.pages[1:]
    assert len(table) > 1
    assert all("No. Konten dan alamatnya Kutipan" in page for page in table if "Diambil:" in page)
    assert all(f"{address}{n}" in printed.flat for n in range(5))
    assert flat("Kami menyampaikan aduan atas 5 konten dan 1 akun di Instagram") in printed.flat
    assert flat("Akun @bal.contoh (id u-bal.contoh)") in printed.flat


def test_a_draft_says_that_it_is_one_and_shows_no_code_that_could_be_verified(notice: Notice) -> None:
    letter = compose(notice, number=NUMBER_LATER, day=date(2026, 11, 20), signatory=None)
    printed = Printed(print_letter(letter.as_json(), stamp=STAMP))
    assert flat("(belum ditandatangani)") in printed.flat
    assert flat(NUMBER_LATER) in printed.flat
    assert notice.code not in printed.flat
    assert "Figure" not in [tag.name for tag in printed.tags]


def test_a_request_says_so_and_claims_nothing(confirm: Confirm, letters: Letters, people: dict[str, User]) -> None:
    (notice,) = letters([confirm("p1", UNPAID, decided=UNPAID_PROMOTER)])
    signed = sign(notice, by=people["penyelia"])
    assert signed.pdf is not None
    text = Printed(signed.pdf).flat
    assert (
        flat("Surat ini permintaan; tidak mendalilkan pelanggaran oleh pembuat konten, dan bukan perintah.")
        in text
    )
    assert "Dasarhukum" not in text
    assert "aduan" not in text.lower()
