"""Mails taken apart: who sent them, what they say, and their files."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.desk.intake.live.letters import MOST_PARTS, read_head, read_letter

LINK = "https://www.instagram.example/p/1/"


def mail(text: str = "", html: str = "", **headers: str) -> bytes:
    """A mail of one or two parts."""
    made = EmailMessage()
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    if text or not html:
        made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html") if text else made.set_content(html, subtype="html")
    return made.as_bytes()


@pytest.mark.parametrize(
    ("header", "sender"),
    [
        ("From: petugas@kementerian.example", "petugas@kementerian.example"),
        ("From: Petugas <Petugas@Kementerian.example>", "petugas@kementerian.example"),
        ('From: "petugas@kementerian.example" <lain@contoh.example>', "lain@contoh.example"),
        ("From: petugas@kementerian.example, lain@contoh.example", ""),
        ("From: petugas@kementerian.example\nFrom: lain@contoh.example", ""),
        ("Sender: petugas@kementerian.example", ""),
        ("From:", ""),
    ],
)
def test_a_sender_is_one_address_of_one_line(header: str, sender: str) -> None:
    assert read_head(f"{header}\n\nisi".encode()).sender == sender


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("Fri, 20 Nov 2026 12:00:00 +0700", datetime(2026, 11, 20, 5, 0, tzinfo=UTC)),
        ("Fri, 20 Nov 2026 12:00:00 -0000", None),  # RFC 5322, 3.3: says nothing of the zone
        ("kemarin", None),
        ("Fri, 99 Nov 2026 12:00:00 +0700", None),
    ],
)
def test_a_day_without_an_offset_is_none(said: str, at: datetime | None) -> None:
    assert read_head(f"Date: {said}\n\n".encode()).at == at


@pytest.mark.parametrize(
    ("text", "html", "said"),
    [
        (f"{LINK}\nReady bal segel", "", f"{LINK}\nReady bal segel"),
        (f"{LINK}\n\n-- \nPetugas\nKantor", "", LINK),
        (f"{LINK}\n--- bukan tanda tangan", "", f"{LINK}\n--- bukan tanda tangan"),
        (f"> {LINK}\n> > bal segel", "", f"{LINK}\nbal segel"),
        (f"Lihat ini\n\n----- Forwarded message -----\nDari: x\nPerihal: y\n\n{LINK}", "", f"Lihat ini\n\n{LINK}"),
        ("Dari gudang langsung, bal segel", "", "Dari gudang langsung, bal segel"),
        ("", f"<p><a href='{LINK}'>lihat</a> bal segel</p><p>dua</p>", f"{LINK} lihat bal segel\n\ndua"),
        ("", f"<a href='{LINK}'>{LINK}</a>", LINK),
        ("", "<style>x{}</style><script>y()</script><p>isi &amp; lagi</p>", "isi & lagi"),
        ("", "<a href='javascript:x()'>klik</a><img src='https://lacak.example/a.gif'>", "klik"),
        ("teks", f"<p>teks</p><a href='{LINK}'>lihat</a>", f"teks\n\n{LINK}"),
        (f"teks {LINK}", f"<a href='{LINK}'>lihat</a>", f"teks {LINK}"),
    ],
)
def test_what_a_mail_says(text: str, html: str, said: str) -> None:
    assert read_letter(mail(text, html)).text == said


def test_files_keep_their_names_without_folders_and_a_mail_inside_is_read_as_well() -> None:
    made = EmailMessage()
    made.set_content("luar")
    made.add_attachment(
        b'{"text": "x"}', maintype="application", subtype="json", filename="../../etc/tangkapan é.json"
    )
    inner = EmailMessage()
    inner.set_content(f"dalam {LINK}")
    made.add_attachment(inner)
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    letter = read_letter(made.as_bytes())
    assert letter.text == f"luar\n\ndalam {LINK}"
    assert [(name, data) for name, data in letter.files] == [
        ("tangkapan é.json", b'{"text": "x"}'),
        ("lampiran-4", b"\x89PNG"),
    ]


def test_parts_beyond_the_limit_are_counted() -> None:
    made = EmailMessage()
    made.set_content("isi")
    for number in range(MOST_PARTS + 4):
        made.add_attachment(b"x", maintype="application", subtype="json", filename=f"{number}.json")
    letter = read_letter(made.as_bytes())
    assert (len(letter.files), letter.left_out) == (MOST_PARTS - 1, 5)


@pytest.mark.parametrize("charset", ["tidak-ada", "utf-8", "latin-1"])
def test_a_character_set_that_nobody_knows_is_read_as_far_as_it_goes(charset: str) -> None:
    data = f"Content-Type: text/plain; charset={charset}\n\nbal segel".encode()
    assert read_letter(data).text == "bal segel"


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"From: a@b.example\n", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n"]),
)
def test_any_bytes_are_a_letter_or_none_and_no_surprise(data: bytes, before: bytes) -> None:
    letter = read_letter(before + data)
    assert letter == read_letter(before + data)
