"""Accounts: each read as its Items, which the engine reads with those of others, and given a proposal."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from turunkan.core.detect.account_policy import carrying, label_of, way_of
from turunkan.core.detect.account_words import reasons_for
from turunkan.core.detect.engine import BLOCK
from turunkan.core.detect.ledger import Ledger, ledger_of
from turunkan.core.detect.many import Many
from turunkan.core.detect.profile import Profile, profile_of
from turunkan.core.rules import Pack
from turunkan.core.vocab import Account, AccountFinding, Finding, Item


class Proposer:
    """The policy of one pack over accounts. Deterministic: the same account gives the same proposal."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    def propose(self, profile: Profile, findings: Sequence[Finding]) -> AccountFinding:
        """A proposal for one Account, from the Findings of its Profile's Items in their order."""
        return self._proposed(ledger_of(profile, findings, self._pack))

    def _proposed(self, ledger: Ledger) -> AccountFinding:
        way = way_of(ledger, self._pack)
        rests_on = carrying(way, ledger)
        return AccountFinding(
            id=ledger.profile.account.id,
            label=label_of(way, ledger),
            action=way.action,
            confidence=getattr(self._pack.accounts.confidence, way.value),
            reasons=tuple(reasons_for(way, ledger, self._pack)),
            items=tuple(entry.item.id for entry in rests_on),
        )

    def stream(
        self, accounts: Iterable[Account], finder: Many, *, block: int = BLOCK
    ) -> Iterator[tuple[Account, AccountFinding]]:
        """Every Account in its order with its proposal; the Items of all are read in blocks of one stream."""
        waiting: deque[Profile] = deque()
        found: list[Finding] = []
        items = chain.from_iterable(_announced(accounts, waiting))
        for _, finding in finder.stream(items, everything=True, block=block):
            while len(found) == len(waiting[0].items):
                yield self._answer(waiting.popleft(), found)
                found = []
            found += [finding] if finding else []
        for profile in tuple(waiting):
            yield self._answer(profile, found)
            found = []

    def _answer(self, profile: Profile, found: Sequence[Finding]) -> tuple[Account, AccountFinding]:
        return profile.account, self.propose(profile, found)


def _announced(accounts: Iterable[Account], waiting: deque[Profile]) -> Iterator[tuple[Item, ...]]:
    """The Items of each Account, which from then on waits for their Findings."""
    for account in accounts:
        profile = profile_of(account)
        waiting.append(profile)
        yield profile.items
