"""`evaluate`: labelled rows in, figures out, for eyes and as JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from turunkan.core.detect import Engine
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Action, Item

Run = Callable[..., Result]


QUIET = "Selamat pagi, semoga harinya cerah"


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def labelled(tmp_path: Path, seller: str) -> Path:
    """A found seller, a missed promoter, a wronged speaker, and a row whose label is no label."""
    return write(
        tmp_path / "labelled.jsonl",
        {"id": "s", "text": seller, "label": "seller", "tier": "bale", "disguise": ["leet"]},
        {"id": "p", "text": QUIET, "label": "promoter", "acceptable": ["promoter", "unrelated"], "tier": "paid"},
        {"id": "w", "text": seller, "label": "speech", "tier": None},
        {"id": "x", "text": QUIET, "label": "penjual"},
    )


def test_the_text_is_accused_or_these_tests_say_nothing(seller: str) -> None:
    finding = Engine(load_pack("pakaian-bekas-impor")).find(Item(id="1", text=seller))
    assert finding.action is Action.NOTICE


def test_figures_for_eyes(run: Run, labelled: Path) -> None:
    result = run("evaluate", labelled)
    assert result.exit_code == 0
    assert "3 baris berlabel, 1 rusak." in result.stdout
    assert "50,0 % (1/2; 9,5–90,5)" in result.stdout  # one of two sellers and promoters
    assert "–" in result.stdout
    assert "Tidak bersalah, tetapi dituduh" in result.stdout


def test_a_row_without_a_label_is_named(run: Run, labelled: Path) -> None:
    stderr = run("evaluate", labelled).stderr
    assert "no-label: 1" in stderr
    assert "x: golongan 'penjual' tidak dikenal" in stderr


def test_figures_as_json(run: Run, labelled: Path) -> None:
    figures = json.loads(run("evaluate", "--json", labelled).stdout)
    assert (figures["rows"], figures["broken"]) == (3, 1)
    assert figures["engine"]["found"]["count"] == 1
    assert figures["engine"]["accused"] == {"count": 1, "total": 1, "share": 1.0, "low": 0.2065, "high": 1.0}
    assert figures["confusion"]["promoter"]["unrelated"] == 1
    assert figures["labels"]["promoter"]["recall"]["count"] == 1  # "unrelated" is acceptable here
    assert figures["tiers"]["seller/bale"]["right"]["count"] == 1
    assert figures["disguises"]["each"]["leet"]["count"] == 1
    assert [entry["id"] for entry in figures["wronged"]] == ["w"]
    assert "bal segel" in figures["wronged"][0]["words"]


@pytest.mark.parametrize(
    ("switch", "rows", "shown"),
    [([], 20, True), ([], 21, False), (["--list-accused"], 21, True), (["--no-list-accused"], 1, False)],
)
def test_the_wronged_are_listed_when_few_or_asked_for(
    run: Run, tmp_path: Path, seller: str, switch: list[str], rows: int, shown: bool
) -> None:
    path = write(tmp_path / "w.jsonl", *({"id": f"w{n}", "text": seller, "label": "speech"} for n in range(rows)))
    stdout = run("evaluate", path, *switch).stdout
    assert ("│ w0" in stdout) is shown
    assert ("--list-accused" in stdout) is not shown


def test_nobody_wronged_is_said(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "q.jsonl", {"text": QUIET, "label": "unrelated"})
    assert "No innocent item was accused." in run("evaluate", path, "--lang", "en").stdout


def test_a_table_carries_its_lists_in_cells(run: Run, tmp_path: Path, seller: str) -> None:
    path = tmp_path / "labelled.csv"
    path.write_text(
        f'text,label,acceptable,tier,disguise\n"{seller}",promoter,promoter|seller,,"leet, spaced"\n',
        encoding="utf-8",
    )
    figures = json.loads(run("evaluate", "--json", path).stdout)
    assert figures["labels"]["promoter"]["recall"]["count"] == 1
    assert list(figures["disguises"]["each"]) == ["leet", "spaced"]
    assert figures["tiers"] == {}


def test_a_column_can_say_what_is_to_be_found(run: Run, tmp_path: Path, seller: str) -> None:
    path = tmp_path / "binary.csv"
    path.write_text(f'text,iklan\n"{seller}",1\n"{QUIET}",1\n"{QUIET}",0\n', encoding="utf-8")
    figures = json.loads(run("evaluate", "--json", "--positive", "iklan=1", path).stdout)
    assert figures["rows"] == 3
    assert (figures["engine"]["recall"]["count"], figures["engine"]["recall"]["total"]) == (1, 2)
    assert (figures["engine"]["precision"]["count"], figures["engine"]["precision"]["total"]) == (1, 1)
    assert figures["engine"]["disturbed"]["total"] == 1
    assert "50,0 % (1/2" in run("evaluate", "--positive", "iklan=1", path).stdout


def test_a_number_in_json_is_compared_as_written(run: Run, tmp_path: Path, seller: str) -> None:
    path = write(tmp_path / "b.jsonl", {"text": seller, "iklan": 1}, {"text": seller, "iklan": 0})
    figures = json.loads(run("evaluate", "--json", "--positive", "iklan=1", path).stdout)
    assert figures["engine"]["precision"]["share"] == 0.5


def test_a_row_without_the_column_is_broken(run: Run, labelled: Path) -> None:
    result = run("evaluate", "--json", "--positive", "iklan=1", labelled)
    assert result.exit_code == 2
    assert "no-label: 4" in result.stderr
    assert "tidak ada kolom 'iklan'" in result.stderr


def test_positive_without_a_value_is_a_usage_error(run: Run, labelled: Path) -> None:
    assert run("evaluate", "--positive", "iklan", labelled).exit_code == 2


def test_nothing_readable_is_an_error(run: Run) -> None:
    assert run("evaluate", "gone.jsonl").exit_code == 2


@pytest.mark.parametrize("label", [None, "", 5, ["seller"], "SELLER"])
def test_a_label_that_is_none_is_broken(run: Run, tmp_path: Path, label: object) -> None:
    path = write(tmp_path / "l.jsonl", {"text": QUIET, "label": label})
    result = run("evaluate", "--json", path)
    assert result.exit_code == 2
    assert "no-label: 1" in result.stderr
    assert "Tidak ada baris berlabel" in result.stderr


def test_an_author_who_says_it_all_is_missed_in_the_text_alone(run: Run, tmp_path: Path, seller: str) -> None:
    author = {"name": "Toko", "bio": seller}
    kinds = ("post", "bio")  # the bio of a bio is its own text
    rows = [{"text": QUIET, "kind": kind, "author": author, "label": "seller", "tier": "bale"} for kind in kinds]
    figures = json.loads(run("evaluate", "--json", write(tmp_path / "l.jsonl", *rows)).stdout)
    assert figures["engine"]["found"]["count"] == 2
    assert figures["text_alone"]["found"]["count"] == 1


def test_the_n_gram_model_stands_beside_the_engine(run: Run, labelled: Path) -> None:
    figures = json.loads(run("evaluate", "--json", labelled).stdout)
    assert figures["ngram"]["plain"]["label"]["total"] == 3
    assert [held["most"] for held in figures["ngram"]["held"]] == [0.01, 0.05]
    assert "│ N-gram saja" in run("evaluate", labelled).stdout


def test_a_pack_without_an_n_gram_model_is_measured_without(run: Run, tmp_path: Path, tiny: Path) -> None:
    path = write(tmp_path / "l.jsonl", {"text": QUIET, "label": "unrelated"})
    assert json.loads(run("evaluate", path, "--pack", tiny, "--json").stdout)["ngram"] is None
    assert "│ N-gram saja" not in run("evaluate", path, "--pack", tiny).stdout


def test_a_damaged_n_gram_model_is_refused(run: Run, labelled: Path, tiny: Path) -> None:
    (tiny / "baseline.model").write_text("{}\n", encoding="ascii")
    result = run("evaluate", labelled, "--pack", tiny)
    assert result.exit_code == 2
    assert "turunkan learn" in result.stderr


def test_regions_and_pairs_are_told(run: Run, tmp_path: Path, seller: str) -> None:
    path = write(
        tmp_path / "l.jsonl",
        {"text": f"{seller} Medan", "label": "seller", "tier": "bale", "pair": "p"},
        {"text": QUIET, "label": "unrelated", "pair": "p", "region": "sulawesi"},
    )
    figures = json.loads(run("evaluate", "--json", path).stdout)
    assert list(figures["regions"]) == ["sumatra", "sulawesi"]
    assert figures["pairs"]["told_apart"]["share"] == 1.0
    shown = run("evaluate", path, "--lang", "en").stdout
    assert "By region" in shown
    assert "got different labels, both right" in shown


def test_two_people_are_compared(run: Run, tmp_path: Path) -> None:
    path = write(
        tmp_path / "l.jsonl",
        {"text": QUIET, "label": "unrelated", "label_2": "unrelated"},
        {"text": QUIET, "label": "speech", "label_1": "lawful", "label_2": "speech"},  # settled as the second said
        {"text": QUIET, "label": "unrelated"},  # seen by one
        {"text": QUIET, "label": "unrelated", "label_2": "penjual"},  # no label
    )
    result = run("evaluate", path, "--json")
    agreement = json.loads(result.stdout)["agreement"]
    assert (agreement["same"]["count"], agreement["same"]["total"]) == (1, 2)
    assert agreement["apart"] == {"lawful/speech": 1}
    assert "no-label: 1" in result.stderr
    assert "apart: lawful and speech" in run("evaluate", path, "--lang", "en").stdout


def test_a_second_persons_file_is_joined_by_id(run: Run, tmp_path: Path) -> None:
    first = write(tmp_path / "1.jsonl", *({"id": n, "text": QUIET, "label": "unrelated"} for n in "abc"))
    second = write(tmp_path / "2.jsonl", {"id": "b", "text": QUIET, "label": "speech"}, {"id": "c", "text": QUIET})
    agreement = json.loads(run("evaluate", first, "--second", second, "--json").stdout)["agreement"]
    assert agreement["same"] == {"count": 0, "total": 1, "share": 0.0, "low": 0.0, "high": 0.7935}
    assert agreement["apart"] == {"unrelated/speech": 1}
