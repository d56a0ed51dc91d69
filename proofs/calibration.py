"""Proof "calibration": the confidence table of the pack, for a run without its classifier.

Run by `make proof calibration`. Reads the pack's own labelled posts and writes docs/proof/calibration/README.md:
for each way in which the judge comes to an answer, how many answers were borne out. The shares are what
`confidence` in pack.yaml must hold (rule of succession: one case of each kind is added, so that few cases do not
give 0 or 1).
"""

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from turunkan.core.detect import Engine, law_date
from turunkan.core.detect.evaluation import Judged, Truth
from turunkan.core.detect.judge import Judge, firing
from turunkan.core.readers import read
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Item, Label

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/proof/calibration"
PACK = "pakaian-bekas-impor"


def training_posts() -> list[Item]:
    """All Items of the training files, in order."""
    items: list[Item] = []
    for file in sorted((ROOT / "src/turunkan/packs" / PACK / "training").glob("*.jsonl")):
        with file.open("rb") as source:
            items += [part for part in read(source, file.name) if isinstance(part, Item)]
    return items


def truth_of(item: Item) -> Truth:
    """What the makers of a post say that it is."""
    acceptable = frozenset(map(Label, item.extra["acceptable"]))
    return Truth(label=Label(item.extra["label"]), acceptable=acceptable, tier=item.extra["tier"])


def table(engine: Engine, items: list[Item]) -> dict[str, float]:
    """Way of judging → share borne out."""
    engine = Engine(replace(engine.pack, classifier=None))
    borne_out: Counter[str] = Counter()
    cases: Counter[str] = Counter()
    judge = Judge(engine.pack)
    for item in items:
        evidence = engine.evidence(item)
        fired = firing(evidence, engine.pack)
        way = judge.judge(fired, evidence, law_date(item, engine.pack)[0]).way
        cases[way] += 1
        borne_out[way] += Judged(truth_of(item), engine.find(item), keyword=False).borne_out
    return {way: round((borne_out[way] + 1) / (cases[way] + 2), 3) for way in sorted(cases)}


def main() -> int:
    """Write the page; exit 1 when the pack holds another table."""
    items = training_posts()
    pack = load_pack(PACK)
    measured = table(Engine(pack), items)
    rows = "\n".join(f"| {way} | {share:.3f} |" for way, share in measured.items())
    OUT.mkdir(parents=True, exist_ok=True)
    text = f"# Calibration\n\nMade by `make proof calibration` from {len(items):,} training posts.\n\n"
    (OUT / "README.md").write_text(f"{text}| way | borne out |\n|---|---:|\n{rows}\n", encoding="utf-8")
    held = {way: getattr(pack.confidence, way) for way in measured}
    print(json.dumps(measured, indent=2))
    print("the pack holds these figures" if held == measured else f"the pack holds {held}: renew pack.yaml")
    return 0 if held == measured else 1


if __name__ == "__main__":
    sys.exit(main())
