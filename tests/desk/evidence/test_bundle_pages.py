"""The bundle out of the case's page, and the page on which anybody drops one."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from sealing_office import busy_office
from tests.desk.evidence.conftest import bundled

from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.cases.models import Case
from turunkan.desk.parties.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def dropped(client: Client, data: bytes, name: str = "bundel.zip") -> tuple[int, str]:
    """Status and text of the page after a bundle was dropped on it."""
    response = client.post("/periksa/", {"file": SimpleUploadedFile(name, data)})
    return response.status_code, response.content.decode()


def test_a_bundle_is_taken_out_logged_and_found_intact(
    case: Case, people: dict[str, User], client: Client
) -> None:
    client.force_login(people["auditor"])
    response = client.post(f"/berkas/{case.code}/bundel/")
    data = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert response["Content-Disposition"] == f'attachment; filename="{case.code}.zip"'
    assert data == bundled(case)
    assert AuditEvent.objects.filter(verb="evidence.bundled", role="auditor").count() == 1
    status, page = dropped(Client(), data)
    assert status == 200
    assert "UTUH, disegel oleh kantor ini" in page
    assert case.code in page


def test_an_altered_bundle_is_refused_by_name(case: Case, client: Client) -> None:
    data = bundled(case).replace(b"bal segel", b"bal sagel", 1)
    status, page = dropped(client, data)
    assert status == 200
    assert "TIDAK UTUH" in page
    assert "isi berkas ini diubah" in page


def test_anothers_bundle_is_intact_and_its_signer_unknown(case: Case, client: Client) -> None:
    _, page = dropped(client, busy_office().bundle("TRK-2026-0001"))
    assert "PENANDA TANGAN TIDAK DIKENAL" in page


@pytest.mark.parametrize("data", [b"x", b"PK\3\4", b"%PDF-1.7", bytes(4000)])
def test_what_is_no_bundle_is_told_so(case: Case, client: Client, data: bytes) -> None:
    status, page = dropped(client, data)
    assert status == 422
    assert "bukan bundel" in page


def test_a_name_that_is_a_script_stays_text(case: Case, client: Client) -> None:
    _, page = dropped(client, b"x", "<script>alert(1)</script>.zip")
    assert "<script>alert" not in page


def test_the_page_says_so_in_english(case: Case, client: Client) -> None:
    client.cookies["django_language"] = "en"
    assert "INTACT, sealed by this office" in dropped(client, bundled(case))[1]


def test_too_large_a_body_is_not_read(client: Client) -> None:
    response = client.generic("POST", "/periksa/", b"", CONTENT_LENGTH=str(300 * 1024 * 1024))
    assert response.status_code == 413


def test_checking_is_limited(client: Client) -> None:
    statuses = [client.get("/periksa/").status_code for _ in range(22)]
    assert statuses.count(429) == 2


def test_the_case_shows_its_seals_and_their_files(case: Case, people: dict[str, User], client: Client) -> None:
    client.force_login(people["hukum"])
    page = client.get(f"/berkas/{case.code}/").content.decode()
    assert "Bukti tersegel" in page
    assert "as-read.txt" in page
    assert case.seals.get().head[:10] in page


def test_an_export_that_fails_sends_nothing(people: dict[str, User], case: Case, client: Client) -> None:
    old = Case.objects.create(code="TRK-2025-0009", platform=case.platform, opened_by=people["petugas"])
    client.force_login(people["petugas"])
    response = client.post(f"/berkas/{old.code}/bundel/", follow=True)
    assert "belum pernah disegel" in response.content.decode()
    assert io.BytesIO(response.content).read(2) != b"PK"
