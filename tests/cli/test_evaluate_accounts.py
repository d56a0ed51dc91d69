"""`evaluate --accounts`: labelled accounts in, figures out, for eyes and as JSON."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def labelled(tmp_path: Path, seller: str) -> Path:
    """A shop, a shop that people would leave alone, a quiet account, and one whose action is no action."""
    shop = [{"text": f"{seller} {n}"} for n in range(3)]
    quiet = [{"text": "Selamat pagi"}]
    rows = [
        {"id": "right", "posts": shop, "account_action": "account", "acceptable_actions": ["account"]},
        {"id": "wronged", "posts": shop, "account_action": "none", "acceptable_actions": ["none"]},
        {"id": "passed", "posts": quiet, "account_action": "items", "acceptable_actions": ["items", "none"]},
        {"id": "unknown", "posts": quiet, "account_action": "ban"},
        {"id": "silent", "posts": quiet},
    ]
    path = tmp_path / "labelled.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_figures_for_eyes(run: Run, labelled: Path) -> None:
    result = run("evaluate", "--accounts", labelled)
    assert result.exit_code == 0
    assert "3 akun berlabel, 2 bagian rusak." in result.stdout
    assert "66,7 % (2/3; 20,8–93,9)" in result.stdout
    assert "Harus dibiarkan, tetapi akunnya diusulkan" in result.stdout
    assert "wronged" in result.stdout


def test_nobody_wronged_is_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"bio": "kue kering", "account_action": "none"}), encoding="utf-8")
    result = run("evaluate", "--accounts", path, "--lang", "en")
    assert "No account that should be left alone was proposed." in result.stdout
    assert "100.0 % (1/1; 20.7–100.0)" in result.stdout


def test_rows_without_a_known_action_are_named(run: Run, labelled: Path) -> None:
    stderr = run("evaluate", "--accounts", labelled).stderr
    assert "no-label: 2" in stderr
    assert "unknown: tindakan 'ban' tidak dikenal" in stderr
    assert "silent: tindakan kosong tidak dikenal" in stderr


def test_figures_as_json(run: Run, labelled: Path) -> None:
    figures = json.loads(run("evaluate", "--accounts", "--json", labelled).stdout)
    assert (figures["rows"], figures["broken"]) == (3, 2)
    assert (figures["within"]["count"], figures["within"]["total"]) == (2, 3)
    assert figures["confusion"]["none"] == {"none": 0, "items": 0, "account": 1}
    assert figures["condemned"] == [{"id": "wronged", "truth": "none", "proposed": "account"}]


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (("--map", "text=isi"), "--map berlaku untuk tabel konten"),
        (("--positive", "label=1"), "--positive berlaku untuk konten"),
    ],
)
def test_what_is_for_items_is_refused(run: Run, labelled: Path, option: tuple[str, str], message: str) -> None:
    result = run("evaluate", "--accounts", *option, labelled)
    assert result.exit_code == 2
    assert message in result.stderr


def test_no_labelled_account_is_an_error(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"bio": "kue kering"}', encoding="utf-8")
    result = run("evaluate", "--accounts", path)
    assert result.exit_code == 2
    assert "Tidak ada akun berlabel" in result.stderr
