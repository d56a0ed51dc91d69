"""What waits for a case: a later room pulls, an earlier one does not push."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from turunkan.core.vocab import Action, Label
from turunkan.desk.cases.models import Case, SealedFile
from turunkan.desk.intake.models import Account, Item
from turunkan.desk.review.models import AccountDecision


@dataclass(frozen=True, slots=True)
class Bundle:
    """Confirmed Items, and Accounts decided upon, of one account without a case yet."""

    platform: str
    account: Account | None
    items: tuple[Item, ...]
    account_decisions: tuple[AccountDecision, ...]


CONFIRMED = Q(
    outcome_label__in=(Label.SELLER, Label.PROMOTER), outcome_measure__in=(Action.REQUEST, Action.NOTICE)
)


def without_case() -> QuerySet[Item]:
    """Confirmed Items that no case holds."""
    return Item.objects.filter(CONFIRMED, entry__isnull=True).select_related("account")


def bundles() -> list[Bundle]:
    """What is ready, gathered by platform and account, gravest first."""
    items: defaultdict[tuple[str, int], list[Item]] = defaultdict(list)
    accounts: dict[int, Account] = {}
    decisions: defaultdict[tuple[str, int], list[AccountDecision]] = defaultdict(list)
    for item in without_case().order_by("gravity", "pk"):
        items[item.platform, item.account_id or 0].append(item)
        if item.account:
            accounts[item.account.pk] = item.account
    for decision in ready_account_decisions():
        decisions[decision.account.platform, decision.account_id].append(decision)
        accounts[decision.account_id] = decision.account
    return [
        Bundle(platform, accounts.get(pk), tuple(items[platform, pk]), tuple(decisions[platform, pk]))
        for platform, pk in dict.fromkeys([*items, *decisions])
    ]


def ready_account_decisions() -> QuerySet[AccountDecision]:
    """Decisions about Accounts that no case holds, and whose Items are all still confirmed."""
    waiting = AccountDecision.objects.filter(withdrawn=False, entry__isnull=True)
    return waiting.exclude(rests_on__in=Item.objects.exclude(CONFIRMED)).select_related("account")


def pictured(case: Case) -> set[int]:
    """The ids of the case's Items whose page was saved as a picture, and is sealed."""
    found = SealedFile.objects.filter(seal__case=case, path__endswith="/capture/screenshot.png")
    return {int(path.split("/")[1]) for path in found.values_list("path", flat=True)}


def cases() -> QuerySet[Case]:
    """All case files, newest first."""
    return Case.objects.select_related("platform", "opened_by")
