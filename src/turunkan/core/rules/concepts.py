"""Facts and concepts of a pack, from pack.yaml and terms/*.yaml."""

from collections.abc import Iterator

from turunkan.core.rules.marked import Entry, Value
from turunkan.core.rules.names import Names
from turunkan.core.text import sign_of, words_of
from turunkan.core.vocab import Ambiguity, Concept, Fact, FactKind, Kind, Term

_REQUIRED = ("id", "facts", "means")
_OPTIONAL = ("ambiguity", "terms", "needs", "unless", "marks", "region", "sources")


def read_fact(value: Value) -> Fact:
    """One fact. Raises PackFault at the place of the mistake."""
    entry = value.entry(required=("id", "kind", "title"))
    return Fact(entry["id"].name(), entry["kind"].choice(FactKind), entry["title"].wording())


def read_concept(value: Value, facts: Names, names: Names, sources: Names) -> Concept:
    """One concept, whose facts, names and sources must be known. Raises PackFault at the place of the mistake."""
    entry = value.entry(required=_REQUIRED, optional=_OPTIONAL)
    name = entry["id"].name()
    terms = tuple(_terms(entry, name))
    marks = tuple(_marks(entry))
    if not terms and not marks:
        raise value.fault(f"concept '{name}' can never be seen", "give it 'terms' or 'marks'")
    ambiguity = entry.get("ambiguity")
    return Concept(
        id=name,
        facts=facts.many(entry, "facts"),
        ambiguity=ambiguity.choice(Ambiguity) if ambiguity else Ambiguity.MEDIUM,
        means=entry["means"].wording(),
        terms=terms,
        needs=names.many(entry, "needs"),
        unless=names.many(entry, "unless"),
        marks=marks,
        region=region.text() if (region := entry.get("region")) else "",
        sources=sources.many(entry, "sources"),
    )


def _terms(entry: Entry, concept: str) -> Iterator[Term]:
    seen: dict[tuple[str, ...], str] = {}
    for item in _items(entry, "terms"):
        text = item.text()
        words = words_of(text) or ((sign,) if (sign := sign_of(text)) else ())
        if not words:
            raise item.fault(f"term '{text}' has no letters or digits to match, and is no single pictograph")
        if words in seen:
            raise item.fault(f"term '{text}' reads the same as '{seen[words]}'", "delete one of them")
        seen[words] = text
        yield Term(text, concept)


def _marks(entry: Entry) -> Iterator[tuple[str, str]]:
    """What the platform itself says of an Item: `field=value`, as `kind=listing` or `sponsored=true`."""
    for item in _items(entry, "marks"):
        field, equals, wanted = item.text().partition("=")
        if not equals or not _can_be_marked(field, wanted):
            raise item.fault(f"unknown mark '{item.text()}'", "write kind=…, platform=… or sponsored=true")
        yield field, wanted


def _can_be_marked(field: str, wanted: str) -> bool:
    known = {"kind": wanted in set(Kind), "sponsored": wanted == "true", "platform": wanted.islower()}
    return known.get(field, False)


def _items(entry: Entry, name: str) -> list[Value]:
    found = entry.get(name)
    return found.items() if found else []
