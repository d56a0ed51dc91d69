"""A desk for processes of their own, to be killed or several at once; on the database that is under test."""

import json
import os
import shutil
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dj_database_url

HEAD = """
import json, os, sys
import django
django.setup()
"""
PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from turunkan.desk.parties.services import ensure_recipients
from turunkan.desk.subjects.services import register
ensure_recipients()
register("pakaian-bekas-impor")
"""
# What a process prints once it is ready to go, and waits for a line before it goes on.
WAIT = """
print("ready", flush=True)
sys.stdin.readline()
"""


@dataclass(frozen=True, slots=True)
class OwnDesk:
    """A data folder, and a database on the test server where there is one."""

    home: Path
    database: str

    @classmethod
    def made(cls, home: Path) -> "OwnDesk":
        """A desk without tables."""
        desk = cls(home, f"desk_{uuid.uuid4().hex[:12]}" if _server() else "")
        if desk.database:
            _on_server(f"CREATE DATABASE {desk.database}")
        return desk

    def copied(self, home: Path) -> "OwnDesk":
        """Another desk that begins with everything in this one."""
        if not self.database:
            shutil.copytree(self.home, home)
            return OwnDesk(home, "")
        home.mkdir()
        copy = OwnDesk(home, f"desk_{uuid.uuid4().hex[:12]}")
        _on_server(f"CREATE DATABASE {copy.database} TEMPLATE {self.database}")
        return copy

    def gone(self) -> None:
        """Drop the database on the server."""
        if self.database:
            _on_server(f"DROP DATABASE {self.database} WITH (FORCE)")

    def start(self, script: str, *args: object) -> "subprocess.Popen[str]":
        """Start a script in a process of its own."""
        url = f"{_server().rpartition('/')[0]}/{self.database}" if self.database else ""
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "turunkan.site.settings",
            "TURUNKAN_HOME": str(self.home),
            "TURUNKAN_SECRET_KEY": "only-for-tests-0123456789-0123456789-0123456789",
            "DATABASE_URL": url,
        }
        argv = [sys.executable, "-c", HEAD + script, *map(str, args)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(argv, text=True, env=environment, **pipes)

    def run(self, script: str, *args: object) -> Any:
        """Run a script to its end; what it printed last, read as JSON."""
        return answer(self.start(script, *args))


def answer(process: "subprocess.Popen[str]", stdin: str = "") -> Any:
    """The last line that a process printed, read as JSON; it has to end well."""
    stdout, stderr = process.communicate(stdin, timeout=900)
    assert process.returncode == 0, stderr
    lines = stdout.splitlines()
    return json.loads(lines[-1]) if lines else None


def together(processes: "list[subprocess.Popen[str]]") -> list[Any]:
    """What each of several processes printed, all let go at once where they wait."""
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n", process.communicate()[1]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    return [answer(process) for process in processes]


def _server() -> str:
    return os.environ.get("TURUNKAN_TEST_DATABASE_URL", "")


def _on_server(statement: str) -> None:
    import psycopg  # only where the server is

    place = dj_database_url.parse(_server())
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    with psycopg.connect(autocommit=True, **{ours: place[theirs] for ours, theirs in names.items()}) as server:
        server.execute(statement)
