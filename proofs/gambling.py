"""Proof "gambling": the second pack on real disguised adverts that it was not tuned on, and on unnamed brands.

Run by `make proof gambling`. Writes docs/proof/gambling/. The comments are read from the folder named by
TURUNKAN_DATA and never copied; only counts leave it. One comment in five, chosen by the hash of its text, is held
out: nobody looked at it while the pack was written. Nothing is random.
"""

import csv
import hashlib
import os
import platform
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from turunkan.core.detect import Engine
from turunkan.core.detect.evaluation import Share
from turunkan.core.rules import load_pack
from turunkan.core.rules.pack import Pack
from turunkan.core.text import fold
from turunkan.core.vocab import Finding, Item

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/proof/gambling"
PACK = "promosi-judi-daring"
COMMENTS = "judol_youtube_obfuscated_dev.csv"
NAMING = frozenset({"site-name", "doubtful-site"})
"""The facts of concepts that name a site, or may."""
MADE_UP = "name-letter-by-letter"
"""The concept among them that names nobody."""
MOST_BRANDS = 12


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, whether people say that it is an advert, and whether it is held out."""

    text: str
    advert: bool
    held_out: bool


def held_out(text: str) -> bool:
    """One row in five is for the last judgement only."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 5 == 0


def comments(file: Path) -> Iterator[Comment]:
    """All comments, in the order of the file."""
    with file.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            yield Comment(row["text"], row["label"] == "1", held_out(row["text"]))


def nameless(pack: Pack) -> Pack:
    """The pack without the name of any site: to it, every brand is new."""
    concepts: Mapping = {
        name: replace(concept, terms=()) if NAMING.intersection(concept.facts) and name != MADE_UP else concept
        for name, concept in pack.concepts.items()
    }
    rules = tuple(replace(rule, examples=()) for rule in pack.rules)  # their examples name sites
    filters = tuple(replace(each, examples=()) for each in pack.filters)
    return replace(pack, concepts=concepts, rules=rules, filters=filters)


def found(pack: Pack, rows: Iterable[Comment]) -> list[Finding]:
    """What the reference says of each."""
    engine = Engine(pack)
    return [engine.find(Item(id=str(at), text=row.text)) for at, row in enumerate(rows)]


def brand_of(finding: Finding) -> str | None:
    """The first site that a comment names, as the pack writes it, without spaces."""
    names = (hit.term for hit in finding.terms if "site-name" in hit.facts)
    return next((name.replace(" ", "") for name in names), None)


def command(rows: Iterable[Comment]) -> str:
    """What `turunkan evaluate` prints of comments."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "held_out.csv"
        with file.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target)
            writer.writerow(("text", "label"))
            writer.writerows((row.text, int(row.advert)) for row in rows)
        words = ["evaluate", str(file), "--pack", PACK, "--positive", "label=1", "--lang", "en"]
        done = subprocess.run(
            [sys.executable, "-m", "turunkan", *words, "--no-list-accused"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
    return done.stdout.rstrip()


def shown(share: Share) -> str:
    """`97.1 % (831/856; 95.7–98.0)`."""
    if share.value is None or share.interval is None:
        return "–"
    value, low, high = (100 * part for part in (share.value, *share.interval))
    return f"{value:.1f} % ({share.count}/{share.total}; {low:.1f}–{high:.1f})"


def line(title: str, rows: list[Comment], findings: list[Finding]) -> str:
    """Recall and precision of a part, as a row of a table."""
    pairs = list(zip(rows, findings, strict=True))
    recall = Share.of(finding.surfaced for row, finding in pairs if row.advert)
    precision = Share.of(row.advert for row, finding in pairs if finding.surfaced)
    return f"| {title} | {len(rows):,} | {shown(recall)} | {shown(precision)} |"


def new_texts(rows: list[Comment]) -> set[str]:
    """The letters of held-out comments that no other comment has: adverts come in copies."""
    seen = {letters(row) for row in rows if not row.held_out}
    return {letters(row) for row in rows if row.held_out} - seen


def letters(row: Comment) -> str:
    """A comment's letters and digits, folded, without what stands between."""
    return "".join(filter(str.isalnum, fold(row.text).letters))


