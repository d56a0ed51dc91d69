"""Privacy: whose author is kept, and for how long. One policy, asked by import, review and the sweep."""

from datetime import datetime, timedelta

from turunkan.core.vocab import Label
from turunkan.desk.intake.models import Item

FREE = (Label.SPEECH, Label.UNRELATED)
"""Labels whose authors are never on record and whose Items go when their term ends."""

TERM = timedelta(days=30)
"""For what is free, and for everything that was never surfaced."""

TERM_LEFT_ALONE = timedelta(days=90)
"""For what people decided to leave alone: long enough to answer for the decision."""


def keeps_author(label: str, *, surfaced: bool) -> bool:
    """Whether an Item makes an Account row."""
    return surfaced and label not in FREE


def is_free(item: Item) -> bool:
    """Whether people decided that it is free, or the engine says so and asks nobody; no case holds it then."""
    return item.effective_label in FREE and (bool(item.outcome_label) or not item.surfaced)


def term_of(item: Item) -> datetime | None:
    """When an Item goes; None while a person has to look at it or a platform was asked something."""
    if item.held or item.is_confirmed:
        return None
    since = item.decided_at or item.first_seen
    if item.effective_label in FREE or not (item.surfaced or item.outcome_label):
        return since + TERM
    return since + TERM_LEFT_ALONE if item.outcome_label else None
