"""Proof "media": what is read in pictures, by which engine, and how fast a picture is found again.

Run by `make proof media`; writes docs/proof/media/: README.md with command, seeds, machine and figures,
results.json, and a picture with what was read in it boxed. Tesseract takes part where it is installed with its
Indonesian words (Debian: tesseract-ocr tesseract-ocr-ind); ThreatExchange's index is installed into a virtual
environment that is thrown away.
"""

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests/support"), str(ROOT / "benchmarks/pdq")]

from drawn import banner, jpeg  # noqa: E402
from near_misses import NEAR_MISSES  # noqa: E402
from run import measure  # noqa: E402

from turunkan.core.detect import Engine  # noqa: E402
from turunkan.core.media.pdq_index import PdqIndex, nearest_by_brute_force, packed  # noqa: E402
from turunkan.core.media.reading import Reading, read_media  # noqa: E402
from turunkan.core.rules import load_pack  # noqa: E402
from turunkan.core.vocab import Item, Label  # noqa: E402

OUT = ROOT / "docs/proof/media"
TEXTS = (
    "READY BAL SEGEL",
    "READY BAL SEGEL\nIMPOR KOREA",
    "THRIFT MURAH\nHARGA 35 RIBU",
    "BUKA BAL BARU\nWA 0812-0000-1234",
    "PRELOVED SENDIRI\nJARANG DIPAKAI",
    "LAUNDRY KILOAN\nANTAR JEMPUT",
    "BERITA: BEA CUKAI\nSITA 200 BAL PAKAIAN",
    "GAMIS BARU\nPRODUKSI SENDIRI",
)
WAYS = {
    "straight, quality 45": (0, 45, 64),
    "turned 10°, quality 45": (10, 45, 64),
    "turned -10°, quality 45": (-10, 45, 64),
    "turned 10°, smaller letters": (10, 45, 40),
    "turned 10°, small letters, quality 25": (10, 25, 32),
    "turned 25°, quality 45": (25, 45, 48),
}
ADVERTS = ("READY BAL SEGEL", "READY BAL SEGEL\nISI 120 PCS", "BAL SEGEL IMPOR KOREA\nHARGA 3 JUTA")
CAPTION = "Yang minat langsung DM ya kak"
_WORD = re.compile("[A-Z0-9]+")


@dataclass
class Score:
    """Words that were there and found, and found that were not there; seconds a picture."""

    there: int = 0
    found: int = 0
    invented: int = 0
    seconds: float = 0.0


CASES = {"apart": "Hashes that have nothing to do with each other", "alike": "A tenth of them near 20 templates"}


def pictures() -> Iterator[tuple[str, str, bytes]]:
    """(way, text, JPEG) of every text in every way; the seed is the number of the text."""
    for seed, text in enumerate(TEXTS):
        for way, (degrees, quality, size) in WAYS.items():
            yield way, text, jpeg(banner(text, seed=seed, degrees=degrees, size=size), quality)


def by_turunkan(data: bytes) -> str:
    """Decode, read, hash: all that the desk does."""
    return read_media(data).text


