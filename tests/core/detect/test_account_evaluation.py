"""Figures of labelled accounts, by hand and on the 60 invented accounts of this repository."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from turunkan.cli.labelled_accounts import account_truth
from turunkan.core.detect import BLOCK, Engine, Many, Proposer, law_date, many
from turunkan.core.detect.account_evaluation import (
    AccountEvaluation,
    AccountTruth,
    JudgedAccount,
    Miss,
    evaluate_accounts,
)
from turunkan.core.detect.evaluation import Share, as_json
from turunkan.core.readers import read_accounts
from turunkan.core.rules import Pack
from turunkan.core.vocab import (
    Account,
    AccountAction,
    AccountFinding,
    Action,
    Finding,
    Kind,
    Label,
    Post,
    Priority,
)

NONE, ITEMS, ACCOUNT = AccountAction


def judged(id_: str, truth: AccountAction, proposed: AccountAction, *acceptable: AccountAction) -> JudgedAccount:
    finding = AccountFinding(id=id_, label=Label.UNRELATED, action=proposed, confidence=0.5, reasons=(), items=())
    return JudgedAccount(AccountTruth(action=truth, acceptable=frozenset(acceptable)), finding)


ROWS = [
    judged("a", ACCOUNT, ACCOUNT),
    judged("b", ITEMS, NONE, NONE),
    judged("c", ITEMS, ACCOUNT),
    judged("d", NONE, NONE),
    judged("e", NONE, ACCOUNT),
    judged("f", NONE, ITEMS),
]


def test_what_is_within_and_what_is_missed() -> None:
    figures = evaluate_accounts(ROWS)
    assert (figures.rows, figures.within) == (6, Share(3, 6))
    assert figures.by_truth == {NONE: Share(1, 3), ITEMS: Share(1, 2), ACCOUNT: Share(1, 1)}
    assert figures.misses == (Miss("c", ITEMS, ACCOUNT), Miss("e", NONE, ACCOUNT), Miss("f", NONE, ITEMS))


def test_who_should_be_left_alone_and_is_not() -> None:
    figures = evaluate_accounts(ROWS)
    assert figures.never_condemned == Share(2, 3)
    assert figures.condemned == (Miss("e", NONE, ACCOUNT),)


def test_the_confusion_counts_every_pair() -> None:
    confusion = evaluate_accounts(ROWS).confusion
    assert confusion[NONE] == {NONE: 1, ITEMS: 1, ACCOUNT: 1}
    assert confusion[ITEMS] == {NONE: 1, ITEMS: 0, ACCOUNT: 1}
    assert confusion[ACCOUNT] == {NONE: 0, ITEMS: 0, ACCOUNT: 1}


def test_no_rows_have_no_shares() -> None:
    figures = evaluate_accounts([])
    assert figures.within.value is None
    assert as_json(figures)["within"] == {"count": 0, "total": 0, "share": None, "low": None, "high": None}


class Oracle:
    """Finds what the makers of a post say that it is; bios carry no label and are read by the engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stream(
        self, posts: Iterable[Post], *, everything: bool = False, block: int = BLOCK
    ) -> Iterator[tuple[Post, Finding | None]]:
        """As any way of finding."""
        for post in posts:
            item = post.whole()
            yield item, self._engine.find(item) if item.kind is Kind.BIO else self._told(item)

    def _told(self, post: Post) -> Finding:
        item, pack = post.whole(), self._engine.pack
        label = Label(item.extra["label"])
        outcome = next((outcome for outcome in pack.outcomes if outcome.label is label), None)
        day, day_from = law_date(item, pack)
        return Finding(
            id=item.id,
            label=label,
            tier=outcome.tier if outcome else None,
            confidence=1.0,
            priority=outcome.priority if outcome else Priority.NONE,
            action=outcome.action if outcome else Action.NONE,
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
    with path.open("rb") as source:
        return [part for part in read_accounts(source, path.name) if isinstance(part, Account)]


def figures_of(path: Path, pack: Pack, finder: Many) -> AccountEvaluation:
    found = Proposer(pack).stream(accounts_of(path), finder)
    return evaluate_accounts(JudgedAccount(account_truth(account), finding) for account, finding in found)


@pytest.fixture(scope="module")
def invented(root: Path) -> Path:
    return root / "tests/data/accounts.jsonl"


def test_rightly_labelled_posts_give_acceptable_proposals(engine: Engine, pack: Pack, invented: Path) -> None:
    figures = figures_of(invented, pack, Oracle(engine))
    assert figures.rows == 60
    assert figures.within.count >= 57
    assert figures.condemned == ()


def test_the_engine_proposes_no_account_that_should_be_left_alone(
    engine: Engine, pack: Pack, invented: Path
) -> None:
    figures = figures_of(invented, pack, many(engine))
    assert figures.condemned == ()
    assert figures.within.count >= 36  # what reading comes to today; it may only grow


def test_the_same_on_accounts_that_nobody_tuned_on(engine: Engine, pack: Pack, shared_data: Path) -> None:
    path = shared_data / "dev_accounts.jsonl"
    told, read = figures_of(path, pack, Oracle(engine)), figures_of(path, pack, many(engine))
    assert (told.condemned, read.condemned) == ((), ())
    assert told.within.count >= 29
