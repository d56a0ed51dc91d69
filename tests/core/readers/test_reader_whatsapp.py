"""Chats that WhatsApp exports: every shape of line, and dates whose order only the file can show."""

from datetime import timedelta, timezone

import pytest

from turunkan.core.readers.whatsapp_dates import day_first
from turunkan.core.vocab import Item

WIB = timezone(timedelta(hours=7))


def chat(*stamps, mark=" - "):
    return "".join(f"{stamp}{mark}Toko Rekaan: jaket\n" for stamp in stamps)


@pytest.mark.parametrize(
    ("stamps", "answer"),
    [
        (("17/11/26, 14:05",), True),
        (("11/17/26, 2:05 PM",), False),
        (("04/05/26 14.05",), True),  # a dot in the clock
        (("04.05.26, 14:05",), True),  # a dot in the date
        (("04/05/26, 14:05",), None),
        (("04/05/26, 2:05 PM",), None),  # half a day of the clock shows nothing
        (("17/11/26, 14:05", "11/17/26, 14:05"), None),  # both cannot be
        (("30/04/26, 14:05", "01/05/26, 14:05"), True),
        (("04/05/26, 14:05", "03/06/26, 14:05"), True),  # 4 May, 3 June; never 5 April, 6 March
        (("04/05/26, 14:05", "05/04/26, 14:05"), False),
        (("04/05/26, 14:05", "04/06/26, 14:05"), None),  # in order both ways
        (("04/05/26, 14:05", "03/04/26, 14:05"), None),  # in order neither way
        ((), None),
    ],
)
def test_the_whole_file_shows_which_is_the_day(stamps, answer):
    assert day_first(chat(*stamps)) is answer


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("17/11/26 14.05 - A: x", "2026-11-17T14:05:00+07:00"),
        ("17/11/2026 14:05 - A: x", "2026-11-17T14:05:00+07:00"),
        ("17/11/2026, 14:05 - A: x", "2026-11-17T14:05:00+07:00"),
        ("17/11/26, 2:05 PM - A: x", "2026-11-17T14:05:00+07:00"),
        ("17/11/26, 12:05\u202fAM - A: x", "2026-11-17T00:05:00+07:00"),
        ("17/11/26, 12:05 p.m. - A: x", "2026-11-17T12:05:00+07:00"),
        ("[17/11/26 14.05.33] A: x", "2026-11-17T14:05:33+07:00"),
        ("\u200e[17/11/26, 14:05:33] A: x", "2026-11-17T14:05:33+07:00"),
        ("[11/17/26, 2:05:33\u202fPM] A: x", "2026-11-17T14:05:33+07:00"),
        ("17-11-26 14:05 - A: x", "2026-11-17T14:05:00+07:00"),
        ("2026-11-17 14:05 - A: x", "2026-11-17T14:05:00+07:00"),
        ("[2026-11-17, 14:05:33] A: x", "2026-11-17T14:05:33+07:00"),
        ("[2026-05-04, 2:05:33 PM] A: x", "2026-05-04T14:05:33+07:00"),
    ],
)
def test_a_message_is_dated_in_the_zone_that_was_said(records, line, moment):
    (item,) = records(line.encode(), zone=WIB)
    assert (item.platform, item.author.name, item.text) == ("whatsapp", "A", "x")
    assert item.posted_at.isoformat() == moment


@pytest.mark.parametrize(
    "line",
    [
        "17/11/26 harga jaket - A: x",
        "117/11/26 14.05 - A: x",
        "17/11/26 14.05 A: x",
        "[17/11/26 14.05.33 A: x",
        "17/11-26 14.05 - A: x",
        "A: 17/11/26 14.05 - x",
    ],
)
def test_what_only_looks_like_a_message_is_a_line_of_text(capture, line):
    assert capture(line.encode()).format == "text-lines"


@pytest.mark.parametrize(
    ("said", "text", "files"),
    [
        ("halo", "halo", []),
        ("jam 10: datang", "jam 10: datang", []),
        ("<Media tidak disertakan>", None, []),
        ("<Media omitted>", None, []),
        ("\u200estiker tidak disertakan", None, []),
        ("IMG-1.jpg (file terlampir)", None, ["IMG-1.jpg"]),
        ("IMG-1.jpg (file attached)\nbal baru", "bal baru", ["IMG-1.jpg"]),
        ("\u200e<terlampir: 0001-PHOTO.jpg>", None, ["0001-PHOTO.jpg"]),
        ("kirim IMG-1.jpg ya", "kirim IMG-1.jpg ya", []),
        ("harga baru <Pesan ini diedit>", "harga baru", []),
        ("gambar bagus", "gambar bagus", []),
        ("saya sudah bilang Pesan ini dihapus", "saya sudah bilang Pesan ini dihapus", []),
    ],
)
def test_what_was_said_and_what_was_attached(records, said, text, files):
    (item,) = records(f"17/11/26 14.05 - A: {said}\n".encode(), zone=WIB)
    assert (item.text, [one.url for one in item.media or ()]) == (text, files)


@pytest.mark.parametrize(
    "said",
    [
        "Budi Fiktif keluar",
        "A: Pesan ini dihapus",
        "A: You deleted this message",
        "G: \u200eterenkripsi",
        'Budi Fiktif mengubah subjek dari "Obrolan" menjadi "Bal: segel"',
        'Budi Fiktif membuat grup "Bal: segel"',
        "Budi Fiktif changed the group name to “Bale: sealed”",
    ],
)
def test_what_whatsapp_says_itself_is_counted(records, said):
    found = records(f"17/11/26 14.05 - {said}\n17/11/26 14.06 - A: x\n".encode(), zone=WIB)
    assert [part.text if isinstance(part, Item) else (part.code, part.where) for part in found] == [
        "x",
        ("not-content", "f"),
    ]


@pytest.mark.parametrize("sender", ["Toko Mengubah Gaya", "Changed Goods Store", "Grup Bal"])
def test_a_sender_may_be_called_as_whatsapp_speaks(records, sender):
    (item,) = records(f"17/11/26 14.05 - {sender}: x\n".encode(), zone=WIB)
    assert (item.author.name, item.text) == (sender, "x")


def test_a_date_without_zone_is_named_and_the_message_kept(records):
    broken, item = records(b"17/11/26 14.05 - A: x\n")
    assert (broken.code, broken.part, item.posted_at, item.text) == ("no-offset", "posted_at", None, "x")


def test_a_day_that_is_none_is_named(records):
    found = records(b"17/11/26 14.05 - A: x\n31/02/26 14.05 - A: y\n", zone=WIB)
    assert [getattr(part, "code", None) or part.text for part in found] == ["x", "bad-date", "y"]


def test_a_message_longer_than_the_limit_is_named_and_the_next_read(records):
    text = "17/11/26 14.05 - A: " + "panjang\n" * 40 + "17/11/26 14.06 - A: x\n"
    found = records(text.encode(), zone=WIB, max_record=100)
    assert [getattr(part, "code", None) or part.text for part in found] == ["line-too-long", "x"]


def test_a_mapping_reads_a_chat_as_the_table_it_was_said_to_be(capture):
    assert capture(b"17/11/26 14.05 - A: x,y\n17/11/26 14.06 - A: x,z\n", mapping={"text": "2"}).format == "table"
