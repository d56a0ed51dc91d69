"""Proof "fuzz": inputs that nobody thought of, against what reading and the readers promise.

Run by `make proof fuzz` (`python proofs/fuzz.py --minutes N`; ten minutes in all by default, halved between two
targets). Writes docs/proof/fuzz/: a page, and a case for each finding, made as small as it goes. What is held:

- reading: folding twice changes nothing; readings and hits stand in the original; the block reader gives what the
  reference gives, one text alone as among others.
- readers: any bytes end in Items, Broken parts or Unreadable, twice the same, however the bytes arrive, and
  however far they are read at first.
"""

import argparse
import hashlib
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path

from fuzzing.one_run import SEED, TARGETS, fault, run, seed_name
from fuzzing.promise import MENDED, ROOT, Case
from fuzzing.reading import PACKS, kit, text_of

OUT = ROOT / "docs/proof/fuzz"
MOST_DEATHS = 8
MOST_TRIES = 3_000  # while a case is made smaller


def smaller(name: str, data: bytes, wanted: str) -> bytes:
    """The input without everything that is not needed to break the same promise (delta debugging)."""
    check = TARGETS[name].every
    parts: list[bytes] = [char.encode("utf-8", "surrogateescape") for char in text_of(data)]
    tries, size = 0, max(1, len(parts) // 2)
    while tries < MOST_TRIES:
        at, shrank = 0, False
        while at < len(parts) and tries < MOST_TRIES:
            rest = parts[:at] + parts[at + size :]
            tries += 1
            if (fault(check, b"".join(rest)) or ("",))[0] == wanted:
                parts, shrank = rest, True
            else:
                at += size
        if not shrank and size == 1:
            break
        size = size if shrank else max(1, size // 2)
    return b"".join(parts)


def cases(name: str, folder: Path) -> list[Case]:
    """What a run found, each case as small as it goes and once."""
    found: dict[tuple[str, bytes], Case] = {}
    for file in sorted((folder / "kept").iterdir(), key=lambda kept: (kept.stat().st_size, kept.name)):
        data = file.read_bytes()
        broken = fault(TARGETS[name].every, data)
        if broken is None:
            found["not again", data] = Case(name, "not again", "only in a long run", data)
            continue
        data = smaller(name, data, broken[0])
        check, detail = fault(TARGETS[name].every, data) or broken
        found.setdefault((check, data), Case(name, check, detail, data))
    return list(found.values())


def fuzzed(name: str, seconds: int, folder: Path) -> tuple[dict[str, int], list[Case]]:
    """Figures and findings of one target; where an input ends the whole process, begin again without it."""
    until, logs, died = time.monotonic() + seconds, [], []
    while (left := round(until - time.monotonic())) > 0 and len(died) <= MOST_DEATHS:
        command = [sys.executable, __file__, "--target", name, "--seconds", str(left), "--folder", str(folder)]
        child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
        logs.append(child.stderr)
        if child.returncode == 0:
            break
        fresh = [file for file in folder.glob("died-*") if file.read_bytes() not in {case.data for case in died}]
        if not fresh:
            raise SystemExit(f"the run of {name} broke off:\n{child.stderr[-3000:]}")
        died += [Case(name, "process dies", f"exit {child.returncode}", file.read_bytes()) for file in fresh]
        for case in died:
            (folder / "corpus" / seed_name(case.data)).unlink(missing_ok=True)
    return figures(logs), [*died, *cases(name, folder)]


def figures(logs: list[str]) -> dict[str, int]:
    """Executions, and how far they came, as libFuzzer reports it."""
    joined = "".join(logs)
    executed = sum(map(int, re.findall(r"number_of_executed_units: *(\d+)", joined)))
    reached = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", joined)
    cov, features, corpus = reached[-1] if reached else (0, 0, 0)
    first = re.search(r"INITED cov: (\d+)", joined)
    begun = int(first[1]) if first else 0
    return {"executions": executed, "seeds": begun, "cov": int(cov), "ft": int(features), "corpus": int(corpus)}


def page(minutes: float, runs: dict[str, dict[str, int]], found: list[Case]) -> str:
    """The page of the proof."""
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    rows = "\n".join(
        f"| {name} | {' | '.join(f'{count:,}' for count in run.values())} |" for name, run in runs.items()
    )
    listed = [f"| `{name_of(case)}` | {case.check} | {case.detail} | `{shown(case.data)}` |" for case in found]
    table = ["| case | promise broken | in what way | input |", "|---|---|---|---|", *listed]
    mended = "\n".join(f"| {target} | `{shown(text.encode())}` | {wrong} |" for target, text, wrong in MENDED)
    findings = "\n".join(table) if found else "None: every promise held for every input."
    return f"""# Fuzzing

Made by `make proof fuzz` (`python proofs/fuzz.py --minutes {minutes:g}`; seed {SEED}; {machine}; atheris
{atheris_version()}). The seed begins the same search; how far it comes depends on the machine.

- **reading**: any text; folding twice is folding once, readings and hits are quoted from the original, and the
  block reader gives the hits of the reference, the text alone and among others. Each text goes through one of
  the packs {" and ".join(PACKS)}.
- **readers**: any bytes; they end in Items, Broken parts or Unreadable and nothing else, twice the same, and the
  same when they arrive 1 or 7 at a time; with records of at most 64 bytes, and with a mapping, too.

## How far it came

Branches reached in `turunkan.core.text` and `turunkan.core.readers` (as libFuzzer counts them), by the seeds
alone and at the end; features are branches by how often they are taken; the corpus holds the inputs that reached
something new.

| target | executions | branches, seeds | branches | features | corpus |
|---|---:|---:|---:|---:|---:|
{rows}

## Findings

{findings}

## Found before, and mended

Each is a test (`test_*found_by_fuzzing.py`) and a seed. Not all came from the search itself: some were tried by
hand beside a finding of its kind.

| target | input | what was wrong |
|---|---|---|
{mended}
"""


def atheris_version() -> str:
    """The version of the fuzzer."""
    return metadata.version("atheris")


def name_of(case: Case) -> str:
    """The file of a case."""
    digest = hashlib.sha256(case.data).hexdigest()[:8]
    return f"{case.target}-{re.sub('[^a-z]+', '-', case.check.lower())}-{digest}.bin"


def shown(data: bytes) -> str:
    """An input on one line of a table."""
    return ascii(data.decode("utf-8", "backslashreplace"))[1:-1].replace("|", "\\|").replace("`", "\\x60")[:160]


def write(minutes: float, runs: dict[str, dict[str, int]], found: list[Case]) -> None:
    """The page and the cases."""
    folder = OUT / "cases"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for case in found:
        (folder / name_of(case)).write_bytes(case.data)
    if not found:
        folder.rmdir()
    (OUT / "README.md").write_text(page(minutes, runs, found), encoding="utf-8")
    print(f"written: {(OUT / 'README.md').relative_to(ROOT)}; {len(found)} finding(s)")


def main() -> int:
    """Fuzz every target and write the page; exit 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--target", choices=TARGETS)
    parser.add_argument("--seconds", type=int)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if asked.target:
        run(asked.target, asked.seconds, asked.folder)
        return 0
    runs: dict[str, dict[str, int]] = {}
    found: list[Case] = []
    for name in PACKS:
        kit(name)  # compiles the kernels, which is not what the minutes are for
    with tempfile.TemporaryDirectory() as folder:
        for name in TARGETS:
            place = Path(folder) / name
            place.mkdir()
            runs[name], cases_ = fuzzed(name, round(asked.minutes * 60 / len(TARGETS)), place)
            found += cases_
            print(f"{name}: {runs[name]['executions']:,} executions, {len(cases_)} finding(s)", flush=True)
    write(asked.minutes, runs, found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
