"""Sheet: how one page speaks: its language, its place among the others, and how it names things of the pack."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from turunkan.core.rules.catalogue import words
from turunkan.core.rules.catalogue.markdown import code, escaped, heading, link
from turunkan.core.rules.pack import Filter, Pack, Rule
from turunkan.core.vocab import Lang, Wording


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page; `root` leads from its folder to that of the index."""

    pack: Pack
    lang: Lang
    root: str = ""

    def say(self, wording: Wording) -> str:
        """A word of the catalogue itself."""
        return wording.say(self.lang)

    def own(self, wording: Wording) -> str:
        """A text of the pack in the language of the catalogue."""
        return escaped(wording.say(self.lang))

    def both(self, wording: Wording) -> str:
        """A text of the pack in both languages, that of the catalogue first."""
        other = wording.say(Lang.EN if self.lang is Lang.ID else Lang.ID)
        return f"{self.own(wording)} (*{escaped(other)}*)"

    def section(self, wording: Wording, *blocks: str) -> str:
        """A heading and what stands below it; nothing where there is nothing."""
        said = [block for block in blocks if block]
        return "\n\n".join([heading(2, self.say(wording)), *said]) if said else ""

    def line(self, wording: Wording, said: str) -> str:
        """What something is, after its name."""
        return f"{self.say(wording)}: {said}"

    def name(self, name: str) -> str:
        """A fact or concept, with the way to its page."""
        known = name in self.pack.concepts
        return link(code(name), f"{self.root}concepts/{name}.md" if known else f"{self.root}facts.md#{name}")

    def titled(self, name: str) -> str:
        """A fact or concept and what it stands for."""
        concept = self.pack.concepts.get(name)
        return f"{self.name(name)} {self.own(concept.means if concept else self.pack.facts[name].title)}"

    def names(self, names: Iterable[str]) -> str:
        """Several of them."""
        return ", ".join(map(self.name, names))

    def detector(self, detector: Rule | Filter) -> str:
        """A rule or filter, with the way to its page."""
        return link(code(detector.id), f"{self.root}{folder_of(detector)}/{detector.id}.md")

    def spoken_of(self, names: Iterable[str]) -> list[tuple[str, str, str]]:
        """The rules and filters that speak of any of these names: which, what they ask for, what they forbid."""
        return list(self._spoken_of(set(names)))

    def _spoken_of(self, names: set[str]) -> Iterator[tuple[str, str, str]]:
        for detector in self.pack.detectors:
            asked = [name for name in detector.when.asks_for() if name in names]
            forbidden = [name for name in detector.when.none if name in names]
            if asked or forbidden:
                yield self.detector(detector), self.names(asked), self.names(forbidden)

    def footer(self) -> str:
        """Where the page comes from, and the way back."""
        way = link(self.say(words.OVERVIEW), f"{self.root}index.md")
        return f"---\n\n{way}. {self.say(words.GENERATED)}"


def folder_of(detector: Rule | Filter) -> str:
    """Where the pages of rules lie, and those of filters."""
    return "rules" if isinstance(detector, Rule) else "filters"
