"""What keeps strangers, guessers and other sites' forms out, on every page."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from pages import addresses_of, patterns

from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Role

BALE = "bal segel jaket second import Korea 3 juta WA 0812-0000-1147"
PASSWORD = "sandi-peragaan-panjang"
POSTED = [str(pattern.name) for pattern in patterns() if "POST" in pattern.callback.access.methods]  # type: ignore[attr-defined]
SHOWN = [str(pattern.name) for pattern in patterns() if "GET" in pattern.callback.access.methods]  # type: ignore[attr-defined]

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(notice: Notice, people: dict[str, User]) -> dict[str, str]:
    """An address of every page at which something is."""
    return addresses_of(sign(notice, by=people["penyelia"]), people["petugas"])


@pytest.fixture
def everybody(people: dict[str, User]) -> dict[str, Client]:
    """A client of each role, and a stranger's."""
    clients = {"": Client()} | {role.value: Client() for role in Role}
    for role in Role:
        clients[role].force_login(people[role])
    return clients


class Markup(HTMLParser):
    """Collects what a strict policy forbids: inline script and style, handlers, addresses elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.forbidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = dict(attrs)
        self.forbidden += [f"<{tag} {name}>" for name in given if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.forbidden.append(f"<{tag}>")
        fetched = given.get("src") or (given.get("href") if tag == "link" else "") or ""
        if re.match(r"(?:[a-z]+:)?//", fetched):
            self.forbidden.append(f"<{tag}> fetches {fetched}")


def policy(response: Any) -> dict[str, str]:
    """The directives of a response's content security policy."""
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


def assert_closed(response: Any) -> None:
    """The policy lets nothing in from elsewhere and nothing inline run; nobody frames the page."""
    directives = policy(response)
    assert directives["default-src"] == "'none'"
    for name in ("script-src", "style-src", "img-src", "connect-src", "form-action", "font-src"):
        assert directives[name] == "'self'", name
    for name in ("base-uri", "frame-ancestors", "object-src"):
        assert directives[name] == "'none'", name
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_every_page_has_the_policy_and_keeps_it(addresses: dict[str, str], everybody: dict[str, Client]) -> None:
    for name in SHOWN:
        for who, client in everybody.items():
            response = client.get(addresses[name])
            assert_closed(response)
            if response["Content-Type"].startswith("text/html"):
                markup = Markup()
                markup.feed(response.content.decode())
                assert markup.forbidden == [], (name, who)


@pytest.mark.parametrize(("address", "status"), [("/tidak-ada/", 404), ("/jejak/", 403), ("/healthz", 200)])
def test_answers_that_are_no_pages_have_the_policy_too(
    address: str, status: int, everybody: dict[str, Client]
) -> None:
    response = everybody[Role.PETUGAS].get(address)
    assert response.status_code == status
    assert_closed(response)


def test_static_files_have_the_policy_too(client: Client) -> None:
    response = client.get("/static/console/desk.css")
    assert response.status_code == 200
    assert policy(response)["default-src"] == "'none'"
    assert "Access-Control-Allow-Origin" not in response
    response.close()


def test_a_form_from_elsewhere_changes_nothing(addresses: dict[str, str], people: dict[str, User]) -> None:
    """Without the token every form is refused, whoever is logged in."""
    before = AuditEvent.objects.count()
    for role in Role:
        client = Client(enforce_csrf_checks=True)
        client.force_login(people[role])
        for name in POSTED:
            response = client.post(addresses[name])
            assert response.status_code == 403, (role, name)
            assert_closed(response)
    assert AuditEvent.objects.count() == before


def log_in(client: Client, username: str, password: str) -> int:
    """The status of a try to log in."""
    return client.post("/masuk/", {"username": username, "password": password}).status_code


def test_the_right_password_lets_in(client: Client, people: dict[str, User]) -> None:
    assert log_in(client, "peninjau", PASSWORD) == 302
    assert client.get("/antrean/").status_code == 200


def test_guessing_locks_the_account_for_that_address(client: Client, people: dict[str, User]) -> None:
    """After five wrong tries even the right password is refused; other people are not locked out."""
    tries = [log_in(client, "peninjau", f"salah-{number}") for number in range(5)]
    assert tries == [200, 200, 200, 200, 429]
    assert log_in(client, "peninjau", PASSWORD) == 429
    assert log_in(client, "PENINJAU", PASSWORD) != 302
    assert log_in(client, "petugas", PASSWORD) == 302


def test_an_unknown_name_is_answered_like_a_known_one(client: Client, people: dict[str, User]) -> None:
    known = client.post("/masuk/", {"username": "peninjau", "password": "salah"}).content.decode()
    unknown = client.post("/masuk/", {"username": "penjelma", "password": "salah"}).content.decode()

    def plain(page: str) -> str:
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

    assert plain(known).replace("peninjau", "") == plain(unknown).replace("penjelma", "")


def test_one_password_over_many_names_is_slowed_down(client: Client, people: dict[str, User]) -> None:
    tries = [log_in(client, f"orang{number}", "Musim2026Panjang") for number in range(40)]
    assert tries[0] == 200
    assert tries[-1] == 429
    cache.clear()


def test_pages_without_login_are_slowed_down(client: Client) -> None:
    tries = [client.get("/v/AAAABBBBCCCCDDDD/").status_code for _ in range(70)]
    assert (tries[0], tries[-1]) == (404, 429)


def test_the_session_of_a_person_who_left_is_worth_nothing(people: dict[str, User]) -> None:
    client = Client()
    client.force_login(people["peninjau"])
    User.objects.filter(pk=people["peninjau"].pk).update(is_active=False)
    assert client.get("/antrean/").status_code == 302


def test_leaving_ends_the_session(people: dict[str, User]) -> None:
    client = Client()
    client.force_login(people["peninjau"])
    client.post("/keluar/")
    assert client.get("/antrean/").status_code == 302
    assert not Session.objects.exists()


@pytest.mark.parametrize("target", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(target: str, people: dict[str, User]) -> None:
    client = Client()
    entered = client.post(f"/masuk/?next={target}", {"username": "petugas", "password": PASSWORD, "next": target})
    assert entered["Location"] in ("/", "/antrean/")
    spoken = client.post("/bahasa/", {"language": "en", "next": target})
    assert spoken["Location"] == "/"


def test_cookies_are_kept_from_scripts(client: Client, people: dict[str, User]) -> None:
    client.post("/masuk/", {"username": "petugas", "password": PASSWORD})
    client.get("/masuk/")
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"


def test_the_demos_door_is_shut_outside_a_demo(client: Client, people: dict[str, User]) -> None:
    assert client.post("/masuk/sebagai/penyelia/").status_code == 404
    assert "sebagai" not in client.get("/masuk/").content.decode()
    client.force_login(people["penyelia"])
    assert client.get("/kotak-keluar/").status_code == 404


def test_a_captured_text_cannot_become_markup(bring_in: Any, people: dict[str, User]) -> None:
    """Whatever a post says is shown as text: tags, attributes, and signs that would turn the line around."""
    evil = f'<script>alert(1)</script>"onmouseover="x \u202e {BALE}'
    bring_in({"id": "9", "platform": "instagram", "text": evil, "author": {"id": "1", "handle": "<b>x</b>"}})
    client = Client()
    client.force_login(people["penyelia"])
    for address in (
        "/antrean/",
        "/konten/{}/".format(client.get("/antrean/").context["rows"][0].item.pk),
        "/cari/?q=<b>",
    ):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<b>x</b>" not in page
        assert "\u202e" not in page
        markup = Markup()
        markup.feed(page)
        assert markup.forbidden == []
