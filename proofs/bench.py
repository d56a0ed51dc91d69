"""Proof "bench": speed and memory as ratios within one run, beside others that find the same terms.

Run by `make proof bench` on a machine that does nothing else. Writes docs/proof/bench/: the table, the figures and
the chart. ARGS go to `turunkan bench` as they are (`make proof bench ARGS="--rows 100000"`). What is measured, and
how: benchmarks/README.md.
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/proof/bench"


def main() -> int:
    """Measure and write; 1 where a first goal is missed."""
    arguments = sys.argv[1:] or shlex.split(os.environ.get("ARGS", ""))
    command = [sys.executable, "-m", "turunkan", "bench", "--lang", "en", "--out", str(OUT), *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
