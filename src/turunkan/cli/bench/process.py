"""Process: whole processes of turunkan, timed from start to end, with their peak memory."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from turunkan.cli.words import bench as words
from turunkan.core.vocab import StopRun

_LAUNCH = Path(__file__).with_name("launch.py")

_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"  # nobody who cares how long a start takes runs without


@dataclass(frozen=True, slots=True)
class Ran:
    """Wall time in seconds and peak resident memory in MB (10^6 bytes) of a process that is over, with all that it
    started."""

    seconds: float
    memory: float


def run(module: str, *arguments: str, **environment: str) -> Ran:
    """`python -m MODULE …` in a process of its own. Raises StopRun where it fails."""
    command = [sys.executable, "-I", "-S", str(_LAUNCH), sys.executable, "-m", module, *arguments]
    usual = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    done = subprocess.run(  # noqa: S603 – ourselves
        command, env=usual | environment, capture_output=True, text=True, check=False
    )
    seconds, memory, code = json.loads(done.stdout) if done.stdout else (0.0, 0, done.returncode)
    if code:
        said = words.FAILED.fill(command=f"{module} {arguments[0]}", said=done.stderr[-500:])
        raise StopRun(f"{module} failed", said)
    return Ran(seconds, memory / 1e6)


def scan(capture: Path, found: Path, pack: str, *options: str, **environment: str) -> Ran:
    """`turunkan scan`: a file of JSON lines → a file of Findings."""
    return run("turunkan", "scan", str(capture), "--pack", pack, "--out", str(found), *options, **environment)
