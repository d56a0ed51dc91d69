"""Account evaluation: what was proposed for labelled Accounts, as figures. Pure; printed elsewhere."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from turunkan.core.detect.evaluation import Share
from turunkan.core.vocab import AccountAction, AccountFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTruth:
    """What people would do about an Account, and the other actions that they would let pass."""

    action: AccountAction
    acceptable: frozenset[AccountAction] = frozenset()

    def accepts(self, action: AccountAction) -> bool:
        """Whether a proposal counts as right."""
        return action is self.action or action in self.acceptable


@dataclass(frozen=True, slots=True)
class JudgedAccount:
    """One labelled Account: the truth and the proposal."""

    truth: AccountTruth
    finding: AccountFinding

    @property
    def within(self) -> bool:
        """Whether the proposal is one that people accept; what `AccountFinding.confidence` estimates."""
        return self.truth.accepts(self.finding.action)

    @property
    def condemned(self) -> bool:
        """Whether the account is proposed though people would do nothing at all."""
        return self.truth.action is AccountAction.NONE and self.finding.action is AccountAction.ACCOUNT


@dataclass(frozen=True, slots=True)
class Miss:
    """An Account for which something else was proposed than people accept."""

    id: str
    truth: AccountAction
    proposed: AccountAction


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEvaluation:
    """All figures of labelled Accounts; `condemned` are those that should have been left alone entirely."""

    rows: int
    within: Share
    never_condemned: Share
    confusion: Mapping[AccountAction, Mapping[AccountAction, int]]
    by_truth: Mapping[AccountAction, Share]
    misses: tuple[Miss, ...]
    condemned: tuple[Miss, ...]


def evaluate_accounts(rows: Iterable[JudgedAccount]) -> AccountEvaluation:
    """The figures of labelled Accounts."""
    judged = list(rows)
    innocent = [row for row in judged if row.truth.action is AccountAction.NONE]
    return AccountEvaluation(
        rows=len(judged),
        within=Share.of(row.within for row in judged),
        never_condemned=Share.of(not row.condemned for row in innocent),
        confusion=_confusion(judged),
        by_truth={action: _within(judged, action) for action in AccountAction},
        misses=tuple(_miss(row) for row in judged if not row.within),
        condemned=tuple(_miss(row) for row in judged if row.condemned),
    )


def _confusion(rows: Iterable[JudgedAccount]) -> dict[AccountAction, dict[AccountAction, int]]:
    seen = Counter((row.truth.action, row.finding.action) for row in rows)
    return {truth: {answer: seen[truth, answer] for answer in AccountAction} for truth in AccountAction}


def _within(rows: Sequence[JudgedAccount], action: AccountAction) -> Share:
    return Share.of(row.within for row in rows if row.truth.action is action)


def _miss(row: JudgedAccount) -> Miss:
    return Miss(row.finding.id, row.truth.action, row.finding.action)
