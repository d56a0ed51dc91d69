"""Every page × role × method, from the URL configuration; the expectation is a table of its own (access.tsv).

A page that the table does not know, or that declares no rule, fails here.
"""

import csv
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pages import addresses_of, patterns

from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.access import Access
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Role

pytestmark = pytest.mark.once

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
PEOPLE = ("anonymous", *Role)
IN, LOGIN, NO, NO_METHOD = "in", "login", "no", "no method"


def table() -> dict[tuple[str, str], dict[str, str]]:
    """(page, method) → person → what they get."""
    with (Path(__file__).parent / "access.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {(row["page"], row["method"]): {name: row[name] for name in PEOPLE} for row in rows}


PAGES = {str(pattern.name): pattern for pattern in patterns()}
EXPECTED = table()


def expected(name: str, method: str, person: str) -> str:
    """What the table says; HEAD is GET without a body, and what is not listed is no method."""
    listed = EXPECTED.get((name, "GET" if method == "HEAD" else method))
    return listed[person] if listed else NO_METHOD


@pytest.fixture
def addresses(notice: Notice, people: dict[str, User]) -> dict[str, str]:
    """An address of every page at which something is."""
    return addresses_of(sign(notice, by=people["penyelia"]), people["petugas"])


def outcome(response: Any) -> str:
    """What a person got; being led to the login with the way back counts as not let in."""
    if response.status_code == 405:
        return NO_METHOD
    if response.status_code == 403:
        return NO
    if response.status_code == 302 and response["Location"].startswith("/masuk/?next="):
        return LOGIN
    return IN


def test_every_page_declares_its_rule() -> None:
    silent = [
        name
        for name, pattern in PAGES.items()
        if not isinstance(getattr(pattern.callback, "access", None), Access)
    ]
    assert silent == []


def test_the_table_knows_every_page_and_no_other() -> None:
    assert {name for name, _ in EXPECTED} == set(PAGES)
    assert all(pattern.name for pattern in patterns())


@pytest.mark.django_db
@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_by_every_method(person: str, addresses: dict[str, str], people: dict[str, User]) -> None:
    wrong = {}
    for name, address in addresses.items():
        for method in METHODS:
            client = Client()
            if person != "anonymous":
                client.force_login(people[person])
            response = client.generic(method, address)
            got = outcome(response)
            if response.streaming:
                b"".join(response.streaming_content)  # type: ignore[attr-defined]
            wanted = expected(name, method, person)
            if got != wanted:
                wrong[name, method] = (got, wanted)
    assert wrong == {}
