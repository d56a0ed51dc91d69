"""Decisions: checked, written with their audit verb, and folded into where the Item stands."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from turunkan.core.lifecycle import Opinion, ReviewState, settle
from turunkan.core.vocab import ACTIONS, LABELS, Action, Label, SkipThis
from turunkan.desk.audit.services import record
from turunkan.desk.intake.models import Account, Item
from turunkan.desk.intake.services.outcomes import set_outcome
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Right
from turunkan.desk.review import words
from turunkan.desk.review.claims import claim, release_claim
from turunkan.desk.review.models import AccountDecision, Decision
from turunkan.desk.review.proportion import proportion_of, stands
from turunkan.desk.review.reasons import fits
from turunkan.desk.review.selectors import current_finding, opinions_of
from turunkan.desk.subjects.selectors import pack_of

UNDO_TIME = timedelta(seconds=30)
_WEIGHT = {action: weight for weight, action in enumerate(Action)}
_OPEN = (ReviewState.WAITING, ReviewState.SECOND, ReviewState.THIRD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person filled in. `content_hash` is of the content that they read."""

    label: Label
    tier: str | None
    measure: Action
    reason: str
    note: str
    content_hash: str
    asks_second: bool = False


@transaction.atomic
def decide(item: Item, verdict: Verdict, *, by: User) -> Decision:
    """Keep one person's decision, and settle the Item if that suffices. Raises SkipThis; nothing changed then."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    _set_aside(item)
    _check_person(item, by)
    claim(item, by=by)
    if item.content_hash != verdict.content_hash:
        raise SkipThis("the content changed", words.STALE)
    _check_verdict(item, verdict)
    is_grave = verdict.asks_second or exceeds(item, verdict.measure)
    if is_grave and not verdict.note.strip():
        raise SkipThis("grave decision without a note", words.NOTE_NEEDED)
    finding = current_finding(item)
    if finding._state.adding:
        finding.save()
    decision = Decision.objects.create(
        item=item,
        snapshot=finding.snapshot,
        subject=finding.subject,
        by=by,
        label=verdict.label,
        tier=verdict.tier or "",
        measure=verdict.measure,
        reason=verdict.reason,
        note=verdict.note.strip(),
        grave=is_grave,
    )
    _settle(item)
    release_claim(item, by=by)
    record(
        "item.decided",
        actor=by,
        on=("item", item.pk),
        decision=decision.pk,
        content=item.content_hash,
        label=verdict.label,
        measure=verdict.measure,
        reason=verdict.reason,
        state=item.state,
    )
    return decision


@transaction.atomic
def undo(decision: Decision, *, by: User) -> None:
    """Take back one's own decision within the grace time. Raises SkipThis when it is too late or in use."""
    item = Item.objects.select_for_update().get(pk=decision.item_id)
    if decision.by_id != by.pk or timezone.now() - decision.at > UNDO_TIME:
        raise SkipThis("too late to undo", words.UNDO_LATE)
    if item.held:
        raise SkipThis("decision in use", words.UNDO_USED)
    if not Decision.objects.filter(pk=decision.pk, withdrawn=False).update(withdrawn=True):
        raise SkipThis("undone already", words.UNDO_DONE)
    _settle(item)
    record("item.undone", actor=by, on=("item", item.pk), decision=decision.pk, state=item.state)


@transaction.atomic
def reopen(item: Item, *, by: User, note: str) -> None:
    """Set earlier decisions aside so that the Item is decided anew. Raises SkipThis while a case holds it."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    if not by.may(Right.SIGN):
        raise SkipThis("may not reopen", words.MAY_NOT_DECIDE)
    if item.held:
        raise SkipThis("item in a case", words.REOPEN_USED)
    if not note.strip():
        raise SkipThis("reopening without a note", words.NOTE_NEEDED)
    Decision.objects.filter(item=item).update(withdrawn=True)
    _settle(item)
    record("item.reopened", actor=by, on=("item", item.pk), state=item.state)


@transaction.atomic
def decide_account(account: Account, *, by: User, note: str) -> AccountDecision:
    """A measure for a whole Account. Raises SkipThis while its confirmed Items do not carry it."""
    if not by.may(Right.DECIDE):
        raise SkipThis("may not decide", words.MAY_NOT_DECIDE)
    if not note.strip():
        raise SkipThis("account decision without a note", words.ACCOUNT_NOTE)
    account = Account.objects.select_for_update().get(pk=account.pk)
    proportion = proportion_of(account)
    if not proportion.carries:
        raise SkipThis("too few confirmed items", proportion.refusal())
    if any(map(stands, AccountDecision.objects.filter(account=account, entry__isnull=True))):
        raise SkipThis("account decided already", words.ACCOUNT_ALREADY)
    decision = AccountDecision.objects.create(account=account, by=by, note=note.strip())
    decision.rests_on.set(proportion.confirmed)
    record(
        "account.decided",
        actor=by,
        on=("account", account.pk),
        decision=decision.pk,
        items=[item.pk for item in proportion.confirmed],
    )
    return decision


def exceeds(item: Item, measure: Action) -> bool:
    """Whether a measure is graver than the engine recommended; a second, blind decision then has to agree."""
    return measure.accuses and _WEIGHT[measure] > _WEIGHT[Action(item.action)]


def _set_aside(item: Item) -> None:
    """Content that went and came back waits for a new decision: what was said of it before counts no longer."""
    if item.state == ReviewState.WAITING:
        before = Decision.objects.filter(item=item, snapshot__content_hash=item.content_hash)
        before.filter(withdrawn=False).update(withdrawn=True)


def _check_person(item: Item, by: User) -> None:
    if not by.may(Right.DECIDE):
        raise SkipThis("may not decide", words.MAY_NOT_DECIDE)
    if item.state not in _OPEN:
        raise SkipThis("not open for a decision", words.NOT_OPEN)
    if any(decision.by_id == by.pk for decision in opinions_of(item)):
        raise SkipThis("second opinion by the same person", words.ALREADY_GIVEN)


def _check_verdict(item: Item, verdict: Verdict) -> None:
    title, measure = LABELS[verdict.label], ACTIONS[verdict.measure]
    outcomes = pack_of(current_finding(item).subject).outcomes
    tiers = [outcome.tier for outcome in outcomes if outcome.label is verdict.label]
    if (verdict.tier or "") not in (tiers or [""]):
        raise SkipThis("tier does not fit", words.NO_TIER.fill(label=title))
    if not fits(verdict.reason, verdict.label, verdict.tier):
        raise SkipThis("reason does not fit", words.NO_REASON.fill(label=title))
    if verdict.measure is Action.REVIEW or (verdict.measure.accuses and not tiers):
        raise SkipThis("measure does not fit", words.NO_MEASURE.fill(measure=measure, label=title))
    strongest = next(
        (o.action for o in outcomes if (o.label, o.tier) == (verdict.label, verdict.tier)), Action.NONE
    )
    if verdict.measure is Action.NOTICE and strongest is Action.REQUEST:
        raise SkipThis("unpaid promoter", words.UNPAID)


def _settle(item: Item) -> None:
    """Where the Item stands after its opinions."""
    opinions = [
        Opinion(Label(one.label), one.tier or None, Action(one.measure), grave=one.grave)
        for one in opinions_of(item)
    ]
    set_outcome(item, settle(opinions))
