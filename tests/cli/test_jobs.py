"""`scan --jobs`: several processes say what one says, in the same order, and end as one does."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from turunkan.cli.jobs import STRETCH, usual_jobs

Command = Callable[..., "subprocess.Popen[bytes]"]
Run = Callable[..., object]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A capture of several stretches, with offers, broken lines and Items without an id all through it."""
    path = tmp_path_factory.mktemp("large") / "posts.jsonl"
    offer = "Ready bal segel jaket second import Korea, harga 3 juta, minat WA 081200001147"
    with path.open("w", encoding="utf-8") as file:
        for at in range(2600):
            post = {"text": f"Selamat pagi nomor {at} " + "semoga harinya cerah " * 180}
            if at % 100 == 7:
                post["text"] = offer
            if at % 3:
                post |= {"id": f"p{at}"}
            file.write(json.dumps(post) + "\n" + ("{broken\n" if at % 500 == 3 else ""))
    assert path.stat().st_size > 2 * STRETCH
    return path


def outcome(process: "subprocess.Popen[bytes]") -> tuple[bytes, bytes, int]:
    stdout, stderr = process.communicate(timeout=120)
    return stdout, stderr, process.returncode


@pytest.mark.parametrize("more", [[], ["--all"]])
def test_several_processes_say_what_one_says(
    command: Command, large: Path, captures: Path, more: list[str]
) -> None:
    table = captures.with_name("table.csv")
    table.write_text('id,text\n7,"Ready bal segel jaket second import Korea, minat WA"\n', encoding="utf-8")
    files = [large, table, "gone.jsonl", captures]
    one = outcome(command("scan", *files, "--jobs", 1, *more))
    assert outcome(command("scan", *files, "--jobs", 2, *more)) == one
    assert one[2] == 0
    assert one[0].count(b"\n") > (2000 if more else 26)


def test_nothing_readable_is_an_error_for_several_too(command: Command, tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    stdout, stderr, code = outcome(command("scan", empty, "--jobs", 2, "--lang", "en"))
    assert (stdout, code) == (b"", 2)
    assert stderr.endswith(b"None of the files could be read.\n")


def helpers_of(process: "subprocess.Popen[bytes]") -> list[int]:
    """The processes that it started to search."""
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def started(process: "subprocess.Popen[bytes]") -> list[int]:
    while process.poll() is None:
        if len(found := helpers_of(process)) == 2:
            return found
        time.sleep(0.02)
    raise AssertionError("it ended before it had started any")


def test_a_lost_process_is_said(command: Command, large: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = command("scan", *[large] * 20, "--jobs", 2, "--out", out, "--lang", "en")
    os.kill(started(process)[0], signal.SIGKILL)
    _, stderr, code = outcome(process)
    assert code == 2
    assert b"One of the reading processes ended suddenly" in stderr
    assert not out.exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_ends_all_of_them(command: Command, large: Path, number: signal.Signals) -> None:
    process = command("scan", *[large] * 20, "--jobs", 2)
    helpers = started(process)
    process.send_signal(number)
    _, stderr, code = outcome(process)
    assert code == 128 + number
    assert b"Traceback" not in stderr
    assert not [pid for pid in helpers if Path(f"/proc/{pid}/cmdline").exists()]


def test_none_is_left_where_the_first_is_killed(command: Command, large: Path) -> None:
    process = command("scan", *[large] * 20, "--jobs", 2)
    helpers = started(process)
    process.kill()
    assert outcome(process)[2] == -signal.SIGKILL
    while any(Path(f"/proc/{pid}/cmdline").exists() for pid in helpers):
        time.sleep(0.05)


def test_small_captures_are_read_by_one(captures: Path) -> None:
    assert usual_jobs((str(captures), "-", "gone.jsonl")) == 1
