"""`turunkan bundle`, `verify` and `keys`, each in a process of its own, on the demo's office."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Turunkan = Callable[..., subprocess.CompletedProcess[str]]
CASE = "TRK-2026-0001"


def at_home(home: Path) -> dict[str, str]:
    """An environment without anybody's settings but the data folder."""
    apart = ("TURUNKAN", "DATABASE", "DJANGO")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(apart)}
    return clean | {"TURUNKAN_HOME": str(home)}


def call(home: Path, folder: Path, *arguments: object, said: str = "") -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, and what is typed into it."""
    command = [sys.executable, "-m", "turunkan", *map(str, arguments)]
    return subprocess.run(
        command,
        env=at_home(home),
        cwd=folder,
        input=said,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo's data folder, to be copied."""
    home = tmp_path_factory.mktemp("peragaan") / "kantor"
    made = call(home, home.parent, "demo", "--dir", home, "--no-serve")
    assert made.returncode == 0, made.stderr
    return home


@pytest.fixture
def turunkan(office: Path, tmp_path: Path) -> Turunkan:
    """Run a command at a copy of that office; `home=` names another data folder."""
    shutil.copytree(office, tmp_path / "kantor")

    def run(*arguments: object, home: Path | None = None, said: str = "") -> subprocess.CompletedProcess[str]:
        return call(home or tmp_path / "kantor", tmp_path, *arguments, said=said)

    return run


def the_case(turunkan: Turunkan) -> str:
    """The code of the demo's first case."""
    listed = turunkan("bundle", "--latest", "--out", "latest.zip").stdout
    return f"{listed.split()[1].rsplit('-', 1)[0]}-0001"


def test_a_bundle_is_written_verified_and_refused_once_altered(turunkan: Turunkan, tmp_path: Path) -> None:
    case = the_case(turunkan)
    made = turunkan("bundle", "--case", case, "--out", "b.zip")
    assert made.returncode == 0, made.stderr
    assert case in made.stdout
    good = turunkan("verify", "b.zip")
    assert (good.returncode, good.stdout.splitlines()[0]) == (0, "UTUH, ditandatangani kunci yang Anda percayai")
    told = json.loads(turunkan("verify", "b.zip", "--json").stdout)
    assert (told["intact"], told["trusted"], told["case"], told["problems"]) == (True, True, case, [])
    assert [seal["step"] for seal in told["seals"]] == ["case-opened", "letter-signed", "letter-sent", "answered"]
    file = tmp_path / "b.zip"
    file.write_bytes(file.read_bytes().replace(b"impor", b"import"[:5].upper(), 1))
    bad = turunkan("verify", "b.zip", "--lang", "en")
    assert (bad.returncode, bad.stdout.splitlines()[0]) == (1, "NOT INTACT")
    assert "what this file holds was altered" in bad.stdout
    assert not list(tmp_path.glob("*.part"))


def test_another_computer_trusts_what_it_is_told(turunkan: Turunkan, tmp_path: Path) -> None:
    turunkan("bundle", "--latest", "--out", "b.zip")
    other = tmp_path / "lain"
    unknown = turunkan("verify", "b.zip", home=other)
    assert (unknown.returncode, unknown.stdout.splitlines()[0]) == (1, "UTUH, PENANDA TANGAN TIDAK DIKENAL")
    key = json.loads(turunkan("verify", "b.zip", "--json", home=other).stdout)["signer"]
    assert turunkan("verify", "b.zip", "--key", key.upper(), home=other).returncode == 0
    assert (
        turunkan("keys", "trust", " ".join(key[at : at + 4] for at in range(0, 64, 4)), home=other).returncode == 0
    )
    assert turunkan("verify", "b.zip", home=other).returncode == 0
    third = tmp_path / "ketiga"
    said = tmp_path / "kantor" / "keys" / "office.json"
    assert turunkan("keys", "trust", said, home=third).returncode == 0
    assert turunkan("verify", "b.zip", home=third).returncode == 0


