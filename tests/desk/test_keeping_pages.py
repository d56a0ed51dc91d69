"""The case's page on keeping: the date and its calculation, the hold, deletion, and what a tombstone shows."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from turunkan.desk.cases.grounds import Ground
from turunkan.desk.cases.keeping import place_hold, standing_hold
from turunkan.desk.cases.models import Case, SealedFile, Tombstone
from turunkan.desk.followup.retention import expire_evidence, retention_of
from turunkan.desk.parties.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.once]
People = dict[str, User]


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Path) -> None:
    """A data folder of this test's own, with the office's keys."""
    shutil.copytree(settings.TURUNKAN_HOME / "signing", tmp_path / "signing")
    settings.TURUNKAN_HOME = tmp_path


def at(page: str, case: Case) -> str:
    return reverse(page, kwargs={"code": case.code})


def seen(case: Case, by: User) -> str:
    client = Client()
    client.force_login(by)
    response = client.get(at("case", case))
    assert response.status_code == 200
    return response.content.decode()


def sends(page: str, case: Case, by: User, **fields: object) -> str:
    """What the person reads after sending a form."""
    client = Client()
    client.force_login(by)
    response = client.post(at(page, case), {**fields, "back": at("case", case)}, follow=True)
    return str(response.content.decode())


def test_the_page_shows_until_when_and_why(case: Case, people: People, settings: Any) -> None:
    settings.KEEP_CASES = 400
    text = " ".join(seen(case, people["petugas"]).split())
    last = retention_of(case).last_day
    assert last is not None
    assert f'Disimpan sampai <b><time datetime="{last.isoformat()}">{last.day} ' in text
    assert "ditambah 400 hari." in text
    assert "Tahan bukti" not in text
    assert "Tahan bukti" in seen(case, people["hukum"])


def test_a_hold_is_placed_and_lifted_from_the_page(case: Case, people: People) -> None:
    said = sends("case-hold", case, people["hukum"], note="Diminta penyidik.")
    assert "Bukti ditahan." in said
    assert "Diminta penyidik." in seen(case, people["petugas"])
    assert "Hapus untuk selamanya" not in seen(case, people["penyelia"])
    assert "orang lain daripada yang memasangnya" in sends("case-lift", case, people["hukum"], note="x")
    assert "Penahanan dilepas." in sends("case-lift", case, people["penyelia"], note="Selesai.")
    assert standing_hold(case) is None


def test_a_ticked_file_is_deleted_and_its_tombstone_shown(case: Case, people: People) -> None:
    file = SealedFile.objects.filter(seal__case=case, path__endswith="as-read.txt").first()
    assert file is not None
    link = reverse("sealed-file", kwargs={"pk": file.pk})
    assert link in seen(case, people["petugas"])
    refused = sends("case-delete", case, people["hukum"], file=file.pk, ground="", note="x")
    assert "Pilih dasar penghapusan." in refused
    said = sends("case-delete", case, people["hukum"], file=file.pk, ground=Ground.MISTAKE, note="Wajah tetangga.")
    assert "1 berkas bukti dihapus." in said
    page = seen(case, people["petugas"])
    assert f'<s class="mono">{file.path}</s>' in page
    assert "terekam karena keliru" in page
    assert link not in page
    client = Client()
    client.force_login(people["petugas"])
    assert "sudah dihapus" in client.get(link, follow=True).content.decode()


def test_a_file_of_another_case_or_none_deletes_nothing(case: Case, people: People) -> None:
    stranger = Case.objects.create(code="X-1", platform=case.platform, opened_by=people["petugas"])
    file = SealedFile.objects.filter(seal__case=case).first()
    assert file is not None
    for number in (file.pk, "9" * 30, "x", ""):
        said = sends("case-delete", stranger, people["hukum"], file=number, ground=Ground.ORDER, note="x")
        assert "Pilih sedikitnya satu berkas bukti" in said
    assert not Tombstone.objects.exists()


def test_an_expired_case_can_still_be_looked_at(case: Case, people: People) -> None:
    until = retention_of(case).until
    assert until is not None
    assert expire_evidence(until) > 0
    page = seen(case, people["petugas"])
    assert "masa simpan berakhir" in page
    assert "gudang.contoh" not in page
    client = Client()
    client.force_login(people["petugas"])
    for entry in case.entries.all():
        assert client.get(reverse("item", kwargs={"pk": entry.item_id})).status_code == 200


def test_who_only_looks_cannot_tick(case: Case, people: People) -> None:
    assert 'form="hapus-bukti"' not in seen(case, people["auditor"])
    assert 'form="hapus-bukti"' in seen(case, people["hukum"])
    place_hold(case, note="x", by=people["penyelia"])
    assert 'form="hapus-bukti"' not in seen(case, people["hukum"])
