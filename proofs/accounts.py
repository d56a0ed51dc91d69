"""Proof "accounts": what is proposed for labelled accounts, and how far a proposal can be trusted.

Run by `make proof accounts`. Reads tests/data/accounts.jsonl and, where TURUNKAN_DATA (or ../shared/data) has it,
dev_accounts.jsonl; writes docs/proof/accounts/README.md: figures by the engine, and by an oracle to which every
post is labelled rightly (bios are read by the engine in both), so that the policy can be told from the reading.
The confidence table is made of tests/data/accounts.jsonl alone, by the engine (rule of succession: one case of
each kind is added, so that few cases do not give 0 or 1, and none gives 0.5); pack.yaml must hold it.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path

from turunkan.cli.labelled_accounts import account_truth
from turunkan.core.detect import BLOCK, Engine, Many, Proposer, law_date, many, profile_of
from turunkan.core.detect.account_evaluation import AccountEvaluation, JudgedAccount, evaluate_accounts
from turunkan.core.detect.account_policy import Way, way_of
from turunkan.core.detect.evaluation import Share
from turunkan.core.detect.ledger import ledger_of
from turunkan.core.readers import read_accounts
from turunkan.core.rules import AccountConfidence, Pack, load_pack
from turunkan.core.vocab import Account, AccountAction, Action, Finding, Kind, Label, Post, Priority

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/proof/accounts"
OWN = ROOT / "tests/data/accounts.jsonl"
PACK = "pakaian-bekas-impor"


class Oracle:
    """Finds what the makers of a post say that it is; bios carry no label and are read by the engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stream(
        self, posts: Iterable[Post], *, everything: bool = False, block: int = BLOCK
    ) -> Iterator[tuple[Post, Finding | None]]:
        """As any way of finding; everything is told."""
        for post in posts:
            item = post.whole()
            yield item, self._engine.find(item) if item.kind is Kind.BIO else self._told(item)

    def _told(self, post: Post) -> Finding:
        item, pack = post.whole(), self._engine.pack
        label = Label(item.extra["label"])
        # The labels of posts tell no tier: the mildest is taken.
        outcome = next((outcome for outcome in reversed(pack.outcomes) if outcome.label is label), None)
        unclear = label is Label.UNCLEAR
        day, day_from = law_date(item, pack)
        return Finding(
            id=item.id,
            label=label,
            tier=outcome.tier if outcome else None,
            confidence=1.0,
            priority=outcome.priority if outcome else Priority.LOW if unclear else Priority.NONE,
            action=outcome.action if outcome else Action.REVIEW if unclear else Action.NONE,
            terms=(),
            rules=(),
            reasons=(),
            law=(),
            law_date=day,
            law_date_from=day_from,
            pack=pack.stamp,
            engine="oracle",
        )


def accounts_of(path: Path) -> list[Account]:
    """All labelled accounts of a file, in order."""
    with path.open("rb") as source:
        return [part for part in read_accounts(source, path.name) if isinstance(part, Account)]


def judged(accounts: Sequence[Account], engine: Engine, finder: Many) -> list[JudgedAccount]:
    """Every account with its truth and its proposal."""
    found = Proposer(engine.pack).stream(accounts, finder)
    return [JudgedAccount(account_truth(account), finding) for account, finding in found]


def figures_of(path: Path, engine: Engine, finder: Many) -> AccountEvaluation:
    """The figures of a file of labelled accounts."""
    return evaluate_accounts(judged(accounts_of(path), engine, finder))


def ways(accounts: Sequence[Account], engine: Engine) -> list[Way]:
    """How each proposal came about."""
    profiles = map(profile_of, accounts)
    return [
        way_of(ledger_of(p, [engine.find(item) for item in p.items], engine.pack), engine.pack) for p in profiles
    ]


def table(judged: Sequence[JudgedAccount], ways: Sequence[Way]) -> dict[str, tuple[int, float]]:
    """Way → cases, and the share of them that people accept, one case of each kind added."""
    cases, within = Counter(ways), Counter(way for row, way in zip(judged, ways, strict=True) if row.within)
    return {way.value: (cases[way], round((within[way] + 1) / (cases[way] + 2), 3)) for way in Way}


def held_by(pack: Pack) -> dict[str, float]:
    """The confidence table of a pack."""
    return {field.name: getattr(pack.accounts.confidence, field.name) for field in fields(AccountConfidence)}


def figures(name: str, found: AccountEvaluation) -> str:
    """One set, as a section of the page."""
    header = " | ".join(AccountAction)
    rows = "\n".join(
        f"| {truth} | {' | '.join(str(count) for count in answers.values())} |"
        for truth, answers in found.confusion.items()
    )
    misses = ", ".join(f"{miss.id} ({miss.truth} → {miss.proposed})" for miss in found.misses) or "none"
    return (
        f"### {name}\n\nWithin the acceptable actions: {_share(found.within)}. To be left alone and not proposed: "
        f"{_share(found.never_condemned)}.\n\n| truth \\ proposed | {header} |\n|---|---:|---:|---:|\n{rows}\n\n"
        f"Misses: {misses}.\n"
    )


def _share(share: Share) -> str:
    low, high = share.interval or (0.0, 1.0)
    return f"{share.count} of {share.total} (95 %: {low:.3f}-{high:.3f})"


def main() -> int:
    """Write the page; exit 1 when the pack holds another table, or an account to be left alone is proposed."""
    shared = Path(os.environ.get("TURUNKAN_DATA", ROOT.parent / "shared/data"))
    engine = Engine(load_pack(PACK))
    sections, condemned = [], 0
    for path in (OWN, shared / "dev_accounts.jsonl"):
        if not path.is_file():
            print(f"{path} is not there and was left out")
            continue
        for way, finder in (("engine", many(engine)), ("oracle", Oracle(engine))):
            found = figures_of(path, engine, finder)
            condemned += len(found.condemned)
            sections.append(figures(f"{path.name}, {way} ({found.rows} accounts)", found))
    own = accounts_of(OWN)
    measured = table(judged(own, engine, many(engine)), ways(own, engine))
    rows = "\n".join(f"| {way} | {cases} | {share:.3f} |" for way, (cases, share) in measured.items())
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "README.md").write_text(
        "# Accounts\n\nMade by `make proof accounts`; proofs/accounts.py says what is measured.\n\n"
        + "\n".join(sections)
        + f"\n### Confidence\n\n| way | cases | accepted |\n|---|---:|---:|\n{rows}\n",
        encoding="utf-8",
    )
    held = {
        field.name: getattr(engine.pack.accounts.confidence, field.name) for field in fields(AccountConfidence)
    }
    wanted = {way: share for way, (_, share) in measured.items()}
    print("\n".join(sections))
    print(json.dumps(measured, indent=2))
    print("the pack holds these figures" if held == wanted else f"the pack holds {held}: renew pack.yaml")
    return 0 if held == wanted and not condemned else 1


if __name__ == "__main__":
    sys.exit(main())
