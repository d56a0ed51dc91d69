"""Archives through the import page: captures come in whole with their media, what was made to do harm does not."""

import hashlib
import io
import json
import stat
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import drawn
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from tests.desk.conftest import UNRELATED, post

from turunkan.desk.intake.incoming.running import import_queued
from turunkan.desk.intake.models import BrokenPart, ImportRun, Incoming, Item, ItemMedia, MediaFile
from turunkan.desk.intake.services import media_reading
from turunkan.desk.intake.services.media_reading import read_waiting_media
from turunkan.desk.parties.models import User

pytestmark = pytest.mark.django_db
CAPTION = "Yang minat langsung DM ya kak"
PROTOTYPE = "instaloader.post.json"
LINE = json.dumps(post("1", UNRELATED)).encode()
GOOD = {"tangkapan.jsonl": LINE}
XML = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    """A data folder that no other test wrote to."""
    settings.TURUNKAN_HOME = tmp_path
    settings.IMPORTS_NOW = False
    return tmp_path


@pytest.fixture
def officer(people: dict[str, User], subject: Any) -> Client:
    """Somebody who may import, logged in."""
    client = Client()
    client.force_login(people["petugas"])
    return client


def give(client: Client, name: str, data: bytes) -> str:
    """Send a file as the form does; the page that it leads to once it had its turn."""
    sent = {"file": SimpleUploadedFile(name, data)}
    response = client.post("/masukkan/berkas/", sent, follow=True)
    if import_queued(timezone.now()):
        response = client.get(response.redirect_chain[-1][0], follow=True)
    return str(response.content.decode())


def zipped(members: dict[Any, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


def png_of(width: int, height: int) -> bytes:
    """A small file that says it is so large a picture."""
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(900))),
    ]
    chunks = [(len(body), name + body) for name, body in [*parts, (b"IEND", b"")]]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", size) + chunk + struct.pack(">I", zlib.crc32(chunk)) for size, chunk in chunks
    )


def plain(number: int) -> bytes:
    """A small picture of one colour, no two alike."""
    return drawn.png(Image.new("RGB", (64, 48), (number, 5 * number, 250 - number)))


def telegram(count: int) -> bytes:
    """An exported channel, with a photo a message."""
    messages = [
        {
            "id": number, "type": "message", "date": "2026-11-17T15:37:00", "date_unixtime": "1794904620",
            "from": "Kanal Rekaan", "from_id": "channel1", "photo": f"photos/{number}.png", "text": "katalog baru",
        }
        for number in range(1, count + 1)
    ]  # fmt: skip
    chat = {"name": "Kanal Rekaan", "type": "public_channel", "id": 1, "messages": messages}
    return json.dumps(chat).encode()