@pytest.mark.parametrize("change", ["rotate", "lost", "revoke"])
def test_after_a_change_of_key_a_new_bundle_holds(turunkan: Turunkan, tmp_path: Path, change: str) -> None:
    case = the_case(turunkan)
    if change == "lost":
        assert "turunkan keys rotate" in turunkan("keys", change, "--yes").stderr
        for file in (tmp_path / "kantor" / "signing").glob("*.pem"):
            file.unlink()
    changed = turunkan("keys", change, "--yes")
    assert changed.returncode == 0, changed.stderr
    assert len(turunkan("keys", "list").stdout.splitlines()) == 2
    turunkan("bundle", "--case", case, "--out", "new.zip")
    assert turunkan("verify", "new.zip").returncode == 0, turunkan("verify", "new.zip").stdout
    assert turunkan("verify", "--audit").returncode == 0


def test_a_question_answered_with_no_changes_nothing(turunkan: Turunkan, tmp_path: Path) -> None:
    before = (tmp_path / "kantor" / "keys" / "office.json").read_bytes()
    declined = turunkan("keys", "rotate", said="n\n")
    assert (declined.returncode, declined.stderr.strip()) == (1, "Dibatalkan; tidak ada yang berubah.")
    assert (tmp_path / "kantor" / "keys" / "office.json").read_bytes() == before


def test_a_lost_key_is_said_and_mended(turunkan: Turunkan, tmp_path: Path) -> None:
    for file in (tmp_path / "kantor" / "signing").glob("*.pem"):
        file.unlink()
    refused = turunkan("bundle", "--latest", "--out", "b.zip")
    assert refused.returncode == 2
    assert "turunkan keys lost" in refused.stderr
    assert not (tmp_path / "b.zip").exists()
    assert turunkan("keys", "lost", "--yes").returncode == 0
    assert turunkan("bundle", "--latest", "--out", "b.zip").returncode == 0
    assert turunkan("verify", "b.zip").returncode == 0


def test_the_desks_own_records_are_checked_and_what_is_spoilt_is_named(turunkan: Turunkan, tmp_path: Path) -> None:
    turunkan("tick")
    whole = turunkan("verify", "--audit", "--lang", "en")
    assert (whole.returncode, whole.stdout.splitlines()[0]) == (0, "WHOLE")
    assert json.loads(turunkan("verify", "--audit", "--json").stdout)["heads"] == 1
    heads = tmp_path / "kantor" / "heads" / "audit.jsonl"
    heads.write_text(heads.read_text().replace('\\"seq\\":', '\\"seq\\":1'))
    kept = next(file for file in (tmp_path / "kantor" / "store").rglob("*") if file.is_file())
    kept.write_bytes(b"lain")
    spoilt = turunkan("verify", "--audit")
    assert spoilt.returncode == 1
    assert spoilt.stdout.splitlines()[0] == "TIDAK UTUH"
    assert "heads/audit.jsonl #1" in spoilt.stdout
    assert "isi berkas ini diubah" in spoilt.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["verify"], "--audit"),
        (["verify", "--audit", "absent.zip"], "tanpa --audit"),
        (["verify", "--audit", "--key", "0" * 64], "tanpa --audit"),
        (["verify", "absent.zip"], "absent.zip"),
        (["verify", "kantor/.env"], "bukan bundel"),
        (["verify", "kantor/.env", "--key", "xyz"], "bukan sidik kunci"),
        (["bundle", "--out", "x.zip"], "--case"),
        (["bundle", "--latest", "--case", CASE, "--out", "x.zip"], "--case"),
        (["bundle", "--case", "TRK-1999-0001", "--out", "x.zip"], "TRK-1999-0001"),
        (["bundle", "--latest", "--out", "no/such/folder/x.zip"], "no/such/folder"),
        (["keys", "trust", "kantor/.env"], "bukan berkas kunci"),
        (["keys", "trust", "xyz"], "bukan sidik kunci"),
    ],
)
def test_what_cannot_be_done_is_said_and_exits_with_2(turunkan: Turunkan, arguments: list[str], says: str) -> None:
    result = turunkan(*arguments)
    assert result.returncode == 2, result.stdout + result.stderr
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_asking_after_a_desk_that_is_not_there_makes_none(turunkan: Turunkan, tmp_path: Path) -> None:
    asked = turunkan("verify", "--audit", "--lang", "en", home=tmp_path / "salah")
    assert asked.returncode == 2
    assert "There is no desk at" in asked.stderr
    assert not (tmp_path / "salah").exists()


def test_a_bundle_is_its_owners_alone(turunkan: Turunkan, tmp_path: Path) -> None:
    assert turunkan("bundle", "--latest", "--out", "b.zip").returncode == 0
    assert (tmp_path / "b.zip").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir() if "part" in file.name] == []
