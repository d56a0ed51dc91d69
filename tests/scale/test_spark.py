"""Spark gives the bytes of one process, in order; the engine is set up once a worker; a failure leaves nothing."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import turunkan
from turunkan.cli import app
from turunkan.core.rules import Pack
from turunkan.core.vocab import Broken, Lang

pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java 17, and there is no java here", allow_module_level=True)

from turunkan.scale import plan as plans
from turunkan.scale import spark as sparks
from turunkan.scale.worker import Order

PACK = "pakaian-bekas-impor"
MASTER = "local[2]"

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One session for all; its workers find the package where this process found it."""
    source = str(Path(turunkan.__file__).parents[1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH")))))
        patch.setenv("SPARK_LOCAL_DIRS", str(tmp_path_factory.mktemp("spark")))
        with sparks.session(MASTER) as session:
            yield session


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Call `turunkan spark scan` inside this process."""

    def call(*args: object) -> Result:
        words = ["spark", "scan", *map(str, args), "--master", MASTER, "--lang", "en"]
        return CliRunner().invoke(app, words, env={"TURUNKAN_HOME": str(tmp_path / "home"), "COLUMNS": "200"})

    return call


def test_the_findings_are_those_of_one_process(
    spark: Any, batch: Path, one_by_one: tuple[bytes, list[Broken]], pack: Pack, tmp_path: Path
) -> None:
    parts = plans.plan_of([str(batch)], 9000).parts
    order = Order(PACK, pack.stamp, str(tmp_path), Lang.ID, everything=True)
    told = sparks.find_all(order, parts, MASTER)
    files = sorted(tmp_path.glob("part-*.jsonl"))
    assert len(files) == len(parts) > 5
    assert b"".join(file.read_bytes() for file in files) == one_by_one[0]
    assert told.broken.total() == len(one_by_one[1])
    assert next(part.where for part in told.first if part.code == "not-json") == f"{batch}/a.jsonl:8"

    def setups(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow

        from turunkan.scale.worker import engine_of

        for one in batches:
            yield pyarrow.RecordBatch.from_pydict({"misses": [engine_of.cache_info().misses] * len(one)})

    rows = spark.range(0, 2, 1, 2).mapInArrow(setups, "misses long").collect()
    assert {row["misses"] for row in rows} == {1}


def test_the_command_writes_a_marked_result(
    spark: Any, run: Run, batch: Path, one_by_one: tuple[bytes, list[Broken]], tmp_path: Path
) -> None:
    out = tmp_path / "r"
    result = run(batch, "absent.jsonl", "--out", out)
    assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in out.iterdir()) == ["_SUCCESS", "broken.jsonl", "part-00000.jsonl"]
    ids = [json.loads(line)["id"] for line in (out / "part-00000.jsonl").read_bytes().splitlines()]
    surfaced = [one for one in map(json.loads, one_by_one[0].splitlines()) if one["priority"] != "none"]
    assert ids == [one["id"] for one in surfaced]
    assert result.stderr.splitlines()[0] == "absent.jsonl: there is no such file."
    assert f"{len(surfaced)} need a look: 1 part(s) in {out}: seller " in result.stderr
    assert f"Broken parts: {len(one_by_one[1])}, all of them in {out / 'broken.jsonl'}" in result.stderr
    kept = (out / "broken.jsonl").read_bytes().splitlines()
    assert json.loads(kept[0])["where"] == "absent.jsonl"
    assert len(kept) == 1 + len(one_by_one[1])
    again = run(batch, "--out", out)
    assert again.exit_code == 2
    assert "--overwrite" in again.stderr


def test_a_worker_that_fails_leaves_no_result(
    spark: Any, run: Run, batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = shutil.copy(batch / "a.jsonl", tmp_path)
    plan_of = plans.plan_of

    def then_gone(inputs: Any) -> plans.Plan:
        planned = plan_of(inputs)
        Path(file).unlink()
        return planned

    monkeypatch.setattr(plans, "plan_of", then_gone)
    result = run(file, "--out", tmp_path / "r")
    assert result.exit_code == 2
    assert result.stderr.startswith("Spark stopped: FileNotFoundError: ")
    assert "Traceback" not in result.stderr
    assert list((tmp_path / "r").iterdir()) == []
