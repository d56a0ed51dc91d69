"""Reading the queue in the order of work, and what stands beside an Item."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from turunkan.core.lifecycle import ReviewState
from turunkan.core.vocab import Label, Priority
from turunkan.desk.intake.models import Finding, Item, SearchText, Snapshot
from turunkan.desk.intake.services.judging import judged_now
from turunkan.desk.parties.models import User
from turunkan.desk.review.models import Decision

_LATE = timedelta(hours=48)
_LONGEST_ID = 18  # digits
_LOOKED_AT = 100  # texts at a time
ORDER = ("gravity", "-reach_band", "-confidence", F("posted_at").asc(nulls_last=True), "pk")
"""Gravity first, reach only within a tier, then certainty and age (DESIGN 7)."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits, how much of it for longer than two days, and on which platforms."""

    waiting: int
    late: int
    platforms: tuple[str, ...]


def queue(filters: Mapping[str, str] | None = None) -> QuerySet[Item]:
    """What waits for a person, in the order of work; unknown filters and values find nothing more."""
    found = Item.objects.exclude(priority=Priority.NONE).exclude(state=ReviewState.SETTLED)
    for name, value in (filters or {}).items():
        if value and name in ("platform", "label", "priority", "tier"):
            found = found.filter(**{name: value})
        elif value and name == "import":
            found = found.filter(pk__in=_brought_by(value))
    return found.select_related("account", "claim", "claim__by").order_by(*ORDER)


def _brought_by(run: str) -> QuerySet[Snapshot, int]:
    """Ids of the Items that a run brought or changed; none where no run can be named so."""
    pk = int(run) if run.isdecimal() and len(run) <= _LONGEST_ID else 0
    return Snapshot.objects.filter(run=pk).values_list("item", flat=True)


def unread() -> QuerySet[Item]:
    """Pasted links whose text nobody has given yet."""
    return Item.objects.filter(state=ReviewState.UNREAD).order_by("-pk")


def backlog() -> Backlog:
    """The figures over the queue, all by one look at it."""
    late = Count("pk", filter=Q(first_seen__lt=timezone.now() - _LATE))
    rows = sorted(queue().order_by().values_list("platform").annotate(waiting=Count("pk"), late=late))
    platforms = tuple(platform for platform, *_ in rows if platform)
    return Backlog(sum(waiting for _, waiting, _ in rows), sum(late for *_, late in rows), platforms)


def next_for(user: User, filters: Mapping[str, str] | None = None, passed: Collection[int] = ()) -> Item | None:
    """The first Item that nobody else holds and that this person has neither decided nor passed over."""
    now = timezone.now()
    current = Decision.objects.filter(snapshot__content_hash=F("item__content_hash"), withdrawn=False)
    mine = current.filter(by=user).exclude(item__state=ReviewState.WAITING).values("item_id")
    free = Q(claim__isnull=True) | Q(claim__until__lt=now) | Q(claim__by=user)
    return queue(filters).filter(free).exclude(pk__in=mine).exclude(pk__in=passed).first()


def current_finding(item: Item) -> Finding:
    """The Finding that the queue shows: of the current snapshot, by the version that judged it last.

    What was never surfaced has none on file: it is judged now, and not saved.
    """
    found = Finding.objects.filter(snapshot__item=item, snapshot__content_hash=item.content_hash)
    stored = found.select_related("snapshot").order_by("-pk").first()
    snapshots = item.snapshots.select_related("item", "run")
    return stored or judged_now(snapshots.get(content_hash=item.content_hash))


def opinions_of(item: Item) -> list[Decision]:
    """The decisions that count: about the current content, not taken back; oldest first."""
    of_now = item.decisions.filter(snapshot__content_hash=item.content_hash, withdrawn=False)
    return list(of_now.select_related("by"))


def settling_decision(item: Item) -> Decision | None:
    """The last decision that agrees with the outcome."""
    agreeing = [
        one for one in opinions_of(item) if (one.label, one.measure) == (item.outcome_label, item.outcome_measure)
    ]
    return agreeing[-1] if agreeing else None


def searchable() -> QuerySet[Item]:
    """Items that a search may find: surfaced ones, and nothing that is speech or unrelated."""
    free = (Label.SPEECH, Label.UNRELATED)
    labelled = Q(outcome_label="") & ~Q(label__in=free) | ~Q(outcome_label="") & ~Q(outcome_label__in=free)
    return Item.objects.filter(labelled).exclude(priority=Priority.NONE).select_related("account")


def saying(words: str, most: int) -> list[Item]:
    """The newest of them that say so now, or stand at such an address.

    The texts are gone through from the newest on, a few at a time, so that a word of every Item costs no more than
    a rare one.
    """
    texts = SearchText.objects.filter(text__contains=words.casefold()).order_by("-item")
    hits = texts.values_list("item", "content_hash").iterator(_LOOKED_AT)
    found: list[Item] = []
    while len(found) < most and (some := list(islice(hits, _LOOKED_AT))):
        items = searchable().in_bulk([pk for pk, _ in some])
        found += [items[pk] for pk, content in some if pk in items and items[pk].content_hash == content]
    return found[:most]
