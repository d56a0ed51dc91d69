"""The office's keys: made on first use, changed by who may, lost and found, and shown to anybody."""

import io
import json
import stat
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from tests.desk.conftest import item
from tests.desk.evidence.conftest import bundled, checked

from turunkan.core.evidence.signing import grouped
from turunkan.core.evidence.statements import KeyEvent
from turunkan.core.evidence.verifier import Archive, check, statements_in
from turunkan.core.vocab import SkipThis, StopRun
from turunkan.desk.audit.keyring import (
    current_fingerprint,
    current_signer,
    key_file,
    publish,
    statements,
    tend_keys,
)
from turunkan.desk.audit.models import AuditEvent, KeyStatement
from turunkan.desk.audit.selectors import key_history
from turunkan.desk.cases.checking import check_seals
from turunkan.desk.cases.keys import change_key, revoke_retired
from turunkan.desk.cases.models import Case, Seal
from turunkan.desk.cases.services import open_case
from turunkan.desk.notices.models import Notice
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, tzinfo=UTC)
CHANGES = [KeyEvent.ROTATED, KeyEvent.LOST, KeyEvent.REVOKED]


def change(event: KeyEvent) -> None:
    """Change the key, after losing it where that is what is said."""
    if event is KeyEvent.LOST:
        key_file(current_fingerprint()).unlink()
    change_key(event, by=None)


def test_the_key_file_is_its_owners_alone(case: Case, settings: Any) -> None:
    change_key(KeyEvent.ROTATED, by=None)
    file = settings.TURUNKAN_HOME / "signing" / f"{current_fingerprint()}.pem"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----")


def test_a_passphrase_locks_the_file_and_is_needed_from_then_on(case: Case, settings: Any) -> None:
    settings.KEY_PASSPHRASE = "frasa sandi kantor"
    change_key(KeyEvent.ROTATED, by=None)
    file = settings.TURUNKAN_HOME / "signing" / f"{current_fingerprint()}.pem"
    assert b"ENCRYPTED" in file.read_bytes()
    settings.KEY_PASSPHRASE = "salah"
    with pytest.raises(StopRun, match="signing key"), transaction.atomic():
        current_signer()


@pytest.mark.parametrize("event", CHANGES)
def test_what_was_sealed_before_stays_checkable_after_a_change(case: Case, event: KeyEvent) -> None:
    old, former = bundled(case), current_fingerprint()
    change(event)
    assert (checked(bundled(case)).problems, checked(bundled(case)).trusted) == ((), True)
    assert check(Archive(io.BytesIO(old)), [former]).trusted
    assert check_seals().problems == ()
    assert Seal.objects.latest("seq").step == "key-changed"
    assert AuditEvent.objects.filter(verb=f"key.{event}").exists()


@pytest.mark.parametrize("second", CHANGES)
@pytest.mark.parametrize("first", CHANGES)
def test_a_fresh_bundle_holds_after_any_two_changes(case: Case, first: KeyEvent, second: KeyEvent) -> None:
    change(first)
    change(second)
    report = checked(bundled(case))
    assert (report.problems, report.trusted) == ((), True)
    assert check_seals().problems == ()


