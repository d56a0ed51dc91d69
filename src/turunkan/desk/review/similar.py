"""Items that say nearly the same, for one look at all of them; each is decided by itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import F

from turunkan.core.lifecycle import ReviewState
from turunkan.core.text.likeness import likeness
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.intake.models import Item, Likeness, Snapshot
from turunkan.desk.intake.services.likeness import shingles_of
from turunkan.desk.parties.models import User
from turunkan.desk.review.models import Decision
from turunkan.desk.review.services import Verdict, decide

MOST = 50
"""Members of a group that are shown, and so may be decided with it."""

LEAST = 0.6
"""The likeness from which two texts say nearly the same: one word in thirteen changed, or less."""

_CANDIDATES = 2 * MOST
_OPEN = (ReviewState.WAITING, ReviewState.SECOND, ReviewState.THIRD)


@dataclass(frozen=True, slots=True)
class Member:
    """An Item that is like another: how much so, whether a person may decide it now, whether it is ticked."""

    item: Item
    snapshot: Snapshot
    share: float
    is_open: bool
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Along:
    """An Item that a person ticked, with the content that they were shown of it."""

    item: int
    content_hash: str


def count_like(item: Item) -> int:
    """How many Items are like this one, at most as many as are shown."""
    return len(_like(item))


def members_of(item: Item, *, for_user: User) -> list[Member]:
    """The Items like this one, the most alike first. Others' decisions on open ones are not told."""
    like = _like(item)
    items = Item.objects.select_related("account").in_bulk([snapshot.item_id for _, snapshot in like])
    mine = _decided_by(for_user, list(items))
    return [_member(items[snapshot.item_id], snapshot, share, item, mine) for share, snapshot in like]


def decide_along(item: Item, along: Sequence[Along], verdict: Verdict, *, by: User) -> dict[int, Wording | None]:
    """The same decision on each Item that was ticked, one row and one audit verb each; why not, where refused.

    Every rule of a decision holds: who has it open, its content, a second opinion, the note of a grave one.
    """
    shown = {snapshot.item_id for _, snapshot in _like(item)}
    told: dict[int, Wording | None] = {}
    for one in along:
        if one.item in shown:
            told[one.item] = _decided(one, verdict, by)
    return told


def _decided(one: Along, verdict: Verdict, by: User) -> Wording | None:
    try:
        decide(Item.objects.get(pk=one.item), replace(verdict, content_hash=one.content_hash), by=by)
    except SkipThis as refusal:
        return refusal.person
    return None


def _member(other: Item, snapshot: Snapshot, share: float, item: Item, mine: set[int]) -> Member:
    """What the engine calls otherwise is never ticked beforehand: a quotation in the news says the same words."""
    is_open = other.state in _OPEN and other.pk not in mine
    is_same = (other.label, other.tier, other.action) == (item.label, item.tier, item.action)
    return Member(other, snapshot, share, is_open, is_open and is_same)


def _decided_by(user: User, items: Sequence[int]) -> set[int]:
    """Those of the Items on whose current content this person has given an opinion."""
    current = Decision.objects.filter(snapshot__content_hash=F("item__content_hash"), withdrawn=False)
    return set(current.filter(by=user, item__in=items).values_list("item", flat=True))


def _like(item: Item) -> list[tuple[float, Snapshot]]:
    """Likeness and current snapshot of the Items like one, the most alike first."""
    said = {snapshot.item_id: snapshot for snapshot in _current([item.pk, *_candidates(item)])}
    own = said.pop(item.pk, None)
    if own is None:
        return []
    shingles = shingles_of(own.document)
    shares = [(likeness(shingles, shingles_of(snapshot.document)), snapshot) for snapshot in said.values()]
    alike = [(share, snapshot) for share, snapshot in shares if share >= LEAST]
    return sorted(alike, key=lambda pair: (-pair[0], pair[1].item_id))[:MOST]


def _candidates(item: Item) -> list[int]:
    """Items that share a band of the fingerprint, those that share most first; of a flood the latest."""
    shared: Counter[int] = Counter()
    for band in Likeness.objects.filter(item=item, content_hash=item.content_hash).values_list("band", flat=True):
        like = Likeness.objects.filter(band=band).exclude(item=item).order_by("-item")
        shared.update(like.values_list("item", flat=True)[:_CANDIDATES] if band is not None else ())
    return sorted(shared, key=lambda pk: (-shared[pk], -pk))[:_CANDIDATES]


def _current(items: Sequence[int]) -> list[Snapshot]:
    return list(Snapshot.objects.filter(item__in=items, content_hash=F("item__content_hash")))
