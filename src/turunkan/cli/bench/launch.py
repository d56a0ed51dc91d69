"""Launch: run one command and print how long it took, its peak memory and its exit code, as JSON.

Started as a small process of its own: a command started by a large one would inherit that one's peak. Memory is
that of the command and all that it starts, taken together, looked at many times a second where /proc shows it.
"""

import json
import os
import sys
import time
from pathlib import Path

_BETWEEN = 0.02  # seconds
_PAGE = os.sysconf("SC_PAGE_SIZE")


def main(command: list[str]) -> None:
    """Run it with its output thrown away, what it says on stderr passed on."""
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=silent)
    together, ended, status = 0, 0, 0
    while not ended:
        together = max(together, resident(process))
        time.sleep(_BETWEEN)
        ended, status, usage = os.wait4(process, os.WNOHANG)
    seconds = time.perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024  # bytes that ru_maxrss counts in
    peak = max(together, usage.ru_maxrss * unit)
    print(json.dumps([seconds, peak, os.waitstatus_to_exitcode(status)]))  # noqa: T201


def resident(process: int) -> int:
    """Bytes of a process and its descendants; what they share is counted more than once."""
    try:
        total = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except (OSError, IndexError):
        return 0
    return total + sum(resident(int(child)) for child in children)


if __name__ == "__main__":
    main(sys.argv[1:])
