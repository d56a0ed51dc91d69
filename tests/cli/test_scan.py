"""`scan`: what is printed, what is said about what could not be read, and the exit codes."""

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from turunkan.core.readers.items import CELL_FIELDS

Run = Callable[..., Result]


def found(stdout: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stdout.splitlines()]


def test_only_what_needs_a_look_is_printed_in_input_order(run: Run, captures: Path) -> None:
    result = run("scan", captures)
    assert result.exit_code == 0
    assert [finding["id"] for finding in found(result.stdout)] == ["a", f"{captures}:4"]


def test_all_prints_every_item(run: Run, captures: Path) -> None:
    findings = found(run("scan", "--all", captures).stdout)
    assert [finding["id"] for finding in findings] == ["a", "b", f"{captures}:4"]
    assert findings[1]["priority"] == "none"


def test_the_summary_counts_what_was_read_and_names_what_was_broken(run: Run, captures: Path) -> None:
    stderr = run("scan", captures).stderr
    assert "3 konten dibaca, 2 perlu dilihat: penjual 2." in stderr
    assert "Bagian yang tidak terbaca: 1" in stderr
    assert f"{captures}:3" in stderr


def test_messages_and_reasons_follow_the_language(run: Run, captures: Path) -> None:
    result = run("scan", "--lang", "en", captures)
    assert "3 items read, 2 need a look: seller 2." in result.stderr
    assert any("evidence" in reason.lower() for reason in found(result.stdout)[0]["reasons"])


def test_the_language_can_come_from_the_environment(run: Run, captures: Path) -> None:
    assert "items read" in run("scan", captures, TURUNKAN_LANG="en").stderr


