"""Accounts whose posts are found to be what a test says, so that the policy can be tried without reading."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from turunkan.core.detect import Proposer, profile_of
from turunkan.core.rules import Pack
from turunkan.core.vocab import (
    Account,
    AccountFinding,
    Action,
    Finding,
    Hit,
    Item,
    Label,
    LawDate,
    Priority,
)

TODAY = datetime(2026, 11, 20, 12, tzinfo=UTC)


def hit(field: str, *facts: str, quote: str = "bal") -> Hit:
    """A word in a field that fills facts."""
    return Hit("concept", facts, quote, field, 0, len(quote), quote, ())


def found(label: Label, action: Action, priority: Priority, tier: str | None, *terms: Hit) -> Finding:
    """A Finding that is all a test says of it."""
    return Finding(
        id="-",
        label=label,
        tier=tier,
        confidence=0.9,
        priority=priority,
        action=action,
        terms=terms,
        rules=(),
        reasons=(),
        law=(),
        law_date=date(2026, 11, 1),
        law_date_from=LawDate.PACK,
        pack="-",
        engine="-",
    )


EVIDENCE = hit("text", "clothing", "used", "bale", "offer")
PROFILE = hit("author.bio", "clothing", "used", "bale", "offer")
FIRM = found(Label.SELLER, Action.NOTICE, Priority.HIGH, "bale", EVIDENCE)
PIECE = found(Label.SELLER, Action.NOTICE, Priority.NORMAL, "piece", EVIDENCE)
LIKELY = found(Label.SELLER, Action.REVIEW, Priority.NORMAL, "bale", EVIDENCE)
SOFT = found(Label.SELLER, Action.REVIEW, Priority.LOW, "piece", EVIDENCE)
UNSURE = replace(FIRM, confidence=0.54)
UNSURE_REVIEW = replace(LIKELY, confidence=0.54)
UNCLEAR = found(Label.UNCLEAR, Action.REVIEW, Priority.LOW, None, EVIDENCE)
PAID = found(Label.PROMOTER, Action.NOTICE, Priority.NORMAL, "paid", EVIDENCE)
FAINT = replace(UNCLEAR, confidence=0.39)
UNPAID = found(Label.PROMOTER, Action.REQUEST, Priority.LOW, "unpaid", EVIDENCE)
BY_PROFILE = replace(FIRM, terms=(PROFILE,))
UNCLEAR_BY_PROFILE = replace(UNCLEAR, terms=(hit("text", "clothing"), PROFILE))
LAWFUL = found(Label.LAWFUL, Action.NONE, Priority.NONE, None)
SPEECH = found(Label.SPEECH, Action.NONE, Priority.NONE, None)
UNRELATED = found(Label.UNRELATED, Action.NONE, Priority.NONE, None)

BIO_OFFERS = replace(FIRM, terms=(PROFILE,))
BIO_PROMOTES = replace(UNPAID, terms=(PROFILE,))
BIO_UNCLEAR_ORDERS = replace(UNCLEAR, terms=(hit("author.bio", "clothing", "used", "bale", "import", "price"),))
BIO_UNCLEAR_NAMES = replace(UNCLEAR, terms=(hit("author.bio", "clothing", "used", "bale", "import"),))
BIO_UNCLEAR_THRIFT = replace(UNCLEAR, terms=(hit("author.bio", "clothing", "used", "offer"),))
BIO_OWN = replace(LAWFUL, terms=(hit("author.bio", "own-wardrobe"),))


def account(count: int, bio: str | None = None, ages: Sequence[int | None] | None = None, **said: str) -> Account:
    """An account with so many different posts, each so many days old; without ages, undated."""
    posts = tuple(
        Item(id=f"p{number}", text=f"unggahan {number}", posted_at=_date(ages[number] if ages else None))
        for number in range(count)
    )
    return Account(id="a", bio=bio, posts=posts, **said)


def _date(age: int | None) -> datetime | None:
    return None if age is None else TODAY - timedelta(days=age)


def proposal(pack: Pack, account: Account, posts: Sequence[Finding], bio: Finding | None = None) -> AccountFinding:
    """What is proposed where the posts, and the bio if there is one, are found to be this."""
    profile = profile_of(account)
    read = [bio or UNRELATED] if profile.bio else []
    return Proposer(pack).propose(profile, [*read, *posts])
