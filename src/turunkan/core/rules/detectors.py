"""Rules and filters of a pack, from rules.yaml and filters.yaml."""

from collections.abc import Iterable
from dataclasses import fields

from turunkan.core.rules.conditions import Count, Near, When
from turunkan.core.rules.marked import Entry, Value
from turunkan.core.rules.names import Names
from turunkan.core.rules.pack import Confidence, Example, Filter, Meeting, Outcome, Requirement, Rule, Strength
from turunkan.core.vocab import Action, Label, Priority

_ACCUSING = (Label.SELLER, Label.PROMOTER)
_FREE = (Label.LAWFUL, Label.SPEECH, Label.UNRELATED)
_OF_FILTERS = (Strength.SOFT, Strength.MEDIUM, Strength.HARD)
_EXAMPLES = ("match", "no_match")
_GROWING = (
    ("surfaces", "surfaces_cue"),
    ("surfaces", "labels"),
    ("labels", "agrees"),
    ("agrees", "agrees_despite"),
)
_PARTS = ("all", "any", "none", "said", "said_any", "count", "doubtful", "near")


def read_rule(value: Value, names: Names) -> Rule:
    """One rule. Raises PackFault at the place of the mistake."""
    entry = value.entry(required=("id", "label", "strength", "when", "because", *_EXAMPLES), optional=("tier",))
    return Rule(
        id=entry["id"].name(),
        label=_label(entry["label"], "rule", _ACCUSING),
        tier=tier.text() if (tier := entry.get("tier")) else None,
        strength=_strength(entry["strength"], Strength),
        when=_when(entry["when"], names),
        because=entry["because"].wording(),
        examples=_examples(entry),
    )


def read_filter(value: Value, names: Names) -> Filter:
    """One exculpatory filter. Raises PackFault at the place of the mistake."""
    entry = value.entry(required=("id", "label", "strength", "when", "because", *_EXAMPLES))
    return Filter(
        id=entry["id"].name(),
        label=_label(entry["label"], "filter", _FREE),
        strength=_strength(entry["strength"], _OF_FILTERS),
        when=_when(entry["when"], names),
        because=entry["because"].wording(),
        examples=_examples(entry),
    )


def read_outcome(value: Value, scopes: Names) -> Outcome:
    """One outcome, whose scopes of law must be known. Raises PackFault at the place of the mistake."""
    entry = value.entry(required=("label", "tier", "title", "priority", "action", "law"))
    return Outcome(
        label=entry["label"].choice(Label),
        tier=entry["tier"].text(),
        title=entry["title"].wording(),
        priority=entry["priority"].choice(Priority),
        action=entry["action"].choice(Action),
        law=scopes.many(entry, "law"),
    )


def read_requirement(value: Value, facts: Names) -> Requirement:
    """One line of the evidence rule: `any: […]` of the facts, or `said: […]` by the Item itself.

    `or_agreed`: facts that do as well where the classifier agrees.
    """
    entry = value.entry(required=(), optional=("any", "said", "or_agreed"))
    if entry.get("any") and entry.get("said"):
        raise value.fault("expected either 'any' or 'said', found both", "write two lines of evidence")
    names = facts.many(entry, "any") or facts.many(entry, "said")
    if not names:
        raise value.fault("expected 'any' or 'said' with at least one fact")
    return Requirement(names, said=entry.get("said") is not None, agreed=facts.many(entry, "or_agreed"))


def read_confidence(value: Value) -> Confidence:
    """The calibration table. Raises PackFault at the place of the mistake."""
    entry = value.entry(required=tuple(field.name for field in fields(Confidence)))
    return Confidence(**{field.name: entry[field.name].share() for field in fields(Confidence)})


def read_meeting(value: Value) -> Meeting:
    """How likely the classifier must find something. Raises PackFault at the place of the mistake."""
    entry = value.entry(required=tuple(field.name for field in fields(Meeting)))
    chances = {field.name: entry[field.name].share() for field in fields(Meeting)}
    for weaker, stronger in _GROWING:
        if chances[weaker] > chances[stronger]:
            raise entry[stronger].fault(f"'{stronger}' asks for less than '{weaker}'")
    return Meeting(**chances)


def _label(value: Value, sort: str, allowed: tuple[Label, ...]) -> Label:
    label = value.choice(Label)
    if label not in allowed:
        raise value.fault(f"a {sort} cannot speak for '{label}'", f"one of: {', '.join(allowed)}")
    return label


def _strength(value: Value, allowed: Iterable[Strength]) -> Strength:
    known = {strength.name.lower(): strength for strength in allowed}
    if value.text() not in known:
        raise value.fault(f"unknown strength '{value.text()}'", f"one of: {', '.join(known)}")
    return known[value.text()]


def _when(value: Value, names: Names) -> When:
    entry = value.entry(required=(), optional=_PARTS)
    when = When(
        all=names.many(entry, "all"),
        any=names.many(entry, "any"),
        none=names.many(entry, "none"),
        said=names.many(entry, "said"),
        said_any=names.many(entry, "said_any"),
        count=_count(count, names) if (count := entry.get("count")) else None,
        doubtful=_doubtful(doubtful, names) if (doubtful := entry.get("doubtful")) else None,
        near=_near(near, names) if (near := entry.get("near")) else None,
    )
    if when == When(none=when.none):
        raise value.fault("the condition asks for nothing", "name at least one fact or concept that must be seen")
    return when


def _count(value: Value, names: Names) -> Count:
    entry = value.entry(required=("least", "of"))
    least, of = entry["least"].whole(least=1), names.many(entry, "of")
    if least > len(of):
        raise entry["least"].fault(f"{least} of {len(of)} names can never be reached")
    return Count(least, of)


def _doubtful(value: Value, names: Names) -> Count:
    """So many concepts, each of which may fill several of the names."""
    entry = value.entry(required=("least", "of"))
    return Count(entry["least"].whole(least=1), names.many(entry, "of"))


def _near(value: Value, names: Names) -> Near:
    entry = value.entry(required=("words", "one", "other"))
    near = Near(entry["words"].whole(least=0), names.one(entry["one"]), names.one(entry["other"]))
    if near.one == near.other:
        raise entry["other"].fault(f"'{near.one}' is always near itself", "name another, or ask for it in 'all'")
    return near


def _examples(entry: Entry) -> tuple[Example, ...]:
    match, no_match = entry["match"].items(), entry["no_match"].items()
    if not match or not no_match:
        raise entry.value.fault("needs at least one 'match' and one 'no_match' example")
    return (
        *(Example(value.text(), matches=True, mark=value.mark) for value in match),
        *(Example(value.text(), matches=False, mark=value.mark) for value in no_match),
    )
