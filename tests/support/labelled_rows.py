"""Labelled rows in the making: findings and truths that tests of figures put together."""

from datetime import date

from turunkan.core.detect.evaluation import Truth
from turunkan.core.vocab import Action, Finding, Hit, Label, LawDate, Priority


def a_hit(quote: str) -> Hit:
    return Hit(concept="c", facts=(), term=quote, field="text", start=0, end=len(quote), quote=quote, disguise=())


def a_finding(
    label: Label = Label.UNRELATED,
    *,
    id_: str = "i",
    tier: str | None = None,
    action: Action = Action.NONE,
    priority: Priority = Priority.NONE,
    confidence: float = 0.5,
    quotes: tuple[str, ...] = (),
) -> Finding:
    return Finding(
        id=id_,
        label=label,
        tier=tier,
        confidence=confidence,
        priority=priority,
        action=action,
        terms=tuple(map(a_hit, quotes)),
        rules=(),
        reasons=(),
        law=(),
        law_date=date(2026, 1, 1),
        law_date_from=LawDate.PACK,
        pack="p@1",
        engine="0",
    )


NOTICE = a_finding(
    Label.SELLER, tier="bale", action=Action.NOTICE, priority=Priority.HIGH, confidence=0.9, quotes=("bal", "bal")
)
PIECE = a_finding(Label.SELLER, tier="piece", action=Action.REQUEST, priority=Priority.NORMAL, confidence=0.9)
UNCLEAR = a_finding(Label.UNCLEAR, action=Action.REVIEW, priority=Priority.LOW, confidence=0.5)
QUIET = a_finding(Label.LAWFUL, confidence=1.0)

BALE = Truth(label=Label.SELLER, tier="bale", disguise=("leet",))
UNPAID = Truth(label=Label.PROMOTER, acceptable=frozenset({Label.SPEECH}), tier="unpaid", disguise=("leet",))
LAWFUL = Truth(label=Label.LAWFUL, acceptable=frozenset({Label.UNCLEAR}), disguise=("emoji",))
SPEECH = Truth(label=Label.SPEECH)
