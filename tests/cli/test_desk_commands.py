"""The office's commands, each in a process of its own with a data folder of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from turunkan.cli.words.desk import TASKS

Turunkan = Callable[..., subprocess.CompletedProcess[str]]
KEY = "a-key-for-this-test-only-0123456789-0123456789"


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where this test's desk lives; not made yet."""
    return tmp_path / "desk"


@pytest.fixture
def surroundings(home: Path) -> dict[str, str]:
    """An environment without anybody's settings."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TURUNKAN", "DATABASE", "DJANGO"))
    }
    return ours | {"TURUNKAN_HOME": str(home)}


@pytest.fixture
def turunkan(surroundings: dict[str, str], tmp_path: Path) -> Turunkan:
    """Run a command to its end."""

    def run(*arguments: object, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "turunkan", *map(str, arguments)],
            input=stdin,
            env=surroundings | more,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


@pytest.fixture
def served(surroundings: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Start a serving command; the address once it answers. Stopped as a person stops it."""
    running: list[subprocess.Popen[str]] = []

    def start(*arguments: object, port: int, **more: str) -> str:
        command = [sys.executable, "-m", "turunkan", *map(str, arguments), "--port", str(port)]
        process = subprocess.Popen(
            command, env=surroundings | more, cwd=tmp_path, stderr=subprocess.PIPE, text=True
        )
        running.append(process)
        address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            if process.poll() is not None:
                raise AssertionError(process.communicate()[1])
            if answer(f"{address}/healthz")[0] == 200:
                return address
            time.sleep(0.1)
        raise AssertionError("the server does not answer")

    yield start
    for process in running:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        assert process.returncode == 0


