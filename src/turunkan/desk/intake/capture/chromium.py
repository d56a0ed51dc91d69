"""The system's Chromium: where it is, how it is started, and how all of it is ended."""

import contextlib
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from turunkan.desk.intake.capture.reach import Reach

LOCALE, TIMEZONE = "id-ID", "Asia/Jakarta"
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_MARK = "TURUNKAN_CAPTURE_FOLDER"  # in the environment of the browser alone, so that it is known again
# What Chromium asks by itself (updates, its own accounts), whatever the page; the guard answers none of it.
ERRANDS = frozenset(
    {
        "accounts.google.com",
        "clients2.google.com",
        "clientservices.googleapis.com",
        "content-autofill.googleapis.com",
        "optimizationguide-pa.googleapis.com",
        "redirector.gvt1.com",
        "safebrowsing.googleapis.com",
        "update.googleapis.com",
    }
)
_QUIET = (
    "--disable-quic",  # HTTP/3 would go past a proxy for TCP
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--proxy-bypass-list=<-loopback>",  # loopback too goes through the proxy
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--no-pings",
    "--no-first-run",
)


def find_chromium(named: str = "") -> str | None:
    """The path of Chromium: the one that is named, else the system's; None where there is none."""
    names = (named,) if named else _NAMES
    return next(filter(None, map(shutil.which, names)), None)


def has_sandbox() -> bool:
    """Chromium cannot close its sandbox around pages when the superuser runs it."""
    return os.geteuid() != 0


def launch_options(path: str, folder: Path, port: int, reach: Reach) -> dict[str, Any]:
    """How Playwright starts it: everything through the proxy, no name resolved, no secret in its environment."""
    arguments = [
        *_QUIET,
        f"--proxy-server=http://127.0.0.1:{port}",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # the proxy's own address
    ]
    if reach.keys:
        arguments.append(f"--ignore-certificate-errors-spki-list={','.join(reach.keys)}")
    place = str(folder)
    return {
        "executable_path": path,
        "args": arguments,
        "ignore_default_args": ["--disable-popup-blocking"],
        "chromium_sandbox": has_sandbox(),
        "env": {"HOME": place, "TMPDIR": place, "PATH": os.defpath, "LANG": "C.UTF-8", _MARK: place},
    }


def end_browsers(folder: Path) -> None:
    """Kill every process of the browser that was started for a folder, wherever it went (Linux; /proc)."""
    for pid in _browsers(folder):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def memory_of(folder: Path) -> int:
    """Bytes of memory that the browser's processes hold together; what they share counts for each."""
    held = 0
    for pid in _browsers(folder):
        with contextlib.suppress(OSError):
            held += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
    return held


def _browsers(folder: Path) -> set[int]:
    """The processes that bear the mark, and all that they started: those write over their environment."""
    found, parents = set(_marked(folder)), _parents()
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _parents() -> dict[int, int]:
    """Every process and the one that started it (proc(5), stat)."""
    known = dict[int, int]()
    for place in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            known[int(place.parent.name)] = int(place.read_bytes().rpartition(b")")[2].split()[1])
    return known


def _marked(folder: Path) -> Iterator[int]:
    mark = f"{_MARK}={folder}".encode()
    for place in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):  # gone, or somebody else's
            if mark in place.read_bytes().split(b"\0"):
                yield int(place.parent.name)
