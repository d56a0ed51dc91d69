"""Rules and filters of a pack, from rules.yaml and filters.yaml."""

from dataclasses import fields

from turunkan.core.rules.conditions import Count, Near, When
from turunkan.core.rules.marked import Entry, Value
from turunkan.core.rules.names import Names
from turunkan.core.rules.pack import Confidence, Example, Filter, Outcome, Requirement, Rule, Strength
from turunkan.core.vocab import Action, Label, Priority

_ACCUSING = (Label.SELLER, Label.PROMOTER)
_FREE = (Label.LAWFUL, Label.SPEECH, Label.UNRELATED)
_EXAMPLES = ("match", "no_match")


def read_rule(value: Value, names: Names) -> Rule:
    """One rule. Raises PackFault at the place of the mistake."""
    entry = value.entry(required=("id", "label", "strength", "when", "because", *_EXAMPLES), optional=("tier",))
    return Rule(
        id=entry["id"].text(),
        label=_label(entry["label"], "rule", _ACCUSING),
        tier=tier.text() if (tier := entry.get("tier")) else None,
        strength=_strength(entry["strength"]),
        when=_when(entry["when"], names),
        because=entry["because"].wording(),
        examples=_examples(entry),
    )


def read_filter(value: Value, names: Names) -> Filter:
    """One exculpatory filter. Raises PackFault at the place of the mistake."""
    entry = value.entry(required=("id", "label", "strength", "when", "because", *_EXAMPLES))
    return Filter(
        id=entry["id"].text(),
        label=_label(entry["label"], "filter", _FREE),
        strength=_strength(entry["strength"]),
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
    """One line of the evidence rule: `any: […]` of the facts, or `said: […]` by the Item itself."""
    entry = value.entry(required=(), optional=("any", "said"))
    if entry.get("any") and entry.get("said"):
        raise value.fault("expected either 'any' or 'said', found both", "write two lines of evidence")
    names = facts.many(entry, "any") or facts.many(entry, "said")
    if not names:
        raise value.fault("expected 'any' or 'said' with at least one fact")
    return Requirement(names, said=entry.get("said") is not None)


def read_confidence(value: Value) -> Confidence:
    """The calibration table. Raises PackFault at the place of the mistake."""
    entry = value.entry(required=tuple(field.name for field in fields(Confidence)))
    return Confidence(**{field.name: entry[field.name].share() for field in fields(Confidence)})


def _label(value: Value, sort: str, allowed: tuple[Label, ...]) -> Label:
    label = value.choice(Label)
    if label not in allowed:
        raise value.fault(f"a {sort} cannot speak for '{label}'", f"one of: {', '.join(allowed)}")
    return label


def _strength(value: Value) -> Strength:
    known = {strength.name.lower(): strength for strength in Strength}
    if value.text() not in known:
        raise value.fault(f"unknown strength '{value.text()}'", f"one of: {', '.join(known)}")
    return known[value.text()]


def _when(value: Value, names: Names) -> When:
    entry = value.entry(required=(), optional=("all", "any", "none", "said", "said_any", "count", "near"))
    when = When(
        all=names.many(entry, "all"),
        any=names.many(entry, "any"),
        none=names.many(entry, "none"),
        said=names.many(entry, "said"),
        said_any=names.many(entry, "said_any"),
        count=_count(count, names) if (count := entry.get("count")) else None,
        near=_near(near, names) if (near := entry.get("near")) else None,
    )
    if (name := _asked_and_forbidden(when)) is not None:
        raise value.fault(f"the condition can never hold: it asks for '{name}' and forbids it")
    if not list(when.asks_for()):
        raise value.fault("the condition asks for nothing", "name at least one fact or concept that must be seen")
    return when


def _asked_and_forbidden(when: When) -> str | None:
    """The first name that the condition cannot do without, and forbids."""
    must = [*when.all, *when.said]
    if when.near:
        must += [when.near.one, when.near.other]
    for choice in (when.any, when.said_any):
        must += choice if set(choice) <= set(when.none) else ()
    return next((name for name in must if name in when.none), None)


def _count(value: Value, names: Names) -> Count:
    entry = value.entry(required=("least", "of"))
    least, of = entry["least"].whole(least=1), names.many(entry, "of")
    if least > len(of):
        raise entry["least"].fault(f"{least} of {len(of)} names can never be reached")
    return Count(least, of)


def _near(value: Value, names: Names) -> Near:
    entry = value.entry(required=("words", "one", "other"))
    return Near(entry["words"].whole(least=0), names.one(entry["one"]), names.one(entry["other"]))


def _examples(entry: Entry) -> tuple[Example, ...]:
    match, no_match = entry["match"], entry["no_match"]
    if not match.items() or not no_match.items():
        raise entry.value.fault("needs at least one 'match' and one 'no_match' example")
    return (
        *(Example(text, matches=True) for text in match.texts()),
        *(Example(text, matches=False) for text in no_match.texts()),
    )
