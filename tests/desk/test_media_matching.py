"""The same picture in several Items: found by its hash, held where it floods, never where it is everybody's."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pictured import a_read_picture
from tests.desk.conftest import BALE, NEWS, Import, item, post

from turunkan.core.media.matching import FLOOD
from turunkan.desk.intake.models import CommonPicture, ItemMedia, MediaFile, MediaMatch
from turunkan.desk.intake.services.media_matching import compare_media
from turunkan.desk.parties.models import User

pytestmark = pytest.mark.django_db
HASH = "27fc2825c11f40a80853e760c405edb55ee85685ff9e991e01fcc7f565fe1296"
NEAR = f"{int(HASH, 16) ^ 0b111:064x}"
FAR = f"{int(HASH, 16) ^ ((1 << 40) - 1):064x}"


def pictured(id_: str, pdq: str, quality: int = 90) -> MediaFile:
    return a_read_picture(item(id_), pdq=pdq, pdq_quality=quality).file


def pairs() -> set[tuple[int, int, int]]:
    return set(MediaMatch.objects.values_list("file", "other", "distance"))


def gate(file: MediaFile) -> str:
    return MediaFile.objects.get(pk=file.pk).gate


@pytest.fixture
def supervisor(people: dict[str, User]) -> Client:
    client = Client()
    client.force_login(people["penyelia"])
    return client


def settle(client: Client, id_: str, **filled: str) -> Any:
    address = reverse("item-picture-match", args=[item(id_).pk, ItemMedia.objects.get(item=item(id_)).pk])
    return client.post(address, filled)


def test_near_pictures_are_found_and_far_or_blank_ones_are_not(bring_in: Import) -> None:
    bring_in(*(post(str(number), f"{BALE} {number}") for number in range(4)))
    one, near, _, blank = (
        pictured("0", HASH),
        pictured("1", NEAR),
        pictured("2", FAR),
        pictured("3", HASH, quality=49),
    )
    assert compare_media() == 4
    assert pairs() == {(one.pk, near.pk, 3), (near.pk, one.pk, 3)}
    assert (gate(one), gate(blank)) == ("", "low-quality")
    assert compare_media() == 0


def test_the_page_links_what_may_be_found_and_nothing_that_is_speech(bring_in: Import, supervisor: Client) -> None:
    bring_in(post("0", BALE), post("1", BALE + " juga"), post("2", NEWS))
    for id_ in "012":
        pictured(id_, HASH)
    compare_media()
    page = supervisor.get(reverse("item", args=[item("0").pk])).content.decode()
    shown = page[page.index("Gambar yang sama") :]
    assert reverse("item", args=[item("1").pk]) in shown
    assert reverse("item", args=[item("2").pk]) not in shown


def test_a_flood_is_held_until_a_supervisor_lets_it_match(bring_in: Import, supervisor: Client) -> None:
    bring_in(*(post(str(number), f"{BALE} {number}") for number in range(FLOOD + 1)))
    shown = pictured("0", HASH)
    for number in range(1, FLOOD):
        ItemMedia.objects.create(item=item(str(number)), file=shown, position=0)
    compare_media()
    assert gate(shown) == ""
    last = pictured(str(FLOOD), NEAR)
    compare_media()
    assert (pairs(), gate(shown), gate(last)) == (set(), "flood", "flood")
    assert "ditahan" in supervisor.get(reverse("item", args=[item("0").pk])).content.decode()

    settle(supervisor, "0", choice="clear", note="satu gudang")
    settle(supervisor, str(FLOOD), choice="clear", note="satu gudang")
    compare_media()
    assert (len(pairs()), gate(shown), gate(last)) == (2, "", "")


def test_a_picture_of_everybody_never_matches_again(bring_in: Import, supervisor: Client) -> None:
    bring_in(post("0", BALE), post("1", BALE + " juga"), post("2", BALE + " lagi"))
    files = [pictured("0", HASH), pictured("1", NEAR)]
    compare_media()
    settle(supervisor, "0", choice="common", note="")
    settle(supervisor, "0", choice="other", note="logo")
    assert CommonPicture.objects.count() == 0
    settle(supervisor, "0", choice="common", note="logo platform")
    assert pairs() == set()
    compare_media()
    assert {gate(file) for file in (*files, pictured("2", NEAR))} == {"negative-bank", ""}
    compare_media()
    assert {file.gate for file in MediaFile.objects.all()} == {"negative-bank"}
    assert pairs() == set()


def test_only_who_signs_settles_it(bring_in: Import, people: dict[str, User]) -> None:
    bring_in(post("0", BALE))
    pictured("0", HASH)
    client = Client()
    client.force_login(people["peninjau"])
    assert settle(client, "0", choice="common", note="logo").status_code == 403
    assert CommonPicture.objects.count() == 0
