"""The command in a process of its own: exit codes, pipes, terminals, interrupts."""

import json
import os
import pty
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., "subprocess.Popen[bytes]"]


def read_terminal(terminal: int) -> str:
    """Everything printed to a pseudo-terminal until its other end is closed."""
    shown = b""
    try:
        while chunk := os.read(terminal, 65536):
            shown += chunk
    except OSError:  # Linux reports a closed other end as an error
        pass
    return shown.decode()


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--version"], 0),
        (["scan", "gone.jsonl"], 2),
        (["scan"], 2),
        (["pack", "check"], 0),
        (["pack", "check", "gone"], 2),
        (["explain", ""], 2),
    ],
)
def test_exit_codes(command: Command, args: list[str], code: int) -> None:
    process = command(*args)
    process.communicate()
    assert process.returncode == code


def test_a_pipe_gets_json_lines_and_silence_beside_the_summary(command: Command, captures: Path) -> None:
    stdout, stderr = command("scan", "-").communicate(captures.read_bytes())
    assert [json.loads(line)["id"] for line in stdout.decode().splitlines()] == ["a", "stdin:4"]
    assert b"\x1b" not in stderr
    assert stderr.decode().startswith("3 konten dibaca")


def test_a_terminal_gets_a_table(command: Command, captures: Path) -> None:
    ours, theirs = pty.openpty()
    process = command("scan", captures, stdout=theirs, stdin=subprocess.DEVNULL)
    os.close(theirs)
    shown = read_terminal(ours)
    os.close(ours)
    process.communicate()
    assert process.returncode == 0
    assert "Prioritas" in shown
    assert '{"id"' not in shown


def test_a_terminal_on_stderr_gets_a_bar_that_leaves_findings_alone(command: Command, captures: Path) -> None:
    ours, theirs = pty.openpty()
    process = command("scan", captures, stderr=theirs, stdin=subprocess.DEVNULL)
    os.close(theirs)
    stdout = process.communicate()[0]
    shown = read_terminal(ours)
    os.close(ours)
    assert "captures.jsonl" in shown
    assert [json.loads(line)["id"] for line in stdout.decode().splitlines()] == ["a", f"{captures}:4"]


@pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
def test_a_reader_that_leaves_ends_the_run_quietly(
    command: Command, tmp_path: Path, seller: str, form: str
) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(f"{json.dumps({'text': seller})}\n" * 3000, encoding="utf-8")
    process = command("scan", "--format", form, path, stdin=subprocess.DEVNULL)
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


def test_findings_are_seen_while_input_still_comes(command: Command, seller: str) -> None:
    process = command("scan", "-")
    quiet = b'{"text": "selamat pagi"}\n' * 20_000  # enough to know the format by; the input stays open
    process.stdin.write(json.dumps({"id": "a", "text": seller}).encode() + b"\n" + quiet)
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == "a"
    process.kill()
    process.communicate()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_an_interrupt_is_one_line_and_leaves_nothing_behind(
    command: Command, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    process = command("scan", "-", "--out", tmp_path / "out.jsonl")
    process.stdin.write(b'{"text": "' + b"x" * 400_000)
    process.stdin.flush()  # returns once the command reads, beyond what a pipe holds
    assert len(list(tmp_path.iterdir())) == 1
    process.send_signal(number)
    assert process.wait(timeout=60) == code
    assert process.stderr.read().decode().split("\n") == ["Dihentikan.", ""]
    assert list(tmp_path.iterdir()) == []
    process.communicate()


def test_a_full_disk_is_an_error_in_words(command: Command, captures: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("wb") as disk:
        process = command("scan", captures, stdout=disk, stdin=subprocess.DEVNULL)
        stderr = process.communicate()[1].decode()
    assert process.returncode == 2
    assert "Dihentikan oleh sistem" in stderr
    assert "Traceback" not in stderr