def answer(address: str) -> tuple[int, str]:
    """Status and body; status 0 where nobody listens."""
    try:
        with urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def capture(folder: Path, *texts: str) -> Path:
    """A file of posts."""
    file = folder / "tangkapan.jsonl"
    lines = [
        json.dumps({"id": str(number), "platform": "instagram", "text": text}) for number, text in enumerate(texts)
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_serve_refuses_without_a_key_and_says_how_to_make_one(turunkan: Turunkan, home: Path) -> None:
    result = turunkan("serve")
    assert result.returncode == 2
    assert "TURUNKAN_SECRET_KEY" in result.stderr
    assert str(home) in result.stderr
    assert "Traceback" not in result.stderr
    assert not home.exists()


def test_the_key_that_the_message_makes_is_enough(
    turunkan: Turunkan, served: Callable[..., str], home: Path
) -> None:
    """The two lines of the message are run as they stand."""
    lines = [line.strip() for line in turunkan("serve").stderr.splitlines() if line.startswith("  ")]
    subprocess.run("\n".join(lines), shell=True, check=True)  # noqa: S602
    assert answer(served("serve", port=free_port()) + "/readyz") == (200, '{"status": "ok"}')


def test_a_served_desk_answers_and_leads_to_the_login(served: Callable[..., str]) -> None:
    address = served("serve", port=free_port(), TURUNKAN_SECRET_KEY=KEY)
    assert answer(f"{address}/healthz") == (200, '{"status": "ok"}')
    assert answer(f"{address}/readyz")[0] == 200
    status, page = answer(f"{address}/")
    assert status == 200
    assert 'name="password"' in page


def test_a_taken_port_is_named(turunkan: Turunkan) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = turunkan("serve", "--port", port, TURUNKAN_SECRET_KEY=KEY)
    assert result.returncode == 2
    assert f"{port}" in result.stderr
    assert f"--port {port + 1}" in result.stderr


@pytest.mark.parametrize("command", ["serve", "import", "tick"])
def test_a_database_that_is_not_there_is_named(turunkan: Turunkan, command: str, tmp_path: Path) -> None:
    files = [capture(tmp_path, "x")] if command == "import" else []
    url = f"postgresql://nobody:geheim@127.0.0.1:{free_port()}/none"
    result = turunkan(command, *files, DATABASE_URL=url, TURUNKAN_SECRET_KEY=KEY)
    assert result.returncode == 2
    assert "DATABASE_URL" in result.stderr
    assert "geheim" not in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["serve", "tick"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "geheim"),
        ("DATABASE_URL", "mysql://u:geheim@127.0.0.1/desk"),
        ("DATABASE_URL", "postgresql://u:geheim@127.0.0.1:port/desk"),
        ("DATABASE_URL", "postgresql://u:geheim@127.0.0.1"),
        ("DATABASE_URL", "postgresql://u:geheim@[::1/desk"),
        ("TURUNKAN_DAILY_LETTERS", "abc"),
        ("TURUNKAN_DAILY_LETTERS", "-1"),
        ("TURUNKAN_DAILY_LETTERS", "2.5"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(turunkan: Turunkan, command: str, name: str, value: str) -> None:
    result = turunkan(command, **{"TURUNKAN_SECRET_KEY": KEY, name: value})
    assert result.returncode == 2
    assert name in result.stderr
    assert "geheim" not in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("length", [1, 31])
def test_a_key_that_can_be_guessed_is_refused(turunkan: Turunkan, home: Path, length: int) -> None:
    result = turunkan("serve", TURUNKAN_SECRET_KEY=KEY[:length])
    assert result.returncode == 2
    assert "32 karakter" in result.stderr
    assert "Traceback" not in result.stderr
    assert not home.exists()


def test_a_key_of_32_characters_is_long_enough(served: Callable[..., str]) -> None:
    assert answer(served("serve", port=free_port(), TURUNKAN_SECRET_KEY=KEY[:32]) + "/healthz")[0] == 200


def test_importing_twice_brings_nothing_new(turunkan: Turunkan, tmp_path: Path) -> None:
    file = capture(tmp_path, "Ready bal segel jaket second import Korea, WA 0812-0000-1147", "Selamat pagi")
    first = turunkan("import", file, "--json")
    assert json.loads(first.stdout) == {"new": 2, "seen": 0, "changed": 0, "broken": 0}, first.stderr
    assert json.loads(turunkan("import", file, "--json").stdout) == {
        "new": 0,
        "seen": 2,
        "changed": 0,
        "broken": 0,
    }


def test_importing_says_in_words_what_came_in(turunkan: Turunkan, tmp_path: Path) -> None:
    file = capture(tmp_path, "Ready bal segel jaket second import Korea, WA 0812-0000-1147")
    assert (
        turunkan("import", file).stdout
        == f"{file}: 1 baru, 0 pernah masuk, 0 berubah, 0 rusak; 1 perlu dilihat orang\n"
    )
    assert "1 seen before" in turunkan("import", file, "--lang", "en").stdout


def test_importing_says_where_and_why_parts_are_broken(turunkan: Turunkan, tmp_path: Path) -> None:
    file = tmp_path / "rusak.jsonl"
    file.write_text('{"id": "1", "text": "a"}\n' + "[]\n" * 7, encoding="utf-8")
    said = turunkan("import", file, "--lang", "en").stderr.splitlines()
    assert [line.split(":")[0] for line in said] == [
        "  2",
        "  3",
        "  4",
        "  5",
        "  6",
        "  … and 2 more; all are on the import page.",
    ]
    assert "not a JSON object" in said[0]
    again = turunkan("import", file, "--json")
    assert (json.loads(again.stdout)["broken"], "bukan objek JSON" in again.stderr) == (7, True)


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "kosong"), (b"%PDF-1.7 0000", "pdf"), (b"\0\0\0\0", "bukan teks")],
)
def test_what_is_no_capture_is_named_and_ends_with_2(
    turunkan: Turunkan, tmp_path: Path, content: bytes, says: str
) -> None:
    file = tmp_path / "aneh.jsonl"
    file.write_bytes(content)
    result = turunkan("import", file)
    assert result.returncode == 2
    assert "aneh.jsonl" in result.stderr
    assert says in result.stderr.lower()


def test_a_broken_line_is_counted_and_the_rest_comes_in(turunkan: Turunkan, tmp_path: Path) -> None:
    file = tmp_path / "rusak.jsonl"
    file.write_text('{"id": "1", "text": "a"}\n{"id": "2", "te\n{"id": "3", "text": "c"}\n', encoding="utf-8")
    assert json.loads(turunkan("import", file, "--json").stdout) == {
        "new": 2,
        "seen": 0,
        "changed": 0,
        "broken": 1,
    }


