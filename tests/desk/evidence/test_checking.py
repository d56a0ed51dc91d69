"""`turunkan verify --audit` against somebody who can write to the database: what was falsified is named."""

from collections.abc import Callable

import pytest
from django.db import connection

from turunkan.core.evidence.store import Store
from turunkan.desk.audit.models import KeyStatement
from turunkan.desk.cases.checking import check_seals
from turunkan.desk.cases.models import Case, Seal, SealedFile
from turunkan.desk.cases.sealing import store
from turunkan.desk.notices.models import Notice

pytestmark = pytest.mark.django_db
TABLES = ("cases_seal", "cases_sealed_file", "audit_key_statement")


def opened() -> None:
    """Take away what refuses changes, as who administers the database can."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            else:
                cursor.execute(f"DROP TRIGGER {table}_no_update")
                cursor.execute(f"DROP TRIGGER {table}_no_delete")


def last() -> Seal:
    found = Seal.objects.last()
    assert found is not None
    return found


def cut() -> None:
    SealedFile.objects.filter(seal=last()).delete()
    last().delete()


def cut_all() -> None:
    SealedFile.objects.all().delete()
    Seal.objects.all().delete()


FALSIFIED: dict[str, tuple[Callable[[], object], str]] = {
    "the last seal deleted": (cut, "missing"),
    "all seals deleted": (cut_all, "missing"),
    "another case": (lambda: Seal.objects.filter(seq=1).update(case=None), "altered"),
    "another step": (lambda: Seal.objects.filter(seq=1).update(step="captured"), "altered"),
    "another time": (lambda: Seal.objects.filter(seq=1).update(at="2020-01-01T00:00:00Z"), "altered"),
    "another key": (lambda: Seal.objects.filter(seq=1).update(key="0" * 64), "altered"),
    "a manifest that is none": (lambda: Seal.objects.filter(seq=1).update(manifest="{"), "unreadable"),
    "a link that is none": (lambda: Seal.objects.filter(seq=1).update(link="[]"), "unreadable"),
    "a signature": (lambda: Seal.objects.filter(seq=1).update(signature=bytes(64)), "signature"),
    "a file's row": (lambda: SealedFile.objects.filter(path="case.json").update(size=1), "altered"),
    "a file's bytes": (lambda: _store().remove(SealedFile.objects.first().sha256), "missing"),  # type: ignore[union-attr]
    "a statement less": (lambda: KeyStatement.objects.all().delete(), "key"),
}


def _store() -> Store:
    return store()


@pytest.mark.parametrize("how", FALSIFIED)
def test_what_was_falsified_is_found(signed: Notice, how: str) -> None:
    assert check_seals().problems == ()
    opened()
    falsify, code = FALSIFIED[how]
    falsify()
    assert code in {problem.code for problem in check_seals().problems}


def test_a_statement_more_is_found(case: Case) -> None:
    first = KeyStatement.objects.all()[0]
    KeyStatement.objects.create(fingerprint="1" * 64, event="created", text=first.text, signatures={}, at=first.at)
    assert "key" in {problem.code for problem in check_seals().problems}
