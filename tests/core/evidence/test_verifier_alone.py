"""The shipped verifier by itself: taken out of a bundle, without turunkan and without a network."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sealing_office import SealingOffice, busy_office, pack, signer, unpack

from turunkan.core.evidence.bundle import verifier_bytes
from turunkan.core.evidence.canonical import canonical
from turunkan.core.evidence.verifier import (
    BUNDLE,
    MOST_FILES,
    MOST_SHOWN,
    Archive,
    Problem,
    check,
    lines_of,
    parsed,
)

CASE, KEY = "TRK-2026-0001", signer(1).fingerprint


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A folder with a bundle and the verifier that it ships."""
    bundle = busy_office().bundle(CASE)
    (tmp_path / "bundle.zip").write_bytes(bundle)
    for name in ("verify.py", "keys.json"):
        (tmp_path / name).write_bytes(dict(unpack(bundle))[name])
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The verifier alone; where this may be done, in a network namespace in which there is no network."""
    apart = ["unshare", "--net"] if os.geteuid() == 0 and shutil.which("unshare") else []
    command = [*apart, sys.executable, "verify.py", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_it_verifies_without_a_network(shipped: Path) -> None:
    result = run(shipped, "bundle.zip", "--key", KEY)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "UTUH" in result.stdout
    assert "INTACT" in result.stdout
    assert CASE in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["bundle.zip"], 1, "SIGNER UNKNOWN"),
        (["bundle.zip", "--key", "0" * 64], 1, "SIGNER UNKNOWN"),
        (["bundle.zip", "--key", "0" * 64, "--key", KEY.upper()], 0, "INTACT"),
        (["verify.py"], 2, "no bundle"),
        (["absent.zip"], 2, "absent.zip"),
        (["bundle.zip", "--keys", "keys.json"], 0, "INTACT"),
        ([], 2, ""),
    ],
)
def test_its_exit_codes_and_words(shipped: Path, arguments: list[str], code: int, says: str) -> None:
    result = run(shipped, *arguments)
    assert result.returncode == code
    assert says in result.stdout


@pytest.mark.parametrize(
    "arguments", [["--key", "abc"], ["--keys", "absent.json"], ["--keys", "verify.py"]], ids=" ".join
)
def test_what_is_no_key_is_said(shipped: Path, arguments: list[str]) -> None:
    result = run(shipped, "bundle.zip", *arguments)
    assert (result.returncode, "no key" in result.stderr, "Traceback" in result.stderr) == (2, True, False)


def test_it_names_what_was_altered(shipped: Path) -> None:
    file = shipped / "bundle.zip"
    file.write_bytes(file.read_bytes().replace(b"bal segel", b"bal sagel", 1))
    result = run(shipped, "bundle.zip", "--key", KEY)
    assert result.returncode == 1
    assert "seals/000001/files/items/1/as-read.txt: isi berkas ini diubah" in result.stdout


def test_it_imports_nothing_of_turunkan_and_nothing_but_cryptography() -> None:
    lines = [
        line for line in verifier_bytes().decode().splitlines() if line.lstrip().startswith(("import ", "from "))
    ]
    modules = {line.split()[1].split(".")[0] for line in lines}
    assert modules - set(sys.stdlib_module_names) == {"cryptography"}


def test_without_cryptography_it_says_what_to_install(shipped: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-S", "-I", "verify.py", "bundle.zip"],
        cwd=shipped,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert "pip install cryptography" in result.stderr


def test_what_was_deleted_by_rule_is_told_from_what_is_missing() -> None:
    office = SealingOffice()
    office.seal(CASE, "case-opened", {"a.json": b"{}", "picture.png": b"a picture"})
    digest = office.seals[0][1].files["picture.png"]
    stone = {"seal": 1, "path": "picture.png", "sha256": digest, "size": 9, "ground": "retention"}
    del office.kept[digest]
    name = "seals/000001/files/picture.png"
    assert check(Archive(io.BytesIO(office.bundle(CASE)))).problems == (Problem("missing", name),)
    office.seal(CASE, "deleted", {}, tombstones=[stone])
    report = check(Archive(io.BytesIO(office.bundle(CASE))), [KEY])
    assert (report.problems, report.trusted, report.deleted) == ((), True, (name,))
    assert any(name in english for _, english in lines_of(report))


def test_a_tombstone_for_another_content_covers_nothing() -> None:
    office = SealingOffice()
    office.seal(CASE, "case-opened", {"picture.png": b"a picture"})
    office.kept.clear()
    office.seal(CASE, "deleted", {}, tombstones=[{"seal": 1, "path": "picture.png", "sha256": "0" * 64}])
    report = check(Archive(io.BytesIO(office.bundle(CASE))), [KEY])
    assert report.problems == (Problem("missing", "seals/000001/files/picture.png"),)


def test_the_same_seals_give_the_same_bytes() -> None:
    assert busy_office().bundle(CASE) == busy_office().bundle(CASE)


def test_python_and_unzip_read_it_too(shipped: Path) -> None:
    names = [name for name, _ in unpack((shipped / "bundle.zip").read_bytes())]
    assert names[0] == "README.txt"
    assert len(names) == len(set(names))


def test_of_very_many_problems_some_are_shown_and_all_counted() -> None:
    extra = [(f"seals/000001/files/{n}.txt", b"") for n in range(MOST_SHOWN + 50)]
    report = check(Archive(io.BytesIO(pack([*unpack(busy_office().bundle(CASE)), *extra]))), {KEY})
    lines = [line for _, line in lines_of(report)]
    assert len(report.problems) >= MOST_SHOWN + 50
    assert sum(line.startswith("- ") for line in lines) == MOST_SHOWN + 1
    assert f"- and {len(report.problems) - MOST_SHOWN} more" in lines


def test_an_index_of_more_files_than_a_bundle_can_hold_is_not_gone_through() -> None:
    entries = dict(unpack(busy_office().bundle(CASE)))
    index = parsed(entries["bundle.json"], BUNDLE)
    listed = {f"{n}": {"sha256": "0" * 64, "size": 0} for n in range(MOST_FILES + 1)}
    entries["bundle.json"] = canonical(index | {"files": listed})
    report = check(Archive(io.BytesIO(pack(list(entries.items())))), {KEY})
    assert (report.problems, report.trusted) == ((Problem("unreadable", "bundle.json"),), False)
