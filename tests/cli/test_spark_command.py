"""`turunkan spark scan` before Spark is started: what it refuses, and what it asks for."""

import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
pytest.importorskip("pandas")

Run = Callable[..., Result]


@pytest.fixture
def java(monkeypatch: pytest.MonkeyPatch) -> None:
    """Java, as far as anybody asks."""
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(shutil, "which", lambda *_args, **_names: "/java")


@pytest.mark.usefixtures("java")
def test_the_input_may_not_lie_in_the_result(run: Run, captures: Path) -> None:
    for name in (captures, captures.parent):
        result = run("spark", "scan", name, "--out", captures.parent, "--lang", "en")
        assert result.exit_code == 2
        assert "choose another folder" in result.stderr


@pytest.mark.usefixtures("java")
def test_a_folder_with_other_files_is_refused(run: Run, captures: Path, tmp_path: Path) -> None:
    out = tmp_path / "full"
    out.mkdir()
    (out / "thesis.txt").touch()
    result = run("spark", "scan", captures, "--out", out, "--lang", "en", "--overwrite")
    assert result.exit_code == 2
    assert "thesis.txt" in result.stderr
    assert [path.name for path in out.iterdir()] == ["thesis.txt"]


@pytest.mark.usefixtures("java")
def test_nothing_readable_is_an_error(run: Run, tmp_path: Path) -> None:
    result = run("spark", "scan", "absent.jsonl", "--out", tmp_path / "r", "--lang", "en")
    assert result.exit_code == 2
    assert result.stderr == "absent.jsonl: there is no such file.\nNone of the files could be read.\n"
    assert list((tmp_path / "r").iterdir()) == []


def test_what_is_missing_is_said(
    run: Run, captures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_args, **_names: None)
    result = run("spark", "scan", captures, "--out", tmp_path / "r")
    assert (result.exit_code, "Java 17" in result.stderr) == (2, True)
    found = importlib.util.find_spec

    def but_spark(name: str, package: str | None = None) -> Any:
        return None if name == "pyspark" else found(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", but_spark)
    result = run("spark", "scan", captures, "--out", tmp_path / "r")
    assert (result.exit_code, 'pip install "turunkan[spark]"' in result.stderr) == (2, True)
