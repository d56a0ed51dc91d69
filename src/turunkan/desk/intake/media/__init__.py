"""Reading of pictures and videos in a process that may die: limited in memory, time and files, and told nothing.

A decoder of hostile bytes may be killed by them. The desk only ever sees plain JSON, and re-encoded JPEGs.
"""

import base64
import contextlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from turunkan.core.vocab import Wording

__all__ = ["MISSING", "Died", "Limits", "Reader", "media_reader", "missing"]

_PACKAGES = ("PIL", "numpy", "av", "rapidocr", "onnxruntime", "cv2", "zxingcpp", "pdqhash")
_JOB = "turunkan.desk.intake.media.job"
_LONGEST_ANSWER = 64 * 1024 * 1024  # bytes
MISSING = Wording(
    id='Gambar dan video belum dibaca: bagian media belum terpasang. Jalankan pip install "turunkan[media]".',
    en='Pictures and videos are not read yet: the extra media is missing. Run pip install "turunkan[media]".',
)


class Died(Exception):
    """The process ended, or was ended, before it answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may take."""

    seconds: int = 120  # by the clock, the start of the process included
    cpu_seconds: int = 90
    memory_bytes: int = 4_000_000_000  # of address space: the OCR's runtime alone reserves 1.4 GB


def missing() -> bool:
    """Whether this machine lacks the extra `media`."""
    return any(importlib.util.find_spec(name) is None for name in _PACKAGES)


class Reader:
    """A process that reads one file after another; once it died, it is of no more use."""

    def __init__(self, process: "subprocess.Popen[bytes]", limits: Limits) -> None:
        self._process, self._limits = process, limits

    def read(self, data: bytes) -> dict[str, Any]:
        """What a file says, as `job.py` tells it; its `shown` as bytes. Raises Died."""
        end = threading.Timer(self._limits.seconds, self._process.kill)
        end.start()
        try:
            line = self._asked(data)
        except BrokenPipeError as gone:
            raise Died("it does not listen") from gone
        finally:
            end.cancel()
        if not line.endswith(b"\n"):
            raise Died("it said nothing")
        told: dict[str, Any] = json.loads(line)
        for frame in told.get("frames", ()):
            frame["shown"] = base64.b64decode(frame["shown"])
        return told

    def _asked(self, data: bytes) -> bytes:
        to, back = _pipes(self._process)
        to.write(b"%d\n" % len(data))
        to.write(data)
        to.flush()
        return back.readline(_LONGEST_ANSWER)


@contextmanager
def media_reader(limits: Limits = Limits()) -> Iterator[Reader]:
    """Start the process; whatever happens here, nothing of it goes on afterwards."""
    with tempfile.TemporaryDirectory(prefix="turunkan-media-", ignore_cleanup_errors=True) as home:
        environment = {"HOME": home, "TMPDIR": home, "PATH": os.defpath, "LANG": "C.UTF-8"}
        process = subprocess.Popen(  # noqa: S603  (this interpreter, this package)
            [sys.executable, "-I", "-m", _JOB, str(limits.cpu_seconds), str(limits.memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=home,
            env=environment,
            start_new_session=True,
        )
        try:
            yield Reader(process, limits)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            for pipe in _pipes(process):
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()


def _pipes(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None, "it was started with pipes"  # noqa: S101
    assert process.stdout is not None, "it was started with pipes"  # noqa: S101
    return process.stdin, process.stdout
