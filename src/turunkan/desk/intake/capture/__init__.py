"""Capture: one page saved as it was seen (picture, rendered page, web archive) with the circumstances.

The page is opened in a process of its own, with none of this one's environment; all of its traffic goes through a
guard that reaches public addresses only (guard.py). docs/capture.md says what is saved and what is not covered.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from turunkan.core.evidence.canonical import canonical
from turunkan.desk.intake.capture.chromium import end_browsers, find_chromium
from turunkan.desk.intake.capture.limits import Limits
from turunkan.desk.intake.capture.politeness import Politeness
from turunkan.desk.intake.capture.problems import NotReached, Problem
from turunkan.desk.intake.capture.reach import Reach

__all__ = ["Capture", "Limits", "Politeness", "Problem", "Reach", "capture", "missing"]

FORMAT = "turunkan-capture/1"
_PACKAGES = ("playwright", "warcio", "wacz")
_PATIENCE = 60  # seconds beyond the browser's own limit, for packing
_JOB = "turunkan.desk.intake.capture.job"
TASK, TOLD, FILES = "task.json", "told.json", "files"  # what is left for the job, and what it leaves


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One page as it was seen, or why it was not."""

    url: str  # as asked
    final_url: str | None = None  # after redirects; None where nothing was loaded
    status: int | None = None  # HTTP status of the main document
    headers: Mapping[str, str] = field(default_factory=dict)  # of the main document, lower-case names
    title: str = ""
    text: str = ""  # visible text of the rendered page, at most Limits.text_characters
    started_at: datetime  # UTC
    ended_at: datetime  # UTC
    problem: Problem | None = None  # what kept it from being saved, or from being saved whole
    files: Mapping[str, bytes] = field(default_factory=dict)  # always circumstances.json; what could be saved


def missing(chromium: str = "") -> bool:
    """Whether this machine lacks what a capture needs: the extra `capture`, or Chromium."""
    return find_chromium(chromium) is None or any(importlib.util.find_spec(name) is None for name in _PACKAGES)


def capture(url: str, reach: Reach, limits: Limits = Limits(), *, chromium: str = "") -> Capture:  # noqa: B008
    """Save one page. Whatever it does, there is a Capture; `chromium` names another browser than the system's."""
    begun = datetime.now(UTC)
    problem = _kept_from(url, reach, chromium)
    if problem is not None:
        return _made(url, begun, {"problem": problem}, {})
    with tempfile.TemporaryDirectory(prefix="turunkan-capture-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        task = {"url": url, "reach": reach.plain(), "limits": limits.plain(), "chromium": find_chromium(chromium)}
        (folder / TASK).write_text(json.dumps(task), encoding="utf-8")
        in_time = _run(folder, limits.wall_seconds + _PATIENCE)
        told, files = _left_in(folder)
        unfinished = {"problem": Problem.BROWSER if in_time else Problem.TIMEOUT}
        return _made(url, begun, told or unfinished, files)


def _kept_from(url: str, reach: Reach, chromium: str) -> Problem | None:
    """What is wrong before anything is opened."""
    try:
        reach.check_page(url)
    except NotReached as refused:
        return refused.problem
    return Problem.BROWSER if missing(chromium) else None


def _run(folder: Path, seconds: int) -> bool:
    """Run the job to its end, or end it, and say which; nothing of it goes on afterwards, however this one ends.

    Its stdin stays open for as long as somebody here waits for it; when that ends, it ends itself.
    """
    environment = {"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.defpath, "LANG": "C.UTF-8"}
    with subprocess.Popen(  # noqa: S603  (this interpreter, this package)
        [sys.executable, "-I", "-m", _JOB, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            end_browsers(folder)
    return True


def _left_in(folder: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What the job told, and its files; nothing where it did not come to tell."""
    try:
        told = json.loads((folder / TOLD).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, {}
    return told, {file.name: file.read_bytes() for file in sorted((folder / FILES).iterdir())}


def _made(url: str, begun: datetime, told: Mapping[str, Any], files: Mapping[str, bytes]) -> Capture:
    times = [datetime.fromisoformat(told[name]) for name in ("started_at", "ended_at") if name in told]
    started, ended = times or (begun, datetime.now(UTC))
    problem = Problem(told["problem"]) if told.get("problem") else None
    circumstances = {
        "format": FORMAT,
        "url": url.encode("utf-8", "replace").decode(),  # a broken character in it is no reason to raise
        "final_url": told.get("final_url"),
        "status": told.get("status"),
        "problem": problem and problem.value,
        "started_at": started.isoformat(),
        "ended_at": ended.isoformat(),
        **told.get("circumstances", {}),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    return Capture(
        url=url,
        final_url=told.get("final_url"),
        status=told.get("status"),
        headers=told.get("headers", {}),
        title=told.get("title", ""),
        text=told.get("text", ""),
        started_at=started,
        ended_at=ended,
        problem=problem,
        files={**files, "circumstances.json": canonical(circumstances)},
    )
