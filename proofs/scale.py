"""Proof "scale": 200,000 invented Items through one process and through Spark give the same bytes; what it costs.

Run by `make proof scale`. Writes docs/proof/scale/. The Items are made line by line from a seed; among them are
lines that are broken, Items without an id, and a part that is gzipped. SIZE sets another number of Items.
"""

import gzip
import hashlib
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pyarrow
import pyspark

from turunkan import __version__
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Lang
from turunkan.scale.plan import plan_of
from turunkan.scale.worker import Order, engine_of, find_part

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/proof/scale"
SIZE = int(os.environ.get("SIZE", "200000"))
SEED = 20_260_301
PACK = "pakaian-bekas-impor"
MASTER = "local[2]"
ZIPPED = 20  # one Item in so many lies in the gzipped file

PLACES = ("Bandung", "Senen", "Gedebage", "Batam", "Pontianak", "Surabaya", "Depok", "Bekasi", "Medan")
DAILY = (
    "Selamat pagi dari {place}, hari ini hujan lagi ☔ jangan lupa payung ya",
    "Kuliner malam di {place} enak banget, cakar ayamnya juara 🔥 wajib coba",
    "Rapat RT {n} dipindah ke hari Sabtu, mohon hadir tepat waktu.",
    "Jual motor tahun 20{n}, surat lengkap, nego tipis, lokasi {place}",
    "Baju baru koleksi lebaran ready {n} warna, produksi sendiri di {place} ✨",
    "Tutorial merapikan lemari: lipat kaus jadi {n} bagian, hemat tempat!",
    "Pertandingan bal-balan sore di {place} berakhir {n}-1, seru sekali!",
    "Adik saya lulus ujian 🎓 terima kasih doanya teman-teman",
)
NEAR = (
    "Preloved lemari sendiri, kaus jarang pakai, {n}rb aja, COD {place}",
    "Bea Cukai {place} memusnahkan {n} bal pakaian bekas impor, kata juru bicara.",
    "Thrifting itu asyik tapi kenapa dilarang? Pendapat pribadi soal pasar {place}",
    "Karung beras ukuran {n} kg, beli di {place} lebih murah",
)
SELLING = (
    "Ready bal segel jaket second import Korea, {n} juta per bal, WA 0812-0000-{n}{n}",
    "B4l s.e.g.e.l sweater Jepang isi {n}, kirim dari {place}, minat DM",
    "Pakaian bekas impor 1 karung {n} kg, harga grosir, gudang {place}, order yuk",
)
KINDS = ((DAILY, 86), (NEAR, 12), (SELLING, 2))  # of a hundred
BROKEN = (b'{"id": "x", "text": \n', b"[1, 2]\n", b'{"text": "\xff\xfe"}\n', b'{"id": "kosong"}\n')


