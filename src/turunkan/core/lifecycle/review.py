"""How opinions of people become one outcome: alone, or by a second, blind one, or by a third that breaks a tie."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from turunkan.core.vocab import Action, Label, Wording


class ReviewState(StrEnum):
    """Where an Item stands in review."""

    UNREAD = "unread"  # only a link; nobody has given its text
    WAITING = "waiting"
    SECOND = "second"
    THIRD = "third"
    SETTLED = "settled"


REVIEW_STATES = {
    ReviewState.UNREAD: Wording(id="tautan tanpa teks", en="link without text"),
    ReviewState.WAITING: Wording(id="menunggu", en="waiting"),
    ReviewState.SECOND: Wording(id="menunggu penilai kedua", en="waiting for a second reviewer"),
    ReviewState.THIRD: Wording(id="menunggu penilai ketiga", en="waiting for a third reviewer"),
    ReviewState.SETTLED: Wording(id="diputus", en="decided"),
}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person decided of an Item; `grave` asks for a second, blind one."""

    label: Label
    tier: str | None
    measure: Action
    grave: bool

    @property
    def answer(self) -> tuple[Label, str | None, Action]:
        """What two opinions must share to agree."""
        return self.label, self.tier, self.measure


@dataclass(frozen=True, slots=True)
class Settlement:
    """The state, and once it is settled the answer; `measure` is then what may be asked of a platform."""

    state: ReviewState
    label: Label | None = None
    tier: str | None = None
    measure: Action | None = None


def settle(opinions: Sequence[Opinion]) -> Settlement:
    """The outcome of the opinions, oldest first, one a person.

    Two that agree settle it; of three that all differ none accuses, and the Item is left alone
    (dossier E51: doubt favours speech).
    """
    if not opinions:
        return Settlement(ReviewState.WAITING)
    if len(opinions) == 1:
        only = opinions[0]
        return Settlement(ReviewState.SECOND) if only.grave else _settled(only)
    counts = Counter(opinion.answer for opinion in opinions)
    answer, most = counts.most_common(1)[0]
    if most > 1:
        return Settlement(ReviewState.SETTLED, *answer)
    if len(opinions) == 2:
        return Settlement(ReviewState.THIRD)
    return Settlement(ReviewState.SETTLED, Label.UNCLEAR, None, Action.NONE)


def _settled(opinion: Opinion) -> Settlement:
    return Settlement(ReviewState.SETTLED, *opinion.answer)
