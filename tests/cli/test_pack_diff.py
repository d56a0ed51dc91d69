"""`pack diff`: what another state of a pack would change, on captures, and why."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from tiny_pack import change

from turunkan.core.rules import load_pack

Run = Callable[..., Result]


@pytest.fixture
def new(tiny: Path, tmp_path: Path) -> Path:
    """The tiny pack with one more word for selling and one more of the news."""
    folder = Path(shutil.copytree(tiny, tmp_path / "new"))
    change(folder, "terms/a.yaml", "[jual, ready]", "[jual, ready, lepas]")
    change(folder, "terms/a.yaml", "[polisi, menyita]", "[polisi, menyita, wartawan]")
    return folder


@pytest.fixture
def items(tmp_path: Path) -> Path:
    """What is caught, what is freed, what stays, and a broken line."""
    texts = {
        "sold": "jual telur penyu",
        "slang": "lepas telur penyu, 0812-0000-1234",
        "seized": "wartawan melihat telur penyu",
        "hen": "telur ayam",
    }
    lines = [json.dumps({"id": name, "text": text}) for name, text in texts.items()]
    path = tmp_path / "items.jsonl"
    path.write_text("\n".join([*lines, '{"id": ']) + "\n", encoding="utf-8")
    return path


def changes(result: Result) -> dict[str, dict[str, object]]:
    return {one["id"]: one for one in map(json.loads, result.stdout.splitlines())}


def test_every_changed_answer_is_told_with_its_reasons(run: Run, tiny: Path, new: Path, items: Path) -> None:
    result = run("pack", "diff", tiny, new, "--on", items, "--lang", "en")
    assert result.exit_code == 0
    found = changes(result)
    assert list(found) == ["slang", "seized"]
    slang, seized = found["slang"], found["seized"]
    assert slang["turns"] == ["accused", "label", "tier", "action", "priority"]
    assert slang["rules_gained"] == ["seller-nest"]
    assert [term["quote"] for term in slang["terms_gained"]] == ["lepas"]
    assert (slang["rules_lost"], slang["terms_lost"]) == ([], [])
    assert seized["rules_gained"] == ["news-voice"]
    assert seized["turns"] == ["freed", "label", "action", "priority", "law"]


def test_the_summary_counts_every_item_and_names_both_packs(run: Run, tiny: Path, new: Path, items: Path) -> None:
    lines = run("pack", "diff", tiny, new, "--on", items, "--lang", "en").stderr.splitlines()
    marks = [load_pack(str(folder)).fingerprint[:12] for folder in (tiny, new)]
    assert lines[0] == f"telur-penyu@1.0.0 ({marks[0]}) → telur-penyu@1.0.0 ({marks[1]})"
    assert lines[1] == "Files that differ: terms/a.yaml."
    assert lines[2].startswith("Name and version are the same, the content is not;")
    assert lines[3] == "4 items read: 2 answers changed, 2 stayed."
    assert "  newly freed: 1" in lines
    assert "Broken parts: 1" in lines


def test_a_new_version_is_not_told_to_raise_it(run: Run, tiny: Path, new: Path, items: Path) -> None:
    change(new, "pack.yaml", "version: 1.0.0", "version: 1.1.0")
    stderr = run("pack", "diff", tiny, new, "--on", items, "--lang", "en").stderr
    assert "→ telur-penyu@1.1.0 (" in stderr
    assert "Name and version are the same" not in stderr


def test_the_same_pack_changes_nothing_and_says_so(run: Run, tiny: Path, items: Path) -> None:
    copy = shutil.copytree(tiny, tiny.parent / "copy")
    result = run("pack", "diff", tiny, copy, "--on", items, "--fail-on-change")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Isi keduanya sama, berkas demi berkas." in result.stderr
    assert "4 konten dibaca: 0 jawaban berubah, 4 tetap." in result.stderr


def test_other_grounds_and_confidence_are_counted_and_not_listed(run: Run, tiny: Path, items: Path) -> None:
    copy = Path(shutil.copytree(tiny, tiny.parent / "copy"))
    change(copy, "pack.yaml", "accused_hard: 0.9", "accused_hard: 0.95")
    result = run("pack", "diff", tiny, copy, "--on", items, "--lang", "en", "--fail-on-change")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "  only the confidence: 1\n" in result.stderr
    change(copy, "rules.yaml", "en: turtle eggs are offered", "en: turtle eggs are on offer")
    result = run("pack", "diff", tiny, copy, "--on", items, "--lang", "en", "--fail-on-change")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "  the same answer on other grounds: 1\n" in result.stderr


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--fail-on-change",), 1)])
def test_a_change_fails_only_where_that_is_asked_for(
    run: Run, tiny: Path, new: Path, items: Path, options: tuple[str, ...], code: int
) -> None:
    out = tiny.parent / "changes.jsonl"
    result = run("pack", "diff", tiny, new, "--on", items, "--out", out, *options)
    assert result.exit_code == code
    assert result.stdout == ""
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2


def test_several_captures_follow_one_on(run: Run, tiny: Path, new: Path, items: Path) -> None:
    other = items.with_name("other.txt")
    other.write_text("lepas telur penyu\n", encoding="utf-8")
    ways = [("--on", items, other), ("--on", items, "--on", other)]
    found = [run("pack", "diff", tiny, new, *way).stdout for way in ways]
    assert found[0] == found[1]
    assert len(found[0].splitlines()) == 3


def test_captures_may_come_from_a_pipe(run: Run, tiny: Path, new: Path, items: Path) -> None:
    piped = run("pack", "diff", tiny, new, "--on", "-", stdin=items.read_bytes())
    assert piped.stdout == run("pack", "diff", tiny, new, "--on", items).stdout


def test_what_neither_side_surfaces_is_compared_with_all(run: Run, tiny: Path, items: Path) -> None:
    copy = Path(shutil.copytree(tiny, tiny.parent / "copy"))
    change(copy, "terms/a.yaml", "[polisi, menyita]", "[polisi, menyita, ayam]")
    assert run("pack", "diff", tiny, copy, "--on", items).stdout == ""
    assert list(changes(run("pack", "diff", tiny, copy, "--on", items, "--all"))) == ["hen"]


def test_the_table_shows_both_answers_and_masks_numbers(run: Run, tiny: Path, new: Path, items: Path) -> None:
    stdout = run("pack", "diff", tiny, new, "--on", items, "--format", "table").stdout
    assert "baru dilepas" in stdout
    assert "− belum jelas; rendah;" in stdout
    assert "+ penjual (nest)" in stdout
    assert "0812-••••-1234" in stdout
    assert "0812-0000-1234" not in stdout


def test_a_broken_pack_or_capture_is_a_usage_error(run: Run, tiny: Path, new: Path, items: Path) -> None:
    assert run("pack", "diff", tiny, new).exit_code == 2
    assert run("pack", "diff", tiny, new, "--on", items, "--out", items).exit_code == 2
    assert run("pack", "diff", tiny, new, "--on", items.with_name("gone")).exit_code == 2
    change(new, "filters.yaml", "strength: medium", "strength: hart")
    result = run("pack", "diff", tiny, new, "--on", items)
    assert result.exit_code == 2
    assert "unknown strength 'hart'" in result.stderr