def test_only_the_first_places_of_a_fault_are_shown(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text('{"text": "a"}\n' + "{broken\n" * 1234, encoding="utf-8")
    stderr = run("scan", path).stderr
    assert "Bagian yang tidak terbaca: 1.234" in stderr
    assert f"{path}:4 " in stderr
    assert f"{path}:5 " not in stderr
    assert "dan 1.231 lagi" in stderr


def test_a_file_without_a_readable_line_ends_with_2_and_names_its_lines(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text('{"id": 1}\n{"id": 2}\n', encoding="utf-8")
    result = run("scan", path)
    assert result.exit_code == 2
    assert f"{path}:1" in result.stderr
    assert f"{path}:2" in result.stderr


def test_a_file_that_cannot_be_opened_is_named_and_the_others_are_read(run: Run, captures: Path) -> None:
    result = run("scan", "gone.jsonl", captures.parent, captures)
    assert result.exit_code == 0
    assert "gone.jsonl: berkas tidak ada." in result.stderr
    assert f"{captures.parent}: ini folder" in result.stderr
    assert len(found(result.stdout)) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_forbidden_file_is_named(run: Run, captures: Path) -> None:
    captures.chmod(0)
    result = run("scan", captures)
    assert result.exit_code == 2
    assert "tidak ada izin" in result.stderr


def test_nothing_readable_is_an_error(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    result = run("scan", empty, "gone.jsonl", "--lang", "en")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "empty.jsonl is empty" in result.stderr
    assert result.stderr.endswith("None of the files could be read.\n")


def test_no_file_is_a_usage_error(run: Run) -> None:
    assert run("scan").exit_code == 2


def test_an_unknown_pack_stops_the_run(run: Run, captures: Path) -> None:
    result = run("scan", "--pack", "no-such-pack", captures)
    assert result.exit_code == 2
    assert "no-such-pack" in result.stderr
    assert result.stdout == ""


def test_standard_input_is_a_dash(run: Run, captures: Path) -> None:
    result = run("scan", "-", stdin=captures.read_bytes())
    assert [finding["id"] for finding in found(result.stdout)] == ["a", "stdin:4"]


def test_a_column_can_be_mapped(run: Run, tmp_path: Path, seller: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f'nomor,isi\n7,"{seller}"\n', encoding="utf-8")
    result = run("scan", path, "--map", "text=isi", "--map", "id=nomor")
    assert [finding["id"] for finding in found(result.stdout)] == ["7"]


def test_the_zone_of_dates_can_be_said(run: Run, tmp_path: Path, seller: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f'text,posted_at\n"{seller}",2026-11-20 23:30\n', encoding="utf-8")
    assert "--zone" in run("scan", path).stderr
    assert "no-offset" not in run("scan", path, "--zone", "Asia/Jayapura").stderr
    refused = run("scan", path, "--zone", "WITA")
    assert (refused.exit_code, "bukan zona waktu" in refused.stderr) == (2, True)


@pytest.mark.parametrize("pair", ["text", "text=", "=isi"])
def test_a_map_without_both_sides_is_a_usage_error(run: Run, captures: Path, pair: str) -> None:
    result = run("scan", captures, "--map", pair)
    assert result.exit_code == 2
    assert f"'{pair}' bukan pasangan nama=kolom" in result.stderr


def test_a_map_of_an_unknown_field_names_the_known_ones(run: Run, captures: Path) -> None:
    result = run("scan", captures, "--map", "isi=text", "--lang", "en")
    assert result.exit_code == 2
    assert "'isi' is no field" in result.stderr
    assert all(field in result.stderr for field in CELL_FIELDS)


def test_letters_stay_as_they_are(run: Run, tmp_path: Path, seller: str) -> None:
    path = tmp_path / "styled.jsonl"
    path.write_text(json.dumps({"id": "é😀", "text": seller}), encoding="utf-8")
    assert '"id":"é😀"' in run("scan", path).stdout


def test_csv_has_a_header_and_a_row_a_finding(run: Run, captures: Path) -> None:
    result = run("scan", "--format", "csv", captures)
    assert "\r" not in result.stdout
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["id"] for row in rows] == ["a", f"{captures}:4"]
    assert rows[0]["label"] == "seller"
    assert "bal segel" in rows[0]["quotes"]
    assert list(rows[0]) == [
        "id",
        "label",
        "tier",
        "confidence",
        "priority",
        "action",
        "rules",
        "law",
        "quotes",
        "reasons",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\n"])
def test_no_cell_can_act_as_a_formula(run: Run, tmp_path: Path, start: str) -> None:
    path = tmp_path / "formula.jsonl"
    path.write_text(json.dumps({"id": f"{start}1+1", "text": "x"}), encoding="utf-8")
    result = run("scan", "--all", "--format", "csv", path)
    rows = list(csv.reader(io.StringIO(result.stdout, newline="")))
    assert rows[1][0] == f"'{start}1+1"


def test_a_carriage_return_does_not_end_a_csv_row(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "return.jsonl"
    path.write_text(json.dumps({"id": "a\rb\r\nc", "text": "x"}), encoding="utf-8")
    out = tmp_path / "out.csv"
    run("scan", "--all", "--format", "csv", path, "--out", out)
    with out.open(encoding="utf-8", newline="") as file:
        assert [row[0] for row in csv.reader(file)] == ["id", "a\nb\nc"]


def test_the_table_masks_numbers_and_says_why(run: Run, captures: Path) -> None:
    result = run("scan", "--format", "table", captures)
    squeezed = "".join(result.stdout.split())
    assert "081200001147" not in squeezed
    assert "0812••••1147" in squeezed
    assert "toko.bal" in squeezed
    assert "penjual" in squeezed


def test_a_table_is_never_wider_than_its_pipe(run: Run, captures: Path) -> None:
    lines = run("scan", "--format", "table", captures).stdout.splitlines()
    assert lines
    assert max(map(len, lines)) <= 100


def test_a_table_of_nothing_is_empty(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "quiet.txt"
    path.write_text('{"text": "selamat pagi"}', encoding="utf-8")
    assert run("scan", "--format", "table", path).stdout == ""


def test_a_long_table_comes_in_pages_without_losing_a_row(run: Run, tmp_path: Path, seller: str) -> None:
    path = tmp_path / "many.jsonl"
    lines = [json.dumps({"text": seller, "author": {"handle": f"akun{n:03}"}}) for n in range(120)]
    path.write_text("\n".join(lines), encoding="utf-8")
    stdout = run("scan", "--format", "table", path).stdout
    assert [n for n in range(120) if f"akun{n:03}" not in stdout] == []
    assert stdout.count("Prioritas") == 3
