"""The page of a rule or filter: when it fires, what it says, what follows, and its examples."""

from collections.abc import Iterator

from turunkan.core.rules.catalogue import words
from turunkan.core.rules.catalogue.markdown import bullets, code, escaped, heading, page
from turunkan.core.rules.catalogue.sheet import Sheet
from turunkan.core.rules.conditions import When
from turunkan.core.rules.pack import Filter, Outcome, Rule, Strength
from turunkan.core.vocab import ACTIONS, LABELS, PRIORITIES, Wording


def detector_page(sheet: Sheet, detector: Rule | Filter) -> str:
    """All that a reviewer may ask of it."""
    return page(
        heading(1, code(detector.id)),
        sheet.both(detector.because),
        bullets(_about(sheet, detector)),
        sheet.section(words.CONDITION, bullets(_condition(sheet, detector.when))),
        sheet.section(words.FOLLOWS, *_follows(sheet, detector)),
        sheet.section(words.EXAMPLES, *_examples(sheet, detector)),
        sheet.footer(),
    )


def _about(sheet: Sheet, detector: Rule | Filter) -> Iterator[str]:
    yield sheet.line(words.LABEL, sheet.say(LABELS[detector.label]))
    if isinstance(detector, Rule) and detector.tier:
        yield sheet.line(words.TIER, escaped(detector.tier))
    yield sheet.line(words.STRENGTH, sheet.say(words.STRENGTHS[detector.strength]))


def _condition(sheet: Sheet, when: When) -> Iterator[str]:
    """Every part of a condition as a sentence."""
    parts: tuple[tuple[Wording, tuple[str, ...]], ...] = (
        (words.ALL, when.all),
        (words.ANY, when.any),
        (words.SAYS, when.said),
        (words.SAYS_ANY, when.said_any),
        (words.NONE, when.none),
    )
    yield from (_part(sheet, wording, names) for wording, names in parts if names)
    if when.count:
        yield _part(sheet, words.COUNT, when.count.names, least=when.count.least)
    if when.doubtful:
        yield _part(sheet, words.DOUBTFUL, when.doubtful.names, least=when.doubtful.least)
    if when.near:
        yield _part(sheet, words.NEAR, (when.near.one, when.near.other), words=when.near.words)


def _part(sheet: Sheet, wording: Wording, names: tuple[str, ...], **numbers: int) -> str:
    return sheet.say(wording.fill(names="; ".join(map(sheet.titled, names)), **numbers))


_LEADS_TO = {
    Strength.CUE: words.MAKES_CANDIDATE,
    Strength.SOFT: words.SUSPECTS,
    Strength.BACKED: words.ACCUSES_BACKED,
    Strength.MEDIUM: words.ACCUSES,
    Strength.HARD: words.ACCUSES,
}


def _follows(sheet: Sheet, detector: Rule | Filter) -> Iterator[str]:
    if isinstance(detector, Filter):
        yield sheet.say(words.DISPOSES)
        return
    yield sheet.say(_LEADS_TO[detector.strength])
    outcome = sheet.pack.outcome(detector.label, detector.tier)
    if outcome is not None:
        yield bullets(_outcome(sheet, outcome))


def _outcome(sheet: Sheet, outcome: Outcome) -> Iterator[str]:
    yield sheet.both(outcome.title)
    yield sheet.line(words.PRIORITY, sheet.say(PRIORITIES[outcome.priority]))
    yield sheet.line(words.ACTION, sheet.say(ACTIONS[outcome.action]))
    law = sheet.pack.law.in_force(sheet.pack.as_of, outcome.law)
    titles = "; ".join(f"{escaped(statute.id)} ({sheet.own(statute.title)})" for statute in law)
    yield sheet.line(words.LAW_ON.fill(day=sheet.pack.as_of.isoformat()), titles or "–")
    for tolerance in sheet.pack.law.declared(outcome.label, outcome.tier):
        span, action = tolerance.span, ACTIONS[tolerance.action]
        said = words.UNTIL.fill(title=sheet.own(tolerance.title), start=span.start, end=span.end, action=action)
        if tolerance.claims:
            said = said.then(words.CLAIMED.fill(names="; ".join(map(sheet.titled, tolerance.claims))))
        yield sheet.line(words.TOLERANCES, sheet.say(said))


def _examples(sheet: Sheet, detector: Rule | Filter) -> Iterator[str]:
    for wording, matches in ((words.MATCHES, True), (words.MATCHES_NOT, False)):
        texts = [escaped(one.text) for one in detector.examples if one.matches is matches]
        yield f"{sheet.say(wording)}:\n\n{bullets(texts)}"
