"""Launch: run one command and print how long it took, its peak memory and its exit code, as JSON.

Started as a small process of its own: a command started by a large one would inherit that one's peak.
"""

import json
import os
import sys
import time


def main(command: list[str]) -> None:
    """Run it with its output thrown away, what it says on stderr passed on."""
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=silent)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024  # bytes that ru_maxrss counts in
    print(json.dumps([seconds, usage.ru_maxrss * unit, os.waitstatus_to_exitcode(status)]))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
