"""Account policy: Findings of a bio and of posts → one proposal, by a written policy. The numbers are pack data.

What counts. A post counts as an offer if it is found to be a seller's or promoter's and surfaced, the engine is
sure enough (or recommends a letter), and its own words say so: what rests on the profile alone counts for
nothing, so that one bio does not make every post guilty. An offer is firm if nothing lowered its recommendation,
soft if its priority sank to low or the engine is not sure. Posts that are `unclear` never count towards the
account. Posts long before the newest one are past; undated ones count as recent; somebody else's do not count,
and what was captured twice counts once.

The account is proposed
1. where the bio itself is a firm offer (E28), unless recent posts show a lawful account and no offer;
2. where the bio names the good, enough recent posts offer it (one, if the bio also says how to order), and hardly
   any are lawful or speech;
3. where offers dominate the recent posts, or come again and again and are no small part of them (E37); fewer do,
   where they are firm and of the gravest outcome;
4. where the bio claims what a private person sells, states a supply that no private person has, and firm offers
   belie the claim (E1; six things from one's own wardrobe state no supply, E2).
Each but the first needs an offer that is more than soft: suspicion adds up to no measure on an account.

Else single Items are proposed: recent offers and the bio first (one bad post among many, E37), then past offers
(E35), then unclear posts that lack little. Of an account that speaks rather than trades, soft and unclear posts
are left to speech (E14, E51). A child's account is never proposed, nor its Items unless one is firm and of the
gravest outcome (E33).
Contact points that posts share are told, and decide nothing. Lawful posts only ever lower the proposal.

The engine proposes; a measure on an account rests on what people confirmed of its Items.
"""

from collections import Counter
from enum import StrEnum

from turunkan.core.detect.ledger import Entry, Ledger, Weight, is_grave, most_within
from turunkan.core.detect.phrases import says_minor, states_supply
from turunkan.core.rules import Pack
from turunkan.core.vocab import AccountAction, Action, Label


class Way(StrEnum):
    """How a proposal came about, as the pack's confidence table names it."""

    BIO = "bio"
    BACKED_BIO = "backed_bio"
    DOMINANT = "dominant"
    REPEATED = "repeated"
    REGULAR = "regular"
    FEW = "few"
    PAST = "past"
    DOUBTFUL = "doubtful"
    SPARED = "spared"
    NOTHING = "nothing"

    @property
    def action(self) -> AccountAction:
        """What it leads to."""
        if self in (Way.SPARED, Way.NOTHING):
            return AccountAction.NONE
        return AccountAction.ITEMS if self in (Way.FEW, Way.PAST, Way.DOUBTFUL) else AccountAction.ACCOUNT


# Of labels that equally many posts have, the kinder one names the account.
_KINDEST_FIRST = (Label.SPEECH, Label.LAWFUL, Label.UNRELATED, Label.UNCLEAR, Label.PROMOTER, Label.SELLER)
_FREE = (Label.LAWFUL, Label.SPEECH)


def way_of(ledger: Ledger, pack: Pack) -> Way:
    """The policy, from its top."""
    item_way = _item_way(ledger)
    if says_minor(ledger.profile.account, pack):
        grave = any(is_grave(entry, pack) for entry in carrying(item_way, ledger))
        return item_way if grave or item_way is Way.NOTHING else Way.SPARED
    return _account_way(ledger, pack) or item_way


def _account_way(ledger: Ledger, pack: Pack) -> Way | None:
    if _bio_is_firm(ledger) and not _is_contradicted(ledger, pack):
        return Way.BIO
    if not ledger.weighty:
        return None
    if _bio_is_backed(ledger, pack):
        return Way.BACKED_BIO
    if _dominates(ledger, pack):
        return Way.DOMINANT
    if _repeats(ledger, pack):
        return Way.REPEATED
    return Way.REGULAR if _belies_its_claim(ledger, pack) else None


