"""What no browser sends: NUL in whatever is read, forms too large, ids that no database holds; never a 500."""

from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pages import addresses_of, patterns
from tests.desk.conftest import BALE, Import, item, post

from turunkan.core.vocab import Label
from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.cases.models import Case, Entry
from turunkan.desk.intake.models import ImportRun
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Role
from turunkan.desk.review import selectors

METHODS = {str(pattern.name): set(pattern.callback.access.methods) for pattern in patterns()}  # type: ignore[attr-defined]
SAYS = "Permintaan tidak dapat dibaca"

pytestmark = pytest.mark.django_db


WEIGHED = "import-file"  # who may not is turned away before the form is read


@pytest.fixture
def addresses(notice: Notice, people: dict[str, User]) -> dict[str, str]:
    """An address of every page at which something is."""
    return addresses_of(sign(notice, by=people["penyelia"]), people["petugas"])


@pytest.fixture
def everybody(people: dict[str, User]) -> list[Client]:
    """A client of each role, and a stranger's."""
    clients = [Client(raise_request_exception=False) for _ in range(len(Role) + 1)]
    for role, client in zip(Role, clients, strict=False):
        client.force_login(people[role])
    return clients


@pytest.fixture
def officer(people: dict[str, User]) -> Client:
    """Who brings in files and opens cases."""
    client = Client(raise_request_exception=False)
    client.force_login(people["petugas"])
    return client


def assert_unreadable(response: Any) -> None:
    """The desk's own page, with the policy of all pages."""
    assert response.status_code == 400
    assert SAYS in response.content.decode()
    assert "Content-Security-Policy" in response


def is_turned_away(response: Any) -> bool:
    """Whether the answer was no, or the login."""
    return response.status_code == 403 or response.headers.get("Location", "").startswith("/masuk/")


def test_a_nul_in_the_query_is_no_request(addresses: dict[str, str], everybody: list[Client]) -> None:
    before = AuditEvent.objects.count()
    for name, address in addresses.items():
        for client in everybody:
            for query in ("q=a%00b", "page=%00", "%00=1"):
                assert_unreadable(client.get(f"{address}?{query}"))
                if "POST" in METHODS[name]:
                    assert_unreadable(client.post(f"{address}?{query}"))
    assert AuditEvent.objects.count() == before


def test_a_nul_in_a_form_is_no_request(addresses: dict[str, str], everybody: list[Client]) -> None:
    before = AuditEvent.objects.count()
    for name in (name for name, methods in METHODS.items() if "POST" in methods):
        for client in everybody:
            for form in ({"note": "a\0b"}, {"a\0b": "1"}):
                response = client.post(addresses[name], form)
                if name != WEIGHED or not is_turned_away(response):
                    assert_unreadable(response)
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize(
    "address",
    ["/v/%00/", "/t/a%00b/", "/t/%00/surat.pdf", "/berkas/%00/", "/hukum/%00/periksa/", "/%00", "/a/%00/"],
)
def test_a_nul_in_the_path_is_no_request(address: str, everybody: list[Client]) -> None:
    for client in everybody:
        assert_unreadable(client.get(address))
        assert_unreadable(client.post(address))


@pytest.mark.parametrize("name", [settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "lain"])
def test_a_nul_in_a_cookie_is_no_request(name: str) -> None:
    client = Client(raise_request_exception=False, headers={"cookie": f'{name}="abcdefgh\\000"'})
    assert_unreadable(client.get("/antrean/"))


def test_a_nul_in_the_name_of_a_file_is_left_out(officer: Client) -> None:
    file = SimpleUploadedFile("tang\0kapan.txt", b"baju bekas import")
    assert officer.post("/masukkan/berkas/", {"file": file}).status_code == 302
    assert ImportRun.objects.latest("pk").name == "tangkapan.txt"


def test_a_form_too_large_or_of_too_many_fields_is_no_request(
    addresses: dict[str, str], everybody: list[Client]
) -> None:
    form = {f"n{number}": "1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    for client in everybody:
        assert_unreadable(client.post(addresses["login"], form))
        assert_unreadable(client.post(addresses["login"], {"n": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}))


def test_a_form_too_large_is_answered_in_the_language_of_who_sent_it() -> None:
    page = Client().get("/?q=%00", headers={"accept-language": "en"}).content.decode()
    assert "The request cannot be read" in page


@pytest.mark.parametrize("text", ["9" * 30, "9" * 5000, "٣", "1\n", "²", "-1", "", "9" * 18])
def test_an_id_that_no_database_holds_ticks_nothing(text: str, officer: Client, addresses: dict[str, str]) -> None:
    before = (Case.objects.count(), Entry.objects.count(), Notice.objects.count())
    forms = {
        "case-open": ("item", "account_decision"),
        "case-add": ("item", "account_decision"),
        "case-draft": ("entry", "follows"),
    }
    for name, fields in forms.items():
        for field in fields:
            assert officer.post(addresses[name], {field: text}).status_code == 302
    assert (Case.objects.count(), Entry.objects.count(), Notice.objects.count()) == before


FIELDS = ("title", "text", "transcript", "image_text")


def found(client: Client, query: str) -> list[int]:
    return [row.item.pk for row in client.get("/cari/", {"q": query}).context["rows"]]


@pytest.mark.parametrize("field", FIELDS)
def test_a_word_is_found_in_each_field_that_an_item_says_and_only_as_it_says_now(
    field: str, officer: Client, bring_in: Import
) -> None:
    bring_in(post("1", BALE) | {field: f"{BALE} kelabu"}, post("2", BALE))
    assert found(officer, "KELABU") == found(officer, "kelabu") == [item("1").pk]
    bring_in(post("1", BALE) | {field: f"{BALE} jingga", "captured_at": "2026-11-21T08:00:00+07:00"})
    assert found(officer, "kelabu") == []
    assert found(officer, "jingga") == [item("1").pk]
    assert found(officer, "%") == found(officer, "u-gudang") == []


def test_an_item_is_found_once_by_words_and_by_its_address(officer: Client, bring_in: Import) -> None:
    bring_in(post("1", BALE, title=BALE))
    assert found(officer, "segel") == found(officer, "instagram.example/p/1") == [item("1").pk]
    item_ = item("1")
    item_.outcome_label = Label.SPEECH
    item_.save()
    assert found(officer, "segel") == []


def test_the_newest_that_say_a_word_are_found_however_many_before_them_say_it_no_more(
    officer: Client, bring_in: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "_LOOKED_AT", 2)
    bring_in(*(post(id_, f"{BALE} jingga") for id_ in "123456789"))
    bring_in(*(post(id_, f"{BALE} diubah", captured_at="2026-11-21T08:00:00+07:00") for id_ in "56789"))
    assert found(officer, "jingga") == [item(id_).pk for id_ in "4321"]
    assert [one.pk for one in selectors.saying("JINGGA", 3)] == [item(id_).pk for id_ in "432"]