def test_the_file_of_a_key_that_was_replaced_is_gone_and_it_can_be_revoked_by_name(
    case: Case, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    former = current_fingerprint()
    with django_capture_on_commit_callbacks(execute=True):
        change_key(KeyEvent.ROTATED, by=None)
    signing = settings.TURUNKAN_HOME / "signing"
    assert [file.stem for file in signing.glob("*.pem") if file.stem == former] == []
    old = check(Archive(io.BytesIO(bundled(case))), [current_fingerprint()])
    assert old.trusted
    now = current_fingerprint()
    assert revoke_retired(former, by=None).fingerprint == now == current_fingerprint()
    report = checked(bundled(case))
    assert (report.problems, report.trusted) == ((), True)
    assert check_seals().problems == ()
    with pytest.raises(SkipThis):
        revoke_retired(now, by=None)
    with pytest.raises(SkipThis):
        revoke_retired("0" * 64, by=None)


@pytest.mark.parametrize("role", Role)
def test_only_who_manages_the_office_changes_keys(case: Case, people: dict[str, User], role: Role) -> None:
    before = KeyStatement.objects.count()
    if role is Role.ADMIN:
        change_key(KeyEvent.ROTATED, by=people[role])
    else:
        with pytest.raises(SkipThis):
            change_key(KeyEvent.ROTATED, by=people[role])
    assert KeyStatement.objects.count() == before + (role is Role.ADMIN)


def test_without_the_key_file_nothing_is_sealed_and_so_nothing_happens(
    case: Case, people: dict[str, User], settings: Any
) -> None:
    """Fail closed: a case that cannot be sealed is not opened."""
    (settings.TURUNKAN_HOME / "signing" / f"{current_fingerprint()}.pem").unlink()
    case.entries.all().delete()
    with pytest.raises(StopRun, match="no key"):
        open_case([item("1")], by=people["petugas"])
    with pytest.raises(StopRun, match="no key"):
        change_key(KeyEvent.ROTATED, by=None)
    change_key(KeyEvent.LOST, by=None)
    assert open_case([item("1")], by=people["petugas"]).seals.count() == 1


def test_a_key_that_is_there_is_not_declared_lost(case: Case, settings: Any) -> None:
    with pytest.raises(SkipThis) as refused:
        change_key(KeyEvent.LOST, by=None)
    assert "turunkan keys revoke" in refused.value.person.en
    settings.KEY_PASSPHRASE = "frasa sandi kantor"
    change_key(KeyEvent.ROTATED, by=None)
    settings.KEY_PASSPHRASE = "terlupa"  # what nobody can open is as good as lost
    change_key(KeyEvent.LOST, by=None)


def test_the_letter_and_its_page_carry_the_fingerprint(signed: Notice, client: Client) -> None:
    shown = grouped(current_fingerprint())
    assert signed.letter is not None
    assert signed.letter["key"] == shown
    assert shown in client.get(f"/v/{signed.code}/").content.decode()


def test_the_public_pages_give_the_keys_and_the_verifier(case: Case, client: Client) -> None:
    change_key(KeyEvent.ROTATED, by=None)
    page = client.get("/kunci/").content.decode()
    assert all(grouped(one.fingerprint) in page for one in KeyStatement.objects.all())
    given = json.loads(client.get("/kunci/keys.json").content)
    assert given["statements"] == [one.as_json() for one in statements()]
    assert client.get("/kunci/verify.py").content.startswith(b"#!/usr/bin/env python3")


@pytest.mark.parametrize(
    ("event", "sure", "changed"),
    [
        ("rotated", "yes", True),
        ("rotated", "", False),
        ("created", "yes", False),
        ("", "yes", False),
    ],
)
def test_the_page_of_keys_asks_whether_one_is_sure(
    case: Case, people: dict[str, User], client: Client, event: str, sure: str, changed: bool
) -> None:
    client.force_login(people["admin"])
    before = current_fingerprint()
    client.post("/kantor/kunci/ganti/", {"event": event, "sure": sure})
    assert (current_fingerprint() != before) is changed
    assert grouped(current_fingerprint()) in client.get("/kantor/kunci/").content.decode()


def test_what_anybody_may_know_lies_where_verify_looks(case: Case, settings: Any) -> None:
    publish()
    file = settings.TURUNKAN_HOME / "keys" / "office.json"
    assert json.loads(file.read_bytes())["statements"] == [one.as_json() for one in statements()]


def test_a_key_change_that_was_killed_is_finished_by_the_tick(case: Case, settings: Any) -> None:
    former = current_fingerprint()
    kept = key_file(former).read_bytes()
    change_key(KeyEvent.REVOKED, by=None)
    key_file(former).write_bytes(kept)  # as if killed before what follows the commit
    (settings.TURUNKAN_HOME / "signing" / "abc.123.tmp").write_bytes(kept)
    (settings.TURUNKAN_HOME / "keys" / "office.json").unlink(missing_ok=True)
    assert tend_keys(NOW) == 3
    assert [file.stem for file in (settings.TURUNKAN_HOME / "signing").iterdir()] == [current_fingerprint()]
    published = statements_in((settings.TURUNKAN_HOME / "keys" / "office.json").read_bytes())
    assert [one["statement"] for one in published] == [one.text for one in statements()]
    assert tend_keys(NOW) == 0


def test_the_list_of_keys_says_which_one_was_revoked(case: Case) -> None:
    former = current_fingerprint()
    change_key(KeyEvent.ROTATED, by=None)
    assert [(one.fingerprint, one.ended, one.signs) for one in key_history()] == [
        (former, KeyEvent.ROTATED, False),
        (current_fingerprint(), None, True),
    ]
    revoke_retired(former, by=None)
    assert [(one.fingerprint, one.ended, one.signs) for one in key_history()] == [
        (former, KeyEvent.REVOKED, False),
        (current_fingerprint(), None, True),
    ]
