"""Outcomes: what later rooms found out about an Item, written back by an upward call."""

from django.utils import timezone

from turunkan.core.lifecycle import ReviewState, Settlement
from turunkan.desk.intake.models import Item
from turunkan.desk.intake.services.accounts import settle_privacy


def set_outcome(item: Item, settlement: Settlement) -> None:
    """Where the Item now stands in review, and what people decided."""
    item.state = settlement.state
    item.outcome_label = settlement.label or ""
    item.outcome_tier = settlement.tier or ""
    item.outcome_measure = settlement.measure or ""
    item.decided_at = timezone.now() if settlement.state is ReviewState.SETTLED else None
    item.save(update_fields=["state", "outcome_label", "outcome_tier", "outcome_measure", "decided_at"])
    settle_privacy(item)


def hold(item: Item) -> None:
    """Keep an Item while a case needs it."""
    item.held, item.expires_at = True, None
    item.save(update_fields=["held", "expires_at"])
