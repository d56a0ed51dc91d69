"""Kantor and Penerima: numbers that never meet, and recipients that the office adds and corrects."""

import pytest
from django.test import Client

from turunkan.core.vocab import SkipThis
from turunkan.desk.audit.selectors import events_of
from turunkan.desk.console.people import add_recipient
from turunkan.desk.parties.models import Office, Recipient, User
from turunkan.desk.parties.numbers import pattern_problem
from turunkan.desk.parties.roles import Right, Role

LETTERHEAD = {
    "name": "Kementerian Contoh",
    "address": "Jalan Contoh Nomor 1",
    "city": "Jakarta",
    "email": "pemantauan@kementerian.example",
    "contact_name": "Meja Pemantauan",
}
NEW = {
    "name": "Pasar Contoh",
    "key": "pasar-contoh",
    "sort": "platform",
    "legal_name": "PT Pasar Contoh",
    "address": "Jalan Lain 2",
    "hosts": "Pasar.example\n\n m.pasar.example \npasar.example",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(people: dict[str, User]) -> Client:
    """The administrator's browser."""
    client = Client()
    client.force_login(people["admin"])
    return client


@pytest.mark.parametrize(
    "pattern",
    [
        "B-{serial:03d}/TPBI/{month}/{year}",
        "{serial}/{year}",
        "{year}-{serial:09d}",
        "{serial:05}/PPD/{year}",
        "{year}{serial}",
    ],
)
def test_a_pattern_that_makes_different_numbers_is_taken(pattern: str) -> None:
    assert pattern_problem(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("{serial:03d}/PPD", "nomor yang sama"),
        ("{serial:03d}/PPD/{month}", "nomor yang sama"),
        ("PPD/{year}", "nomor yang sama"),
        ("PPD", "nomor yang sama"),
        ("{serial}/{year}/{day}", "kurung kurawal"),
        ("{serial:0999999d}/{year}", "kurung kurawal"),
        ("{serial:012d}/{year}", "kurung kurawal"),
        ("{serial:3d}/{year}", "kurung kurawal"),
        ("{serial.real}/{year}", "kurung kurawal"),
        ("{serial!r}/{year}", "kurung kurawal"),
        ("{serial}/{year", "kurung kurawal"),
        ("{}/{year}", "kurung kurawal"),
        ("{serial}/\u202e{year}", "kurung kurawal"),
        ("{serial}/{year}/" + "A" * 51, "60 karakter"),
    ],
)
def test_a_pattern_that_would_fail_one_day_is_refused_now(admin: Client, pattern: str, says: str) -> None:
    before = Office.objects.get().number_pattern
    page = admin.post("/kantor/", LETTERHEAD | {"number_pattern": pattern})
    assert page.status_code == 200
    assert says in page.content.decode()
    assert Office.objects.get().number_pattern == before


def test_a_number_of_sixty_characters_is_not_too_long() -> None:
    assert pattern_problem("{serial}/{year}/" + "A" * 49) is None
    assert pattern_problem("{serial}/{year}/" + "A" * 50) is not None


def test_a_recipient_is_added_with_its_hosts(admin: Client) -> None:
    assert admin.post("/penerima/tambah/", NEW).status_code == 302
    made = Recipient.objects.get(key="pasar-contoh")
    assert (made.name, made.sort, made.legal_name) == ("Pasar Contoh", "platform", "PT Pasar Contoh")
    assert made.hosts == ["pasar.example", "m.pasar.example"]
    event = events_of("recipient", made.pk).get()
    assert (event.verb, event.facts) == ("recipient.added", {"key": "pasar-contoh"})


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("name", "", "errorlist"),
        ("key", "instagram", "errorlist"),
        ("key", "Instagram", "errorlist"),
        ("key", "dua kata", "errorlist"),
        ("sort", "kawan", "errorlist"),
        ("hosts", "https://pasar.example/", "tanpa https://"),
        ("hosts", "pasar", "tanpa https://"),
        ("hosts", "INSTAGRAM.com", "Sudah milik penerima lain: instagram.com"),
    ],
)
def test_a_recipient_that_makes_no_sense_is_refused(admin: Client, field: str, text: str, says: str) -> None:
    before = Recipient.objects.count()
    page = admin.post("/penerima/tambah/", NEW | {field: text})
    assert page.status_code == 422
    assert says in page.content.decode()
    assert Recipient.objects.count() == before


def test_legal_name_and_address_are_corrected(admin: Client) -> None:
    instagram = Recipient.objects.get(key="instagram")
    given = {"legal_name": "Meta Contoh, Inc.", "address": "Jalan Jauh 3", "name": "Lain", "hosts": "x.example"}
    assert admin.post(f"/penerima/{instagram.pk}/", given).status_code == 302
    now = Recipient.objects.get(pk=instagram.pk)
    assert (now.legal_name, now.address) == ("Meta Contoh, Inc.", "Jalan Jauh 3")
    assert (now.name, now.hosts) == (instagram.name, instagram.hosts)
    assert events_of("recipient", now.pk).get().verb == "recipient.changed"
    assert "Meta Contoh, Inc." in admin.get("/penerima/").content.decode()


@pytest.mark.parametrize("text", ["a" * 201, "nol\0"])
def test_a_legal_name_that_does_not_fit_changes_nothing(admin: Client, text: str) -> None:
    instagram = Recipient.objects.get(key="instagram")
    admin.post(f"/penerima/{instagram.pk}/", {"legal_name": text})
    assert Recipient.objects.get(pk=instagram.pk).legal_name == ""


@pytest.mark.parametrize("role", Role)
def test_the_service_asks_for_the_right_itself(people: dict[str, User], role: Role) -> None:
    new = Recipient(key="baru", name="Baru")
    if people[role].may(Right.RECIPIENTS):
        assert add_recipient(new, by=people[role]).pk
        return
    with pytest.raises(SkipThis, match="may not change recipients"):
        add_recipient(new, by=people[role])
