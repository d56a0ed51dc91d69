"""Spark: a plan shared out by `mapInArrow`, a task a part. Findings go from worker to folder, counts come back."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark import Broadcast
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from turunkan.core.vocab import StopRun, Wording
from turunkan.scale.plan import Part
from turunkan.scale.told import Told
from turunkan.scale.worker import Order, find_part

_FAILED = Wording(
    id="Spark berhenti: {error}\nTidak ada hasil yang ditulis. Bila pekerjanya mesin lain, periksa apakah semua "
    "melihat berkas yang sama.",
    en="Spark stopped: {error}\nNo result was written. If the workers are other machines, check that all of them "
    "see the same files.",
)
_RAISED = re.compile(r"^[\w.]+(?:Error|Exception|StopRun|Unreadable): .+", re.MULTILINE)
_SCHEMA = "part long, told string"
_LOGGING = Path(__file__).with_name("log4j2.properties").as_uri()
_START = "-XX:TieredStopAtLevel=1"  # Java does little here; its second compiler would only delay the start
_ALONE = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={_LOGGING} {_START}",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}

Batches = Iterator[pa.RecordBatch]


def find_all(order: Order, parts: Sequence[Part], master: str) -> Told:
    """Have every part written, and add up what the parts say. Raises StopRun where Spark gives up."""
    told = Told()
    if not parts:
        return told
    try:
        with session(master) as spark:
            numbers = spark.range(0, len(parts), 1, len(parts))
            shared = spark.sparkContext.broadcast(parts)  # unpacked once a worker, not once a task
            rows = numbers.mapInArrow(_worker(order, shared), _SCHEMA).collect()
    except (PySparkException, Py4JError) as error:
        raise StopRun("Spark failed", _FAILED.fill(error=_cause(error))) from error
    for row in sorted(rows, key=lambda row: int(row["part"])):
        told.join(Told.from_text(row["told"]))
    return told


@contextmanager
def session(master: str) -> Iterator[SparkSession]:
    """The session that is there, left open; else a new one, stopped at the end.

    On this machine alone it listens on loopback only, has no web page, and tells nothing but errors.
    """
    if active := SparkSession.getActiveSession():
        yield active
        return
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("turunkan").master(master)
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        for name, value in _ALONE.items():
            builder = builder.config(name, value)
    spark = builder.getOrCreate()
    try:
        yield spark
    finally:
        spark.stop()


def _worker(order: Order, parts: Broadcast[Sequence[Part]]) -> Callable[[Batches], Batches]:
    """What runs on the workers: numbers of parts in, what the parts say out."""

    def find(batches: Batches) -> Batches:
        for batch in batches:
            for number in batch.column(0).to_pylist():
                told = find_part(order, number, parts.value[number])
                yield pa.RecordBatch.from_pydict({"part": [number], "told": [told.as_text()]})

    return find


def _cause(error: Exception) -> str:
    """What was raised at last, without the traces of two languages."""
    text = str(error)
    raised = _RAISED.findall(text.partition(" SQLSTATE")[0])
    return str(raised[-1] if raised else text.partition("\n")[0]).strip()
