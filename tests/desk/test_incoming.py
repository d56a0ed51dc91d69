"""Files through the import page: asked about where they must be, read in their turn, refused in plain words."""

import csv
import gzip
import io
import json
import os
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from tests.desk.conftest import BALE, NEWS, Import, item, post, verdict
from workbooks import workbook

from turunkan.core.vocab import SkipThis
from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.console.broken import harmless
from turunkan.desk.intake.incoming import running
from turunkan.desk.intake.incoming.keeping import incoming_store
from turunkan.desk.intake.incoming.mappings import saved_for
from turunkan.desk.intake.incoming.running import import_queued
from turunkan.desk.intake.incoming.services import answer, receive, sweep_incoming
from turunkan.desk.intake.models import BrokenPart, ImportRun, Incoming, Item, SavedMapping
from turunkan.desk.intake.services import runs
from turunkan.desk.parties.models import User
from turunkan.desk.review.services import decide

pytestmark = pytest.mark.django_db
COLUMNS = "isi unggahan,pemilik,alamat\n"
TABLE = (COLUMNS + f'"{BALE}",gudang.contoh,https://www.instagram.example/p/7/\n"{NEWS}",kabar.contoh,\n').encode()
LINES = json.dumps(post("1", BALE)).encode()
CHOICE = {"field-0": "text", "field-1": "author.handle", "field-2": "url"}


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    """A data folder that no other test wrote to."""
    settings.TURUNKAN_HOME = tmp_path
    settings.IMPORTS_NOW = False
    return tmp_path


@pytest.fixture
def officer(people: dict[str, User], subject: Any) -> Client:
    """Somebody who may import, logged in."""
    client = Client()
    client.force_login(people["petugas"])
    return client


def give(client: Client, *files: tuple[str, bytes]) -> Any:
    """Send files as the form does, and follow to the page that it leads to."""
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post("/masukkan/berkas/", {"file": sent}, follow=True)


def page(response: Any) -> str:
    return str(response.content.decode())


def asked(client: Client, data: bytes = TABLE) -> Incoming:
    give(client, ("tabel.csv", data))
    return Incoming.objects.get()


def test_a_file_that_asks_nothing_goes_straight_to_its_result(officer: Client) -> None:
    response = give(officer, ("tangkapan.jsonl", LINES))
    run = ImportRun.objects.get()
    assert response.redirect_chain[-1][0] == f"/masukkan/{run.pk}/"
    assert (run.state, run.new, run.surfaced, run.read) == ("done", 1, 1, len(LINES))
    assert f"/antrean/?import={run.pk}" in page(response)


def test_several_files_are_an_import_each_and_a_bad_one_keeps_none_back(officer: Client) -> None:
    response = give(officer, ("satu.jsonl", LINES), ("kosong.csv", b""), ("tabel.csv", TABLE))
    assert ImportRun.objects.get().name == "satu.jsonl"
    assert Incoming.objects.get(state="asking").name == "tabel.csv"
    assert "kosong.csv kosong (0 bita)" in page(response)
    assert "2 berkas diterima" in page(response)


def test_a_table_without_a_known_column_shows_its_columns_and_waits(officer: Client) -> None:
    response = give(officer, ("tabel.csv", TABLE))
    text = page(response)
    assert "isi unggahan" in text
    assert "gudang.contoh" in text
    assert "0812-0000-1147" not in text
    assert not Item.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_workbook_shows_its_columns_and_comes_in_once_they_are_named(officer: Client) -> None:
    give(officer, ("tabel.xlsx", workbook([["isi unggahan", "pemilik"], [BALE, "gudang.contoh"]])))
    incoming = Incoming.objects.get()
    assert (incoming.state, incoming.columns) == ("asking", ["isi unggahan", "pemilik"])
    officer.post(f"/masukkan/berkas/{incoming.pk}/jawab/", {"field-0": "text", "field-1": "author.handle"})
    assert (ImportRun.objects.get().format, Item.objects.get().label) == ("xlsx", "seller")


