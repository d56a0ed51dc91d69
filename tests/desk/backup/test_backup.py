"""A desk backed up and restored, on one database and on the other: the same, or refused and left alone."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from own_desk import OwnDesk
from storied_desk import ALL_ROWS, STORY
from tests.desk.backup.conftest import LOOK, MAKE, NOTHING, RESTORE, New

from turunkan.core.vocab import StopRun
from turunkan.site.backup import making
from turunkan.site.backup.making import make_backup
from turunkan.site.backup.state import migrations_here


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def without_last_events(rows: dict[str, Any], count: int) -> dict[str, Any]:
    """The tables before backups and restores wrote that they happened."""
    return rows | {"audit_event": rows["audit_event"][: len(rows["audit_event"]) - count], "audit_head": None}


def test_a_desk_goes_to_the_other_database_and_back_unchanged_and_works_on(
    told: OwnDesk, backup: Path, empty: New, tmp_path: Path
) -> None:
    before = told.run(ALL_ROWS)
    there, here = empty(other=True), empty()
    ((sound, figures),) = there.run(RESTORE, backup)
    assert sound
    assert without_last_events(there.run(ALL_ROWS), 1) == without_last_events(before, 1)

    _, later = there.run(MAKE, tmp_path / "back.zip")
    assert later["seals"] == figures["seals"]
    assert here.run(RESTORE, tmp_path / "back.zip") == [[True, later]]
    after = here.run(ALL_ROWS)
    assert after["whole"]
    assert without_last_events(after, 2) == without_last_events(before, 1)
    for folder in ("store", "media", "keys"):
        assert contents(here.home / folder) == contents(told.home / folder)
    assert not (here.home / "signing").exists()

    last = told.run(STORY + "print(json.dumps(Item.objects.get(native_id='90').pk))")
    new = here.run(STORY + "print(json.dumps([one.pk for one in bring_in(200, 202, BALE)]))")
    assert min(new) > last + 1  # the number in between was that of an Item that is gone


def test_a_desk_that_is_not_empty_is_left_alone(prepared_desk: OwnDesk, backup: Path) -> None:
    before = prepared_desk.run(ALL_ROWS)
    (refusal,) = prepared_desk.run(RESTORE, backup)
    assert refusal.startswith("not empty: ")
    assert prepared_desk.run(ALL_ROWS) == before
    assert not (prepared_desk.home / "store").exists()


FORGE = """
import hashlib, zipfile
from pathlib import Path
source, folder = Path(sys.argv[1]), Path(sys.argv[2])
with zipfile.ZipFile(source) as old:
    members = {name: old.read(name) for name in old.namelist()}
def forged(name, changes, **more):
    said = json.loads(members["manifest.json"])
    said |= more
    for changed, data in changes.items():
        if data is None:
            del said["members"][changed]
        else:
            said["members"][changed] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    whole = {**members, **changes, "manifest.json": json.dumps(said).encode()}
    with zipfile.ZipFile(folder / name, "w") as new:
        for one, data in whole.items():
            if data is not None:
                new.writestr(one, data)
def swapped(table, one, other):
    name = f"tables/{table}.jsonl"
    assert one in members[name]
    return {name: members[name].replace(one, other)}
events = members["tables/audit_event.jsonl"].splitlines(keepends=True)
blob = next(name for name in members if name.startswith("store/"))
forged("event-changed", swapped("audit_event", b'"case.opened"', b'"case.closed"'))
forged("event-missing", {"tables/audit_event.jsonl": b"".join(events[:-1])})
forged("seal-changed", swapped("cases_seal", b'"case-opened', b'"case-closed'))
forged("answer-missing", {"tables/followup_answer.jsonl": b""})
forged("column-missing", {"tables/parties_office.jsonl": b'{"id":1}\\n'})
forged("no-json", {"tables/parties_office.jsonl": b'{"id":\\n'})
forged("dangling", swapped("intake_snapshot", b'"run_id":1', b'"run_id":99'))
forged("no-date", swapped("cases_case", b'"opened_at":"2', b'"opened_at":"x'))
forged("file-missing", {blob: None})
forged("file-swapped", {blob: b"lain"})
forged("table-missing", {"tables/followup_answer.jsonl": None})
forged("older", {}, migrations=json.loads(members["manifest.json"])["migrations"][:-1], version="0.0.1")
"""
REFUSALS = {
    "event-changed": "not the same: audit",
    "event-missing": "not the same: audit, rows",
    "seal-changed": "not the same: seals",
    "answer-missing": "not the same: rows",
    "column-missing": "other columns: parties_office",
    "no-json": "refused: ",
    "dangling": "refused: ",
    "no-date": "refused: ",
    "file-missing": "not the same: seals",
    "file-swapped": "no backup: ",
    "table-missing": "no backup: ",
    "older": "a backup of 0.0.1",
}


def test_a_backup_that_does_not_come_to_its_figures_leaves_the_desk_empty(
    told: OwnDesk, backup: Path, empty: New, tmp_path: Path
) -> None:
    desk = empty()
    told.run(FORGE, backup, tmp_path)
    said = desk.run(RESTORE, "|".join(str(tmp_path / name) for name in REFUSALS))
    assert [log[: len(start)] for log, start in zip(said, REFUSALS.values(), strict=True)] == [*REFUSALS.values()]
    assert desk.run(LOOK) == NOTHING
    assert desk.run(RESTORE, backup)[0][0] is True


def test_a_damaged_desk_is_backed_up_as_it_is_and_says_so(told: OwnDesk, empty: New, tmp_path: Path) -> None:
    desk = told.copied(tmp_path / "damaged")
    if desk.database:
        shutil.copytree(told.home / "store", desk.home / "store")
    files = sorted((desk.home / "store").rglob("*/*"))
    files[0].unlink()
    files[1].write_bytes(b"rusak")
    sound, figures = desk.run(MAKE, tmp_path / "f.zip", "frasa sandi peragaan")
    desk.gone()
    assert not sound
    assert len(figures["seals"]["problems"]) >= 2  # more where two seals hold the same bytes
    restored = empty()
    assert restored.run(RESTORE, tmp_path / "f.zip") == ["a passphrase is needed"]
    (refusal,) = restored.run(RESTORE, tmp_path / "f.zip", "frasa sandi peragaan")
    assert refusal == [False, figures]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "store_key", "said"),
    [
        ({"with_keys": True}, "", "keys without a passphrase"),
        ({"passphrase": "pendek"}, "", "short passphrase"),
        ({"passphrase": "x" * 11}, "", "short passphrase"),
        ({}, "k" * 40, "an encrypted store in a plain backup"),
        ({"name": "ada.zip"}, "", "is there"),
        ({"name": "ada.zip", "plain": True}, "k" * 40, "is there"),
    ],
)
def test_what_would_leave_secrets_open_or_overwrite_is_refused(
    asked: dict[str, Any], store_key: str, said: str, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "ada.zip").write_bytes(b"cadangan kemarin")
    settings.STORE_KEY = store_key
    given = {"passphrase": None, "plain": False, "with_keys": False, "name": "baru.zip", **asked}
    with pytest.raises(StopRun, match=said):
        make_backup(tmp_path / given.pop("name"), **given)
    assert contents(tmp_path) == {"ada.zip": b"cadangan kemarin"}


@pytest.mark.django_db
def test_tables_of_another_version_are_not_backed_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "migrations_of_this_version", lambda: [*migrations_here(), "cases.9999_later"])
    with pytest.raises(StopRun, match="tables of another version"):
        make_backup(tmp_path / "f.zip", passphrase=None, plain=False, with_keys=False)
    assert contents(tmp_path) == {}
