"""The page of an Item with pictures: words boxed, those that fired told apart, and a table for who cannot see."""

import re
import sys
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pictured import a_read_picture, keep
from tests.desk.conftest import NEWS, Import, item, post

from turunkan.desk.intake.models import MediaFile
from turunkan.desk.intake.services.media import media_store
from turunkan.desk.intake.services.media_reading import read_waiting_media, tell
from turunkan.desk.parties.models import User

pytestmark = pytest.mark.django_db

TEXT = "LANGIT BIRU\nREADY BAL SEGEL IMPOR\n0812 0000 1234"


def word(text: str, start: int, line: int, frame: int = 0) -> dict[str, Any]:
    box = [[start, 10 * line], [start + 8, 10 * line], [start + 8, 10 * line + 8], [start, 10 * line + 8]]
    return {"text": text, "box": box, "confidence": 0.987, "line": line, "frame": frame, "start": start}


WORDS = [
    word(match[0], match.start(), line)
    for line, match in ((TEXT[: match.start()].count("\n"), match) for match in re.finditer(r"\S+", TEXT))
]
CODES = [{"text": "https://wa.me/6281200001234", "box": [[1, 1], [9, 1], [9, 9], [1, 9]], "frame": 0}]


@pytest.fixture
def client(people: dict[str, User]) -> Client:
    client = Client()
    client.force_login(people["peninjau"])
    return client


@pytest.mark.parametrize("own", [None, "Teks dari penangkap"])
def test_the_words_are_boxed_and_those_that_fired_told_apart(
    bring_in: Import, client: Client, own: str | None
) -> None:
    said = {"image_text": own} if own else {}
    bring_in(post("1", "Yang minat DM", **said))
    a_read_picture(item("1"), text=TEXT, words=WORDS, codes=CODES)
    tell(item("1").pk)
    page = client.get(reverse("item", args=[item("1").pk])).content.decode()
    polygons = re.findall(r'<polygon( class="\w+")? points="([\d., ]+)"/>', page)
    fired = [points for kind, points in polygons if "fired" in kind]
    assert (len(polygons), len(fired)) == (len(WORDS) + 1, page.count("<td>ya</td>"))
    marked = re.findall(r"<td><mark>(\w+)</mark></td>", page)
    assert {"BAL", "SEGEL"} <= set(marked)
    assert "LANGIT" not in marked
    assert "BIRU" not in marked
    table = page[page.index("Kata dalam gambar") :]
    assert "0000" not in table, "numbers are masked wherever they are text"
    assert 'viewBox="0 0 80 60"' in page
    assert "style=" not in page


def test_a_frame_is_served_as_our_own_jpeg_and_nothing_else(bring_in: Import, client: Client) -> None:
    bring_in(post("1", NEWS), post("2", NEWS + "."))
    shows = a_read_picture(item("1"))
    answer = client.get(reverse("item-picture", args=[item("1").pk, shows.pk, 0]))
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert "private" in answer["Cache-Control"]
    for args in ([item("1").pk, shows.pk, 1], [item("2").pk, shows.pk, 0], [item("1").pk, shows.pk + 1, 0]):
        assert client.get(reverse("item-picture", args=args)).status_code == 404
    media_store().remove(shows.file.frames[0]["shown"])
    assert client.get(reverse("item-picture", args=[item("1").pk, shows.pk, 0])).status_code == 404


def test_what_waits_or_was_refused_says_why(
    bring_in: Import, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(bring_in(post("1", NEWS)), "1", b"GIF89a of another day")
    address = reverse("item", args=[item("1").pk])
    assert "Menunggu dibaca" in client.get(address).content.decode()
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "rapidocr", None)
        assert "turunkan[media]" in client.get(address).content.decode()
    MediaFile.objects.update(state="refused", message_id="Berkas rusak.", message_en="Damaged.")
    assert "Berkas rusak." in client.get(address).content.decode()


def test_a_link_with_nothing_but_a_picture_shows_it(bring_in: Import, client: Client) -> None:
    bring_in(post("1", "", url="https://www.instagram.example/p/1/"))
    assert item("1").state == "unread"
    a_read_picture(item("1"), text="LANGIT BIRU", words=[word("PASAR", 0, 0), word("MALAM", 6, 0)])
    page = client.get(reverse("item", args=[item("1").pk])).content.decode()
    assert page.count("<polygon") == 2
    read_waiting_media(item("1").first_seen)
    assert item("1").state == "waiting", "now there is something to read"
