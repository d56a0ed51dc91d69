"""Proof "import": a million invented posts into both databases, with rate, memory and pages; and kills at random.

Run by `make proof import`; ROWS, KILLED_ROWS and KILLS in the environment say how many. Each database holds the
posts in a desk of its own, gone afterwards. Writes docs/proof/import/.
"""

import json
import os
import platform
import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from turunkan.cli.bench.feed import Feed

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/proof/import"
sys.path.append(str(ROOT / "tests/support"))

from own_desk import PREPARE, OwnDesk  # noqa: E402

ROWS = int(os.environ.get("ROWS", "1000000"))
KILLED_ROWS = int(os.environ.get("KILLED_ROWS", str(ROWS // 5)))
KILLS = int(os.environ.get("KILLS", "20"))
SEED = 20261123
BUDGET = 150  # ms, of the 95th percentile of a page
DATABASES = {"SQLite": [], "PostgreSQL": ["sh", str(ROOT / "scripts/with_postgres.sh")]}

IMPORT = """
import resource, time
from turunkan.desk.intake.services.runs import import_capture
from turunkan.desk.subjects.selectors import engine_of, finder_of, latest_version
version = latest_version()
engine_of(version), finder_of(version)
print("ready", flush=True)
def spent():
    return [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
ready, begun = time.perf_counter(), spent()
with open(sys.argv[1], "rb") as source:
    run = import_capture(source, "tangkapan.jsonl", by=None, subject=version)
print(json.dumps({
    "new": run.new, "seen": run.seen, "surfaced": run.surfaced, "seconds": time.perf_counter() - ready,
    "cpu": sum(end.ru_utime + end.ru_stime - one.ru_utime - one.ru_stime for one, end in zip(begun, spent())),
    "memory": [one.ru_maxrss / 1024 for one in spent()],
}))
"""
DIGEST = """
import hashlib
from turunkan.desk.audit.selectors import check_chain
from turunkan.desk.intake.models import Account, BrokenPart, Finding, Item, Snapshot
ROWS = [
    Item.objects.order_by("key").values_list(
        "key", "platform", "kind", "native_id", "url", "account__key", "content_hash", "posted_at", "captured_at",
        "label", "tier", "priority", "action", "confidence", "gravity", "reach_band", "state"),
    Snapshot.objects.order_by("item__key", "content_hash").values_list(
        "item__key", "content_hash", "place", "document", "raw"),
    Finding.objects.order_by("snapshot__item__key", "snapshot__content_hash").values_list(
        "snapshot__item__key", "document", "reasons", "law_date", "law_date_from"),
    Account.objects.order_by("key").values_list("key", "native_id", "handle", "name", "bio", "followers"),
    BrokenPart.objects.order_by("place", "part").values_list("sha256", "place", "part", "code"),
]
digest = hashlib.sha256()
for rows in ROWS:
    for row in rows.iterator():
        digest.update(json.dumps(row, sort_keys=True, default=str).encode())
print(json.dumps({"digest": digest.hexdigest(), "whole": check_chain().whole}))
"""
PAGES = """
import time
from django.conf import settings
from django.test import Client
from turunkan.desk.intake.models import Item
from turunkan.desk.parties.models import User
from turunkan.desk.review.selectors import queue
settings.ALLOWED_HOSTS = ["testserver"]
client = Client()
client.force_login(User.objects.create_user(username="uji", role="penyelia"))
waiting = list(queue()[:40])
account = next(item.account for item in waiting if item.account)
asked = {
    "queue": ["/antrean/"] + [f"/antrean/?page={number}" for number in range(2, 21)],
    "queue, filtered": [f"/antrean/?platform={one}&label=seller" for one in ("instagram", "x", "shopee")] * 7,
    "item": [f"/konten/{item.pk}/" for item in waiting],
    "search by handle": [f"/cari/?q={account.handle[:4]}"] * 20,
    "search by word": ["/cari/?q=bal", "/cari/?q=segel", "/cari/?q=tidakada"] * 7,
    "imports": ["/masukkan/"] * 20,
}
found = {}
for name, paths in asked.items():
    times = []
    for path in paths:
        start = time.perf_counter()
        answer = client.get(path)
        times.append(1000 * (time.perf_counter() - start))
        assert answer.status_code == 200, (path, answer.status_code)
    found[name] = sorted(times)[int(0.95 * (len(times) - 1) + 0.5)]
print(json.dumps(found))
"""


def write_feed(path: Path, rows: int) -> None:
    """So many invented posts, the same for the same seed."""
    with path.open("w", encoding="utf-8") as out:
        for record in Feed(SEED).records(rows):
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def measured(folder: Path) -> dict[str, Any]:
    """Bring everything in, then again; then open pages. A tenth of it before, in another desk, for its memory."""
    tenth, whole = folder / "tenth.jsonl", folder / "whole.jsonl"
    write_feed(tenth, ROWS // 10)
    write_feed(whole, ROWS)
    small, desk = new_desk(folder / "small"), new_desk(folder / "desk")
    found = {"tenth": small.run(IMPORT, tenth), "first": desk.run(IMPORT, whole), "again": desk.run(IMPORT, whole)}
    found["pages"] = desk.run(PAGES)
    small.gone()
    desk.gone()
    return found


def killed(folder: Path) -> dict[str, Any]:
    """An import that is killed so often and then finished, beside one left alone."""
    capture = folder / "killed.jsonl"
    write_feed(capture, KILLED_ROWS)
    twin, desk, chance = new_desk(folder / "twin"), new_desk(folder / "killed"), random.Random(SEED)  # noqa: S311
    alone = twin.run(IMPORT, capture)
    landed = 0
    for _ in range(KILLS):
        process = desk.start(IMPORT, capture)
        process.stdout.readline()
        time.sleep(chance.uniform(0, alone["seconds"] / 2))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        landed += process.returncode == -signal.SIGKILL
    last = desk.run(IMPORT, capture)
    found = {"kills": landed, "left": last["new"], "twin": twin.run(DIGEST), "killed": desk.run(DIGEST)}
    twin.gone()
    desk.gone()
    return found


def new_desk(home: Path) -> OwnDesk:
    """A desk with its tables and the shipped subject."""
    home.mkdir()
    desk = OwnDesk.made(home)
    desk.run(PREPARE)
    return desk


def part(out: Path) -> None:
    """Everything on the database of this process, as JSON."""
    with tempfile.TemporaryDirectory(prefix="turunkan-proof-") as name:
        folder = Path(name)
        out.write_text(json.dumps({"import": measured(folder), "kills": killed(folder)}), encoding="utf-8")


def page(found: dict[str, dict[str, Any]]) -> str:
    """The whole README."""
    speeds = "\n".join(
        f"| {name} | {what} | {one['new'] + one['seen']:,} | {one['surfaced']:,} | {one['seconds']:.0f} "
        f"| {(one['new'] + one['seen']) / one['seconds']:,.0f} | {(one['new'] + one['seen']) / one['cpu']:,.0f} "
        f"| {one['memory'][0]:.0f} + {one['memory'][1]:.0f} |"
        for name, each in found.items()
        for what, one in (
            ("a tenth", each["import"]["tenth"]),
            ("new", each["import"]["first"]),
            ("the same again", each["import"]["again"]),
        )
    )
    pages = "\n".join(
        f"| {name} | {what} | {took:.0f} | {'yes' if took <= BUDGET else 'no'} |"
        for name, each in found.items()
        for what, took in each["import"]["pages"].items()
    )
    kills = "\n".join(
        f"| {name} | {each['kills']['kills']} | {each['kills']['left']:,} | {each['kills']['killed']['whole']} "
        f"| {each['kills']['killed']['digest'][:16]} | {each['kills']['twin']['digest'][:16]} |"
        for name, each in found.items()
    )
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    return f"""# Import: how fast, in how much memory, and killed at random

Made by `ROWS={ROWS} KILLED_ROWS={KILLED_ROWS} KILLS={KILLS} make proof import` on {datetime.now(UTC):%Y-%m-%d}
({machine}; seed {SEED}). The load of the machine was {os.getloadavg()[0]:.1f} at the end. Where that is above
the number of cores, it did other work too: Items a second of processor time say more than of the clock then.
SQLite writes through to the disk; the PostgreSQL of this proof does not (`scripts/with_postgres.sh`), and its own
processor time is not in the column. A source beyond 8 MB is prepared by a second process; time and memory are
those of both.

## Speed and memory

| database | what | Items | surfaced | seconds | Items/s | Items/s of processor time | peak memory, MB |
|---|---|---:|---:|---:|---:|---:|---:|
{speeds}

## Pages afterwards, 95th percentile (at most {BUDGET} ms)

| database | page | ms | within |
|---|---|---:|---|
{pages}

## Killed at random, then finished, beside one left alone ({KILLED_ROWS:,} posts)

The digests are over Items, snapshots, Findings, Accounts and broken parts, without numbers of rows and moments of
the import; `whole` says that the audit chain is.

| database | kills | left for the last run | whole | digest when killed | digest when left alone |
|---|---:|---:|---|---|---|
{kills}
"""


def main() -> int:
    """Measure on both, and write the page; exit 1 where a kill left anything else behind."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="turunkan-proof-") as name:
        for database, wrapper in DATABASES.items():
            out = Path(name) / database
            subprocess.run([*wrapper, sys.executable, __file__, str(out)], check=True)
            found[database] = json.loads(out.read_text(encoding="utf-8"))
            print(database, json.dumps(found[database], indent=1))
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "README.md").write_text(page(found), encoding="utf-8")
    same = all(each["kills"]["killed"] == each["kills"]["twin"] for each in found.values())
    return 0 if same and all(each["kills"]["killed"]["whole"] for each in found.values()) else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        part(Path(sys.argv[1]))
    else:
        sys.exit(main())
