"""The process of one capture: `python -m turunkan.desk.intake.capture.job FOLDER`, started by `capture()` alone.

The folder holds what to open, and how; what was seen is left there. Stdin brings nothing: when it ends, whoever
started this is gone, and this ends itself and its browser.
"""

import base64
import hashlib
import importlib.metadata
import json
import os
import platform
import resource
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from turunkan import __version__
from turunkan.desk.intake.capture import FILES, TASK, TOLD
from turunkan.desk.intake.capture.browser import Visit, visit
from turunkan.desk.intake.capture.chromium import LOCALE, TIMEZONE, end_browsers
from turunkan.desk.intake.capture.guard import Guard
from turunkan.desk.intake.capture.limits import Limits
from turunkan.desk.intake.capture.package import write_archive
from turunkan.desk.intake.capture.reach import Lookup, Reach, look_up

_LARGEST_FILE = 1_000_000_000  # bytes


def main() -> None:
    """Do the job that lies in the folder."""
    folder = Path(sys.argv[1])
    task = json.loads((folder / TASK).read_text(encoding="utf-8"))
    threading.Thread(target=_end_with_the_caller, args=[folder], daemon=True).start()
    limits = Limits(**task["limits"])
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    run(task["url"], Reach.from_plain(task["reach"]), limits, chromium=task["chromium"], folder=folder)
    os._exit(0)  # a look-up that hangs in a thread keeps nothing open


def run(url: str, reach: Reach, limits: Limits, *, chromium: str, folder: Path, lookup: Lookup = look_up) -> None:
    """Visit the page, and leave in the folder what is kept of it."""
    with Guard(reach, limits, lookup) as guard:
        seen = visit(url, reach, limits, guard, chromium=chromium, folder=folder)
        files = _shown(seen)
        if seen.exchanges or files:
            files |= write_archive(seen, files, folder)
        kept = folder / FILES
        kept.mkdir()
        for name, data in files.items():
            (kept / name).write_bytes(data)
        told = json.dumps(_told(seen, guard, limits), ensure_ascii=False)
    (folder / TOLD).write_text(told, encoding="utf-8", errors="replace")


def _end_with_the_caller(folder: Path) -> None:
    while sys.stdin.buffer.read(1):
        pass
    end_browsers(folder)
    os._exit(1)


def _shown(seen: Visit) -> dict[str, bytes]:
    """The files of what the browser showed."""
    if seen.final_url is None:
        return {}
    headers = {"url": seen.final_url, "status": seen.status, "headers": seen.headers}
    files = {
        "headers.json": json.dumps(headers, ensure_ascii=False, indent=1).encode("utf-8", "replace"),
        "page.html": seen.page.encode("utf-8", "replace"),
        "screenshot.png": seen.picture,
    }
    return {name: data for name, data in files.items() if data}


def _told(seen: Visit, guard: Guard, limits: Limits) -> dict[str, Any]:
    """All that is known of a visit but its files, as JSON has it."""
    return {
        "final_url": seen.final_url,
        "status": seen.status,
        "headers": {name: ", ".join(v for n, v in seen.headers if n == name) for name, _ in seen.headers},
        "title": seen.title,
        "text": seen.text,
        "problem": seen.problem,
        "started_at": seen.started_at.isoformat(),
        "ended_at": seen.ended_at.isoformat(),
        "circumstances": {
            "documents": [{"url": url, "status": status} for url, status in seen.hops],
            "connections": [asdict(each) for each in sorted(guard.connections)],
            "refused": [asdict(each) for each in sorted(guard.notes)],
            "browser": {"name": "Chromium", "version": seen.browser, "sandbox": seen.sandbox},
            "tools": _tools(),
            "user_agent": seen.agent,
            "locale": LOCALE,
            "timezone": TIMEZONE,
            "limits": limits.plain(),
            "tls": _tls(seen.tls),
            "loaded": seen.whole,
            "cut": seen.cut,
            "exchanges": len(seen.exchanges),
            "missed": seen.missed,
        },
    }


def _tools() -> dict[str, str]:
    names = ("playwright", "warcio", "wacz")
    versions = {name: importlib.metadata.version(name) for name in names}
    return {"turunkan": __version__, "python": platform.python_version(), **versions}


def _tls(details: Mapping[str, Any]) -> dict[str, Any]:
    """What the server showed of itself: names and dates of its certificate, the SHA-256 of each in the chain."""
    named = {"issuer": "issuer", "protocol": "protocol", "subjectName": "subject"}
    found: dict[str, Any] = {ours: details[theirs] for theirs, ours in named.items() if details.get(theirs)}
    dates = {"validFrom": "valid_from", "validTo": "valid_to"}
    found |= {ours: int(details[theirs]) for theirs, ours in dates.items() if theirs in details}
    chain = [base64.b64decode(each) for each in details.get("certificates", ())]
    return found | ({"sha256": [hashlib.sha256(each).hexdigest() for each in chain]} if chain else {})


if __name__ == "__main__":
    main()
