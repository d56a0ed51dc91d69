"""Engine: a pack compiled for reading; one Item in, one Finding with its reasons out."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from turunkan import __version__
from turunkan.core.classifier import Chances
from turunkan.core.detect.classify import Classifier
from turunkan.core.detect.confidence import confidence
from turunkan.core.detect.evidence import ItemEvidence, Seen
from turunkan.core.detect.examples import ExamplesError, failing
from turunkan.core.detect.explain import Explainer
from turunkan.core.detect.gather import Gatherer
from turunkan.core.detect.judge import Firing, Judge, Judgement, firing
from turunkan.core.rules import Pack, Rule
from turunkan.core.text import Spellbook
from turunkan.core.vocab import LONGEST_READ, WIB, Finding, Item, LawDate, Reason, ReasonKind, Wording

# Items that a stream takes at once: a few hundred kB of text, which stays in the processor's cache.
BLOCK = 2048

_CUT = Wording(
    id="{field} sepanjang {length} karakter; hanya {read} yang pertama dibaca.",
    en="{field} is {length} characters long; only the first {read} were read.",
)


class Engine:
    """Deterministic: the same Item, pack and engine give the same Finding, byte for byte.

    Refuses a pack whose examples do not hold (ExamplesError).
    """

    __slots__ = ("_explainer", "_gatherer", "_judge", "classifier", "pack")

    def __init__(self, pack: Pack) -> None:
        self._gatherer = Gatherer(pack)
        if problems := failing(pack, self._gatherer):
            raise ExamplesError(pack, problems)
        self.pack = pack
        self._judge = Judge(pack)
        self._explainer = Explainer(pack)
        self.classifier = Classifier(pack, pack.classifier) if pack.classifier else None

    def evidence(self, item: Item) -> ItemEvidence:
        """Everything seen in an Item, before it is judged."""
        return self._gatherer.gather(item)

    @property
    def book(self) -> Spellbook:
        """The words of the pack, and all that they hide behind."""
        return self._gatherer.book

    def marked(self, item: Item) -> Iterator[Seen]:
        """What the platform itself says of an Item."""
        return self._gatherer.marked(item)

    def find(self, item: Item) -> Finding:
        """Read, judge and explain one Item."""
        evidence = self.evidence(item)
        fired = firing(evidence, self.pack)
        return self.finding(item, evidence, fired, self._chances(item, evidence, fired))

    def surfaced(self, item: Item) -> Finding | None:
        """The Finding of an Item that somebody should look at; None for all others, which costs less."""
        evidence = self.evidence(item)
        fired = firing(evidence, self.pack)
        if not any(isinstance(detector, Rule) for detector in fired):
            return None
        finding = self.finding(item, evidence, fired, self._chances(item, evidence, fired))
        return finding if finding.surfaced else None

    def _chances(self, item: Item, evidence: ItemEvidence, fired: Sequence[Firing]) -> Chances | None:
        return self.classifier.chances(item, evidence, fired) if self.classifier else None

    def judged(
        self, item: Item, evidence: ItemEvidence, fired: Sequence[Firing], chances: Chances | None
    ) -> Judgement:
        """The judgement on one Item, before it is explained."""
        return self._judge.judge(fired, evidence, law_date(item, self.pack)[0], chances)

    def finding(
        self, item: Item, evidence: ItemEvidence, fired: Sequence[Firing], chances: Chances | None
    ) -> Finding:
        """Judge and explain one Item by what was seen in it, what fired on that, and what the classifier says."""
        day, day_from = law_date(item, self.pack)
        judgement = self._judge.judge(fired, evidence, day, chances)
        return Finding(
            id=item.id,
            label=judgement.label,
            tier=judgement.tier,
            confidence=confidence(judgement, chances, self.pack),
            priority=judgement.priority,
            action=judgement.action,
            terms=tuple(one.hit for one in evidence.counted),
            rules=judgement.fired,
            reasons=(*self._explainer.explain(judgement, evidence, chances, day, day_from), *_unread(item)),
            law=judgement.statutes,
            law_date=day,
            law_date_from=day_from,
            pack=self.pack.stamp,
            engine=__version__,
        )


def _unread(item: Item) -> Iterator[Reason]:
    """What was too long to be read to its end."""
    for field, text in chain(item.content(), item.context()):
        if len(text) > LONGEST_READ:
            yield Reason(ReasonKind.AGAINST, _CUT.fill(field=field, length=len(text), read=LONGEST_READ))


def law_date(item: Item, pack: Pack) -> tuple[date, LawDate]:
    """The day whose law applies to an Item, and where it came from."""
    if item.posted_at is not None:
        return item.posted_at.astimezone(WIB).date(), LawDate.POSTED
    if item.captured_at is not None:
        return item.captured_at.astimezone(WIB).date(), LawDate.CAPTURED
    return pack.as_of, LawDate.PACK
