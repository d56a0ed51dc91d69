"""`pack`: the shipped packs are in order; what is wrong with a pack is shown and exits 1."""

import shutil
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest
from click.testing import Result
from tiny_pack import change

from turunkan.core.rules import load_pack, pack_names

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped pack to break."""
    with resources.as_file(resources.files("turunkan") / "packs" / "pakaian-bekas-impor") as shipped:
        return Path(shutil.copytree(shipped, tmp_path / "copy"))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_list_names_every_shipped_pack(run: Run) -> None:
    stdout = run("pack", "list").stdout
    for name in pack_names():
        assert name in stdout
        assert load_pack(name).version in stdout


@pytest.mark.parametrize("name", pack_names())
def test_every_shipped_pack_is_in_order(run: Run, name: str) -> None:
    pack = load_pack(name)
    result = run("pack", "check", name, "--lang", "en")
    assert result.exit_code == 0
    assert f"{len(pack.concepts)} concepts" in result.stdout
    assert result.stdout.endswith(f"{len(pack.law.statutes)} statutes: OK\n")


def test_a_folder_can_be_checked(run: Run, folder: Path) -> None:
    assert run("pack", "check", folder).exit_code == 0


def test_every_mistake_is_shown_with_a_caret(run: Run, folder: Path) -> None:
    replace(folder / "pack.yaml", "kind: evidence", "kind: evidense")
    replace(folder / "rules.yaml", "strength: hard", "strength: hart")
    result = run("pack", "check", folder)
    assert result.exit_code == 1
    assert "pack.yaml:" in result.stderr
    assert "rules.yaml:" in result.stderr
    assert result.stderr.count("^") >= 2


def test_a_broken_pack_stops_other_commands_with_2(run: Run, folder: Path) -> None:
    replace(folder / "pack.yaml", "kind: evidence", "kind: evidense")
    assert run("explain", "bal", "--pack", folder).exit_code == 2


def test_a_pack_that_is_not_there_is_a_usage_error(run: Run) -> None:
    result = run("pack", "check", "gone")
    assert result.exit_code == 2
    assert "gone" in result.stderr


@pytest.mark.parametrize("name", pack_names())
def test_every_example_of_a_shipped_pack_holds(run: Run, name: str) -> None:
    result = run("pack", "test", name)
    assert result.exit_code == 0
    assert result.stdout.endswith("contoh: OK\n")


def test_a_failing_example_is_shown_where_it_stands(run: Run, folder: Path) -> None:
    replace(folder / "rules.yaml", "match: [", 'match: ["Selamat pagi semuanya", ')
    result = run("pack", "test", folder)
    assert result.exit_code == 1
    place, line, caret, hint = result.stdout.splitlines()
    assert place.startswith("rules.yaml:")
    assert place.endswith(" should match this example")
    assert line[caret.index("^") :].startswith('"Selamat pagi semuanya"')
    assert hint.strip().startswith("= hint: nothing that counts is seen; the condition asks for ")
    assert result.stderr.startswith("1 dari ")


def test_a_pack_that_cannot_be_used_is_not_in_order(run: Run, folder: Path) -> None:
    replace(folder / "rules.yaml", "match: [", 'match: ["Selamat pagi semuanya", ')
    result = run("pack", "check", folder, "--lang", "en")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Pack pakaian-bekas-impor cannot be used, 1 failing example:\n\nrules.yaml:")
    assert run("explain", "bal", "--pack", folder, "--lang", "en").stderr == result.stderr


def test_a_broken_pack_cannot_be_tested(run: Run, folder: Path) -> None:
    replace(folder / "pack.yaml", "kind: evidence", "kind: evidense")
    assert run("pack", "test", folder).exit_code == 1


def test_the_session_of_the_manual_is_real(
    run: Run, tiny: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(tiny, "rules.yaml", "match: [jual telur penyu]\n", 'match: ["telur penyu #jual"]\n')
    monkeypatch.chdir(tiny.parent)
    tiny.parent.joinpath("packs").mkdir()
    tiny.rename("packs/telur-penyu")
    manual = (root / "docs/packs.md").read_text(encoding="utf-8")
    command, shown = manual.split("```console\n$ turunkan ")[1].split("\n```")[0].split("\n", 1)
    assert run(*command.split()).stderr == f"{shown}\n"
