"""The law of a pack, from law.yaml: dated statutes and tolerances."""

from datetime import date

from turunkan.core.law import Scope, Span, Status, Statute, Tolerance
from turunkan.core.rules.marked import Value
from turunkan.core.vocab import Action, Label

_OPEN = "-"
_STATUTE = ("id", "title", "says", "articles", "scopes", "valid_from", "valid_to", "sources")


def read_statute(value: Value) -> Statute:
    """One statute. Raises PackFault at the place of the mistake."""
    entry = value.entry(required=_STATUTE, optional=("tariff", "successor"))
    articles, articles_status = _checked(entry["articles"])
    return Statute(
        id=entry["id"].text(),
        title=entry["title"].wording(),
        says=entry["says"].wording(),
        articles=articles.text(),
        articles_status=articles_status,
        tariff=tariff.text() if (tariff := entry.get("tariff")) else "",
        scopes=tuple(item.choice(Scope) for item in entry["scopes"].items()),
        span=_span(entry["valid_from"], entry["valid_to"]),
        sources=entry["sources"].texts(),
        successor=successor.text() if (successor := entry.get("successor")) else None,
    )


def read_tolerance(value: Value) -> Tolerance:
    """One declared tolerance. Raises PackFault at the place of the mistake."""
    entry = value.entry(required=("id", "title", "label", "tier", "action", "valid_from", "valid_to", "sources"))
    return Tolerance(
        id=entry["id"].text(),
        title=entry["title"].wording(),
        label=entry["label"].choice(Label),
        tier=entry["tier"].text(),
        action=entry["action"].choice(Action),
        span=_span(entry["valid_from"], entry["valid_to"]),
        sources=entry["sources"].texts(),
    )


def _span(start: Value, end: Value) -> Span:
    begins, begins_status = _checked(start)
    ends, ends_status = _checked(end)
    day = _day_or_open(ends)
    if day is not None and day < begins.day():
        raise ends.fault(f"ends on {day}, before it begins on {begins.day()}")
    return Span(start=begins.day(), start_status=begins_status, end=day, end_status=ends_status)


def _day_or_open(value: Value) -> date | None:
    return None if value.text() == _OPEN else value.day()


def _checked(value: Value) -> tuple[Value, Status]:
    """A fact and its status, written `{value: …, status: sourced | to-verify}`."""
    entry = value.entry(required=("value", "status"))
    return entry["value"], entry["status"].choice(Status)
