"""Labelled accounts: Accounts with what people would do, in the keys beside the Account's own."""

from collections.abc import Iterable, Iterator

from turunkan.cli.inputs import BrokenParts
from turunkan.cli.words import accounts as words
from turunkan.core.detect.account_evaluation import AccountTruth, JudgedAccount
from turunkan.core.vocab import Account, AccountAction, AccountFinding, Broken, SkipThis


def judged_accounts(
    found: Iterable[tuple[Account, AccountFinding]], broken: BrokenParts
) -> Iterator[JudgedAccount]:
    """With the keys account_action and acceptable_actions; a row without a usable action is counted as broken."""
    for account, finding in found:
        try:
            truth = account_truth(account)
        except SkipThis as fault:
            broken.add(Broken(where=account.id, part="account_action", code="no-label", message=fault.person))
        else:
            yield JudgedAccount(truth, finding)


def account_truth(account: Account) -> AccountTruth:
    """What people say of an Account. Raises SkipThis."""
    acceptable = account.extra.get("acceptable_actions")
    return AccountTruth(
        action=_action(account.extra.get("account_action"), account),
        acceptable=frozenset(
            _action(name, account) for name in (acceptable if isinstance(acceptable, list) else ())
        ),
    )


def _action(value: object, account: Account) -> AccountAction:
    if isinstance(value, str) and value in set(AccountAction):
        return AccountAction(value)
    known = ", ".join(AccountAction)
    shown = words.NOTHING if value in (None, "") else repr(value)
    raise SkipThis("no action", words.NO_ACTION.fill(id=account.id, value=shown, known=known))
