"""Engine: a pack compiled for reading; one Item in, one Finding with its reasons out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta, timezone

from turunkan import __version__
from turunkan.core.detect.evidence import ItemEvidence
from turunkan.core.detect.explain import explain
from turunkan.core.detect.gather import Gatherer
from turunkan.core.detect.judge import Ground, Judgement, judge
from turunkan.core.rules import Confidence, Filter, Pack, Rule, Strength
from turunkan.core.vocab import Finding, Item, LawDate

# Indonesian law changes at midnight in Jakarta (WIB).
_WIB = timezone(timedelta(hours=7))


class Engine:
    """Deterministic: the same Item, pack and engine give the same Finding, byte for byte."""

    __slots__ = ("_gatherer", "pack")

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._gatherer = Gatherer(pack)

    def evidence(self, item: Item) -> ItemEvidence:
        """Everything seen in an Item, before it is judged."""
        return self._gatherer.gather(item)

    def find(self, item: Item) -> Finding:
        """Read, judge and explain one Item."""
        evidence = self.evidence(item)
        day, day_from = law_date(item, self.pack)
        judgement = judge(evidence, self.pack, day)
        scopes = judgement.outcome.law if judgement.outcome and judgement.ground is not Ground.FREED else ()
        statutes = list(self.pack.law.in_force(day, scopes))
        return Finding(
            id=item.id,
            label=judgement.label,
            tier=judgement.tier,
            confidence=_confidence(judgement, self.pack.confidence),
            priority=judgement.priority,
            action=judgement.action,
            terms=tuple(one.hit for one in evidence.counted),
            rules=tuple(detector.id for detector in judgement.detectors),
            reasons=explain(judgement, evidence, self.pack, statutes, day, day_from),
            law=tuple(statute.id for statute in statutes),
            law_date=day,
            law_date_from=day_from,
            pack=self.pack.stamp,
            engine=__version__,
        )

    def find_all(self, items: Iterable[Item]) -> Iterator[Finding]:
        """Findings in the order of the Items."""
        return map(self.find, items)


def law_date(item: Item, pack: Pack) -> tuple[date, LawDate]:
    """The day whose law applies to an Item, and where it came from."""
    if item.posted_at is not None:
        return item.posted_at.astimezone(_WIB).date(), LawDate.POSTED
    if item.captured_at is not None:
        return item.captured_at.astimezone(_WIB).date(), LawDate.CAPTURED
    return pack.as_of, LawDate.PACK


def _confidence(judgement: Judgement, confidence: Confidence) -> float:
    if judgement.ground is not Ground.ACCUSED:
        share: float = getattr(confidence, judgement.ground.value)
        return share
    return confidence.accused_hard if judgement.strength is Strength.HARD else confidence.accused_medium


@dataclass(frozen=True, slots=True)
class Failure:
    """An example of a rule or filter that does not come out as the pack says."""

    rule: str
    text: str
    expected: bool


def failing_examples(pack: Pack) -> list[Failure]:
    """Every `match` that a rule or filter misses, and every `no_match` that it hits."""
    engine = Engine(pack)
    detectors: list[Rule | Filter] = [*pack.rules, *pack.filters]
    return [
        Failure(detector.id, example.text, example.matches)
        for detector in detectors
        for example in detector.examples
        if detector.when.holds(engine.evidence(Item(id=detector.id, text=example.text))) is not example.matches
    ]