def parts(rows: list[Comment], named: list[Finding], blind: list[Finding]) -> Iterator[str]:
    """The table of parts: tuned on, held out, new, and each brand unknown."""
    yield "| comments | rows | recall | precision |"
    yield "|---|---:|---:|---:|"
    new = new_texts(rows)
    places = {
        "tuned on": [at for at, row in enumerate(rows) if not row.held_out],
        "**held out**": [at for at, row in enumerate(rows) if row.held_out],
        "held out, and not a copy of one tuned on": [
            at for at, row in enumerate(rows) if row.held_out and letters(row) in new
        ],
    }
    for title, chosen in places.items():
        yield line(title, [rows[at] for at in chosen], [named[at] for at in chosen])
    last = places["**held out**"]
    yield line("held out, every brand unknown", [rows[at] for at in last], [blind[at] for at in last])
    unread = [at for at in last if brand_of(named[at]) is None]
    yield line("held out, no name of the pack read", [rows[at] for at in unread], [named[at] for at in unread])


def brands(rows: list[Comment], named: list[Finding], blind: list[Finding]) -> Iterator[str]:
    """The brands met most often among the held-out adverts, with and without their names in the pack."""
    yield "| brand | adverts | surfaced, its name known | surfaced, its name unknown |"
    yield "|---|---:|---:|---:|"
    met: dict[str, list[int]] = {}
    for at, (row, finding) in enumerate(zip(rows, named, strict=True)):
        if row.held_out and row.advert and (brand := brand_of(finding)):
            met.setdefault(brand, []).append(at)
    often = Counter({brand: len(places) for brand, places in met.items()})
    for at, (brand, count) in enumerate(often.most_common(MOST_BRANDS), start=1):
        known, unknown = (sum(part[place].surfaced for place in met[brand]) for part in (named, blind))
        yield f"| {at} | {count} | {known} | {unknown} |"


def report(file: Path) -> str:
    """The whole page."""
    rows = list(comments(file))
    pack = load_pack(PACK)
    named, blind = found(pack, rows), found(nameless(pack), rows)
    last = [row for row in rows if row.held_out]
    table, often = "\n".join(parts(rows, named, blind)), "\n".join(brands(rows, named, blind))
    return f"""# Gambling adverts

Made by `make proof gambling` (pack {pack.stamp}; Python {platform.python_version()}, {platform.machine()}).
Nothing here is random.

{len(rows):,} real comments, of which people marked {sum(row.advert for row in rows):,} as adverts for online
gambling, most of them disguised. The pack was written and tuned on four comments in five. The fifth – those whose
text has a SHA-256 that five divides – was held out. An advert is found when it is surfaced for a review; the pack
names no law and asks for no more.

## The comments that were held out

As a user sees it, `turunkan evaluate held_out.csv --pack {PACK} --positive label=1`:

```
{command(last)}
```

## By part

{table}

- **tuned on**: the four fifths; these figures flatter the pack.
- **not a copy**: adverts are sent in copies, so some held-out comments stand among the others too, but for their
  disguise. Here are those whose letters, folded, do not.
- **every brand unknown**: the same comments, read with a pack from which every name of a site was taken out. What
  is left is the frame: a promise, slang, an invitation, a name with a figure. It is what the pack finds of a brand
  on the day that it first appears, and why names are added as they are met.
- **no name of the pack read**: the held-out comments in which the pack, with its names, read none.

## By brand

The {MOST_BRANDS} brands named most often in the held-out adverts, by rank: adverts, how many are surfaced with the
pack as it is, and how many when it knows no name of a site.

{often}
"""


def main() -> int:
    """Write the page."""
    folder = Path(os.environ.get("TURUNKAN_DATA", ROOT.parent / "shared/data")) / "real"
    if not (folder / COMMENTS).is_file():
        print(f"{COMMENTS} is absent: set TURUNKAN_DATA to the folder that has real/{COMMENTS}", file=sys.stderr)
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "README.md").write_text(report(folder / COMMENTS), encoding="utf-8")
    print(f"written: {(OUT / 'README.md').relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
