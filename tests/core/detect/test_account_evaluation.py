"""Figures of labelled accounts, by hand."""

from turunkan.core.detect.account_evaluation import AccountTruth, JudgedAccount, Miss, evaluate_accounts
from turunkan.core.detect.evaluation import Share, as_json
from turunkan.core.vocab import AccountAction, AccountFinding, Label

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
