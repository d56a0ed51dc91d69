"""Accounts: made only for Items that a person has to look at, and gone when the last of these is."""

from contextlib import suppress

from django.db import transaction
from django.db.models import ProtectedError

from turunkan.core.vocab import Author
from turunkan.desk.intake.identity import account_key, plain_handle
from turunkan.desk.intake.models import Account, Item
from turunkan.desk.intake.privacy import is_free, keeps_author, term_of


def account_for(platform: str, author: Author) -> Account | None:
    """The Account of an author, known by id before handle; what the capture says anew is taken over."""
    key = account_key(platform, author)
    if not key:
        return None
    account = Account.objects.filter(key=key).first() or _by_handle(platform, author)
    account = account or Account(platform=platform)
    account.key = key if author.id or not account.native_id else account.key
    account.native_id = (author.id or account.native_id)[:150]
    account.handle = (plain_handle(author) or account.handle)[:150]
    account.name = (author.name or account.name)[:300]
    account.bio = author.bio or account.bio
    account.followers = author.followers if author.followers is not None else account.followers
    account.save()
    return account


def _by_handle(platform: str, author: Author) -> Account | None:
    """An Account so far known by its handle alone, or one whose id this source does not give.

    A handle passes from one person to another: where two had it, the source has to say which is meant.
    """
    handle = plain_handle(author)
    if not handle:
        return None
    same = Account.objects.filter(platform=platform, handle__iexact=handle)
    found = list((same.filter(native_id="") if author.id else same)[:2])
    return found[0] if len(found) == 1 else None


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
    return account_for(item.platform, Author(**document["author"])) if "author" in document else None
