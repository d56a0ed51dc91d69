"""Desks to back up and to restore into, and the scripts that do it in processes of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from own_desk import PREPARE, OwnDesk
from storied_desk import TOLD

New = Callable[..., OwnDesk]
MAKE = """
from pathlib import Path
from turunkan.site.backup.making import make_backup
made = make_backup(Path(sys.argv[1]), passphrase=(sys.argv[2:] or [None])[0], plain=False, with_keys=False)
print(json.dumps([made.is_sound, made.figures]))
"""
# Several files one after the other, named with | in between; what was refused says why.
RESTORE = """
from pathlib import Path
from turunkan.core.vocab import StopRun
from turunkan.site.backup.restoring import restore_backup
def restored(name, passphrase=None):
    try:
        done = restore_backup(Path(name), passphrase=passphrase)
        return [done.is_sound, done.figures]
    except StopRun as stop:
        return stop.log
print(json.dumps([restored(name, *sys.argv[2:]) for name in sys.argv[1].split("|")]))
"""
LOOK = """
from django.conf import settings
from turunkan.site.backup.tables import tables
home = settings.TURUNKAN_HOME
print(json.dumps({
    "rows": sum(model._base_manager.count() for model in tables().values()),
    "files": [str(file.relative_to(home)) for name in ("keys", "heads", "store", "signing")
              for file in (home / name).rglob("*") if file.is_file()],
}))
"""
NOTHING = {"rows": 0, "files": []}


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnDesk]:
    """A desk with a story, not to be changed."""
    desk = OwnDesk.made(tmp_path_factory.mktemp("told"))
    desk.run(PREPARE + TOLD)
    yield desk
    desk.gone()


@pytest.fixture(scope="session")
def backup(told: OwnDesk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its backup."""
    file = tmp_path_factory.mktemp("backup") / "cadangan.zip"
    sound, figures = told.run(MAKE, file)
    assert sound
    assert figures["seals"]["files"] > 9
    return file


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[New]:
    """Desks without tables, on the database under test or (`other`) on SQLite."""
    made: list[OwnDesk] = []

    def make(*, other: bool = False) -> OwnDesk:
        home = tmp_path / f"desk-{len(made)}"
        home.mkdir()
        made.append(OwnDesk(home, "") if other else OwnDesk.made(home))
        return made[-1]

    yield make
    for desk in made:
        desk.gone()
