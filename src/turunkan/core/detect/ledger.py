"""Ledger: the posts of an Account weighed one by one, before anything is made of them together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from functools import cached_property

from turunkan.core.detect.evaluation import SOUGHT
from turunkan.core.detect.profile import Profile
from turunkan.core.rules import AccountPolicy, Pack
from turunkan.core.vocab import Finding, Hit, Item, Kind, Label, Priority

_PROFILE = "author."
_BIO = "author.bio"


class Weight(IntEnum):
    """How much an Item says of its Account.

    `DOUBTFUL` is unclear and lacks little, `SOFT` an offer whose priority sank to low, `LIKELY` one of which only
    the recommendation was lowered, and `FIRM` an offer to which nothing was found to object.
    """

    NONE = 0
    DOUBTFUL = 1
    SOFT = 2
    LIKELY = 3
    FIRM = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One Item of the Account, its Finding, and its weight."""

    item: Item
    finding: Finding
    weight: Weight

    @property
    def offers(self) -> bool:
        """Whether it counts as selling or promoting the good."""
        return self.weight >= Weight.SOFT

    @property
    def label(self) -> Label:
        """What the engine says that it is."""
        return self.finding.label


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """The bio, the recent posts and the past ones, each in input order; `newest` is the latest date of all."""

    profile: Profile
    bio: Entry | None
    recent: tuple[Entry, ...]
    past: tuple[Entry, ...]
    newest: datetime | None

    @cached_property
    def offers(self) -> tuple[Entry, ...]:
        """The recent posts that count."""
        return tuple(entry for entry in self.recent if entry.offers)

    @cached_property
    def past_offers(self) -> tuple[Entry, ...]:
        """The past posts that would count."""
        return tuple(entry for entry in self.past if entry.offers)

    @cached_property
    def firm(self) -> tuple[Entry, ...]:
        """Those of the recent offers to which nothing was found to object."""
        return tuple(entry for entry in self.offers if entry.weight is Weight.FIRM)

    @property
    def weighty(self) -> bool:
        """Whether one of the recent offers is more than soft."""
        return any(entry.weight > Weight.SOFT for entry in self.offers)

    @cached_property
    def doubtful(self) -> tuple[Entry, ...]:
        """The recent posts that are unclear by their own words."""
        return tuple(entry for entry in self.recent if entry.weight is Weight.DOUBTFUL)

    @property
    def share(self) -> float:
        """Of the recent posts, those that count."""
        return len(self.offers) / len(self.recent) if self.recent else 0.0

    @cached_property
    def bio_facts(self) -> frozenset[str]:
        """What the bio's own words fill; a name or a handle fills nothing."""
        return frozenset(fact for hit in self.bio_hits for fact in hit.facts)

    @property
    def bio_hits(self) -> list[Hit]:
        """The words of the bio that count."""
        return [hit for hit in self.bio.finding.terms if hit.field == _BIO] if self.bio else []


def most_within(days: int, entries: Iterable[Entry]) -> int:
    """The most of some posts that were published within so many days; undated ones are inside."""
    moments = [entry.item.posted_at for entry in entries]
    dates = sorted(moment for moment in moments if moment is not None)
    most = start = 0
    for end, date in enumerate(dates):
        while date - dates[start] > timedelta(days=days):
            start += 1
        most = max(most, end - start + 1)
    return most + len(moments) - len(dates)


def is_grave(entry: Entry, pack: Pack) -> bool:
    """Whether an Item is a firm offer of the first of the pack's outcomes."""
    outcome = pack.outcome(entry.finding.label, entry.finding.tier)
    return entry.weight is Weight.FIRM and outcome is pack.outcomes[0]


def ledger_of(profile: Profile, findings: Sequence[Finding], pack: Pack) -> Ledger:
    """Weigh the Findings of a Profile's Items, which come in their order."""
    entries = [
        Entry(item, finding, weight_of(item, finding, pack))
        for item, finding in zip(profile.items, findings, strict=True)
    ]
    bio = entries.pop(0) if profile.bio else None
    newest = _newest(profile.posts)
    is_recent = [_is_recent(entry.item, newest, pack.accounts) for entry in entries]
    return Ledger(
        profile=profile,
        bio=bio,
        recent=tuple(entry for entry, recent in zip(entries, is_recent, strict=True) if recent),
        past=tuple(entry for entry, recent in zip(entries, is_recent, strict=True) if not recent),
        newest=newest,
    )


def weight_of(item: Item, finding: Finding, pack: Pack) -> Weight:
    """What one Finding says of the Account; what rests on the profile alone says nothing."""
    if not finding.surfaced:
        return Weight.NONE
    own = [hit for hit in finding.terms if _is_own(hit, item)]
    if finding.label in SOUGHT:
        return _offering(finding, pack) if own or not finding.terms else Weight.NONE
    lacks_little = finding.confidence >= pack.accounts.doubtful and _nearly_meets(own, pack)
    return Weight.DOUBTFUL if finding.label is Label.UNCLEAR and lacks_little else Weight.NONE


def _is_own(hit: Hit, item: Item) -> bool:
    """Whether the Item itself says it: the bio is what a bio says, and around a post it is only its author."""
    return hit.field == _BIO if item.kind is Kind.BIO else not hit.field.startswith(_PROFILE)


def _offering(finding: Finding, pack: Pack) -> Weight:
    """Firm where the recommendation is all that the pack says of the outcome; soft where priority sank too.

    An offer of which the engine is not sure is soft at most, and counts only with a letter recommended for it.
    """
    if finding.confidence < pack.accounts.sure:
        return Weight.SOFT if finding.action.accuses else Weight.NONE
    outcome = pack.outcome(finding.label, finding.tier)
    if outcome and finding.action is outcome.action:
        return Weight.FIRM
    sank = outcome is None or outcome.priority is not Priority.LOW
    return Weight.SOFT if sank and finding.priority is Priority.LOW else Weight.LIKELY


def _nearly_meets(hits: Iterable[Hit], pack: Pack) -> bool:
    """Whether words meet every line of the evidence rule but one."""
    facts = {fact for hit in hits for fact in hit.facts}
    met = sum(not facts.isdisjoint(line.any) for line in pack.evidence)
    return met >= max(1, len(pack.evidence) - 1)


def _newest(posts: Iterable[Item]) -> datetime | None:
    """The latest date that the posts know: of publication or of capture. There is no clock here."""
    dates = [date for post in posts for date in (post.posted_at, post.captured_at) if date is not None]
    return max(dates, default=None)


def _is_recent(post: Item, newest: datetime | None, policy: AccountPolicy) -> bool:
    """Whether a post is of the account's present; an undated one is taken to be."""
    if post.posted_at is None or newest is None:
        return True
    return newest - post.posted_at <= timedelta(days=policy.recent_days)