def _item_way(ledger: Ledger) -> Way:
    bio, speaks = ledger.bio, _speaks(ledger)
    if bio is not None and bio.offers:
        return Way.FEW
    if any(not speaks or _is_more_than_a_guess(entry) for entry in ledger.offers):
        return Way.FEW
    if ledger.past_offers:
        return Way.PAST
    return Way.DOUBTFUL if ledger.doubtful and not speaks else Way.NOTHING


def _speaks(ledger: Ledger) -> bool:
    """Whether the account speaks rather than trades: by its bio, or by more speech than offers."""
    speech = sum(entry.label is Label.SPEECH for entry in ledger.recent)
    by_bio = ledger.bio is not None and ledger.bio.label is Label.SPEECH
    return by_bio or speech > len(ledger.offers)


def _is_more_than_a_guess(entry: Entry) -> bool:
    return entry.weight > Weight.SOFT or entry.finding.action.accuses


def _bio_is_firm(ledger: Ledger) -> bool:
    """Whether the bio is a firm offer by itself; one that would only bring a request is not."""
    bio = ledger.bio
    return bio is not None and bio.weight is Weight.FIRM and bio.finding.action is not Action.REQUEST


def _is_contradicted(ledger: Ledger, pack: Pack) -> bool:
    """Whether posts enough to judge by are lawful or speech, and not one offers."""
    free = sum(entry.label in _FREE for entry in ledger.recent)
    return not ledger.offers and free >= pack.accounts.dominant.least


def _bio_is_backed(ledger: Ledger, pack: Pack) -> bool:
    rule, facts = pack.accounts.bio, ledger.bio_facts
    if ledger.bio is None or ledger.bio.weight is Weight.NONE or facts.isdisjoint(rule.names):
        return False
    needed = rule.least if facts.isdisjoint(rule.orders) else 1
    others = sum(entry.label in _FREE for entry in ledger.recent)
    return len(ledger.offers) >= max(needed, rule.share * (len(ledger.offers) + others))


def _dominates(ledger: Ledger, pack: Pack) -> bool:
    rule = pack.accounts.dominant
    return len(ledger.offers) >= rule.least and ledger.share >= rule.share


def _repeats(ledger: Ledger, pack: Pack) -> bool:
    rule = pack.accounts.repeated
    grave = [entry for entry in ledger.offers if is_grave(entry, pack)]
    often = most_within(rule.days, ledger.offers) >= rule.least
    return (often or most_within(rule.days, grave) >= rule.grave) and ledger.share >= rule.share


def _belies_its_claim(ledger: Ledger, pack: Pack) -> bool:
    rule = pack.accounts.regular
    firm = [entry for entry in ledger.firm if entry.label is Label.SELLER]
    claims = not ledger.bio_facts.isdisjoint(rule.claims)
    enough = len(firm) >= rule.least and ledger.share >= rule.share
    return enough and claims and states_supply(ledger.profile.account, pack) is not None


def carrying(way: Way, ledger: Ledger) -> tuple[Entry, ...]:
    """The Items on which a proposal rests, the bio first."""
    match way:
        case Way.SPARED | Way.NOTHING:
            return ()
        case Way.PAST:
            return ledger.past_offers
        case Way.DOUBTFUL:
            return ledger.doubtful
    bio = ledger.bio
    counts = bio is not None and (way is Way.BACKED_BIO or bio.offers)
    return (bio, *ledger.offers) if bio is not None and counts else ledger.offers


def label_of(way: Way, ledger: Ledger) -> Label:
    """What the account is: by what carries a measure on it, else by what it mostly publishes."""
    if way.action is AccountAction.ACCOUNT:
        labels = [entry.label for entry in carrying(way, ledger) if entry.offers]
        return Label.PROMOTER if labels.count(Label.PROMOTER) * 2 > len(labels) else Label.SELLER
    entries = ledger.recent or ledger.past or tuple(filter(None, [ledger.bio]))
    counted: Counter[Label] = Counter(entry.label for entry in entries if entry.label is not Label.UNRELATED)
    most = max(counted.values(), default=0)
    return next((label for label in _KINDEST_FIRST if most and counted[label] == most), Label.UNRELATED)
