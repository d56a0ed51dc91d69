"""The wheel without extras, in a clean environment, runs `scan`; Django is nowhere."""

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment that holds the wheel and what it depends on, nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, root]
    subprocess.run(build, check=True, capture_output=True)
    venv.create(folder / "venv", with_pip=True)
    (wheel,) = folder.glob("*.whl")
    pip = [folder / "venv/bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel]
    subprocess.run(pip, check=True, capture_output=True)
    return folder / "venv/bin"


def run(installed: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [installed / "turunkan", *arguments], input=stdin, capture_output=True, text=True, cwd=installed
    )


def test_the_wheel_scans(installed: Path) -> None:
    result = run(installed, "scan", "-", stdin='{"id": "1", "text": "Ready bal segel Korea, WA 0812-0000-1147"}\n')
    assert result.returncode == 0, result.stderr
    finding = json.loads(result.stdout)
    assert (finding["id"], finding["label"], finding["action"]) == ("1", "seller", "notice")


def test_every_command_runs_from_the_wheel(installed: Path) -> None:
    assert run(installed, "explain", "bal segel").returncode == 0
    assert run(installed, "pack", "check").returncode == 0
    assert run(installed, "pack", "test").returncode == 0
    assert run(installed, "settings").returncode == 0


@pytest.mark.parametrize(
    "sample", ["xlsx.table.xlsx", "parquet.table.parquet", "warc.shop.warc", "wacz.shop.wacz"]
)
def test_a_format_that_needs_an_extra_says_which(installed: Path, root: Path, sample: str) -> None:
    result = run(installed, "scan", str(root / "examples/captures/formats" / sample))
    assert result.returncode == 2
    assert 'pip install "turunkan[intake]"' in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("sample", ["html.listing.html", "mhtml.post.mhtml", "zip.mixed.zip"])
def test_pages_and_archives_need_no_extra(installed: Path, root: Path, sample: str) -> None:
    result = run(installed, "scan", "--all", str(root / "examples/captures/formats" / sample))
    assert result.returncode == 0, result.stderr
    assert result.stdout


@pytest.mark.parametrize("command", [["serve"], ["import", "x"], ["tick"], ["demo"]])
def test_the_offices_commands_say_what_to_install(installed: Path, command: list[str]) -> None:
    result = run(installed, *command)
    assert result.returncode == 2
    assert 'pip install "turunkan[desk]"' in result.stderr
    assert "Traceback" not in result.stderr


def test_no_framework_comes_with_it(installed: Path) -> None:
    listed = subprocess.run(
        [installed / "python", "-m", "pip", "list", "--format", "json", "--disable-pip-version-check"],
        check=True,
        capture_output=True,
        text=True,
    )
    names = {package["name"].lower() for package in json.loads(listed.stdout)}
    assert "django" not in names
    assert names <= {
        "turunkan",
        "click",
        "rich",
        "pyyaml",
        "markdown-it-py",
        "mdurl",
        "pygments",
        "pip",
        "setuptools",
    }


def test_scan_imports_no_framework(installed: Path) -> None:
    code = "import sys, turunkan.cli.scan; print([m for m in sys.modules if m.split('.')[0] == 'django'])"
    shown = subprocess.run([installed / "python", "-c", code], check=True, capture_output=True, text=True)
    assert shown.stdout.strip() == "[]"
