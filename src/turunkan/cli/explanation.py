"""Explanation: a Finding laid out for a person, from the verdict down to the law."""

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from turunkan.cli.eyes import PRIORITY_STYLES, harmless, marked
from turunkan.cli.words import explain as words
from turunkan.cli.words import shared
from turunkan.core.law import Span, Status, Statute, Tolerance
from turunkan.core.rules import Pack
from turunkan.core.text import SAID, Disguise
from turunkan.core.vocab import LABELS, PRIORITIES, Finding, Hit, Item, Lang, ReasonKind, Wording


def show(screen: Console, item: Item, finding: Finding, pack: Pack, lang: Lang) -> None:
    """Print all sections."""
    _Sheet(screen, item, finding, pack, lang).print()


class _Sheet:
    """One Finding on one screen."""

    def __init__(self, screen: Console, item: Item, finding: Finding, pack: Pack, lang: Lang) -> None:
        self._screen = screen
        self._item = item
        self._finding = finding
        self._pack = pack
        self._lang = lang

    def print(self) -> None:
        self._verdict()
        self._content()
        if self._finding.terms:
            self._terms()
        self._reasons()
        self._checked()

    def _say(self, wording: Wording, **values: object) -> str:
        return wording.fill(**values).say(self._lang)

    def _head(self, wording: Wording) -> None:
        self._screen.print()
        self._screen.print(Text(wording.say(self._lang), "bold underline"))

    def _indented(self, text: Text | str, by: int = 2) -> None:
        self._screen.print(Padding.indent(text, by))

    def _verdict(self) -> None:
        finding = self._finding
        share = shared.decimal(finding.confidence, 2, self._lang)
        confidence = self._say(words.CONFIDENCE, share=share)
        style = PRIORITY_STYLES[finding.priority]
        self._screen.print(Text.assemble((self._title(), f"bold {style}"), f" · {confidence}"))
        self._screen.print(self._say(words.PRIORITY, priority=PRIORITIES[finding.priority]))
        self._screen.print(f"{self._say(words.ADVICE[finding.action])} {self._say(words.PEOPLE_DECIDE)}")

    def _title(self) -> str:
        outcome = self._pack.outcome(self._finding.label, self._finding.tier)
        return (outcome.title if outcome else LABELS[self._finding.label]).say(self._lang).capitalize()

    def _content(self) -> None:
        self._head(words.CONTENT)
        for field, value in (*self._item.content(), *self._item.context()):
            text = marked(value, self._finding.terms, field)
            self._indented(Text.assemble((f"{field}: ", "dim"), text))

    def _terms(self) -> None:
        self._head(words.TERMS)
        table = Table()
        for heading in (words.QUOTE, words.TERM, words.FACTS, words.DISGUISE):
            table.add_column(heading.say(self._lang), overflow="fold")
        for hit in self._finding.terms:
            table.add_row(harmless(hit.quote), self._term(hit), self._facts(hit), self._disguises(hit))
        self._screen.print(table)

    def _term(self, hit: Hit) -> str:
        term = hit.term
        for place, wording in words.PLACES.items():
            term = term.replace(place, wording.say(self._lang))
        return term

    def _facts(self, hit: Hit) -> str:
        return ", ".join(self._pack.facts[fact].title.say(self._lang) for fact in hit.facts)

    def _disguises(self, hit: Hit) -> str:
        return ", ".join(SAID[Disguise(name)].say(self._lang) for name in hit.disguise) or "–"

    def _reasons(self) -> None:
        self._list(words.REASONS, ReasonKind.VERDICT, ReasonKind.FOR)
        self._list(words.AGAINST, ReasonKind.AGAINST)
        self._list(words.LAW, ReasonKind.LAW)

    def _list(self, heading: Wording, *kinds: ReasonKind) -> None:
        reasons = [reason.sentence for reason in self._finding.reasons if reason.kind in kinds]
        if reasons:
            self._head(heading)
        for reason in reasons:
            self._bullet(harmless(reason.say(self._lang)))

    def _bullet(self, sentence: str) -> None:
        """A sentence whose further lines hang under its first."""
        row = Table.grid(padding=(0, 1, 0, 2))
        row.add_row("•", sentence)
        self._screen.print(row)

    def _checked(self) -> None:
        """How far all that was said of the law has been checked, and where it was read."""
        cited = list(self._cited())
        if cited:
            self._head(words.CHECKED)
        for entry in cited:
            self._indented(Text.assemble((entry.id, "bold"), f"  {entry.title.say(self._lang)}"))
            self._indented("; ".join(self._facts_of_law(entry)), by=4)
            for key in entry.sources:
                self._indented(self._source(key), by=4)

    def _cited(self) -> Iterator[Statute | Tolerance]:
        finding, law = self._finding, self._pack.law
        yield from (law.statutes[name] for name in finding.law)
        seen = {name for hit in finding.terms for name in (hit.concept, *hit.facts)}
        declared = law.declared(finding.label, finding.tier)
        yield from (tolerance for tolerance in declared if tolerance.is_claimed(seen))

    def _facts_of_law(self, entry: Statute | Tolerance) -> Iterator[str]:
        if isinstance(entry, Statute):
            yield self._fact(entry.articles, entry.articles_status).say(self._lang)
            if entry.tariff:
                tariff = words.TARIFF.fill(tariff=entry.tariff)
                yield self._fact(tariff, entry.tariff_status).say(self._lang)
        yield self._span(entry.span)

    def _span(self, span: Span) -> str:
        start = self._fact(span.start, span.start_status)
        end = self._fact(span.end or words.STILL, span.end_status)
        return self._say(words.SPAN, start=start, end=end)

    def _fact(self, fact: object, status: Status) -> Wording:
        return words.CHECKED_FACT.fill(fact=fact, status=words.STATUSES[status])

    def _source(self, key: str) -> Text:
        source = self._pack.sources[key]
        return Text.assemble(f"– {source.title}", (f"  {source.address}", "dim"))
