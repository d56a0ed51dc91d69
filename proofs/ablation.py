"""Proof "ablation": what each view, device and kind of fold adds to the reading, and what it costs.

Run by `make proof ablation`. Each is switched off by itself, inside this proof alone, and the reference reads the
same texts once more. Writes docs/proof/ablation/: README.md and table.csv. Labelled posts, adverts and real text
come from the folder named by TURUNKAN_DATA; only counts leave it. Nothing is random; the cost is measured time.
"""

import csv
import os
import platform
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

from ablating.cost import ROUNDS, TIMED, costs
from ablating.outcome import Seen, seen
from ablating.switches import Switch, off, switches
from ablating.world import EVERY, World, world

from turunkan.core.detect.evaluation import SOUGHT
from turunkan.core.text import TOKEN, fold
from turunkan.core.vocab import Label

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/proof/ablation"


COLUMNS = (
    "kind", "name", "sought_rows", "adverts", "words", "sought_hits", "answers", "innocents", "table_rows",
    "near_misses", "real_hits", "device_per_10k", "real_rows", "advert_recall_pp", "advert_precision_pp",
    "ns_per_post", "verdict",
)  # fmt: skip
TITLES = (
    "kind", "off", "sought rows", "adverts", "words", "sought hits", "answers", "innocents", "table rows",
    "near misses", "false hits", "/10k tokens", "false rows", "recall pp", "precision pp", "ns a post", "verdict",
)  # fmt: skip
Line = dict[str, Any]


def line(world: World, switch: Switch, on: Seen, without: Seen, cost: int) -> Line:
    """What one thing adds: with it, less without it."""
    recalls, precisions = zip(*(shares(world, one) for one in (on, without)), strict=True)
    made = sum(on.false_devices[device.value] for device in switch.devices)
    row: Line = {
        "kind": switch.kind,
        "name": switch.name,
        "sought_rows": len(on.sought) - len(without.sought),
        "adverts": len(on.found) - len(without.found),
        "words": len(on.words) - len(without.words),
        "sought_hits": on.hits - without.hits,
        "answers": sum(without.answers[name] != answer for name, answer in on.answers.items()),
        "innocents": len(on.innocent) - len(without.innocent),
        "table_rows": len(on.rows) - len(without.rows),
        "near_misses": len(on.near) - len(without.near),
        "real_hits": on.false_hits - without.false_hits,
        "device_per_10k": round(made * 10_000 / tokens(world), 3) if switch.devices else "",
        "real_rows": len(on.false_rows) - len(without.false_rows),
        "advert_recall_pp": round(100 * (recalls[0] - recalls[1]), 2),
        "advert_precision_pp": round(100 * (precisions[0] - precisions[1]), 2),
        "ns_per_post": cost,
    }
    return row | {"verdict": verdict(row)}


def shares(world: World, one: Seen) -> tuple[float, float]:
    """Recall and precision on the adverts."""
    there = sum(advert for _, advert in world.adverts)
    surfaced = len(one.found) + len(one.wrong)
    return len(one.found) / there, len(one.found) / surfaced if surfaced else 0.0


def verdict(row: Line) -> str:
    """What the figures say; a table written for a device is no proof that people use it."""
    if row["kind"] == "-":
        return "nothing was off: the noise of the cost"
    if row["sought_rows"] > 0 or row["adverts"] > 0:
        return "keeps"
    if row["words"] > 0:
        return "keeps, by the disguised words"
    if row["sought_hits"] > 0 or row["answers"] > 0:
        return "keeps, by words and answers alone"
    if row["innocents"] < 0 or row["real_rows"] < 0:
        return "keeps, as a guard"
    return "earns nothing" + (" but its own table" if row["table_rows"] > 0 else "")


@cache
def _counted(texts: tuple[str, ...]) -> int:
    return sum(len(TOKEN.findall(fold(text).letters)) for text in texts)


def tokens(world: World) -> int:
    """How many there are in the real text."""
    return _counted(tuple(text for item in world.real for _, text in item.content()))


def earned(row: Line) -> tuple[int, ...]:
    """The order of the table: what earns most comes first."""
    rows = row["sought_rows"] + row["adverts"]
    return (row["kind"] == "-", -rows, -row["words"], -row["sought_hits"], -row["answers"], -row["table_rows"])


def page(world: World, on: Seen, lines: list[Line], minutes: float) -> str:
    """The page of the proof."""
    recall, precision = shares(world, on)
    sought = sum(Label(item.extra["label"]) in SOUGHT for item in world.posts)
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    head = f"| {' | '.join(TITLES)} |\n|{'---|' * 2}{'---:|' * (len(TITLES) - 3)}---|"
    body = "\n".join(f"| {' | '.join(str(row[name]) for name in COLUMNS)} |" for row in lines)
    return f"""# Ablation

Made by `make proof ablation` in {minutes:.1f} minutes ({machine}). Nothing but the cost depends on the machine.

Each row has **one** thing switched off; every figure is what that thing *adds*: with everything on, less without
it. Where two see through the same disguise, neither seems to earn it, so switch off one at a time and measure
again. `table.csv` has the same figures.

With everything on: {len(on.sought)} of {sought} sought posts are surfaced ({on.hits:,} hits of
used, bale and import on them), and {len(on.innocent)} of {len(world.posts) - sought} others;
of {len(world.real):,} real rows (one in {EVERY}; {tokens(world):,} tokens) {len(on.false_rows)} are,
with {on.false_hits} such hits. {len(on.words)} of {len(world.words)} disguised words show one where they stand.
Gambling adverts ({len(world.adverts):,} comments, without those held out): recall {recall:.3f}, precision
{precision:.3f}. {len(on.rows)} of the tables' hits and {len(on.near)} of their near misses come out right.

- **sought rows**, **innocents**, **false rows**: rows surfaced among sought posts, other posts, real text.
- **words**: words disguised by people who had not read the fold (tests/data/disguised*.tsv) that are read; after
  the first of these tables much was mended, after the other nothing.
- **sought hits**, **false hits**: counted hits of used, bale and import; **/10k tokens**: such hits in real text
  that have this device, everything being on.
- **adverts**, **recall**, **precision**: adverts for gambling that are surfaced, in percentage points.
- **answers**: sought posts whose label, tier or priority would be another. **near misses**: rows of the tables
  that must not be read; below zero, this is what reads them.
- **ns a post**: of the reference, {TIMED} posts and comments, nothing remembered; median of {ROUNDS} interleaved
  rounds. The last row says how far the noise goes.

{head}
{body}
"""


def main() -> int:
    """Measure, and write the page and the table."""
    folder = Path(os.environ.get("TURUNKAN_DATA", ROOT.parent / "shared/data"))
    if not (folder / "real").is_dir():
        print(f"no real text in {folder} (set TURUNKAN_DATA)")
        return 2
    began = time.monotonic()
    everything = world(folder)
    on = seen(everything)
    all_switches = list(switches(everything.trade))
    cost = costs(everything, all_switches)
    lines: list[Line] = []
    for switch in all_switches:
        with off(switch, everything.books):
            without = seen(everything)
        lines.append(line(everything, switch, on, without, cost[switch.name]))
        print(f"{time.monotonic() - began:6.0f} s", *lines[-1].values(), flush=True)
    lines.sort(key=earned)
    OUT.mkdir(parents=True, exist_ok=True)
    with (OUT / "table.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(lines)
    minutes = (time.monotonic() - began) / 60
    (OUT / "README.md").write_text(page(everything, on, lines, minutes), encoding="utf-8")
    print(f"written: {OUT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
