"""What a pack says of accounts: how much of what they publish carries a proposal, and of which kind."""

from dataclasses import dataclass, fields

from turunkan.core.rules.marked import Value
from turunkan.core.rules.names import Names
from turunkan.core.text import words_of

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dominant:
    """Offers that fill an account: at least so many, and at least this share of its recent posts."""

    least: int
    share: float


@dataclass(frozen=True, slots=True)
class Repeated:
    """Offers that come again and again: so many within so many days, and no less than this share.

    Of firm offers of the gravest outcome, `grave` are enough.
    """

    least: int
    grave: int
    share: float
    days: int


@dataclass(frozen=True, slots=True)
class Bio:
    """A bio that `names` the good by one of these facts, and may say how it is had by one of `orders`.

    Where it only names the good, `least` posts have to offer it; where it also says how to order, one has. Offers
    must be this `share` of the posts that say anything of such goods.
    """

    names: tuple[str, ...]
    orders: tuple[str, ...]
    least: int
    share: float


@dataclass(frozen=True, slots=True)
class Regular:
    """A bio that `claims` what a private person sells, and a supply that no private person has.

    Supply is a word of `each` right before one of `whens` ("tiap minggu"). None of `claims`: no such rule.
    """

    claims: tuple[str, ...]
    each: tuple[Words, ...]
    whens: tuple[Words, ...]
    least: int
    share: float


@dataclass(frozen=True, slots=True)
class Minors:
    """Phrases by which a profile says that its owner is a child, unless it holds one of `unless`."""

    phrases: tuple[Words, ...]
    unless: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountConfidence:
    """Share of proposals that people accepted, 0..1, by how they came about; measured on labelled accounts."""

    bio: float
    backed_bio: float
    dominant: float
    repeated: float
    regular: float
    few: float
    past: float
    doubtful: float
    spared: float
    nothing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPolicy:
    """The numbers of the written policy of `detect/accounts.py`.

    `recent_days` before the account's newest post, a post is past; an offer counts from a confidence of `sure` on,
    and what is unclear is worth a look from one of `doubtful` on.
    """

    recent_days: int
    sure: float
    doubtful: float
    dominant: Dominant
    repeated: Repeated
    bio: Bio
    regular: Regular
    minors: Minors
    confidence: AccountConfidence


def read_account_policy(value: Value, facts: Names) -> AccountPolicy:
    """The section `accounts` of pack.yaml. Raises PackFault at the place of the mistake."""
    entry = value.entry(required=tuple(field.name for field in fields(AccountPolicy)))
    return AccountPolicy(
        recent_days=entry["recent_days"].whole(least=1),
        sure=entry["sure"].share(),
        doubtful=entry["doubtful"].share(),
        dominant=_dominant(entry["dominant"]),
        repeated=_repeated(entry["repeated"]),
        bio=_bio(entry["bio"], facts),
        regular=_regular(entry["regular"], facts),
        minors=_minors(entry["minors"]),
        confidence=_confidence(entry["confidence"]),
    )


def _dominant(value: Value) -> Dominant:
    entry = value.entry(required=("least", "share"))
    return Dominant(entry["least"].whole(least=2), entry["share"].share())


def _repeated(value: Value) -> Repeated:
    entry = value.entry(required=("least", "grave", "share", "days"))
    return Repeated(
        least=entry["least"].whole(least=2),
        grave=entry["grave"].whole(least=2),
        share=entry["share"].share(),
        days=entry["days"].whole(least=1),
    )


def _bio(value: Value, facts: Names) -> Bio:
    entry = value.entry(required=("names", "orders", "least", "share"))
    return Bio(
        names=facts.many(entry, "names"),
        orders=facts.many(entry, "orders"),
        least=entry["least"].whole(least=1),
        share=entry["share"].share(),
    )


def _regular(value: Value, facts: Names) -> Regular:
    entry = value.entry(required=("claims", "each", "whens", "least", "share"))
    return Regular(
        claims=facts.many(entry, "claims"),
        each=_phrases(entry["each"]),
        whens=_phrases(entry["whens"]),
        least=entry["least"].whole(least=2),
        share=entry["share"].share(),
    )


def _minors(value: Value) -> Minors:
    entry = value.entry(required=("phrases", "unless"))
    return Minors(_phrases(entry["phrases"]), _phrases(entry["unless"]))


def _phrases(value: Value) -> tuple[Words, ...]:
    return tuple(_phrase(item) for item in value.items())


def _phrase(value: Value) -> Words:
    words = words_of(value.text())
    if not words:
        raise value.fault("a phrase without letters can never be seen")
    return words


def _confidence(value: Value) -> AccountConfidence:
    names = tuple(field.name for field in fields(AccountConfidence))
    entry = value.entry(required=names)
    return AccountConfidence(**{name: entry[name].share() for name in names})