def by_tesseract(data: bytes) -> str:
    """Sparse text, Indonesian: the mode that found most of those tried (3, 11, 12)."""
    command = ["tesseract", "stdin", "stdout", "-l", "ind", "--psm", "11"]
    one_thread = os.environ | {"OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, input=data, capture_output=True, check=True, env=one_thread)
    return done.stdout.decode()


def scores(engine: Callable[[bytes], str]) -> dict[str, Score]:
    """Way → score."""
    found: dict[str, Score] = {way: Score() for way in WAYS}
    for way, text, data in pictures():
        begun = time.perf_counter()
        read = set(_WORD.findall(engine(data).upper()))
        there, score = set(_WORD.findall(text)), found[way]
        score.seconds += (time.perf_counter() - begun) / len(TEXTS)
        score.there += len(there)
        score.found += len(there & read)
        score.invented += len(read - there)
    return found


def boxed(data: bytes, read: Reading) -> Image.Image:
    """The picture with what was read in it."""
    picture = Image.open(BytesIO(data)).convert("RGB")
    draw = ImageDraw.Draw(picture)
    for word in read.words():
        draw.polygon([tuple(corner) for corner in word["box"]], outline="yellow", width=3)
    return picture


def judged(engine: Engine, caption: str, text: str, seed: int) -> dict[str, Any]:
    """One drawn picture through decoder, reader and engine."""
    data = jpeg(banner(text, seed=seed, size=48), 45)
    read = read_media(data)
    found = engine.find(Item(id=str(seed), text=caption, image_text=read.text))
    return {
        "text": text,
        "read": read.text,
        "label": found.label.value,
        "priority": found.priority.value,
        "action": found.action.value,
        "accused": found.label in (Label.SELLER, Label.PROMOTER) and found.action.accuses,
        "picture": boxed(data, read),
    }


def twins(count: int = 100_000, questions: int = 300) -> int:
    """How many matches index and brute force agree on; ends the run where they do not."""
    rng = np.random.default_rng(7)
    rows = packed([rng.bytes(32).hex() for _ in range(count)])
    index, agreed = PdqIndex(rows), 0
    for _ in range(questions):
        sought = rows[rng.integers(count)].copy()
        for bit in rng.choice(256, size=rng.integers(0, 45), replace=False):
            sought[bit // 64] ^= np.uint64(1) << np.uint64(bit % 64)
        found = index.search(sought)
        if found != nearest_by_brute_force(rows, sought):
            sys.exit("the index and brute force differ")
        agreed += len(found)
    return agreed


def engines_table(engines: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """Way by way, what each engine read."""
    lines = [f"| way | {' | '.join(f'{name}: found, invented, s' for name in engines)} |"]
    lines.append(f"|---|{'---:|' * len(engines)}")
    for way in WAYS:
        said = [
            f"{one['found']} of {one['there']}, {one['invented']}, {one['seconds']:.2f}"
            for one in (scored[way] for scored in engines.values())
        ]
        lines.append(f"| {way} | {' | '.join(said)} |")
    return lines


def judged_table(pictures: list[dict[str, Any]]) -> list[str]:
    """Picture by picture, what was read and found."""
    lines = ["| picture | read | label | priority | action |", "|---|---|---|---|---|"]
    for one in pictures:
        cells = (one["text"], one["read"], one["label"], one["priority"], one["action"])
        lines.append(f"| {' | '.join(cell.replace(chr(10), ' / ') for cell in cells)} |")
    return lines


def pdq_table(case: str, pdq: dict[str, Any]) -> list[str]:
    """Both indexes."""
    same = "yes" if pdq["same_answers"] else "NO"
    said = f"{pdq['hashes']:,} hashes, {pdq['questions']} questions, three rounds in turns; same answers: {same}."
    faster = f"**{pdq['times_as_fast']} times as fast** as ThreatExchange's index (medians)."
    lines = [f"### {CASES[case]}", "", said, faster, f"{pdq['found']:,} hashes were found.", ""]
    lines += ["| index | load s | median ms | 99th of 100 ms | slowest ms |", "|---|---:|---:|---:|---:|"]
    for name in ("turunkan", "threatexchange"):
        cells = (pdq[name][column] for column in ("load_seconds", "median_ms", "p99_ms", "slowest_ms"))
        lines.append(f"| {name} | {' | '.join(map(str, cells))} |")
    return lines


def page(results: dict[str, Any]) -> str:
    """The README."""
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    twins_said = (
        f"Index and brute force gave the same {results['twins']} matches to 300 questions about 100,000 hashes."
    )
    sections = [
        [f"# Media\n\nMade by `make proof media` ({machine}). Texts and pictures are invented."],
        ["## Which engine reads"],
        ["Words of eight adverts and near-misses on a busy background; neither engine gets a straighter picture."],
        engines_table(results["engines"]),
        [f"## What is surfaced\n\nTurned 10°, JPEG quality 45; the caption of adverts is “{CAPTION}”."],
        judged_table([*results["adverts"], *results["near_misses"]]),
        ["![The first advert with the words that were read](advert.jpg)"],
        [f"## Finding a picture again\n\n{twins_said}"],
        *(pdq_table(case, pdq) for case, pdq in results["pdq"].items()),
    ]
    return "\n\n".join("\n".join(section) for section in sections) + "\n"


def main() -> int:
    """Measure, write, and say whether all of it holds."""
    OUT.mkdir(parents=True, exist_ok=True)
    engine = Engine(load_pack("pakaian-bekas-impor"))
    read_media(jpeg(banner("MULAI")))  # loads the weights, which is not timed
    engines = {"turunkan (RapidOCR)": by_turunkan} | (
        {"Tesseract": by_tesseract} if shutil.which("tesseract") else {}
    )
    measured = {name: {way: vars(score) for way, score in scores(each).items()} for name, each in engines.items()}
    adverts = [judged(engine, CAPTION, text, seed) for seed, text in enumerate(ADVERTS)]
    misses = [judged(engine, caption, text, 100 + n) for n, (_, caption, text) in enumerate(NEAR_MISSES)]
    adverts[0]["picture"].save(OUT / "advert.jpg", quality=85)
    for one in (*adverts, *misses):
        del one["picture"]
    results: dict[str, Any] = {"engines": measured, "adverts": adverts, "near_misses": misses, "twins": twins()}
    results["pdq"] = measure(1_000_000)
    (OUT / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (OUT / "README.md").write_text(page(results), encoding="utf-8")
    missed = [one["text"] for one in adverts if one["priority"] == "none"]
    accused = [one["text"] for one in misses if one["accused"]]
    times = {case: pdq["turunkan"] for case, pdq in results["pdq"].items()}
    print(f"adverts missed: {missed}; near-misses accused: {accused}; PDQ: {times}")
    return 1 if missed or accused or not all(pdq["same_answers"] for pdq in results["pdq"].values()) else 0


if __name__ == "__main__":
    sys.exit(main())