def test_the_preview_shows_items_and_changes_nothing(officer: Client) -> None:
    file = asked(officer)
    response = officer.post(f"/masukkan/berkas/{file.pk}/jawab/", CHOICE | {"preview": "yes", "name": "Contoh"})
    assert response.status_code == 200
    assert "@gudang.contoh" in page(response)
    assert 'value="Contoh"' in page(response)
    assert not Item.objects.exists()
    assert not SavedMapping.objects.exists()
    assert Incoming.objects.get().state == "asking"


def test_an_answer_brings_the_file_in_and_its_name_is_offered_to_the_next_like_it(officer: Client) -> None:
    file = asked(officer)
    response = officer.post(f"/masukkan/berkas/{file.pk}/jawab/", CHOICE | {"name": "Lapor pasar"}, follow=True)
    run = ImportRun.objects.get()
    assert response.redirect_chain[-1][0] == f"/masukkan/{run.pk}/"
    assert (run.new, run.broken, run.format) == (2, 0, "table")
    stored = Item.objects.get(url="https://www.instagram.example/p/7/")
    assert stored.account is not None
    assert stored.account.handle == "gudang.contoh"
    assert [one.name for one in saved_for(["isi unggahan", "pemilik", "alamat"])] == ["Lapor pasar"]
    verbs = ["file.received", "mapping.kept", "file.answered"]
    assert list(AuditEvent.objects.filter(verb__in=verbs).values_list("verb", flat=True)) == verbs
    again = page(give(officer, ("lain.csv", TABLE.replace(b"jaket", b"hoodie"))))
    assert "Lapor pasar" in again
    assert '<option value="author.handle" selected>' in again
    other = page(give(officer, ("lain2.csv", TABLE.replace(b"pemilik", b"penjual"))))
    assert "Lapor pasar" not in other
    assert " selected>" not in other


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({}, "Pilih kolom mana yang berisi teks"),
        ({"field-1": "author.handle"}, "Pilih kolom mana yang berisi teks"),
        ({"field-0": "text", "field-1": "text"}, "dipilih untuk dua kolom"),
        ({"field-0": "bukan-bagian"}, "Pilih kolom mana yang berisi teks"),
        ({"field-0": "text", "zone": "Asia/Nirwana"}, "bukan zona waktu"),
        ({"field-0": "text", "zone": "other", "other_zone": "../etc/passwd"}, "bukan zona waktu"),
    ],
)
def test_an_answer_that_makes_no_sense_is_refused_with_what_was_chosen(
    officer: Client, choice: dict[str, str], said: str
) -> None:
    file = asked(officer)
    response = officer.post(f"/masukkan/berkas/{file.pk}/jawab/", choice)
    assert response.status_code == 422
    assert said in page(response)
    assert Incoming.objects.get().state == "asking"


DATED = b"text,posted_at\nbal segel jaket second import isi 120,2026-11-10 08:00\nkopi susu,2026-11-11 09:30\n"


@pytest.mark.parametrize(
    ("zone", "other", "hour", "broken"),
    [("Asia/Jakarta", "", 1, 0), ("Asia/Jayapura", "", 23, 0), ("other", "+08:00", 0, 0), ("none", "", None, 2)],
)
def test_dates_without_offset_ask_in_which_zone(
    officer: Client, zone: str, other: str, hour: int | None, broken: int
) -> None:
    file = asked(officer, DATED)
    address = f"/masukkan/berkas/{file.pk}/jawab/"
    refused = officer.post(address, {})
    assert (refused.status_code, "pilih zonanya" in page(refused)) == (422, True)
    officer.post(address, {"zone": zone, "other_zone": other})
    run = ImportRun.objects.get()
    assert (run.new, run.broken) == (2, broken)
    posted = Item.objects.order_by("pk")[0].posted_at
    assert (posted and posted.astimezone(UTC).hour) == hour


