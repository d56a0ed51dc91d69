"""Checks: what must hold across the entries of a pack. One function a question."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Protocol

from turunkan.core.law import Statute, Tolerance
from turunkan.core.rules.closest import suggestion
from turunkan.core.rules.draft import Draft
from turunkan.core.rules.marked import Value
from turunkan.core.rules.pack import Filter, Rule
from turunkan.core.rules.problem import Mark, Problem
from turunkan.core.text import sign_of, words_of
from turunkan.core.vocab import Action, Concept

Places = Mapping[int, Value]

_FROM_WEAK_TO_STRONG = (Action.NONE, Action.REVIEW, Action.REQUEST, Action.NOTICE)


class _Named(Protocol):
    @property
    def id(self) -> str:
        """The name by which a pack speaks of the entry."""


def check(pack: Draft, places: Places) -> Iterator[Problem]:
    """Every problem between entries; `places` maps `id(entry)` to what was written of it."""
    yield from one_id_one_thing(pack, places)
    yield from one_term_one_concept(pack, places)
    yield from one_reason_one_sentence(pack, places)
    yield from successors_exist(pack, places)
    yield from every_tier_has_an_outcome(pack, places)
    yield from every_tolerance_lowers(pack, places)
    yield from every_fact_can_be_seen(pack, places)
    yield from every_scope_binds(pack, places)
    yield from every_source_is_cited(pack, places)


def one_id_one_thing(pack: Draft, places: Places) -> Iterator[Problem]:
    """Facts and concepts share one name space; rules and filters, and statutes and tolerances, share others."""
    yield from _twice(chain(pack.facts, pack.concepts), places)
    yield from _twice(chain(pack.rules, pack.filters), places)
    yield from _twice(chain(pack.statutes, pack.tolerances), places)
    yield from _twice(pack.scopes, places)
    yield from _twice(pack.sources, places)


def one_term_one_concept(pack: Draft, places: Places) -> Iterator[Problem]:
    """A spelling means one thing."""
    owner: dict[tuple[str, ...], str] = {}
    for concept in pack.concepts:
        for at, term in enumerate(concept.terms):
            other = owner.setdefault(words_of(term.text) or (sign_of(term.text),), concept.id)
            if other != concept.id:
                mark = places[id(concept)].within("terms", at)
                hint = "keep it in one of the two, or make a longer phrase of it"
                yield Problem(mark, f"term '{term.text}' is also a term of '{other}'", hint)


def one_reason_one_sentence(pack: Draft, places: Places) -> Iterator[Problem]:
    """Officers tell rules apart by their sentences, so no two rules may share one."""
    first: dict[str, tuple[Rule | Filter, Mark]] = {}
    detectors: list[Rule | Filter] = [*pack.rules, *pack.filters]
    for entry in detectors:
        for lang, sentence in entry.because._asdict().items():
            mark = places[id(entry)].within("because", lang)
            other, there = first.setdefault(_plain(sentence), (entry, mark))
            if other is not entry:
                what = f"'{entry.id}' explains itself in the words of '{other.id}'"
                yield Problem(mark, what, f"first said at {there.place}; give each a sentence of its own")


def successors_exist(pack: Draft, places: Places) -> Iterator[Problem]:
    """A statute is followed by one of the table, which begins after it."""
    table = {statute.id: statute for statute in pack.statutes}
    for statute in pack.statutes:
        if statute.successor and statute.successor not in table:
            mark = places[id(statute)].within("successor")
            yield Problem(
                mark, f"unknown successor '{statute.successor}'", suggestion(statute.successor, list(table))
            )
        elif statute.successor and table[statute.successor].span.start <= statute.span.start:
            mark = places[id(statute)].within("successor")
            yield Problem(mark, f"'{statute.successor}' does not begin after '{statute.id}'")


def every_tier_has_an_outcome(pack: Draft, places: Places) -> Iterator[Problem]:
    """What a rule accuses of, or a tolerance lowers, stands in the order of gravity; otherwise nothing follows."""
    outcomes = {(outcome.label, outcome.tier) for outcome in pack.outcomes}
    entries: list[Rule | Tolerance] = [*pack.rules, *pack.tolerances]
    for entry in entries:
        if (entry.label, entry.tier) not in outcomes:
            tier = f"and tier '{entry.tier}'" if entry.tier else "without a tier"
            what = f"no outcome for label '{entry.label}' {tier}"
            mark = places[id(entry)].within("tier" if entry.tier else "label")
            yield Problem(mark, what, "add it to 'outcomes' in pack.yaml, or name one of them")


def every_tolerance_lowers(pack: Draft, places: Places) -> Iterator[Problem]:
    """A tolerance is weaker than what follows without it; otherwise it would raise a recommendation."""
    actions = {(outcome.label, outcome.tier): outcome.action for outcome in pack.outcomes}
    for tolerance in pack.tolerances:
        action = actions.get((tolerance.label, tolerance.tier))
        if action is not None and _weight(tolerance.action) >= _weight(action):
            what = f"action '{tolerance.action}' does not lower the outcome, whose action is '{action}'"
            mark = places[id(tolerance)].within("action")
            yield Problem(mark, what, f"from weak to strong: {', '.join(_FROM_WEAK_TO_STRONG)}")


def every_fact_can_be_seen(pack: Draft, places: Places) -> Iterator[Problem]:
    """A fact that no concept fills makes every condition on it dead."""
    filled = chain.from_iterable(concept.facts for concept in pack.concepts)
    hint = "name it under 'facts' of a concept, or delete it"
    yield from _idle(pack.facts, filled, places, "no concept fills the fact", hint)


def every_scope_binds(pack: Draft, places: Places) -> Iterator[Problem]:
    """An outcome that asks for the law of a scope which no statute has would rest on nothing."""
    bound = chain.from_iterable(statute.scopes for statute in pack.statutes)
    hint = "name it under 'scopes' of a statute, or delete it"
    yield from _idle(pack.scopes, bound, places, "no statute has the scope", hint)


def every_source_is_cited(pack: Draft, places: Places) -> Iterator[Problem]:
    """A source that nothing rests on is a leftover."""
    entries: list[Concept | Statute | Tolerance] = [*pack.concepts, *pack.statutes, *pack.tolerances]
    cited = chain.from_iterable(entry.sources for entry in entries)
    hint = "name it under 'sources' of an entry, or delete it"
    yield from _idle(pack.sources, cited, places, "nothing cites the source", hint)


def _weight(action: Action) -> int:
    return _FROM_WEAK_TO_STRONG.index(action)


def _idle(
    entries: Iterable[_Named], used: Iterable[str], places: Places, what: str, hint: str
) -> Iterator[Problem]:
    names = set(used)
    for entry in entries:
        if entry.id not in names:
            yield Problem(places[id(entry)].within("id"), f"{what} '{entry.id}'", hint)


def _twice(entries: Iterable[_Named], places: Places) -> Iterator[Problem]:
    first: dict[str, Mark] = {}
    for entry in entries:
        mark = places[id(entry)].within("id")
        there = first.setdefault(entry.id, mark)
        if there is not mark:
            hint = f"first defined at {there.place}; give one of them another id"
            yield Problem(mark, f"'{entry.id}' is defined twice", hint)


def _plain(sentence: str) -> str:
    """A sentence without what the eye passes over: capitals, and how wide its gaps are."""
    return " ".join(sentence.casefold().split())
