"""Planning, reading and writing a batch, without Spark."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow", reason="the extra `spark` is not installed")

from pyarrow import parquet  # noqa: E402

from turunkan.core.detect import Engine  # noqa: E402
from turunkan.core.readers import Unreadable, read  # noqa: E402
from turunkan.core.rules import Pack  # noqa: E402
from turunkan.core.vocab import Author, Broken, Finding, Item, Label, Lang, StopRun, Wording  # noqa: E402
from turunkan.scale.folder import BROKEN, SUCCESS, UNFINISHED, Results, appearing, part_file  # noqa: E402
from turunkan.scale.pieces import Form, pieces_of, records  # noqa: E402
from turunkan.scale.plan import files_of, plan_of  # noqa: E402
from turunkan.scale.told import Told  # noqa: E402
from turunkan.scale.worker import Order, engine_of, find_part  # noqa: E402


def read_all(*inputs: Path, weight: int = 5000) -> list[Item | Broken]:
    """What all pieces of a plan give."""
    plan = plan_of(map(str, inputs), weight)
    assert not plan.unread
    found = [record for part in plan.parts for piece in part for record in records(piece)]
    return [one if isinstance(one, Broken) else one.whole() for one in found]


def test_a_folder_is_all_in_it_but_what_is_hidden_or_marked(batch: Path, files: list[Path]) -> None:
    assert list(files_of([str(batch)])) == [str(file) for file in files]


def test_a_glob_is_what_it_matches_and_else_a_name(batch: Path) -> None:
    assert list(files_of([f"{batch}/*.jsonl*"])) == [f"{batch}/a.jsonl", f"{batch}/b.jsonl.gz"]
    assert list(files_of([f"{batch}/**/*.json"])) == [f"{batch}/deep/c.json"]
    assert list(files_of([f"{batch}/*.none", "absent"])) == [f"{batch}/*.none", "absent"]


def test_a_file_whose_name_looks_like_a_glob_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a[1].jsonl").touch()
    (tmp_path / "a1.jsonl").touch()
    assert list(files_of([f"{tmp_path}/a[1].jsonl"])) == [f"{tmp_path}/a[1].jsonl"]


def test_the_pieces_give_what_the_readers_give(batch: Path, files: list[Path]) -> None:
    whole = [record for file in files for record in read(io.BytesIO(file.read_bytes()), str(file))]
    assert read_all(batch) == whole
    assert sum(isinstance(record, Broken) for record in whole) > len(files)


def test_parts_are_filled_in_order_and_only_lines_are_cut(batch: Path) -> None:
    parts = plan_of([str(batch)], 20_000).parts
    forms = [{piece.form for piece in part} for part in parts]
    assert len(parts) > 4
    assert forms[0] == {Form.LINES}
    assert forms[-1] == {Form.WHOLE}
    assert all(len(part) == 1 or sum(piece.weight for piece in part) <= 20_000 for part in parts)
    assert len(plan_of([str(batch)]).parts) == 1


def test_what_cannot_be_read_is_named_and_the_rest_planned(batch: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "x.parquet").write_bytes(b"PAR1 and nothing more")
    plan = plan_of([str(tmp_path), "absent", str(batch / "a.jsonl")])
    assert [(Path(name).name, type(error)) for name, error in plan.unread] == [
        ("empty", Unreadable),
        ("x.parquet", Unreadable),
        ("x.pdf", Unreadable),
        ("absent", FileNotFoundError),
    ]
    assert len(plan.parts) == 1


def test_a_file_that_grew_since_it_was_planned_stops_the_run(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"text": "a"}\n')
    (piece,) = pieces_of(file, "a.jsonl", 100)
    file.write_bytes(b'{"text": "a"}\n' * 2)
    with pytest.raises(StopRun, match="changed"):
        list(records(piece))


def write_rows(path: Path, rows: list[dict[str, Any]], group: int = 64) -> None:
    parquet.write_table(pa.Table.from_pylist(rows), path, row_group_size=group)


def test_parquet_gives_the_items_of_the_same_lines(posts: list[dict[str, Any]], tmp_path: Path) -> None:
    keys = ("id", "platform", "kind", "text", "author")
    rows = [{key: post.get(key) for key in keys} for post in posts]
    lines = tmp_path / "x"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    of_lines = read_all(lines)
    lines.unlink()
    write_rows(lines, rows)
    plan = plan_of([str(lines)], 1)
    assert [piece.form for part in plan.parts for piece in part] == [Form.ROWS] * 5
    assert read_all(lines) == of_lines
    assert isinstance(of_lines[5], Item)
    assert of_lines[5].id == f"{lines}:6"


def test_flat_columns_and_moments_of_parquet(tmp_path: Path) -> None:
    file = tmp_path / "p"
    moment = datetime(2026, 3, 1, 2, 3, tzinfo=UTC)
    row = {"text": "a", "author.handle": "h", "author.followers": 5, "posted_at": moment, "tags": ["x"]}
    write_rows(file, [row, {"text": "b", "author.followers": -1}, {"text": None}])
    first, lost, second, last = read_all(file)
    assert isinstance(first, Item)
    assert first.author
    assert (first.author.handle, first.author.followers, first.posted_at) == ("h", 5, moment)
    assert first.extra == {"tags": ["x"]}
    assert isinstance(lost, Broken)
    assert (lost.where, lost.part) == (f"{file}:2", "author.followers")
    assert isinstance(second, Item)
    assert isinstance(last, Broken)
    assert (last.where, last.code) == (f"{file}:3", "no-text")


def test_flat_columns_join_what_is_nested_and_never_replace_it(tmp_path: Path) -> None:
    rows = [
        {"author.name": "n", "text": "a", "author": {"handle": "h"}, "place": "Batam", "place.code": 1},
        {"author.name": "m", "text": "b", "author": None},
    ]
    write_rows(tmp_path / "p", rows)
    first, second = read_all(tmp_path / "p")
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert (first.author, first.place) == (Author(handle="h", name="n"), "Batam")
    assert first.extra == {"place.code": 1}
    assert second.author == Author(name="m")


def test_a_moment_without_an_offset_is_broken(tmp_path: Path) -> None:
    write_rows(tmp_path / "p", [{"text": "a", "posted_at": datetime(2026, 3, 1)}])  # noqa: DTZ001
    lost, item = read_all(tmp_path / "p")
    assert isinstance(lost, Broken)
    assert lost.code == "no-offset"
    assert isinstance(item, Item)


def test_a_damaged_group_of_rows_is_named(tmp_path: Path) -> None:
    file = tmp_path / "p"
    write_rows(file, [{"text": "karung " * 50 + str(n)} for n in range(100)])
    content = bytearray(file.read_bytes())
    content[4:200] = b"\xff" * 196
    file.write_bytes(content)
    found = read_all(file)
    assert isinstance(found[0], Broken)
    assert (found[0].where, found[0].part, found[0].code) == (f"{file}:1", "rest", "damaged-parquet")
    assert len(found) == 1 + 36


def test_a_part_is_written_as_one_process_finds(
    batch: Path, one_by_one: tuple[bytes, list[Broken]], pack: Pack, tmp_path: Path
) -> None:
    order = Order("pakaian-bekas-impor", pack.stamp, str(tmp_path), Lang.ID, everything=True)
    told = Told()
    plan = plan_of([str(batch)], 9000)
    for number, part in enumerate(plan.parts):
        told.join(Told.from_text(find_part(order, number, part).as_text()))
    files = sorted(tmp_path.glob("part-*.jsonl"))
    assert len(files) == len(plan.parts) > 5
    assert b"".join(file.read_bytes() for file in files) == one_by_one[0]
    lost = b"".join(file.read_bytes() for file in sorted(tmp_path.glob("lost-*")))
    kept = [json.loads(line) for line in lost.splitlines()]
    assert [(one["where"], one["code"]) for one in kept] == [(one.where, one.code) for one in one_by_one[1]]
    assert (told.read, told.broken.total()) == (one_by_one[0].count(b"\n"), len(kept))


def test_another_version_on_a_worker_is_refused(pack: Pack) -> None:
    with pytest.raises(StopRun, match="instead of"):
        engine_of("pakaian-bekas-impor", pack.stamp, "0.0.0")
    with pytest.raises(StopRun, match="instead of"):
        engine_of("pakaian-bekas-impor", "pakaian-bekas-impor@0", "0.0.0")


def test_what_parts_say_adds_up(finding: Finding) -> None:
    one, other = Told(), Told()
    for n in range(5):
        one.lose(Broken(f"a:{n}", "record", "not-json", Wording("é", "e")))
    one.add(finding)
    other.lose(Broken("b:1", "record", "not-json", Wording("é", "e")))
    other.lose(Broken("b:2", "id", "bad-value", Wording("é", "e")))
    other.add(None)
    one.join(Told.from_text(other.as_text()))
    assert (one.read, one.surfaced, one.broken) == (2, {Label.SELLER: 1}, {"not-json": 6, "bad-value": 1})
    assert [part.where for part in one.first] == ["a:0", "a:1", "a:2", "b:2"]


@pytest.fixture
def finding(engine: Engine) -> Finding:
    """One that surfaced."""
    found = engine.find(Item(id="1", text="Ready bal segel jaket second import Korea, WA 081200001147"))
    assert found.surfaced
    return found


def fill(results: Results, *parts: bytes) -> None:
    for number, part in enumerate(parts):
        with appearing(part_file(results.unfinished, number)) as file:
            file.write(part)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_result_is_there_at_once_and_marked(tmp_path: Path) -> None:
    out = tmp_path / "new/r"
    with Results(out, overwrite=False) as results:
        fill(results, b"1\n", b"2\n")
        assert names(out) == [UNFINISHED]
        assert results.finish([Broken("f", "file", "empty", Wording("kosong", "empty"))], Lang.EN) == 2
    assert names(out) == [SUCCESS, BROKEN, "part-00000.jsonl", "part-00001.jsonl"]
    assert json.loads((out / BROKEN).read_bytes()) == {
        "where": "f", "part": "file", "code": "empty", "message": "empty"}  # fmt: skip


def test_a_run_that_fails_leaves_the_older_result(tmp_path: Path) -> None:
    with Results(tmp_path, overwrite=False) as results:
        fill(results, b"1\n", b"2\n")
        results.finish([], Lang.ID)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(ValueError, match="torn"), Results(tmp_path, overwrite=True) as results:  # noqa: PT012
        fill(results, b"3\n")
        raise ValueError("torn")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    with Results(tmp_path, overwrite=True) as results:
        fill(results, b"3\n")
        results.finish([], Lang.ID)
    assert names(tmp_path) == [SUCCESS, BROKEN, "part-00000.jsonl"]
    assert part_file(tmp_path, 0).read_bytes() == b"3\n"


def test_what_a_killed_run_left_is_no_result(tmp_path: Path) -> None:
    fill(Results(tmp_path, overwrite=False).__enter__(), b"1\n")
    assert names(tmp_path) == [UNFINISHED]
    with pytest.raises(StopRun, match="not empty"):
        Results(tmp_path, overwrite=False)
    with Results(tmp_path, overwrite=True) as results:
        assert list(results.unfinished.iterdir()) == []


def test_other_files_are_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    for overwrite in (False, True):
        with pytest.raises(StopRun):
            Results(tmp_path, overwrite=overwrite)


def test_a_file_that_is_not_finished_has_not_its_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="torn"), appearing(tmp_path / "a") as file:  # noqa: PT012
        file.write(b"1")
        raise ValueError("torn")
    assert names(tmp_path) == []