def test_three_captures_and_fifty_pictures_come_in_with_each_picture_at_its_item(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    advert = drawn.jpeg(drawn.banner("READY BAL SEGEL", seed=1, degrees=10), quality=45)
    pictures = [advert, *map(plain, range(1, 50))]
    lines = [post(str(n), CAPTION, media=[{"url": f"foto/{n}.png"}]) for n in range(30)]
    formats = Path(__file__).parents[2] / "examples/captures/formats"
    members = {
        "jsonl/tangkapan.jsonl": "\n".join(map(json.dumps, lines)).encode(),
        **{f"jsonl/foto/{n}.png": pictures[n] for n in range(30)},
        "telegram/result.json": telegram(17),
        **{f"telegram/photos/{n}.png": pictures[29 + n] for n in range(1, 18)},
        "instaloader/2026-11-17_UTC.json": (formats / PROTOTYPE).read_bytes(),
        "instaloader/2026-11-17_UTC_1.jpg": pictures[47],
        "instaloader/2026-11-17_UTC_2.jpg": pictures[48],
        "lepas.png": pictures[49],
    }
    page = give(officer, "kiriman.zip", zipped(members))
    run = ImportRun.objects.get()
    assert (run.state, run.new, BrokenPart.objects.count()) == ("done", 30 + 17 + 3 + 1, 0), page
    assert ItemMedia.objects.count() == MediaFile.objects.count() == 50
    monkeypatch.setattr(media_reading, "A_TICK", 4)  # the advert is the first of them
    assert read_waiting_media(timezone.now()) == MediaFile.objects.filter(state="read").count() == 4

    attached = {
        (link.item.platform, link.item.native_id, link.file.sha256)
        for link in ItemMedia.objects.select_related("item", "file")
    }
    digests = [hashlib.sha256(data).hexdigest() for data in pictures]
    assert {(p, n) for p, n, digest in attached if digest == digests[0]} == {("instagram", "0")}
    assert {(p, n) for p, n, digest in attached if digest == digests[46]} == {("telegram", "1/17")}
    assert {n for _, n, digest in attached if digest in digests[47:49]} == {"3500000000000000001"}
    assert [row.native_id for row in Item.objects.exclude(priority="none")] == ["0"]


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"../keluar.jsonl": LINE}, "unsafe-name"),
        ({"/etc/keluar.jsonl": LINE}, "unsafe-name"),
        ({link("tautan.jsonl"): b"/etc/passwd"}, "symbolic-link"),
        ({"bom.jsonl": bytes(20_000_000)}, "too-compressed"),
        ({"dalam.zip": zipped(GOOD)}, "nested-archive"),
        ({"surat.jsonl": b"%PDF-1.7\n...."}, "foreign-format"),
    ],
    ids=["parent folder", "absolute", "symbolic link", "bomb", "nested", "lying name"],
)
def test_a_bad_member_is_named_on_the_page_and_the_rest_comes_in(
    officer: Client, home: Path, members: dict[Any, bytes], code: str
) -> None:
    (name,) = (getattr(name, "filename", name) for name in members)
    page = give(officer, "kiriman.zip", zipped(members | GOOD))
    part = BrokenPart.objects.get()
    assert (part.code, Item.objects.count(), ImportRun.objects.get().state) == (code, 1, "done")
    assert name in part.place
    assert part.message_id in page.replace("&#x27;", "'").replace("&quot;", '"')
    assert not list(home.parent.rglob("keluar*"))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("gambar.csv", zipped({"xl/workbook.xml": XML, "[Content_Types].xml": b"<Types/>"}), "DOCTYPE"),
        ("surat.csv", b"%PDF-1.7\n" + bytes(40), "PDF"),
    ],
)
def test_what_lies_about_itself_is_refused_with_what_it_is(
    officer: Client, name: str, data: bytes, said: str
) -> None:
    assert said in give(officer, name, data)
    assert (ImportRun.objects.get().state, Item.objects.count()) == ("refused", 0)


def test_a_picture_of_fifty_thousand_pixels_a_side_is_never_unpacked(officer: Client, client: Client) -> None:
    give(officer, "kiriman.zip", zipped({"besar.png": png_of(50_000, 50_000), "kecil.png": plain(3)}))
    assert read_waiting_media(timezone.now()) == 2
    file = MediaFile.objects.get(state="refused")
    assert (MediaFile.objects.count(), file.frames) == (2, [])
    row = ItemMedia.objects.get(file=file).item
    page = officer.get(f"/konten/{row.pk}/").content.decode()
    assert "lebih dari 40.000.000 piksel" in file.message_id
    assert file.message_id in page


def test_a_picture_that_is_a_page_too_is_kept_as_a_picture_and_never_served_as_it_came(officer: Client) -> None:
    polyglot = plain(7) + b"<html><script>alert(1)</script></html>"
    give(officer, "halaman.html", polyglot)
    row = Item.objects.get()
    assert "alert" not in json.dumps(row.snapshots.get().document)
    assert read_waiting_media(timezone.now()) == 1
    page = officer.get(f"/konten/{row.pk}/").content.decode()
    assert "<script>alert" not in page
    assert Incoming.objects.exists()
