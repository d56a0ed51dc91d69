"""Proof "evidence": mutations of bundles, kills of sealings, stamps, archives, restores; more than `make test`.

Run by `make proof evidence`; MUTATIONS and KILLS in the environment say how many. Writes docs/proof/evidence/.
"""

import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/proof/evidence"
sys.path.append(str(ROOT / "tests/support"))
sys.path.append(str(ROOT))

from own_desk import PREPARE, OwnDesk  # noqa: E402
from sealing_kills import killed_sealings  # noqa: E402
from tampering import WAYS  # noqa: E402
from tests.core.evidence.test_bundle_tampering import BUNDLES, OFFICE, assert_found  # noqa: E402

MUTATIONS = int(os.environ.get("MUTATIONS", "100000"))
KILLS = int(os.environ.get("KILLS", "100"))
SEED = 20261123
SUITES = {
    "the verifier alone, in a network namespace": "tests/core/evidence/test_verifier_alone.py",
    "vectors of RFC 8785": "tests/core/evidence/test_canonical.py",
    "keys that change": "tests/core/evidence/test_bundle_keys.py",
    "stamps, by OpenSSL's own verifier": "tests/desk/evidence/test_stamps.py",
    "captures: wacz validate, warcio check, private addresses": "tests/capture",
    "lines looked at again, by a browser": "tests/desk/followup/test_rechecks.py",
    "backup and restore": "tests/desk/backup",
}


def mutate() -> Counter[str]:
    """Tamper so often, check each time that it is found and named; how often in which way."""
    chance, done = random.Random(SEED), Counter[str]()  # noqa: S311
    for _ in range(MUTATIONS):
        way = chance.choice(WAYS)
        bundle = BUNDLES[1] if way.__name__ == "resign" else chance.choice(BUNDLES)
        assert_found(way(bundle, chance), OFFICE)
        done[way.__name__] += 1
    return done


def kill() -> dict[str, object]:
    """Kill sealings at random; what was left."""
    with tempfile.TemporaryDirectory() as folder:
        desk = OwnDesk.made(Path(folder))
        desk.run(PREPARE)
        found = killed_sealings(desk, KILLS, SEED)
        desk.gone()
    if found["problems"]:
        sys.exit(f"problems after kills: {found}")
    return found


def run(suite: str) -> tuple[bool, str]:
    """Whether a suite passed, and its closing line."""
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", suite], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return result.returncode == 0, result.stdout.strip().splitlines()[-1]


def main() -> None:
    """All of it, written down."""
    begun = time.monotonic()
    done, killed = mutate(), kill()
    suites = {name: run(suite) for name, suite in SUITES.items()}
    minutes = (time.monotonic() - begun) / 60
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    lines = [
        "# Evidence, the last long run",
        "",
        f"`make proof evidence` with {MUTATIONS:,} mutations and {KILLS} kills, seed {SEED}.",
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()} on {machine}; {minutes:.0f} minutes.",
        "",
        "## Mutations of a bundle: all found and named",
        "",
        "| way | times |",
        "|---|---:|",
        *(f"| {way} | {count:,} |" for way, count in sorted(done.items())),
        "",
        "## Sealings killed at random",
        "",
        "| | |",
        "|---|---:|",
        *(f"| {name} | {value} |" for name, value in killed.items() if name != "problems"),
        "| problems | 0 |",
        "",
        "## The rest",
        "",
        "| what | result |",
        "|---|---|",
        *(f"| {name} | {closing} |" for name, (_, closing) in suites.items()),
    ]
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    sys.exit(0 if all(good for good, _ in suites.values()) else 1)


if __name__ == "__main__":
    main()
