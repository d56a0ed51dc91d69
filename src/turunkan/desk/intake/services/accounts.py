"""Accounts: made only for Items that a person has to look at, and gone when the last of these is."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.db.models.functions import Lower

from turunkan.core.vocab import Author
from turunkan.desk.intake.identity import account_key, plain_handle
from turunkan.desk.intake.models import Account, AccountChange, ImportRun, Item
from turunkan.desk.intake.privacy import is_free, keeps_author, term_of

_COLUMNS = ("key", "native_id", "handle", "name", "bio", "followers")


class Roster:
    """The Accounts of some authors, looked up together and saved together, inside the caller's transaction."""

    def __init__(self, authors: Iterable[tuple[str, Author]]) -> None:
        """Of pairs (platform, author)."""
        wanted = [(platform, author) for platform, author in authors if account_key(platform, author)]
        self._by_key: dict[str, Account] = {}
        self._by_handle: dict[tuple[str, str], list[Account]] = defaultdict(list)
        self._touched: dict[int, Account] = {}
        self._former: dict[int, dict[str, Any]] = {}
        self._hold(Account.objects.filter(key__in={account_key(*one) for one in wanted}))
        unknown = [one for one in wanted if account_key(*one) not in self._by_key]
        handles = {plain_handle(author).lower() for _, author in unknown} - {""}
        if handles:
            self._hold(Account.objects.alias(lower=Lower("handle")).filter(lower__in=handles))

    def account_of(self, platform: str, author: Author) -> Account | None:
        """The Account of an author, known by id before handle; what the capture says anew is taken over."""
        key = account_key(platform, author)
        if not key:
            return None
        account = self._by_key.get(key) or self._named(platform, author) or Account(platform=platform)
        before = {name: getattr(account, name) for name in _COLUMNS}
        account.key = key if author.id or not account.native_id else account.key
        account.native_id = (author.id or account.native_id)[:150]
        account.handle = (plain_handle(author) or account.handle)[:150]
        account.name = (author.name or account.name)[:300]
        account.bio = author.bio or account.bio
        account.followers = author.followers if author.followers is not None else account.followers
        if before != {name: getattr(account, name) for name in _COLUMNS}:
            self._touched[id(account)] = account
            self._former.setdefault(id(account), before)
            self._hold([account])
        return account

    def save(self, needed: Iterable[Account], run: ImportRun | None = None) -> None:
        """Write what was said anew; a new Account only where it is among the `needed`.

        What was on record before is kept where it is a `run` that says otherwise.
        """
        used = {id(account) for account in needed}
        known = [account for account in self._touched.values() if account.pk]
        if run is not None:
            before = [AccountChange(account=one, run=run, former=self._former[id(one)]) for one in known]
            AccountChange.objects.bulk_create(before, ignore_conflicts=True)
        Account.objects.bulk_create(
            [account for account in self._touched.values() if not account.pk and id(account) in used]
        )
        Account.objects.bulk_update(known, _COLUMNS)

    def _hold(self, accounts: Iterable[Account]) -> None:
        for account in accounts:
            self._by_key.setdefault(account.key, account)
            self._by_handle[account.platform, account.handle.lower()].append(self._by_key[account.key])

    def _named(self, platform: str, author: Author) -> Account | None:
        """An Account so far known by its handle alone, or one whose id this source does not give.

        A handle passes from one person to another: where two had it, the source has to say which is meant.
        """
        handle = plain_handle(author).lower()
        if not handle:
            return None
        held = {id(one): one for one in self._by_handle.get((platform, handle), ())}.values()
        same = [one for one in held if one.handle.lower() == handle and not (author.id and one.native_id)]
        return same[0] if len(same) == 1 else None


def take_back_changes(run: ImportRun, *, kept: QuerySet[Item]) -> None:
    """What a run said of Accounts holds no more, but for those of Items that were kept.

    Each is on record as before, or as a later run says; it is that one then which remembers what was before.
    """
    mine = AccountChange.objects.filter(run=run).select_related("account")
    for change in mine.exclude(account__in=kept.filter(account__isnull=False).values("account")):
        later = AccountChange.objects.filter(account=change.account, pk__gt=change.pk).first()
        if later is None:
            _put_back(change.account, dict(change.former))
        else:
            later.former = change.former
            later.save(update_fields=["former"])
        change.delete()


def _put_back(account: Account, former: dict[str, Any]) -> None:
    if Account.objects.filter(key=former["key"]).exclude(pk=account.pk).exists():  # another has that name by now
        del former["key"], former["native_id"]
    Account.objects.filter(pk=account.pk).update(**former)


def drop_if_empty(account: Account | None) -> None:
    """An Account goes with the last of its Items, unless a case is about the Account itself."""
    if account is not None and not account.items.exists():
        with suppress(ProtectedError), transaction.atomic():
            account.delete()


def settle_privacy(item: Item) -> None:
    """After a decision: authors of what is free are released, others are on record, and the term begins."""
    former = item.account
    item.held = item.held and not is_free(item)
    if not item.held:
        kept = keeps_author(item.effective_label, surfaced=item.surfaced or item.is_confirmed)
        item.account = (former or _author_of(item)) if kept else None
    item.expires_at = term_of(item)
    item.save(update_fields=["account", "held", "expires_at"])
    if item.account is None:
        drop_if_empty(former)


def _author_of(item: Item) -> Account | None:
    """On record again, as the current snapshot names them."""
    document = item.snapshots.get(content_hash=item.content_hash).document
    if "author" not in document:
        return None
    author = Author(**document["author"])
    roster = Roster([(item.platform, author)])
    account = roster.account_of(item.platform, author)
    roster.save([account] if account else [])
    return account
