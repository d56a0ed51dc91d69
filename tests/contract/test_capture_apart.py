"""Captures and readings of pictures stand apart: the desk loads neither, and they load no desk."""

import ast
import subprocess
import sys
from pathlib import Path

HEAVY = {"playwright", "warcio", "wacz"}
DECODERS = {"PIL", "av", "cv2", "rapidocr", "onnxruntime", "zxingcpp", "pdqhash"}
AT_HOME = {
    ("capture", "browser.py"),
    ("capture", "exchanges.py"),
    ("capture", "package.py"),
    ("readers", "warc.py"),
}


def imported(file: Path) -> set[str]:
    """The packages that a file imports, by their first names."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


def test_only_four_files_know_the_browser_and_the_archive(root: Path) -> None:
    files = {file for file in (root / "src").rglob("*.py") if imported(file) & HEAVY}
    assert {(file.parent.name, file.name) for file in files} == AT_HOME


def loaded_by(module: str) -> set[str]:
    """The packages that a new interpreter has loaded after it imported a module."""
    script = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_asking_for_a_capture_loads_neither_browser_nor_desk() -> None:
    assert loaded_by("turunkan.desk.intake.capture") & (HEAVY | {"django"}) == set()


def test_the_process_of_a_capture_loads_no_desk() -> None:
    loaded = loaded_by("turunkan.desk.intake.capture.job")
    assert (loaded & HEAVY >= {"playwright", "warcio"}, "django" in loaded) == (True, False)


def test_the_desk_decodes_nothing_itself(root: Path) -> None:
    files = {file for file in (root / "src").rglob("*.py") if imported(file) & DECODERS}
    assert {file.parent for file in files} == {root / "src/turunkan/core/media"}
    assert loaded_by("turunkan.desk.intake.media") & (DECODERS | {"django"}) == set()


def test_the_process_that_reads_pictures_loads_no_desk() -> None:
    loaded = loaded_by("turunkan.desk.intake.media.job")
    assert (loaded & DECODERS >= {"PIL", "av", "rapidocr"}, "django" in loaded) == (True, False)