def lines(size: int) -> Iterator[bytes]:
    """As many Items as JSON lines, and a broken line after each thousand."""
    chance = random.Random(SEED)  # noqa: S311 – invented posts, not a secret
    groups, weights = zip(*KINDS, strict=True)
    for number in range(size):
        (group,) = chance.choices(groups, weights)
        said = [
            text.format(place=chance.choice(PLACES), n=chance.randint(10, 99)) for text in chance.sample(DAILY, 1)
        ]
        text = chance.choice(group).format(place=chance.choice(PLACES), n=chance.randint(10, 99))
        post = {
            "platform": "instagram",
            "text": f"{text}\n{said[0]}",
            "author": {"handle": f"akun.{number % 9973}"},
        }
        post |= {"id": f"p{number}"} if number % 10 else {}
        post |= {"posted_at": f"2026-02-{number % 28 + 1:02d}T10:00:00+07:00"} if number % 3 else {}
        yield json.dumps(post, ensure_ascii=False).encode() + b"\n"
        if number % 1000 == 999:
            yield BROKEN[number // 1000 % len(BROKEN)]


def write(folder: Path) -> list[Path]:
    """The captures: one file as it is, one gzipped."""
    plain, zipped = folder / "captures.jsonl", folder / "more.jsonl.gz"
    made = lines(SIZE)
    with plain.open("wb") as file:
        file.writelines(islice(made, SIZE - SIZE // ZIPPED))
    with zipped.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as file:
        file.writelines(made)
    return [plain, zipped]


@dataclass(frozen=True, slots=True)
class Run:
    """One way of reading the batch: what was called, how long it took, and what came out, sorted."""

    name: str
    command: str
    seconds: float
    found: list[bytes]

    def row(self, one: "Run") -> str:
        """A line of the table."""
        same = "the yardstick" if self is one else "equal" if self.found == one.found else "**DIFFERENT**"
        cost = f"{self.seconds:.1f} | {SIZE / self.seconds:,.0f} | {self.seconds / one.seconds:.2f}"
        return f"| {self.name} | `{self.command}` | {cost} | {same} |"


def timed(call: Callable[[], object]) -> float:
    """How long a call takes, in seconds."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def turunkan(*arguments: object) -> str:
    """Run a command of turunkan as a user would; what it said on stderr."""
    command = [sys.executable, "-m", "turunkan", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, arguments))} left with {done.returncode}:\n{done.stderr}")
    return done.stderr


def found_in(*files: Path) -> list[bytes]:
    """All Findings of some files, sorted."""
    return sorted(line for file in files for line in file.read_bytes().splitlines())


def scan(captures: list[Path], out: Path, *options: str) -> Run:
    """One call of `turunkan scan`."""
    call = ("scan", *captures, "--all", "--lang", "en", "--out", out, *options)
    seconds = timed(lambda: turunkan(*call))
    more = "".join(f" {option}" for option in options)
    return Run(f"`scan`{more}", f"turunkan scan captures.jsonl more.jsonl.gz --all{more}", seconds, found_in(out))


def without_spark(captures: list[Path], out: Path) -> Run:
    """The same parts one after the other in this process, which is what Spark shares out."""
    out.mkdir()

    def work() -> None:
        engine_of.cache_clear()
        order = Order(PACK, load_pack(PACK).stamp, str(out), Lang.EN, everything=True)
        for number, part in enumerate(plan_of(map(str, captures)).parts):
            find_part(order, number, part)

    return Run(
        "the parts without Spark", "find_part(…) for each part", timed(work), found_in(*out.glob("part-*.jsonl"))
    )


def on_spark(captures: list[Path], out: Path) -> Run:
    """One call of `turunkan spark scan`."""
    call = ("spark", "scan", *captures, "--all", "--lang", "en", "--out", out, "--master", MASTER)
    seconds = timed(lambda: turunkan(*call))
    found = found_in(*out.glob("part-*.jsonl"))
    return Run(f"Spark {MASTER}", f"turunkan spark scan … --all --master {MASTER}", seconds, found)


def start_ups(folder: Path) -> dict[str, float]:
    """What each way costs for a single Item."""
    one = folder / "one.jsonl"
    one.write_bytes(b'{"id": "1", "text": "Selamat pagi"}\n')
    turunkan("scan", one)  # the files are in memory then
    engine_of(PACK, load_pack(PACK).stamp, __version__)  # and the kernels compiled
    return {
        "`scan`": timed(lambda: turunkan("scan", one)),
        f"Spark {MASTER}": timed(
            lambda: turunkan("spark", "scan", one, "--out", folder / "start", "--master", MASTER)
        ),
    }


def in_order(folder: Path) -> str:
    """Whether the parts one after the other are the very output of `scan`, unsorted."""
    joined = b"".join(file.read_bytes() for file in sorted((folder / "spark").glob("part-*.jsonl")))
    same = joined == (folder / "scan.jsonl").read_bytes()
    return (
        "They are equal even unsorted: the parts, one after the other, are the output of `scan`." if same else ""
    )


def measured(folder: Path) -> tuple[list[Run], list[str]]:
    """All ways, and what is worth saying beside the table."""
    captures = write(folder)
    runs = [
        scan(captures, folder / f"{name}.jsonl", "--jobs", jobs) for name, jobs in (("scan", "1"), ("jobs", "2"))
    ]
    notes = [in_size(captures)]
    runs += [without_spark(captures, folder / "parts"), on_spark(captures, folder / "spark")]
    kept = len((folder / "spark/broken.jsonl").read_bytes().splitlines())
    parts = len(list((folder / "spark").glob("part-*.jsonl")))
    notes += [f"Spark wrote {parts} parts; {kept} broken lines are kept in broken.jsonl.", in_order(folder)]
    return runs, notes


def in_size(captures: list[Path]) -> str:
    """What was read, so that it can be made again."""
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in captures[:1])).hexdigest()
    return f"captures.jsonl has {captures[0].stat().st_size:,} bytes, SHA-256 `{digest}`."


def page(runs: list[Run], notes: list[str], starts: dict[str, float]) -> str:
    """The whole README."""
    rows = "\n".join(run.row(runs[0]) for run in runs)
    java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.partition("\n")[0]
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    versions = f"PySpark {pyspark.__version__}, PyArrow {pyarrow.__version__}, {java}"
    start = "; ".join(f"{name} {seconds:.1f} s" for name, seconds in starts.items())
    said = "\n".join(f"- {note}" for note in notes if note)
    return f"""# The same Findings at any scale

Made by `make proof scale` on {datetime.now(UTC):%Y-%m-%d} (turunkan {__version__}; {machine}; {versions}).
{SIZE:,} invented Items, seed {SEED}, {len(runs[0].found):,} Findings (`--all`), written to files.
The load of the machine was {os.getloadavg()[0]:.1f} at the end. Where that is above the number of cores, it did
other work too, and the seconds are a hint only.

| way | command | seconds | Items/s | share of the first row's time | sorted bytes |
|---|---|---:|---:|---:|---|
{rows}

Start-up alone (one Item): {start}. It is part of the seconds above; the parts
without Spark run in a process that has started, and make the engine anew.

{said}
"""


def main() -> int:
    """Measure, and write the page; exit 1 when any way gives other bytes."""
    with tempfile.TemporaryDirectory(prefix="turunkan-proof-") as name:
        folder = Path(name)
        starts = start_ups(folder)
        runs, notes = measured(folder)
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "README.md").write_text(page(runs, notes, starts), encoding="utf-8")
    print(page(runs, notes, starts))
    return 0 if all(run.found == runs[0].found for run in runs) else 1


if __name__ == "__main__":
    sys.exit(main())