def test_a_missing_file_is_named(turunkan: Turunkan, tmp_path: Path) -> None:
    result = turunkan("import", tmp_path / "tidak-ada.jsonl", "--json")
    assert (result.returncode, result.stdout) == (2, "")
    assert "tidak-ada.jsonl" in result.stderr


def dump(home: Path) -> dict[str, list[Any]]:
    """Every row of every table."""
    import sqlite3

    with sqlite3.connect(home / "turunkan.sqlite3") as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(database.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}  # noqa: S608


def test_a_tick_names_every_task_that_it_did(turunkan: Turunkan) -> None:
    done = json.loads(turunkan("tick", "--json").stdout)
    assert set(done) == set(TASKS)
    assert len(turunkan("tick").stdout.splitlines()) == len(TASKS)


def test_a_second_tick_changes_nothing(turunkan: Turunkan, tmp_path: Path, home: Path) -> None:
    """The first one does what is due: Items past their term go, and their count stays."""
    import sqlite3

    turunkan("import", capture(tmp_path, "Selamat pagi", "Hidden gem kopi di gang kecil"))
    with sqlite3.connect(home / "turunkan.sqlite3") as database:
        database.execute("UPDATE intake_item SET expires_at = '2020-01-01 00:00:00'")
    assert json.loads(turunkan("tick", "--json").stdout)["items-expired"] == 2
    once = dump(home)
    assert once["intake_item"] == []
    assert sum(row[-1] for row in once["intake_expired"]) == 2
    assert json.loads(turunkan("tick", "--json").stdout)["items-expired"] == 0
    assert dump(home) == once


def test_the_first_administrator_is_made_by_command(turunkan: Turunkan) -> None:
    made = turunkan("user", "tono", "--role", "admin", stdin="sandi-yang-panjang-1\nsandi-yang-panjang-1\n")
    assert made.returncode == 0, made.stderr
    assert "sandi-yang-panjang-1" not in made.stdout + made.stderr
    again = turunkan("user", "TONO", "--role", "admin", stdin="sandi-yang-panjang-1\nsandi-yang-panjang-1\n")
    assert again.returncode == 2
    weak = turunkan("user", "sari", "--role", "petugas", stdin="12345\n12345\n")
    assert weak.returncode == 2
    postless = turunkan(
        "user", "wulan", "--role", "penyelia", stdin="sandi-yang-panjang-1\nsandi-yang-panjang-1\n"
    )
    assert postless.returncode == 2


def test_settings_mask_every_secret(turunkan: Turunkan) -> None:
    shown = turunkan(
        "settings", TURUNKAN_SECRET_KEY=KEY, DATABASE_URL="postgresql://u:p@h/d", TURUNKAN_MAIL_URL="smtp://u:p@h"
    )
    assert KEY not in shown.stdout
    assert "u:p@h" not in shown.stdout


@pytest.mark.parametrize("url", ["surel.example", "http://surel.example", "smtp://", "smtp://h:xx"])
def test_a_wrong_mail_address_is_named(turunkan: Turunkan, url: str) -> None:
    result = turunkan("tick", TURUNKAN_MAIL_URL=url)
    assert result.returncode == 2
    assert "TURUNKAN_MAIL_URL" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_demo_builds_an_office_and_keeps_it(turunkan: Turunkan, tmp_path: Path) -> None:
    folder = tmp_path / "peragaan"
    built = turunkan("demo", "--dir", folder, "--no-serve", "--lang", "en")
    assert built.returncode == 0, built.stderr
    assert "2 letter" in built.stderr
    assert len(list((folder / "outbox").glob("*.eml"))) == 1
    assert oct((folder / ".env").stat().st_mode)[-3:] == "600"
    once = dump(folder)
    assert len(once["intake_item"]) >= 200
    assert len(once["intake_account"]) >= 25
    assert turunkan("demo", "--dir", folder, "--no-serve").returncode == 0
    assert dump(folder) == once


def test_the_demo_does_not_touch_another_desk(turunkan: Turunkan, home: Path) -> None:
    turunkan("tick")
    before = sorted(home.iterdir())
    result = turunkan("demo", "--dir", home, "--no-serve")
    assert result.returncode == 2
    assert "--dir" in result.stderr
    assert sorted(home.iterdir()) == before