def test_a_mapping_and_a_zone_may_both_be_asked(officer: Client) -> None:
    file = asked(officer, DATED.replace(b"text,posted_at", b"isi,kapan"))
    answers = {"field-0": "text", "field-1": "posted_at"}
    refused = officer.post(f"/masukkan/berkas/{file.pk}/jawab/", answers)
    assert "pilih zonanya" in page(refused)
    preview = officer.post(
        f"/masukkan/berkas/{file.pk}/jawab/", answers | {"zone": "Asia/Makassar", "preview": "yes"}
    )
    assert "2026-11-10 08:00+08:00" in page(preview)


def test_a_file_is_answered_once(officer: Client, people: dict[str, User]) -> None:
    file = asked(officer)
    answer(file, {"text": "isi unggahan"}, "", by=people["petugas"])
    with pytest.raises(SkipThis):
        answer(file, {"text": "pemilik"}, "", by=people["petugas"])
    assert officer.post(f"/masukkan/berkas/{file.pk}/buang/").status_code == 302
    assert Incoming.objects.get().mapping == {"text": "isi unggahan"}


def test_a_file_that_was_given_up_is_gone_with_the_next_sweep(officer: Client) -> None:
    file = asked(officer)
    officer.post(f"/masukkan/berkas/{file.pk}/buang/")
    assert not Incoming.objects.exists()
    make_old(file.sha256)
    assert sweep_incoming(timezone.now()) == 1
    assert list(incoming_store().digests()) == []


def make_old(digest: str) -> None:
    past = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(incoming_store().folder / digest[:2] / digest[2:], (past, past))


@pytest.mark.parametrize(
    ("state", "days", "stays"),
    [
        ("asking", 0.9, True),
        ("asking", 1.1, False),
        ("done", 1.1, False),
        ("refused", 1.1, True),
        ("refused", 7.1, False),
        ("queued", 30, True),
        ("running", 30, True),
    ],
)
def test_files_have_their_day_and_those_in_turn_stay(
    people: dict[str, User], state: str, days: float, *, stays: bool
) -> None:
    file = receive(io.BytesIO(TABLE), "tabel.csv", len(TABLE), by=people["petugas"])
    Incoming.objects.update(state=state, at=timezone.now() - timedelta(days=days))
    make_old(file.sha256)
    sweep_incoming(timezone.now())
    assert Incoming.objects.exists() == stays
    assert incoming_store().has(file.sha256) == stays


def test_a_large_file_waits_its_turn_and_the_page_says_so(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "AT_ONCE", 10)
    response = give(officer, ("besar.jsonl", LINES))
    file = Incoming.objects.get()
    assert response.redirect_chain[-1][0] == f"/masukkan/berkas/{file.pk}/"
    assert '<meta http-equiv="refresh"' in page(response)
    assert not ImportRun.objects.exists()
    assert import_queued(timezone.now()) == 1
    assert import_queued(timezone.now()) == 0
    file.refresh_from_db()
    assert (file.state, file.run and file.run.new) == ("done", 1)
    assert officer.get(f"/masukkan/berkas/{file.pk}/").headers["Location"] == f"/masukkan/{file.run_id}/"


def test_a_run_that_goes_on_shows_how_far_it_is(officer: Client, bring_in: Import) -> None:
    run = bring_in(post("1", BALE))
    ImportRun.objects.filter(pk=run.pk).update(state="running", size=4000, read=1000)
    text = page(officer.get(f"/masukkan/{run.pk}/"))
    assert '<progress id="kemajuan" max="4000" value="1000">' in text
    assert '<meta http-equiv="refresh" content="3">' in text


