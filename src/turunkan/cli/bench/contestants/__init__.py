"""Contestants: ways of finding the same terms in the same posts, one file each, imported only to run."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module, metadata
from importlib.util import find_spec
from typing import Any, Protocol

from turunkan.core.rules import Pack
from turunkan.core.vocab import Item


class Contestant(Protocol):
    """One way, made ready for a pack."""

    def prepare(self, items: Sequence[Item]) -> Any:
        """The posts in the form that it likes best; not timed."""

    def run(self, prepared: Any) -> int:
        """Search them all; the number of hits, or of Findings. Timed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a contestant lives, the module and package that it needs, and how many posts a round it may take."""

    place: str
    most: int
    needs: str | None = None
    package: str | None = None

    @property
    def installed(self) -> bool:
        """Whether it can run here."""
        return self.needs is None or find_spec(self.needs) is not None

    @property
    def version(self) -> str | None:
        """The version of its package; None for the standard library or where it is not installed."""
        return metadata.version(self.package) if self.package and self.installed else None

    def ready(self, pack: Pack) -> Contestant:
        """The contestant, imported and made ready for a pack."""
        module, _, name = self.place.partition(":")
        made: Contestant = getattr(import_module(f"turunkan.cli.bench.contestants.{module}"), name)(pack)
        return made


_FAST, _LOOP, _SLOW = 1_000_000, 20_000, 200  # posts

OURS = "turunkan"
CONTESTANTS = {
    OURS: Entry("ours:Ours", _FAST),
    "pyahocorasick": Entry("automaton:Automaton", _LOOP, "ahocorasick", "pyahocorasick"),
    "hyperscan": Entry("literal_pass:Collecting", _FAST, "hyperscan", "hyperscan"),
    "hyperscan-bare": Entry("literal_pass:Bare", _FAST, "hyperscan", "hyperscan"),
    "flashtext": Entry("keyword_trie:KeywordTrie", _LOOP, "flashtext", "flashtext"),
    "re": Entry("alternation:Alternation", _SLOW),
    "presidio": Entry("deny_list:DenyList", _SLOW, "presidio_analyzer", "presidio-analyzer"),
}
