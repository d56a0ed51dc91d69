"""Pages without login: what strangers fill in breaks no page, and what is too much is not read."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.grants import make_grant

TURNED = "Sudah\u202e kami turunkan"
LONGEST = 20 * 1024 * 1024

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(sent: Notice) -> str:
    """Where the recipient answers a letter of two lines."""
    return f"/t/{make_grant(sent, by=None)}/"


@pytest.mark.parametrize("page", ["", "terima-kasih/"])
def test_a_remark_cannot_turn_the_page_around(client: Client, address: str, page: str) -> None:
    filled = {"answered_by": "Tim", "kind-1": "removed", "note-1": f"{TURNED}\r\n{'a' * 900}"}
    assert client.post(address, filled).status_code == 302
    shown = client.get(address + page).content.decode()
    assert "\u202e" not in shown
    assert "<bdi>Sudah\ufffd kami turunkan\r\naaa" in shown


def test_a_remark_is_kept_as_it_was_given(client: Client, address: str, sent: Notice) -> None:
    client.post(address, {"answered_by": "Tim", "kind-1": "removed", "note-1": TURNED})
    assert sent.lines.get(number=1).answers.get().note == TURNED


def test_a_long_word_breaks_inside_what_holds_it(client: Client) -> None:
    response: Any = client.get("/static/console/desk.css")
    sheet = b"".join(response.streaming_content).decode()
    (rule,) = [line for line in sheet.splitlines() if line.startswith(".note, table.list td")]
    assert "overflow-wrap: anywhere" in rule


@pytest.mark.parametrize("unseen", ["\u200b", "\u2060 \u00ad", " \t"])
def test_a_name_that_nobody_sees_is_no_name(client: Client, address: str, unseen: str) -> None:
    assert client.post(address, {"answered_by": unseen, "kind-1": "removed"}).status_code == 422
    assert client.post(address, {"answered_by": f"{unseen}T", "kind-1": "removed"}).status_code == 302


def test_a_note_that_nobody_sees_is_no_note(client: Client, address: str) -> None:
    filled = {"answered_by": "Tim", "kind-1": "needs-information"}
    assert client.post(address, filled | {"note-1": "\u200b\u00ad\u2060"}).status_code == 422
    assert client.post(address, filled | {"note-1": "\u200b?"}).status_code == 302


class Unread:
    """A body that must not be asked for."""

    def read(self, *_: object) -> bytes:
        """Nobody should come here."""
        raise AssertionError("the body was read")

    readline = read


def upload(client: Client, notice: Notice, length: str, body: object) -> Any:
    """Send a body of an announced length to the verification of a letter."""
    return client.generic(
        "POST",
        f"/v/{notice.code}/",
        **{"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": length, "wsgi.input": body},
    )


def test_a_file_that_is_too_large_is_refused_unread(signed: Notice) -> None:
    for client in (Client(), Client(enforce_csrf_checks=True)):
        refused = upload(client, signed, str(LONGEST + 1), Unread())
        assert refused.status_code == 413
        assert "20 MB" in refused.content.decode()


def test_a_file_as_large_as_may_be_is_read(client: Client, signed: Notice) -> None:
    with pytest.raises(AssertionError, match="the body was read"):
        upload(client, signed, str(LONGEST), Unread())


def test_a_verification_from_elsewhere_is_refused_still(signed: Notice) -> None:
    assert Client(enforce_csrf_checks=True).post(f"/v/{signed.code}/").status_code == 403


def test_a_minute_that_ends_while_counting_lets_in(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(key: str) -> int:
        raise ValueError(key)

    monkeypatch.setattr(cache, "incr", gone)
    assert client.get("/v/AAAABBBBCCCCDDDD/").status_code == 404
