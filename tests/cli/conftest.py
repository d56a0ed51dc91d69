"""How the commands are called in tests: inside this process, or as people do, in their own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from turunkan.cli import app

Run = Callable[..., Result]

SELLER = "Ready bal segel jaket second import Korea, harga 3 juta, minat WA 081200001147"
QUIET = "Selamat pagi, semoga harinya cerah"


@pytest.fixture
def seller() -> str:
    """A text that any version of the pack accuses."""
    return SELLER


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment of its own, with an empty data folder."""
    return os.environ | {"TURUNKAN_HOME": str(tmp_path / "home"), "TURUNKAN_LANG": ""}


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    """Call `turunkan` inside this process."""

    def call(*args: object, stdin: str | bytes | None = None, **env: str) -> Result:
        return CliRunner().invoke(app, [str(arg) for arg in args], input=stdin, env=environment | env)

    return call


@pytest.fixture
def command(environment: dict[str, str]) -> Callable[..., "subprocess.Popen[bytes]"]:
    """Start `python -m turunkan` in a process of its own."""

    def start(*args: object, **options: Any) -> "subprocess.Popen[bytes]":
        argv = [sys.executable, "-m", "turunkan", *map(str, args)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        # A test run in the background ignores Ctrl-C, and would hand that down.
        pipes |= {"preexec_fn": partial(signal.signal, signal.SIGINT, signal.SIG_DFL)}
        return subprocess.Popen(argv, **pipes | {"env": environment} | options)

    return start


@pytest.fixture
def captures(tmp_path: Path) -> Path:
    """JSON lines: a seller, a quiet post, a broken line, and one more seller without an id."""
    lines = [
        json.dumps({"id": "a", "text": SELLER, "author": {"handle": "toko.bal"}}),
        json.dumps({"id": "b", "text": QUIET}),
        '{"id": "c", "text": ',
        json.dumps({"text": SELLER}),
    ]
    path = tmp_path / "captures.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
