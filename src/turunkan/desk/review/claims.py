"""Claims: one person has an Item open at a time, by compare-and-swap; a forgotten claim lapses."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from turunkan.core.vocab import SkipThis
from turunkan.desk.intake.models import Item
from turunkan.desk.parties.models import User
from turunkan.desk.review import words
from turunkan.desk.review.models import Claim

CLAIM_TIME = timedelta(minutes=15)


def claim(item: Item, *, by: User) -> None:
    """Hold an Item, or hold it longer. Raises SkipThis while somebody else does."""
    now = timezone.now()
    free = Claim.objects.filter(item=item).filter(Q(by=by) | Q(until__lt=now))
    if free.update(by=by, until=now + CLAIM_TIME):
        return
    try:
        with transaction.atomic():
            Claim.objects.create(item=item, by=by, until=now + CLAIM_TIME)
    except IntegrityError:
        holder = Claim.objects.select_related("by").filter(item=item).first()
        name = holder.by.shown_name if holder else "?"
        raise SkipThis(f"item {item.pk} is claimed", words.HELD.fill(name=name)) from None


def release_claim(item: Item, *, by: User) -> None:
    """Let go of an Item."""
    Claim.objects.filter(item=item, by=by).delete()


def holder_of(item: Item) -> User | None:
    """Who has it open now."""
    held = Claim.objects.select_related("by").filter(item=item, until__gte=timezone.now()).first()
    return held.by if held else None
