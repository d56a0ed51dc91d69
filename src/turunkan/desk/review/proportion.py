"""Proportion: what an Account's confirmed Items carry; one bad post does not condemn (dossier E28, E37)."""

from dataclasses import dataclass
from datetime import timedelta

from turunkan.core.vocab import Kind, Wording
from turunkan.desk.intake.models import Account, Item
from turunkan.desk.review import words
from turunkan.desk.review.models import AccountDecision

LEAST = 3
WINDOW = timedelta(days=30)
LEAST_DOMINANT = 2


@dataclass(frozen=True, slots=True)
class Proportion:
    """The confirmed Items of an Account beside all that were decided."""

    confirmed: tuple[Item, ...]
    decided: int
    most_in_window: int

    @property
    def carries(self) -> bool:
        """Whether a measure against the Account stands on them: repeated, dominant, or the bio is the offer."""
        count = len(self.confirmed)
        dominant = count >= LEAST_DOMINANT and count * 2 > self.decided
        return self.most_in_window >= LEAST or dominant or any(item.kind == Kind.BIO for item in self.confirmed)

    def refusal(self) -> Wording:
        """Why not."""
        return words.ACCOUNT_NEEDS.fill(
            least=LEAST, days=WINDOW.days, half=LEAST_DOMINANT, have=len(self.confirmed)
        )


def proportion_of(account: Account) -> Proportion:
    """Counted over people's decisions only, never over what the engine thinks."""
    decided = list(account.items.exclude(outcome_label="").order_by("posted_at", "pk"))
    confirmed = tuple(item for item in decided if item.is_confirmed)
    return Proportion(confirmed, len(decided), _most_in_window(confirmed))


def stands(decision: AccountDecision) -> bool:
    """Whether what it rests on is still confirmed, and still carries it."""
    rests_on = decision.rests_on.all()
    still = not decision.withdrawn and all(item.is_confirmed for item in rests_on)
    return still and proportion_of(decision.account).carries


def _most_in_window(items: tuple[Item, ...]) -> int:
    """The most Items published within the window; undated ones count as recent (DESIGN 5)."""
    dates = sorted(item.posted_at for item in items if item.posted_at)
    undated = len(items) - len(dates)
    inside = (sum(first <= day <= first + WINDOW for day in dates) for first in dates)
    return undated + max(inside, default=0)
