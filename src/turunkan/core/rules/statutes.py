"""The law of a pack, from law.yaml: dated statutes and tolerances; and, from sources.yaml, where it was read."""

from datetime import date

from turunkan.core.law import Source, Span, Status, Statute, Tolerance
from turunkan.core.rules.marked import Value
from turunkan.core.rules.names import Names
from turunkan.core.vocab import Action, Label

_OPEN = "-"
_STATUTE = ("id", "title", "says", "articles", "scopes", "valid_from", "valid_to", "sources")


def read_source(value: Value) -> Source:
    """One source. Raises PackFault at the place of the mistake."""
    entry = value.entry(required=("id", "title"), optional=("address",))
    address = entry.get("address")
    return Source(id=entry["id"].text(), title=entry["title"].text(), address=address.text() if address else "")


def read_statute(value: Value, scopes: Names, sources: Names) -> Statute:
    """One statute, whose scopes and sources must be known. Raises PackFault at the place of the mistake."""
    entry = value.entry(required=_STATUTE, optional=("tariff", "caution", "successor"))
    articles, articles_status = _checked(entry["articles"])
    tariff, tariff_status = _tariff(entry.get("tariff"))
    return Statute(
        id=entry["id"].text(),
        title=entry["title"].wording(),
        says=entry["says"].wording(),
        articles=articles.text(),
        articles_status=articles_status,
        tariff=tariff,
        tariff_status=tariff_status,
        scopes=scopes.many(entry, "scopes"),
        span=_span(entry["valid_from"], entry["valid_to"]),
        sources=sources.many(entry, "sources"),
        caution=caution.wording() if (caution := entry.get("caution")) else None,
        successor=successor.text() if (successor := entry.get("successor")) else None,
    )


def read_tolerance(value: Value, sources: Names, names: Names) -> Tolerance:
    """One tolerance, whose sources and claims must be known. Raises PackFault at the place of the mistake."""
    entry = value.entry(
        required=("id", "title", "label", "tier", "action", "valid_from", "valid_to", "sources"),
        optional=("claims",),
    )
    return Tolerance(
        id=entry["id"].text(),
        title=entry["title"].wording(),
        label=entry["label"].choice(Label),
        tier=entry["tier"].text(),
        action=entry["action"].choice(Action),
        span=_limited(entry["valid_from"], entry["valid_to"]),
        sources=sources.many(entry, "sources"),
        claims=names.many(entry, "claims"),
    )


def _limited(start: Value, end: Value) -> Span:
    span = _span(start, end)
    if span.end is None:
        raise end.fault("a tolerance must end", "give its last day; 'to-verify' when nobody has checked it")
    return span


def _span(start: Value, end: Value) -> Span:
    begins, begins_status = _checked(start)
    ends, ends_status = _checked(end)
    day = _day_or_open(ends)
    if day is not None and day < begins.day():
        raise ends.fault(f"ends on {day}, before it begins on {begins.day()}")
    return Span(start=begins.day(), start_status=begins_status, end=day, end_status=ends_status)


def _day_or_open(value: Value) -> date | None:
    return None if value.text() == _OPEN else value.day()


def _tariff(value: Value | None) -> tuple[str, Status]:
    """A tariff line and its status; where none is named there is nothing to check."""
    if value is None:
        return "", Status.SOURCED
    line, status = _checked(value)
    return line.text(), status


def _checked(value: Value) -> tuple[Value, Status]:
    """A fact and its status, written `{value: …, status: sourced | to-verify}`."""
    entry = value.entry(required=("value", "status"))
    return entry["value"], entry["status"].choice(Status)
