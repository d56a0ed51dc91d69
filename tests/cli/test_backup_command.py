"""`turunkan backup` and `turunkan restore`, as somebody at the terminal meets them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
SECRET = "frasa-sandi-peragaan"
_OF_A_DESK = ("TURUNKAN", "DATABASE", "DJANGO")


@pytest.fixture
def turunkan(tmp_path: Path) -> Run:
    """Run a command on the desk in a folder, with nobody's settings."""

    def run(home: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        ours = {name: value for name, value in os.environ.items() if not name.startswith(_OF_A_DESK)}
        return subprocess.run(
            [sys.executable, "-m", "turunkan", *arguments],
            env=ours | {"TURUNKAN_HOME": str(tmp_path / home)} | more,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


def test_a_desk_is_backed_up_and_restored_with_the_same_figures(turunkan: Run, tmp_path: Path) -> None:
    assert turunkan("here", "backup", "--out", "f.zip").returncode == 2
    assert turunkan("here", "tick").returncode == 0
    made = turunkan("here", "backup", "--out", "f.zip", "--json")
    assert made.returncode == 0, made.stderr
    figures = json.loads(made.stdout)
    assert figures["sound"] is True
    assert figures["rows"]["parties_recipient"] > 3

    again = turunkan("here", "backup", "--out", "f.zip", "--lang", "en")
    assert (again.returncode, "overwrites none" in again.stderr) == (2, True)
    restored = turunkan("there", "restore", "f.zip", "--json")
    assert json.loads(restored.stdout) == figures
    taken = turunkan("there", "restore", "f.zip", "--lang", "en")
    assert (taken.returncode, "is not empty" in taken.stderr) == (2, True)
    assert not list(tmp_path.glob(".*"))


REFUSED: tuple[tuple[list[str], dict[str, str], str], ...] = (
    (["--with-keys"], {}, "go only into a backup that is locked"),
    (["--passphrase-env", "PASS"], {}, "The environment variable PASS is empty"),
    (["--passphrase-env", "PASS"], {"PASS": "pendek"}, "shorter than 12"),
    ([], {"TURUNKAN_STORE_KEY": "k" * 40}, "Name a passphrase"),
)


def test_secrets_go_into_a_locked_backup_only_and_come_back(turunkan: Run, tmp_path: Path) -> None:
    turunkan("here", "tick")
    (key,) = (tmp_path / "here" / "signing").glob("*.pem")
    for arguments, environ, said in REFUSED:
        refused = turunkan("here", "backup", "--out", "f.bak", "--lang", "en", *arguments, **environ)
        assert (refused.returncode, said in refused.stderr) == (2, True)
    assert not (tmp_path / "f.bak").exists()

    locking = ("--passphrase-env", "PASS")
    locked = turunkan("here", "backup", "--out", "f.bak", "--with-keys", *locking, PASS=SECRET)
    assert locked.returncode == 0, locked.stderr
    assert "Kepala rantai audit: " in locked.stdout
    restored = turunkan("there", "restore", "f.bak", *locking, PASS=SECRET)
    assert restored.returncode == 0, restored.stderr
    assert (tmp_path / "there" / "signing" / key.name).read_bytes() == key.read_bytes()
