"""Pages: the index, the facts, and a page a concept, rule and filter."""

from collections.abc import Iterator

from turunkan.core.law import Source
from turunkan.core.rules.catalogue import words
from turunkan.core.rules.catalogue.detectors import detector_page
from turunkan.core.rules.catalogue.markdown import bullets, code, escaped, heading, page, table
from turunkan.core.rules.catalogue.sheet import Sheet, folder_of
from turunkan.core.rules.pack import Outcome, Pack, Requirement
from turunkan.core.vocab import ACTIONS, LABELS, PRIORITIES, Concept, Lang


def catalogue(pack: Pack, lang: Lang) -> Iterator[tuple[str, str]]:
    """Every page by its path; the same pack and language give the same pages."""
    index, inner = Sheet(pack, lang), Sheet(pack, lang, root="../")
    yield "index.md", _index(index)
    yield "facts.md", _facts(index)
    for concept in pack.concepts.values():
        yield f"concepts/{concept.id}.md", _concept(inner, concept)
    for detector in pack.detectors:
        yield f"{folder_of(detector)}/{detector.id}.md", detector_page(inner, detector)


def _index(sheet: Sheet) -> str:
    pack = sheet.pack
    return page(
        heading(1, sheet.both(pack.title)),
        bullets(
            [
                f"{code(pack.name)}, {sheet.line(words.VERSION, escaped(pack.version))}",
                sheet.line(words.FINGERPRINT, code(pack.fingerprint)),
                sheet.line(words.AS_OF, pack.as_of.isoformat()),
            ]
        ),
        sheet.section(words.EVIDENCE, bullets(_requirement(sheet, line) for line in pack.evidence)),
        sheet.section(words.OUTCOMES, _outcomes(sheet)),
        sheet.section(words.RULES, _rules(sheet)),
        sheet.section(words.FILTERS, _filters(sheet)),
        sheet.section(words.FACTS, f"[{sheet.say(words.FACTS)}](facts.md): {sheet.names(pack.facts)}"),
        sheet.section(words.CONCEPTS, _concepts(sheet)),
        f"---\n\n{sheet.say(words.GENERATED)}",
    )


def _requirement(sheet: Sheet, line: Requirement) -> str:
    seen = sheet.say(words.SAID if line.said else words.SEEN)
    return f"{f' {sheet.say(words.OR)} '.join(map(sheet.titled, line.any))} {seen}"


def _outcomes(sheet: Sheet) -> str:
    head = (words.LABEL, words.TIER, words.NAME, words.PRIORITY, words.ACTION, words.LAW)
    return table([sheet.say(word) for word in head], [_outcome(sheet, one) for one in sheet.pack.outcomes])


def _outcome(sheet: Sheet, outcome: Outcome) -> list[str]:
    law = sheet.pack.law.in_force(sheet.pack.as_of, outcome.law)
    return [
        sheet.say(LABELS[outcome.label]),
        escaped(outcome.tier),
        sheet.both(outcome.title),
        sheet.say(PRIORITIES[outcome.priority]),
        sheet.say(ACTIONS[outcome.action]),
        ", ".join(escaped(statute.id) for statute in law),
    ]


def _rules(sheet: Sheet) -> str:
    head = (words.NAME, words.LABEL, words.TIER, words.STRENGTH, words.SENTENCE)
    rows = [
        (
            sheet.detector(rule),
            sheet.say(LABELS[rule.label]),
            escaped(rule.tier or ""),
            sheet.say(words.STRENGTHS[rule.strength]),
            sheet.own(rule.because),
        )
        for rule in sheet.pack.rules
    ]
    return table([sheet.say(word) for word in head], rows) if rows else ""


def _filters(sheet: Sheet) -> str:
    head = (words.NAME, words.LABEL, words.STRENGTH, words.SENTENCE)
    rows = [
        (
            sheet.detector(one),
            sheet.say(LABELS[one.label]),
            sheet.say(words.STRENGTHS[one.strength]),
            sheet.own(one.because),
        )
        for one in sheet.pack.filters
    ]
    return table([sheet.say(word) for word in head], rows) if rows else ""


def _concepts(sheet: Sheet) -> str:
    head = (words.NAME, words.MEANS, words.FACTS, words.TERMS)
    rows = [
        (sheet.name(one.id), sheet.own(one.means), sheet.names(one.facts), str(len(one.terms)))
        for one in sheet.pack.concepts.values()
    ]
    return table([sheet.say(word) for word in head], rows)


def _facts(sheet: Sheet) -> str:
    """One page for all, since a fact is little more than a name; a heading is where links lead."""
    blocks = [block for name in sheet.pack.facts for block in _fact(sheet, name)]
    return page(heading(1, sheet.say(words.FACTS)), *blocks, sheet.footer())


def _fact(sheet: Sheet, name: str) -> list[str]:
    fact = sheet.pack.facts[name]
    fillers = [concept.id for concept in sheet.pack.concepts.values() if name in concept.facts]
    about = [
        sheet.both(fact.title),
        sheet.line(words.KIND, sheet.say(words.KINDS[fact.kind])),
        sheet.line(words.FILLED_BY, sheet.names(fillers)),
    ]
    spoken = sheet.spoken_of([name])
    asking, forbidding = [who for who, asked, _ in spoken if asked], [who for who, _, barred in spoken if barred]
    about += [sheet.line(words.ASKED_BY, ", ".join(asking))] if asking else []
    about += [sheet.line(words.FORBIDDEN_BY, ", ".join(forbidding))] if forbidding else []
    return [heading(2, name), bullets(about)]


def _concept(sheet: Sheet, concept: Concept) -> str:
    spoken = sheet.spoken_of([concept.id, *concept.facts])
    head = [sheet.say(word) for word in (words.NAME, words.ASKS, words.FORBIDS)]
    return page(
        heading(1, code(concept.id)),
        sheet.both(concept.means),
        bullets(_about(sheet, concept)),
        sheet.section(words.GUARDS, bullets(_guards(sheet, concept))),
        sheet.section(words.SPOKEN_OF, table(head, spoken) if spoken else ""),
        sheet.section(words.TERMS, bullets(escaped(term.text) for term in concept.terms)),
        sheet.section(words.SOURCES, bullets(_source(sheet.pack.sources[name]) for name in concept.sources)),
        sheet.footer(),
    )


def _about(sheet: Sheet, concept: Concept) -> Iterator[str]:
    yield sheet.line(words.FACTS, ", ".join(map(sheet.titled, concept.facts)))
    yield sheet.line(words.AMBIGUITY, sheet.say(words.AMBIGUITIES[concept.ambiguity]))
    if concept.region:
        yield sheet.line(words.REGION, escaped(concept.region))
    if concept.marks:
        yield sheet.line(words.MARKS, ", ".join(escaped(f"{field}={wanted}") for field, wanted in concept.marks))


def _guards(sheet: Sheet, concept: Concept) -> Iterator[str]:
    if concept.needs:
        yield sheet.line(words.NEEDS, sheet.names(concept.needs))
    if concept.unless:
        yield sheet.line(words.UNLESS, sheet.names(concept.unless))


def _source(source: Source) -> str:
    address = f", {escaped(source.address)}" if source.address else ""
    return f"{escaped(source.id)}: {escaped(source.title)}{address}"
