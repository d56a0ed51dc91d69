"""Proof "evaluation": the engine on invented posts for judging, and its false alarms on real text.

Run by `make proof evaluation`. Writes docs/evaluation.md, and the curve and figures in docs/proof/evaluation/.
Real text is read from the folder named by TURUNKAN_DATA and never copied: an accused row is listed by file, row,
rules and concepts alone. Ends with 1 where a goal on real text is missed.
"""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from turunkan.core.detect.evaluation import Share

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/proof/evaluation"
PAGE = ROOT / "docs/evaluation.md"
POSTS = Path("tests/data/dev_posts.jsonl")
REAL = json.loads((ROOT / "proofs/real_text.json").read_text(encoding="utf-8"))
MOST_ACCUSED, MOST_SURFACED = 1, 0.003

INVENTED = f"""The rows of this page are the 900 posts of `{POSTS}`: invented, deliberately hard, and used
neither for training nor for calibration. What real text there is shows false alarms alone, and is counted under
"Real text"."""
MISSED = "**missed**"
ABSENT = "The folder of real text was absent when this page was made (set TURUNKAN_DATA)."


@dataclass(frozen=True)
class Counted:
    """What the engine said of one file of real text."""

    name: str
    rows: int
    surfaced: int
    accused: tuple[str, ...]


def turunkan(*arguments: str) -> str:
    """Run a command of turunkan as a user would, and give back what it printed."""
    command = [sys.executable, "-m", "turunkan", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def real_folder() -> Path | None:
    """The folder of real text, if it is there."""
    folder = Path(os.environ.get("TURUNKAN_DATA", ROOT.parent / "shared/data")) / "real"
    return folder if folder.is_dir() else None


def scanned(folder: Path) -> Iterator[Counted]:
    """Each real file, counted."""
    for name, mapping in REAL.items():
        maps = [part for field, column in mapping.items() for part in ("--map", f"{field}={column}")]
        lines = turunkan("scan", str(folder / name), *maps, "--all", "--lang", "en").splitlines()
        yield counted(name, map(json.loads, lines))


def counted(name: str, findings: Iterable[Mapping[str, Any]]) -> Counted:
    """The Findings of one file, in the order of its rows."""
    rows = surfaced = 0
    accused = []
    for finding in findings:
        rows += 1
        surfaced += finding["priority"] != "none"
        if finding["action"] in ("request", "notice"):
            accused.append(accused_line(name, finding))
    return Counted(name, rows, surfaced, tuple(accused))


def accused_line(name: str, finding: Mapping[str, Any]) -> str:
    """One accused row without its text: place, label, rules and concepts."""
    concepts = ", ".join(f"`{concept}`" for concept in dict.fromkeys(term["concept"] for term in finding["terms"]))
    rules = ", ".join(f"`{rule}`" for rule in finding["rules"])
    row = str(finding["id"]).rpartition(":")[2]
    what = f"{finding['action']} as {finding['label']}, confidence {finding['confidence']}"
    return f"- {name}, row {row}: {what}. Rules: {rules}. Concepts: {concepts}."


def percent(count: int, total: int) -> str:
    """A share with its interval, to the hundredth of a percent, since it is small."""
    share = Share(count, total)
    low, high = share.interval or (0.0, 0.0)
    return f"{100 * (share.value or 0):.3f} % ({100 * low:.3f}–{100 * high:.3f})"


def real_section(files: Sequence[Counted]) -> str:
    """False alarms on real text as Markdown."""
    rows = sum(file.rows for file in files)
    surfaced = sum(file.surfaced for file in files)
    accused = [line for file in files for line in file.accused]
    kept = len(accused) <= MOST_ACCUSED and surfaced <= MOST_SURFACED * rows
    table = [f"| {file.name} | {file.rows:,} | {file.surfaced} | {len(file.accused)} |" for file in files]
    return "\n".join(
        [
            "| file | rows | surfaced | accused |",
            "|---|---:|---:|---:|",
            *table,
            f"| **all** | {rows:,} | {surfaced} | {len(accused)} |",
            "",
            f"Surfaced: {percent(surfaced, rows)}; accused: {percent(len(accused), rows)}. The goal is at most",
            f"{MOST_ACCUSED} row accused and {100 * MOST_SURFACED:.1f} % surfaced: {'kept' if kept else MISSED}.",
            "",
            "### Accused rows",
            "",
            *(accused or ["No row is accused."]),
        ]
    )


def page(readme: str, real: str) -> str:
    """The page of the repository: what the command wrote, with the real text before its tables."""
    head, first, tables = readme.partition("\n## Truth")
    for name in ("figures.json", "reliability.svg"):
        head, tables = (text.replace(f"({name})", f"(proof/evaluation/{name})") for text in (head, tables))
    head = head.replace("\n| labelled rows", "\n| labelled rows, all invented").replace(
        "(docs/pilot.md)", "([docs/pilot.md](pilot.md))"
    )
    section = f"""
## Real text: false alarms

Real Indonesian text, all but a handful of it not about used clothing. Whoever is accused here is accused wrongly.
Only counts leave that text: an accused row is named by its place, with the rules and concepts that led there.

{real}
"""
    return f"{head}\n{INVENTED}\n{section}{first}{tables}"


def main() -> int:
    """Write the pages; exit 1 where a goal on real text is missed."""
    turunkan("evaluate", str(POSTS), "--page", str(OUT), "--lang", "en")
    folder = real_folder()
    real = real_section(list(scanned(folder))) if folder else ABSENT
    made = OUT / "README.md"
    PAGE.write_text(page(made.read_text(encoding="utf-8"), real), encoding="utf-8")
    made.write_text(
        "# Evaluation\n\n"
        f"Made by `make proof evaluation` ({turunkan('--version').strip()}; Python {platform.python_version()}, "
        f"{platform.machine()}, {os.cpu_count()} cores). Nothing here is random.\n\n"
        "The page is [docs/evaluation.md](../../evaluation.md); here are the curve and all "
        "[figures](figures.json) that it shows.\n\n"
        "![Reliability curve](reliability.svg)\n",
        encoding="utf-8",
    )
    print(f"written: {PAGE.relative_to(ROOT)}, {OUT.relative_to(ROOT)}")
    return 1 if MISSED in real else 0


if __name__ == "__main__":
    sys.exit(main())
