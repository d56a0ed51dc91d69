"""A demo of one's own: `turunkan demo` in a process and a new folder; on PostgreSQL where the tests have one."""

import os
import queue
import signal
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

from mail_sink import free_port
from own_desk import OwnDesk

_TEST_SERVER = "TURUNKAN_TEST_DATABASE_URL"
_PATIENCE = 120  # seconds
_OF_THE_DESK = ("TURUNKAN_", "DATABASE_URL", "DJANGO_")


class OwnDemo:
    """`demo = OwnDemo(folder)` builds and serves it at `demo.address`; `demo.stop()` ends it as Ctrl-C does."""

    def __init__(self, home: Path) -> None:
        self.home, self._desk = home, OwnDesk.made(home)
        self.log: list[str] = []
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "turunkan", "demo", "--dir", str(home), "--port", str(port)],
            env=_environment(self._desk.database),
            stderr=subprocess.PIPE,
            text=True,
        )
        lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, args=[lines], daemon=True)
        self._listener.start()
        while self.address not in (line := lines.get(timeout=_PATIENCE)):
            if not line:
                raise RuntimeError("the demo did not start:\n" + "".join(self.log))
        with urllib.request.urlopen(f"{self.address}/healthz", timeout=_PATIENCE) as answer:  # noqa: S310
            assert answer.status == 200

    def _listen(self, lines: "queue.SimpleQueue[str]") -> None:
        """Keep what the process says; an empty line tells that it ended."""
        assert self._process.stderr is not None
        with self._process.stderr as said:
            for line in said:
                self.log.append(line)
                lines.put(line)
        lines.put("")

    def stop(self) -> None:
        """End it by its own process id, and see that it left in order and logged no error."""
        self._process.send_signal(signal.SIGINT)
        try:
            status = self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            status = None
        self._listener.join()
        self._desk.gone()
        said = "".join(self.log)
        assert status == 0, f"the demo left with {status} when it was interrupted:\n{said}"
        assert " ERROR " not in said, said


def _environment(database: str) -> dict[str, str]:
    """What this process has, without the settings of any other desk."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OF_THE_DESK)}
    server = os.environ.get(_TEST_SERVER, "").rpartition("/")[0]
    return kept | ({"DATABASE_URL": f"{server}/{database}"} if database else {})
