"""`turunkan backup` and `turunkan restore`, as somebody at the terminal meets them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from turunkan.cli.desk.backup import passphrase
from turunkan.core.vocab import StopRun

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


def test_a_locked_backup_brings_the_keys_back(turunkan: Run, tmp_path: Path) -> None:
    turunkan("here", "tick")
    (key,) = (tmp_path / "here" / "signing").glob("*.pem")
    locking = ("--passphrase-env", "PASS")
    locked = turunkan("here", "backup", "--out", "f.bak", "--with-keys", *locking, PASS=SECRET)
    assert locked.returncode == 0, locked.stderr
    assert "Kepala rantai audit: " in locked.stdout
    restored = turunkan("there", "restore", "f.bak", *locking, PASS=SECRET)
    assert restored.returncode == 0, restored.stderr
    assert (tmp_path / "there" / "signing" / key.name).read_bytes() == key.read_bytes()


def test_a_variable_without_a_passphrase_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ("", None):
        monkeypatch.setenv("PASS", value) if value is not None else monkeypatch.delenv("PASS")
        with pytest.raises(StopRun, match="no passphrase"):
            passphrase("PASS")
    monkeypatch.setenv("PASS", SECRET)
    assert passphrase("PASS") == SECRET
    assert passphrase(None) is None
