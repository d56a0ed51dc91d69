"""About: the machine and the versions that figures were measured with."""

import os
import platform
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from turunkan import __version__
from turunkan.cli.bench.contestants import CONTESTANTS

_OWN = ("numba", "numpy", "msgspec")


def about(command: str, seed: int) -> dict[str, str]:
    """What somebody needs to repeat a run or to doubt it; the load is the system's, over the last minute."""
    return {
        "command": command,
        "seed": str(seed),
        "machine": f"{_processor()}, {os.cpu_count()} cores, {platform.machine()}",
        "load": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "",
        "system": platform.system(),
        "python": platform.python_version(),
        "turunkan": __version__,
        **{name: metadata.version(name) for name in _OWN if find_spec(name)},
        **{entry.package: entry.version for entry in CONTESTANTS.values() if entry.package and entry.version},
    }


def _processor() -> str:
    """The processor's name as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())
