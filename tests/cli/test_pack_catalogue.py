"""`pack catalogue`: a folder of pages that replaces an earlier one, and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from tiny_pack import change

from turunkan.cli import folders
from turunkan.core.rules import catalogue, load_pack
from turunkan.core.vocab import Lang

Run = Callable[..., Result]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "pages" / "catalogue"


def files(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def test_the_folder_holds_every_page_and_the_counts_are_told(run: Run, tiny: Path, out: Path) -> None:
    result = run("pack", "catalogue", tiny, "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"3 konsep, 3 fakta, 2 aturan, 1 penyaring: 8 halaman di {out}\n"
    found = files(out)
    listed = found.pop(folders.LIST)
    assert found == dict(catalogue(load_pack(str(tiny)), Lang.ID))
    assert listed.splitlines() == sorted(found)
    assert [path.name for path in out.parent.iterdir()] == ["catalogue"]


def test_an_earlier_catalogue_is_replaced_wholly(run: Run, tiny: Path, out: Path) -> None:
    run("pack", "catalogue", tiny, "--out", out)
    change(tiny, "rules.yaml", "id: seller-hint", "id: seller-guess")
    assert run("pack", "catalogue", tiny, "--out", out, "--lang", "en").exit_code == 0
    assert "rules/seller-guess.md" in files(out)
    assert "rules/seller-hint.md" not in files(out)
    assert "## Condition" in (out / "rules/seller-guess.md").read_text(encoding="utf-8")
    assert [path.name for path in out.parent.iterdir()] == ["catalogue"]


def test_an_empty_folder_may_be_filled(run: Run, tiny: Path, out: Path) -> None:
    out.mkdir(parents=True)
    assert run("pack", "catalogue", tiny, "--out", out).exit_code == 0
    assert (out / "index.md").is_file()


@pytest.mark.parametrize("with_catalogue", [False, True])
@pytest.mark.parametrize("name", ["notes.txt", "rules/notes.md", ".hidden"])
def test_what_others_wrote_is_left_alone(run: Run, tiny: Path, out: Path, name: str, with_catalogue: bool) -> None:
    if with_catalogue:
        run("pack", "catalogue", tiny, "--out", out)
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    (out / name).write_text("mine", encoding="utf-8")
    before = files(out)
    result = run("pack", "catalogue", tiny, "--out", out, "--lang", "en")
    assert result.exit_code == 2
    assert f"holds {name}, which is no part of a catalogue" in result.stderr
    assert files(out) == before


def test_a_file_is_no_folder(run: Run, tiny: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    result = run("pack", "catalogue", tiny, "--out", file)
    assert result.exit_code == 2
    assert "bukan folder" in result.stderr
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_broken_pack_leaves_the_folder_as_it_was(run: Run, tiny: Path, out: Path) -> None:
    run("pack", "catalogue", tiny, "--out", out)
    before = files(out)
    change(tiny, "rules.yaml", "strength: hard", "strength: hart")
    assert run("pack", "catalogue", tiny, "--out", out).exit_code == 2
    assert files(out) == before


def test_pages_that_cannot_be_written_leave_the_folder_as_it_was(run: Run, tiny: Path, out: Path) -> None:
    run("pack", "catalogue", tiny, "--out", out)
    before = files(out)
    with pytest.raises(OSError, match="x"):
        folders.write_folder(out, [("index.md", "new"), ("index.md/x", "no folder")])
    assert files(out) == before
    assert [path.name for path in out.parent.iterdir()] == ["catalogue"]


def test_a_swap_that_fails_half_way_is_undone(
    run: Run, tiny: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("pack", "catalogue", tiny, "--out", out)
    before = files(out)
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name.endswith(".part"):
            raise OSError("no space")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    result = run("pack", "catalogue", tiny, "--out", out)
    assert result.exit_code == 2
    assert "no space" in result.stderr
    assert files(out) == before
    assert [path.name for path in out.parent.iterdir()] == ["catalogue"]
