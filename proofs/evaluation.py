"""Proof "evaluation": the engine on invented posts for judging, and its false alarms on real text.

Run by `make proof evaluation`. Writes docs/proof/evaluation/. Real text is read from the folder named by
TURUNKAN_DATA and never copied: an accused row is listed by file, line, rule and matched words alone.
"""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/proof/evaluation"
POSTS = Path("tests/data/dev_posts.jsonl")
REAL = json.loads((ROOT / "proofs/real_text.json").read_text(encoding="utf-8"))


def turunkan(*arguments: str) -> str:
    """Run a command of turunkan as a user would, and give back what it printed."""
    command = [sys.executable, "-m", "turunkan", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def real_folder() -> Path | None:
    """The folder of real text, if it is there."""
    folder = Path(os.environ.get("TURUNKAN_DATA", ROOT.parent / "shared/data")) / "real"
    return folder if folder.is_dir() else None


def scanned(folder: Path) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Each real file and its Findings, all of them."""
    for name, mapping in REAL.items():
        maps = [part for field, column in mapping.items() for part in ("--map", f"{field}={column}")]
        lines = turunkan("scan", str(folder / name), *maps, "--all", "--lang", "en").splitlines()
        yield name, [json.loads(line) for line in lines]


def real_report(folder: Path) -> str:
    """False alarms on real text as Markdown."""
    rows = ["| file | rows | surfaced | accused |", "|---|---:|---:|---:|"]
    accused: list[str] = []
    totals = [0, 0, 0]
    for name, findings in scanned(folder):
        hit = [finding for finding in findings if finding["action"] in ("request", "notice")]
        counts = [len(findings), sum(finding["priority"] != "none" for finding in findings), len(hit)]
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        rows.append(f"| {name} | {counts[0]:,} | {counts[1]} | {counts[2]} |")
        accused += [accused_line(name, finding) for finding in hit]
    rows.append(f"| **all** | {totals[0]:,} | {totals[1]} | {totals[2]} |")
    listed = accused or ["No row is accused."]
    return "\n".join([*rows, "", "## Accused rows", "", *listed])


def accused_line(name: str, finding: dict[str, object]) -> str:
    """One accused row without its text: place, label, rules and matched words."""
    terms = ", ".join(sorted({str(term["term"]) for term in finding["terms"]}))  # type: ignore[attr-defined, index]
    place = str(finding["id"]).rpartition("/")[2]
    return f"- {name}, {place}: {finding['action']}, {finding['rules']}, words: {terms}"


def report() -> str:
    """The whole page."""
    folder = real_folder()
    real = real_report(folder) if folder else "The folder of real text was absent (set TURUNKAN_DATA)."
    posts = turunkan("evaluate", str(POSTS), "--lang", "en")
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    version = turunkan("--version").strip()
    return f"""# Evaluation

Made by `make proof evaluation` ({version}; {machine}). Nothing here is random.

## Invented posts for judging

The 900 posts of `{POSTS}` are invented and deliberately hard; recall on them
says nothing certain about real posts. They were not used for training or calibration.

```
{posts.rstrip()}
```

## Real text: false alarms

Real Indonesian text, all but a handful of it not about used clothing. Whoever is accused here is accused
wrongly.

{real}
"""


def main() -> None:
    """Write the page."""
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "README.md").write_text(report(), encoding="utf-8")
    print(f"written: {(OUT / 'README.md').relative_to(ROOT)}")


if __name__ == "__main__":
    main()
