"""--out: a file that appears when it is complete, and never in place of an input."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from turunkan.cli.output import opened

Run = Callable[..., Result]


def test_out_holds_what_would_have_been_printed(run: Run, captures: Path, tmp_path: Path) -> None:
    out = tmp_path / "findings.jsonl"
    printed = run("scan", captures).stdout
    result = run("scan", captures, "--out", out)
    assert result.stdout == ""
    assert out.read_text(encoding="utf-8") == printed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["captures.jsonl", "findings.jsonl"]


@pytest.mark.parametrize("form", ["csv", "table"])
def test_every_format_can_go_to_a_file(run: Run, captures: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "findings"
    assert run("scan", captures, "--format", form, "--out", out).exit_code == 0
    assert "toko.bal" in out.read_text(encoding="utf-8") or form == "csv"
    assert len(out.read_text(encoding="utf-8").splitlines()) >= 3


def test_the_old_file_stays_when_nothing_could_be_read(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "findings.jsonl"
    out.write_text("old", encoding="utf-8")
    assert run("scan", "gone.jsonl", "--out", out).exit_code == 2
    assert out.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [out]


def interrupt_half_way(out: Path) -> None:
    with opened(out) as stream:
        stream.write(b"half")
        assert out.read_text(encoding="utf-8") == "old"
        raise KeyboardInterrupt


def test_an_interrupted_run_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "findings.jsonl"
    out.write_text("old", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        interrupt_half_way(out)
    assert out.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_an_input_is_never_replaced(run: Run, captures: Path, tmp_path: Path) -> None:
    before = captures.read_bytes()
    link = tmp_path / "link.jsonl"
    link.symlink_to(captures)
    for out in (captures, link):
        result = run("scan", captures, "--out", out)
        assert result.exit_code == 2
        assert "salah satu masukan" in result.stderr
    assert captures.read_bytes() == before


def test_a_link_stays_a_link(run: Run, captures: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.jsonl"
    target.touch()
    link = tmp_path / "link.jsonl"
    link.symlink_to(target)
    run("scan", captures, "--out", link)
    assert link.is_symlink()
    assert json.loads(target.read_text(encoding="utf-8").splitlines()[0])["id"] == "a"


def test_a_device_is_written_to_and_not_replaced(run: Run, captures: Path) -> None:
    assert run("scan", captures, "--out", os.devnull).exit_code == 0
    assert not Path(os.devnull).is_file()


def test_a_folder_that_is_not_there_is_an_error_in_words(run: Run, captures: Path, tmp_path: Path) -> None:
    result = run("scan", captures, "--out", tmp_path / "no" / "findings.jsonl")
    assert result.exit_code == 2
    assert "Dihentikan oleh sistem" in result.stderr