@pytest.mark.parametrize(("minutes", "alive", "again"), [(4, False, 0), (6, False, 1), (6, True, 0)])
def test_a_file_whose_reader_died_gets_another_turn(
    officer: Client, people: dict[str, User], bring_in: Import, minutes: int, *, alive: bool, again: int
) -> None:
    file = receive(io.BytesIO(LINES), "besar.jsonl", len(LINES), by=people["petugas"])
    run = bring_in(raw=LINES)
    ImportRun.objects.filter(pk=run.pk).update(state="running" if alive else "interrupted")
    Incoming.objects.update(state="running", claimed_at=timezone.now() - timedelta(minutes=minutes))
    assert import_queued(timezone.now()) == again
    file.refresh_from_db()
    assert file.state == ("done" if again else "running")


def test_a_file_that_ends_its_reader_each_time_is_given_up_and_told(
    officer: Client, people: dict[str, User], bring_in: Import
) -> None:
    file = receive(io.BytesIO(LINES), "besar.jsonl", len(LINES), by=people["petugas"])
    for _ in range(3):
        run = bring_in(raw=LINES)
        ImportRun.objects.filter(pk=run.pk).update(state="interrupted")
    Incoming.objects.update(state="running", claimed_at=timezone.now() - timedelta(minutes=6))
    assert import_queued(timezone.now()) == 0
    file.refresh_from_db()
    assert (file.state, file.run) == ("refused", run)
    assert "3 kali menghentikan pembacanya" in page(officer.get(f"/masukkan/{run.pk}/"))


def test_a_small_file_that_unpacks_to_much_waits_its_turn(officer: Client) -> None:
    packed = gzip.compress(LINES + b"\n" * running.AT_ONCE)
    assert len(packed) < running.AT_ONCE / 100
    give(officer, ("bom.jsonl.gz", packed))
    assert not ImportRun.objects.exists()
    assert Incoming.objects.get().state == "queued"


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), OperationalError("disk full")])
def test_a_run_that_the_storage_ended_says_so_and_can_go_on(
    officer: Client, bring_in: Import, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def no_space(*_: Any) -> None:
        raise error

    with monkeypatch.context() as full:
        full.setattr(runs, "store_items", no_space)
        with pytest.raises(type(error)):
            bring_in(post("1", BALE))
    run = ImportRun.objects.get()
    assert run.state == "interrupted"
    said = page(officer.get(f"/masukkan/{run.pk}/"))
    assert "ruang diska" in said
    assert str(error.args[-1]) in said
    assert bring_in(post("1", BALE)).new == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("surat.csv", b"%PDF-1.7\n" + bytes(40), "PDF"),
        ("rusak.json", b"\0\1\2\0\0\0" * 50, "NUL"),
        ("spasi.txt", b"  \n  \n", "kosong"),
    ],
)
def test_what_is_no_capture_says_what_it_is_and_is_kept_to_be_looked_at(
    officer: Client, name: str, data: bytes, said: str
) -> None:
    response = give(officer, (name, data))
    run, file = ImportRun.objects.get(), Incoming.objects.get()
    assert (run.state, file.state, file.run) == ("refused", "refused", run)
    assert said in page(response)
    raw = officer.get(f"/masukkan/berkas/{file.pk}/mentah/")
    assert b"".join(raw.streaming_content) == data  # type: ignore[attr-defined]
    assert raw.headers["Content-Disposition"].startswith("attachment")
    assert raw.headers["Content-Type"] == "application/octet-stream"


def test_a_page_named_as_a_table_is_never_shown_as_a_page(officer: Client) -> None:
    evil = b"<html><script>alert(1)</script>,b\n<img src=x onerror=alert(2)>,1\n<b>teks</b>,2\n"
    text = page(give(officer, ("<img src=x>.csv", evil)))
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    response = officer.get(f"/masukkan/berkas/{Incoming.objects.get().pk}/mentah/")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]


def test_a_gzip_that_unpacks_to_far_too_much_is_cut_into_named_parts(officer: Client) -> None:
    bomb = gzip.compress(b"[" + b'"' + b"A" * 40_000_000)
    give(officer, ("bom.json.gz", bomb))
    assert import_queued(timezone.now()) == 1
    run = ImportRun.objects.get()
    assert (run.new, run.broken >= 1 or run.state == "refused") == (0, True)


