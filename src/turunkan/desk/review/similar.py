"""Items that say nearly the same, or show the same picture, for one look at all; each is decided by itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import F, Q

from turunkan.core.lifecycle import ReviewState
from turunkan.core.text.likeness import likeness
from turunkan.core.vocab import Priority, SkipThis, Wording
from turunkan.desk.intake.models import Item, ItemMedia, Likeness, MediaFile, MediaMatch, Snapshot
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


class _Like(NamedTuple):
    """How much of an Item's text is that of another, 0..1, and whether both show a picture."""

    snapshot: Snapshot
    share: float
    is_pictured: bool


@dataclass(frozen=True, slots=True)
class Member:
    """An Item that is like another: how, whether a person may decide it now, whether it is ticked."""

    item: Item
    snapshot: Snapshot
    share: float
    is_pictured: bool
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
    items = Item.objects.select_related("account").in_bulk([one.snapshot.item_id for one in like])
    mine = _decided_by(for_user, list(items))
    return [_member(items[one.snapshot.item_id], one, item, mine) for one in like]


def decide_along(item: Item, along: Sequence[Along], verdict: Verdict, *, by: User) -> dict[int, Wording | None]:
    """The same decision on each Item that was ticked, one row and one audit verb each; why not, where refused.

    Every rule of a decision holds: who has it open, its content, a second opinion, the note of a grave one.
    """
    shown = {one.snapshot.item_id for one in _like(item)}
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


def _member(other: Item, like: _Like, item: Item, mine: set[int]) -> Member:
    """What the engine calls otherwise is never ticked beforehand: a quotation in the news says the same words."""
    is_open = other.state in _OPEN and other.pk not in mine
    is_same = (other.label, other.tier, other.action) == (item.label, item.tier, item.action)
    return Member(other, like.snapshot, like.share, like.is_pictured, is_open, is_open and is_same)


def _decided_by(user: User, items: Sequence[int]) -> set[int]:
    """Those of the Items on whose current content this person has given an opinion."""
    current = Decision.objects.filter(snapshot__content_hash=F("item__content_hash"), withdrawn=False)
    return set(current.filter(by=user, item__in=items).values_list("item", flat=True))


def _like(item: Item) -> list[_Like]:
    """The Items like one, the most alike first: those whose text is, then those that show the same picture."""
    pictured = _pictured(item)
    said = {snapshot.item_id: snapshot for snapshot in _current([item.pk, *_candidates(item), *pictured])}
    own = said.pop(item.pk, None)
    if own is None:
        return []
    shingles = shingles_of(own.document)
    found = [
        _Like(snapshot, likeness(shingles, shingles_of(snapshot.document)), pk in pictured)
        for pk, snapshot in said.items()
    ]
    alike = [one for one in found if one.share >= LEAST or one.is_pictured]
    return sorted(alike, key=lambda one: (-one.share, one.snapshot.item_id))[:MOST]


def _pictured(item: Item) -> set[int]:
    """Surfaced Items that show a picture of this one, or one that was found to be the same; of many the latest.

    Pictures of everybody's, floods, and what was not compared yet make nobody alike.
    """
    files = MediaFile.objects.filter(compared=True, gate="")
    own = files.filter(shown_in__item=item).values("pk")
    same = Q(file__in=own) | Q(file__in=MediaMatch.objects.filter(file__in=own, other__gate="").values("other"))
    shown = ItemMedia.objects.filter(same).exclude(item=item).exclude(item__priority=Priority.NONE)
    return set(shown.order_by("-item").values_list("item", flat=True)[:_CANDIDATES])


def _candidates(item: Item) -> list[int]:
    """Items that share a band of the fingerprint, those that share most first; of a flood the latest."""
    shared: Counter[int] = Counter()
    for band in Likeness.objects.filter(item=item, content_hash=item.content_hash).values_list("band", flat=True):
        like = Likeness.objects.filter(band=band).exclude(item=item).order_by("-item")
        shared.update(like.values_list("item", flat=True)[:_CANDIDATES] if band is not None else ())
    return sorted(shared, key=lambda pk: (-shared[pk], -pk))[:_CANDIDATES]


def _current(items: Sequence[int]) -> list[Snapshot]:
    return list(Snapshot.objects.filter(item__in=items, content_hash=F("item__content_hash")))
