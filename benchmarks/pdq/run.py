"""PDQ search beside ThreatExchange's: the same hashes and the same questions, in turns, each in its own process.

`python benchmarks/pdq/run.py [HASHES]` (1,000,000). The other package pins old libraries, so it goes into a
virtual environment that is thrown away afterwards. Invented hashes; half of the questions are near one of them.
The same again with a tenth of the hashes near a few templates, as advertisements are that are made from one.
"""

import json
import random
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SEED, QUESTIONS, ROUNDS = 5, 400, 3
FARTHEST = 40  # bits turned in a question; beyond 31 nothing may be found
ALIKE, TEMPLATES = 10, 20  # one hash of so many is near one of so few


def invented(count: int, alike: int = 0) -> dict[str, list[str]]:
    """Hashes, of which so many are near a few templates, and questions; half of these near what there is."""
    rng = random.Random(SEED)  # noqa: S311 - made up
    hashes = [f"{rng.getrandbits(256):064x}" for _ in range(count)]
    templates = hashes[:TEMPLATES]
    hashes[:alike] = [turned(rng, rng.choice(templates)) for _ in range(alike)]
    near = [turned(rng, rng.choice(templates if alike else hashes)) for _ in range(QUESTIONS // 2)]
    return {"hashes": hashes, "queries": near + [f"{rng.getrandbits(256):064x}" for _ in range(QUESTIONS // 2)]}


def turned(rng: random.Random, text: str) -> str:
    """A hash with some of its bits turned."""
    number = int(text, 16)
    for bit in rng.sample(range(256), rng.randint(0, FARTHEST)):
        number ^= 1 << bit
    return f"{number:064x}"


def asked(python: str, contestant: str, task: Path) -> dict[str, Any]:
    """One turn of one contestant."""
    done = subprocess.run([python, HERE / contestant, task], capture_output=True, check=True)  # noqa: S603
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def summed(turns: list[dict[str, Any]]) -> dict[str, float]:
    """Median over the rounds: seconds to load, and milliseconds of a question (median, 99th of 100, slowest)."""
    ordered = [sorted(turn["seconds"]) for turn in turns]
    return {
        "load_seconds": round(statistics.median(turn["load"] for turn in turns), 2),
        "median_ms": round(statistics.median(statistics.median(one) for one in ordered) * 1000, 3),
        "p99_ms": round(statistics.median(one[int(len(one) * 0.99)] for one in ordered) * 1000, 3),
        "slowest_ms": round(max(one[-1] for one in ordered) * 1000, 3),
    }


def measure(count: int) -> dict[str, dict[str, Any]]:
    """Both contestants on hashes that are far `apart`, and on some that are `alike`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "other", with_pip=True)
        other = str(folder / "other/bin/python")
        install = [other, "-m", "pip", "install", "-q", "threatexchange"]
        subprocess.run(install, check=True, capture_output=True)  # noqa: S603
        return {
            case: compared(invented(count, alike), other, folder / "task.json")
            for case, alike in (("apart", 0), ("alike", count // ALIKE))
        }


def compared(made: dict[str, list[str]], other: str, task: Path) -> dict[str, Any]:
    """Both contestants in turns; whether they found the same."""
    task.write_text(json.dumps(made), encoding="utf-8")
    turns: dict[str, list[dict[str, Any]]] = {"turunkan": [], "threatexchange": []}
    for _ in range(ROUNDS):
        turns["turunkan"].append(asked(sys.executable, "ours.py", task))
        turns["threatexchange"].append(asked(other, "threatexchange_index.py", task))
    ours, theirs = summed(turns["turunkan"]), summed(turns["threatexchange"])
    return {
        "hashes": len(made["hashes"]),
        "questions": QUESTIONS,
        "found": sum(map(len, turns["turunkan"][0]["found"])),
        "same_answers": all(a["found"] == b["found"] for a, b in zip(*turns.values(), strict=True)),
        "turunkan": ours,
        "threatexchange": theirs,
        "times_as_fast": round(theirs["median_ms"] / ours["median_ms"], 2),
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000), indent=1))  # noqa: T201
