"""The machine: compiled once, kept whole, and made anew where the file is not what it was."""

import os

import numpy as np
import pytest

pytest.importorskip("numba", reason="the arrays are an extra")

from turunkan.core.block import machine
from turunkan.core.block.layout import JUDGE, READ, kinds_of


def files(folder):
    return sorted(folder.glob("judge-*.o"))


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    machine._loaded.cache_clear()
    yield tmp_path / "turunkan"
    machine._loaded.cache_clear()


def test_a_kernel_is_compiled_once_and_a_damaged_file_is_replaced(folder, monkeypatch):
    machine.Kernel("judge", JUDGE)
    (kept,) = files(folder)
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2])
    machine._loaded.cache_clear()
    built = []
    real = machine.import_module
    monkeypatch.setattr(machine, "import_module", lambda name: built.append(name) or real(name))
    machine.Kernel("judge", JUDGE)
    assert len(built) == 1
    machine._loaded.cache_clear()
    machine.Kernel("judge", JUDGE)
    assert len(built) == 1
    assert machine._kept(kept) is not None


def test_a_place_that_cannot_be_written_stops_nobody(monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    machine._keep(blocked / "kernel.o", machine._Kept(["name"], b"code"))
    assert machine._kept(blocked / "kernel.o") is None


def test_a_file_that_was_not_finished_is_gone(monkeypatch, tmp_path):
    target = tmp_path / "kernel.o"

    def full(path, data):
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(machine.Path, "write_bytes", full)
    machine._keep(target, machine._Kept(["name"], b"code"))
    assert list(tmp_path.iterdir()) == []


def test_of_what_was_compiled_before_the_newest_few_stay(tmp_path):
    for at in range(6):
        older = tmp_path / f"judge-{at}.o"
        older.touch()
        os.utime(older, (at, at))
    (tmp_path / "read-0.o").touch()
    machine._keep(tmp_path / "judge-new.o", machine._Kept(["name"], b"code"))
    assert {file.name for file in tmp_path.iterdir()} == {
        "judge-3.o", "judge-4.o", "judge-5.o", "judge-new.o", "read-0.o"
    }  # fmt: skip


def test_an_array_of_another_type_is_refused():
    kernel = machine.Kernel("read", READ)
    with pytest.raises(TypeError, match="fold is int64, not uint32"):
        kernel({name: np.zeros(1, np.int64) for name in kinds_of(READ)})


def test_whether_kernels_are_kept_is_known_without_loading_them(folder):
    assert not machine.is_kept("judge")
    machine.Kernel("judge", JUDGE)
    assert machine.is_kept("judge")
    (kept,) = files(folder)
    kept.write_bytes(b"not what was written")
    assert not machine.is_kept("judge")
