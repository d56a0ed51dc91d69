"""The file of a backup: what was written is read back, and anything else is refused before it is used."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from turunkan.core.evidence import sealed_stream
from turunkan.core.vocab import Lang, StopRun
from turunkan.site.backup.archive import FORMAT, ArchiveReader, ArchiveWriter

ABOUT = {"version": "1.0", "migrations": [], "last_numbers": {}, "figures": {}}
BLOB = b"\x00" * 99
DIGEST = hashlib.sha256(BLOB).hexdigest()
PASSPHRASE = "frasa sandi peragaan"
AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
Members = dict[str, bytes]


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """What scrypt costs is not tested here."""
    monkeypatch.setattr(sealed_stream, "_COST", 2)


def written(members: Members, passphrase: str | None = None) -> bytes:
    sink = io.BytesIO()
    with ArchiveWriter(sink, AT, passphrase) as writer:
        for name, data in members.items():
            writer.add(name, data, packed=not name.startswith("store"))
        writer.finish(ABOUT)
    return sink.getvalue()


def read(file: bytes, passphrase: str | None = None) -> Members:
    backup = ArchiveReader(Path("cadangan.zip"), io.BytesIO(file), passphrase)
    backup.check()
    return {name: backup.read(name) for name in backup.manifest["members"]}


TABLE, KEYS = "tables/intake_item.jsonl", "keys/office.json"
MEMBERS = {TABLE: b'{"id":1}\n' * 9000, f"store/{DIGEST}": BLOB, KEYS: b"{}"}


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_what_was_written_is_read_back(passphrase: str | None) -> None:
    file = written(MEMBERS, passphrase)
    assert read(file, passphrase) == MEMBERS
    backup = ArchiveReader(Path("cadangan.zip"), io.BytesIO(file), passphrase)
    assert backup.names("store") == [DIGEST]
    assert backup.names("heads") == []
    assert len(list(backup.lines(TABLE))) == 9000
    assert (b"intake_item" in file) is (passphrase is None)


def rewritten(change: Callable[[Members], None]) -> bytes:
    """A backup taken apart, changed, and put together again by somebody else."""
    with zipfile.ZipFile(io.BytesIO(written(MEMBERS))) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as new:
        for name, data in members.items():
            new.writestr(name, data)
    return sink.getvalue()


def manifest(into: Members, **changes: object) -> None:
    said = json.loads(into["manifest.json"]) | changes
    into["manifest.json"] = json.dumps({name: each for name, each in said.items() if each != "gone"}).encode()


def renamed(members: Members, name: str) -> None:
    said = json.loads(members["manifest.json"])["members"]
    said[name] = said.pop("keys/office.json")
    members[name] = members.pop("keys/office.json")
    manifest(members, members=said)


WHOLE = written(MEMBERS)
REFUSED: dict[str, bytes] = {
    "nothing": b"",
    "no zip": b"bukan cadangan",
    "cut off": WHOLE[:-40],
    "without its beginning": WHOLE[5000:],
    "a changed byte in what is stored": WHOLE.replace(b"\x00" * 50, b"\x00" * 49 + b"\x01"),
    "a file of the store under another name": written({f"store/{'0' * 64}": b"bukti"}),
    "no manifest": rewritten(lambda members: members.pop("manifest.json")),  # type: ignore[arg-type,return-value]
    "a member that is not named": rewritten(lambda members: members.update({"tables/more.jsonl": b""})),
    "a member that is missing": rewritten(lambda members: members.pop("keys/office.json")),  # type: ignore[arg-type,return-value]
    "a member that was changed": rewritten(lambda members: members.update({"keys/office.json": b"[]"})),
    "a member that climbs out": rewritten(lambda members: renamed(members, "keys/../../office.json")),
    "a hidden member": rewritten(lambda members: renamed(members, "keys/.env")),
    "a member in another folder": rewritten(lambda members: renamed(members, "outbox/office.json")),
    "an absolute member": rewritten(lambda members: renamed(members, "/keys/office.json")),
    "a manifest that is a list": rewritten(lambda members: members.update({"manifest.json": b"[]"})),
    "a manifest that is no JSON": rewritten(lambda members: members.update({"manifest.json": b"{"})),
    "another format": rewritten(lambda members: manifest(members, format="turunkan-backup-2")),
    "no figures": rewritten(lambda members: manifest(members, figures="gone")),
    "members that are a number": rewritten(lambda members: manifest(members, members=3)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_whole_backup_is_refused_by_name(name: str) -> None:
    with pytest.raises(StopRun, match="no backup") as stop:
        read(REFUSED[name])
    assert "cadangan.zip" in stop.value.say(Lang.ID)


def test_putting_it_together_again_unchanged_is_no_offence() -> None:
    assert read(rewritten(lambda members: None)) == MEMBERS
    assert json.loads(zipfile.ZipFile(io.BytesIO(WHOLE)).read("manifest.json"))["format"] == FORMAT


@pytest.mark.parametrize(
    ("passphrase", "damage", "said"),
    [
        (None, 0, "a passphrase is needed"),
        ("frasa yang lain", 0, "not opened"),
        (PASSPHRASE, 1, "not opened"),
    ],
)
def test_a_locked_backup_opens_only_to_its_passphrase(passphrase: str | None, damage: int, said: str) -> None:
    file = bytearray(written(MEMBERS, PASSPHRASE))
    file[-1] ^= damage
    with pytest.raises(StopRun, match=said):
        read(bytes(file), passphrase)
