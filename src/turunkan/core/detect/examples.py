"""Examples: a pack's own examples run against its rules and filters; one that fails is shown where it stands."""

from collections.abc import Iterator, Sequence

from turunkan.core.detect.evidence import ItemEvidence, Place, Seen
from turunkan.core.detect.gather import Gatherer
from turunkan.core.rules import Example, Filter, Pack, Problem, Rule, When, all_rendered
from turunkan.core.vocab import Item, StopRun, Wording

_ELSEWHERE = {Place.TAG: "in a tag", Place.QUOTED: "in a quotation", Place.PROFILE: "in the profile"}


class ExamplesError(StopRun):
    """A pack's own examples (`problems`) do not hold, so what its rules say cannot be trusted."""

    def __init__(self, pack: Pack, problems: Sequence[Problem]) -> None:
        shown, count = all_rendered(problems), len(problems)
        examples = "1 failing example" if count == 1 else f"{count} failing examples"
        super().__init__(
            f"pack {pack.name}: {examples}",
            Wording(
                id=f"Pack {pack.name} tidak dapat dipakai, {count} contohnya gagal:\n\n{shown}",
                en=f"Pack {pack.name} cannot be used, {examples}:\n\n{shown}",
            ),
        )
        self.problems = tuple(problems)


def failing_examples(pack: Pack) -> list[Problem]:
    """Every `match` that a rule or filter misses, and every `no_match` that it hits."""
    return failing(pack, Gatherer(pack))


def failing(pack: Pack, gatherer: Gatherer) -> list[Problem]:
    """The same for a pack whose gatherer is there already."""
    return [
        problem
        for detector in pack.detectors
        for example in detector.examples
        for problem in _failure(detector, example, gatherer)
    ]


def _failure(detector: Rule | Filter, example: Example, gatherer: Gatherer) -> Iterator[Problem]:
    evidence = gatherer.gather(Item(id=detector.id, text=example.text))
    if detector.when.holds(evidence) is example.matches:
        return
    should = "should match" if example.matches else "should not match"
    told = _unmet(detector.when, evidence) if example.matches else _met(detector.when, evidence)
    hint = "; ".join([*_read(evidence), f"the condition {' and '.join(told)}"])
    yield Problem(example.mark, f"'{detector.id}' {should} this example", hint)


def _read(evidence: ItemEvidence) -> Iterator[str]:
    """What was read in an example, and what of it does not count."""
    seen = [f"'{one.hit.quote}' ({one.hit.concept}: {_where(one)})" for one in evidence.counted]
    yield f"seen: {', '.join(seen)}" if seen else "nothing that counts is seen"
    if evidence.denied:
        yield f"denied: {_quoted(evidence.denied)}"
    if evidence.set_aside:
        yield f"set aside by the guards of its concept: {_quoted(evidence.set_aside)}"


def _where(one: Seen) -> str:
    """The facts that a Hit fills, and where it stands if not simply in the text."""
    return ", ".join([*one.hit.facts, *filter(None, [_ELSEWHERE.get(one.place)])])


def _quoted(seen: Sequence[Seen]) -> str:
    return ", ".join(f"'{one.hit.quote}' ({one.hit.concept})" for one in seen)


def _met(when: When, evidence: ItemEvidence) -> Iterator[str]:
    """By what a condition holds."""
    yield f"holds by {', '.join(evidence.among(when.asks_for()))}"


def _unmet(when: When, evidence: ItemEvidence) -> Iterator[str]:
    """What a condition lacks, and what it forbids and meets."""
    if missing := [name for name in when.all if not evidence.has(name)]:
        yield f"asks for {', '.join(missing)}"
    if when.any and not evidence.among(when.any):
        yield f"asks for {_one_of(when.any)}"
    if unsaid := [name for name in when.said if not evidence.said(name)]:
        yield f"asks the text itself to say {', '.join(unsaid)}"
    if when.said_any and not any(map(evidence.said, when.said_any)):
        yield f"asks the text itself to say {_one_of(when.said_any)}"
    if forbidden := evidence.among(when.none):
        yield f"forbids {', '.join(forbidden)}"
    yield from _uncounted(when, evidence)


def _uncounted(when: When, evidence: ItemEvidence) -> Iterator[str]:
    """Of a condition's numbers: too few names, or too many words between two."""
    if when.count and (count := len(evidence.among(when.count.names))) < when.count.least:
        yield f"asks for {when.count.least} of {', '.join(when.count.names)} and sees {count}"
    if when.doubtful and (seen := evidence.doubtful(when.doubtful.names)) < when.doubtful.least:
        yield f"asks for {when.doubtful.least} concepts of {', '.join(when.doubtful.names)} and sees {seen}"
    if when.near:
        gap = evidence.gap(when.near.one, when.near.other)
        if gap is None:
            yield f"asks for {when.near.one} and {when.near.other} in one field"
        elif gap > when.near.words:
            allowed = f"words between them: {gap}, at most {when.near.words}"
            yield f"asks for {when.near.one} and {when.near.other} closer together ({allowed})"


def _one_of(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"one of {', '.join(names)}"