@pytest.mark.parametrize(
    ("size", "said"), [(1024 * 1024, ""), (1024 * 1024 + 1, "layar ini menerima paling besar")]
)
def test_the_largest_file_is_a_setting(officer: Client, settings: Any, size: int, said: str) -> None:
    settings.IMPORT_BYTES = 1024 * 1024
    text = page(give(officer, ("besar.txt", b"kopi".ljust(size, b" "))))
    assert Incoming.objects.exists() is not bool(said)
    assert said in text


def test_waiting_files_are_bounded_together(officer: Client, settings: Any) -> None:
    settings.IMPORT_BYTES = len(TABLE)
    for _ in range(11):
        response = give(officer, ("tabel.csv", TABLE))
    assert Incoming.objects.count() == 10
    assert "Terlalu banyak berkas yang sedang menunggu" in page(response)


def test_no_file_and_too_many_files_are_refused(officer: Client) -> None:
    assert "Pilih berkas dahulu" in page(officer.post("/masukkan/berkas/", {}, follow=True))
    many = [(f"{n}.jsonl", LINES) for n in range(21)]
    assert give(officer, *many).status_code == 400
    assert not Incoming.objects.exists()


def test_who_uploads_without_end_is_slowed_down(officer: Client) -> None:
    statuses = [officer.post("/masukkan/berkas/", {}).status_code for _ in range(31)]
    assert statuses == [302] * 30 + [429]


def test_an_upload_needs_its_token(people: dict[str, User]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["petugas"])
    assert client.post("/masukkan/berkas/", {"file": SimpleUploadedFile("a.jsonl", LINES)}).status_code == 403
    assert not Incoming.objects.exists()


def test_broken_parts_leave_as_a_table_that_computes_nothing(officer: Client, bring_in: Import) -> None:
    run = bring_in(post("1", BALE))
    for place, part in (("1", "=HYPERLINK(1)"), ("2", "teks"), ("3", "@SUM(1)")):
        BrokenPart.objects.create(
            run=run, sha256=run.sha256, place=place, part=part, code="x", message_id="-1+1", message_en="-1+1"
        )
    response = officer.get(f"/masukkan/{run.pk}/rusak.csv")
    data = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == ["tempat", "bagian", "kode", "mengapa", "awal isinya"]
    assert [row[1] for row in rows[1:]] == ["'=HYPERLINK(1)", "teks", "'@SUM(1)"]
    assert {row[3] for row in rows[1:]} == {"'-1+1"}


