"""Backups and restores that are killed: no half file, no half desk. Real processes, real SIGKILL."""

import json
import random
import signal
from pathlib import Path

from own_desk import OwnDesk
from tests.desk.backup.conftest import LOOK, MAKE, NOTHING, RESTORE, New

# The process counts its calls, and at the one it was told it kills itself.
COUNTED = """
import signal
from django.core.management import call_command
call_command("migrate", verbosity=0)
from turunkan.site.backup import making, restoring
calls, last = 0, int(sys.argv.pop())
def count(frame, event, _):
    global calls
    calls += event == "call"
    if calls == last:
        os.kill(os.getpid(), signal.SIGKILL)
sys.setprofile(count)
"""
TOLD_CALLS = """
sys.setprofile(None)
print(json.dumps(calls))
"""


def killed(desk: OwnDesk, script: str, file: Path, at: int) -> str:
    """Run a script until the call at which it kills itself; what it had printed by then."""
    process = desk.start(COUNTED + script, file, at)
    said, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL
    return said


def test_a_backup_killed_anywhere_leaves_no_file_and_the_next_one_sweeps(told: OwnDesk, tmp_path: Path) -> None:
    calls = told.run(COUNTED + MAKE + TOLD_CALLS, tmp_path / "whole.zip", -1)
    chance, folder = random.Random(6), tmp_path / "killed"  # noqa: S311
    folder.mkdir()
    for _ in range(3):
        killed(told, MAKE, folder / "f.zip", chance.randint(calls // 9, calls * 9 // 10))
        (left,) = folder.iterdir()
        assert left.name.startswith(".f.zip.")
    assert told.run(MAKE, folder / "f.zip")[0] is True
    assert [left.name for left in folder.iterdir()] == ["f.zip"]


def test_a_restore_killed_anywhere_leaves_an_empty_desk_that_can_be_restored(backup: Path, empty: New) -> None:
    desk, twin, chance = empty(), empty(), random.Random(7)  # noqa: S311
    calls = twin.run(COUNTED + RESTORE + TOLD_CALLS, backup, -1)
    for _ in range(3):
        said = killed(
            desk, LOOK + "sys.stdout.flush()\n" + RESTORE, backup, chance.randint(calls // 9, calls * 8 // 10)
        )
        assert json.loads(said)["rows"] == NOTHING["rows"]
    assert desk.run(RESTORE, backup)[0][0] is True
    assert desk.run(LOOK) == twin.run(LOOK)