def test_broken_parts_show_how_the_source_begins_there_for_a_week(officer: Client, bring_in: Import) -> None:
    lines = [
        b'{"id": "1", "text": "bal, WA 0812-0000-7701',
        b'{"id": "2", "text": 5}',
        b'{"id": "3", "text": "bal", "posted_at": "kemarin"}',
    ]
    run = bring_in(raw=b"\n".join(lines))
    table = bring_in(raw=b"text,n\na,1\nb,2,3\n")

    def excerpts(of: ImportRun) -> list[str]:
        data = b"".join(officer.get(f"/masukkan/{of.pk}/rusak.csv").streaming_content)  # type: ignore[attr-defined]
        return [row[4] for row in csv.reader(io.StringIO(data.decode("utf-8-sig")))][1:]

    first, *others = excerpts(run)
    assert first.startswith('{"id": "1", "text": "bal, WA ')
    assert "0000-7701" not in first  # as in every file that leaves
    assert [json.loads(text)["id"] for text in others] == ["2", "2", "3"]
    assert excerpts(table) == ["b,2,3\n"]
    sweep_incoming(timezone.now() + timedelta(days=6))
    assert excerpts(table) == ["b,2,3\n"]
    sweep_incoming(timezone.now() + timedelta(days=8))
    assert excerpts(run) == [""] * 4


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "  =1", "\uff1d1"])
def test_formula_cells_are_neutralised(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "teks", "a=1", "1-1", "surel@contoh.example", "'=1"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


def test_the_queue_shows_what_one_import_brought(officer: Client, bring_in: Import) -> None:
    first, second = bring_in(post("1", BALE)), bring_in(post("2", BALE.replace("jaket", "hoodie")))
    shown = page(officer.get(f"/antrean/?import={second.pk}"))
    (one, two) = (Item.objects.get(native_id=n) for n in "12")
    assert f"/konten/{two.pk}/" in shown
    assert f"/konten/{one.pk}/" not in shown
    assert f"/konten/{one.pk}/" in page(officer.get(f"/antrean/?import={first.pk}"))
    for odd in ("0", "999999999999999999", "1e9", "9" * 40, "\u0661\u0661\u0661\u0661"):
        assert "Tidak ada konten yang cocok" in page(officer.get("/antrean/", {"import": odd}))


def test_an_import_is_taken_back_after_a_question(officer: Client, bring_in: Import) -> None:
    run = bring_in(post("1", BALE), post("2", NEWS))
    assert f"/masukkan/{run.pk}/batalkan/" in page(officer.get(f"/masukkan/{run.pk}/"))
    assert "(2 baru)" in page(officer.get(f"/masukkan/{run.pk}/batalkan/"))
    assert Item.objects.count() == 2
    response = officer.post(f"/masukkan/{run.pk}/batalkan/ya/", follow=True)
    assert "Impor dibatalkan." in page(response)
    assert not Item.objects.exists()
    assert "Ke antrean impor ini" not in page(response)
    assert f"/masukkan/{run.pk}/batalkan/" not in page(response)


def test_an_import_that_was_acted_on_says_why_it_stays(
    officer: Client, bring_in: Import, people: dict[str, User]
) -> None:
    run = bring_in(post("1", BALE))
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    text = page(officer.get(f"/masukkan/{run.pk}/batalkan/"))
    assert "tidak dapat diurungkan" in text
    assert "Ya, batalkan impor" not in text
    refused = officer.post(f"/masukkan/{run.pk}/batalkan/ya/", follow=True)
    assert "tidak dapat diurungkan" in page(refused)
    assert Item.objects.count() == 1


def test_columns_of_one_name_and_of_none_are_told_apart_below_the_title_of_a_sheet(officer: Client) -> None:
    rows = [["Laporan November"], [""], ["isi", "isi", "pemilik", ""], [NEWS, BALE, "@gudang.contoh", "Bandung"]]
    wide = [row + [""] * (4 - len(row)) for row in rows]
    give(officer, ("lembar.xlsx", workbook([*wide, ["kopi", f"{BALE} lagi", "@lain.contoh", "Solo"]])))
    incoming = Incoming.objects.get()
    assert incoming.columns == ["isi #1", "isi #2", "pemilik", "#4"]
    chosen = {"field-1": "text", "field-2": "author.handle", "field-3": "place"}
    officer.post(f"/masukkan/berkas/{incoming.pk}/jawab/", chosen, follow=True)
    said = [row.snapshots.get().document for row in Item.objects.order_by("pk")]
    assert [(one["text"], one["author"]["handle"], one["place"]) for one in said] == [
        (BALE, "@gudang.contoh", "Bandung"),
        (f"{BALE} lagi", "@lain.contoh", "Solo"),
    ]
    assert [(part.place, part.code) for part in BrokenPart.objects.all()] == [("1", "above-heading")]


def test_equal_texts_with_ids_of_their_own_are_items_of_their_own(bring_in: Import) -> None:
    table = f'id,text\n1,"{BALE}"\n2,"{BALE}"\n2,"{BALE}"\n'.encode()
    run = bring_in(raw=table, name="tabel.csv")
    assert (run.new, run.seen) == (2, 1)
    assert bring_in(raw=table, name="lain.csv").new == 0
