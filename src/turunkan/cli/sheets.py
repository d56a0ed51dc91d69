"""Sheets: figures as tables of plain text, for the terminal and for a page alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from turunkan.cli.words import evaluate as words
from turunkan.cli.words import shared
from turunkan.core.detect.evaluation import (
    Agreement,
    Audit,
    Bin,
    DisguiseScore,
    Evaluation,
    NgramScore,
    PairScore,
    RegionScore,
    Reliability,
    Share,
    Sighting,
    TierScore,
    Wronged,
)
from turunkan.core.vocab import ACTIONS, LABELS, Action, Label, Lang, Wording

_NO_CASE = "–"

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; `bins`: those of a curve that belongs under it."""

    title: str
    headings: Row
    rows: Sequence[Row]
    note: str = ""
    bins: tuple[Bin, ...] = ()


class Sheets:
    """Makes the tables of a language."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang

    def evaluation(self, figures: Evaluation) -> Iterator[Sheet]:
        """All tables of a labelled set, but for the wronged."""
        yield self._confusion(figures)
        yield self._compared(figures)
        if figures.ngram:
            yield self._held(figures.ngram)
        yield self._labels(figures)
        yield self._tiers(figures.tier, figures.tiers)
        yield self._actions(figures.actions)
        yield self._disguises(figures.disguises)
        if figures.regions:
            yield self._regions(figures.regions)
        if figures.pairs:
            yield self._pairs(figures.pairs)
        yield self._reliability(figures.reliability)
        if figures.agreement:
            yield self._agreement(figures.agreement)
        if figures.audit:
            yield self._audit(figures.audit)

    def sighting(self, figures: Sighting) -> Iterator[Sheet]:
        """The table of a set of which only yes or no is known, but for the wronged."""
        ours, theirs = figures.engine, figures.baseline
        shares = (
            (words.RECALL, ours.recall, theirs.recall),
            (words.PRECISION, ours.precision, theirs.precision),
            (words.DISTURBED, ours.disturbed, theirs.disturbed),
        )
        rows = [(self._say(what), self.share(one), self.share(other)) for what, one, other in shares]
        yield self._sheet(words.COMPARED, (words.SHARE, words.ENGINE, words.BASELINE), rows)

    def wronged_by_words(self, wronged: Sequence[Wronged]) -> Sheet:
        """The wronged with the words that were read, for those who may see them."""
        rows = [(*self._wronged(one), ", ".join(one.words)) for one in wronged]
        return self._sheet(words.WRONGED, (words.ITEM, words.ACTION, words.LABEL, words.WORDS), rows)

    def wronged_by_rules(self, wronged: Sequence[Wronged]) -> Sheet:
        """The wronged with the rules and concepts that led there: nothing of what they wrote."""
        rows = [(*self._wronged(one), ", ".join(one.rules), ", ".join(one.concepts)) for one in wronged]
        headings = (words.ITEM, words.ACTION, words.LABEL, words.RULES, words.CONCEPTS)
        return self._sheet(words.WRONGED, headings, rows)

    def share(self, share: Share) -> str:
        """`83,3 % (5/6; 43,6–97,0)`."""
        if share.value is None or share.interval is None:
            return _NO_CASE
        value, low, high = (shared.decimal(100 * f, 1, self._lang) for f in (share.value, *share.interval))
        return f"{value} % ({share.count}/{share.total}; {low}–{high})"

    def _say(self, wording: Wording) -> str:
        return wording.say(self._lang)

    def _sheet(
        self,
        title: Wording,
        headings: Sequence[Wording],
        rows: Sequence[Row],
        note: Wording | None = None,
        bins: tuple[Bin, ...] = (),
    ) -> Sheet:
        said = self._say(note) if note else ""
        return Sheet(self._say(title), [self._say(heading) for heading in headings], rows, said, bins)

    def _label(self, label: Label) -> str:
        return self._say(LABELS[label])

    def _action(self, action: Action) -> str:
        return self._say(ACTIONS[action])

    def _wronged(self, one: Wronged) -> Row:
        return one.id, self._action(one.action), self._label(one.label)

    def _confusion(self, figures: Evaluation) -> Sheet:
        rows = [
            (self._label(truth), *(shared.number(answers[label], self._lang) for label in Label))
            for truth, answers in figures.confusion.items()
        ]
        return self._sheet(words.CONFUSION, (words.TRUTH, *(LABELS[label] for label in Label)), rows)

    def _compared(self, figures: Evaluation) -> Sheet:
        ways = (
            (words.ENGINE, figures.engine),
            (words.TEXT_ALONE, figures.text_alone),
            (words.BASELINE, figures.baseline),
            (words.NGRAMS, figures.ngram.plain if figures.ngram else None),
        )
        known = [(self._say(name), way) for name, way in ways if way is not None]
        rows: list[Row] = []
        for what, part in _PARTS:
            shares = [(name, share) for name, way in known if (share := getattr(way, part)) is not None]
            rows += _block(self._say(what), [(name, self.share(share)) for name, share in shares])
        return self._sheet(words.COMPARED, (words.SHARE, words.WAY, words.VALUE), rows, words.COMPARED_NOTE)

    def _held(self, score: NgramScore) -> Sheet:
        percents = [(self._percent(each.most), each) for each in score.held]
        ours = (
            (self._say(words.AS_ACCUSED), score.as_accused),
            (self._say(words.AS_DISTURBED), score.as_disturbed),
        )
        rows = [(most, self.share(each.found), self.share(each.disturbed)) for most, each in (*percents, *ours)]
        headings = (words.AT_MOST, words.FOUND_SHORT, words.DISTURBED_SHORT)
        return self._sheet(words.HELD, headings, rows, words.HELD_NOTE)

    def _percent(self, share: float) -> str:
        return f"{shared.decimal(100 * share, 0, self._lang)} %"

    def _labels(self, figures: Evaluation) -> Sheet:
        rows = [
            (self._label(label), self.share(score.precision), self.share(score.recall))
            for label, score in figures.labels.items()
            if label is not Label.UNCLEAR or score.recall.total  # in truth, only people in doubt say so
        ]
        return self._sheet(words.BY_LABEL, (words.LABEL, words.PRECISION, words.RECALL), rows)

    def _tiers(self, together: TierScore, tiers: Mapping[str, TierScore]) -> Sheet:
        named = {self._say(words.ALL): together, **tiers}
        rows = [
            (name, *map(self.share, (score.surfaced, score.right, score.of_label)))
            for name, score in named.items()
        ]
        headings = (words.TIER, words.SURFACED, words.RIGHT_TIER, words.TIER_OF_LABEL)
        return self._sheet(words.BY_TIER, headings, rows)

    def _actions(self, actions: Mapping[str, Mapping[Action, Share]]) -> Sheet:
        rows: list[Row] = []
        for group, shares in actions.items():
            rows += _block(group, [(self._action(action), self.share(share)) for action, share in shares.items()])
        return self._sheet(words.BY_ACTION, (words.TIER, words.ACTION, words.SHARE), rows)

    def _disguises(self, scores: DisguiseScore) -> Sheet:
        first = {self._say(words.DISGUISED): scores.disguised, self._say(words.PLAIN): scores.plain}
        rows = [(name, self.share(share)) for name, share in (first | dict(scores.each)).items()]
        return self._sheet(words.BY_DISGUISE, (words.DISGUISE, words.SURFACED), rows)

    def _regions(self, regions: Mapping[str, RegionScore]) -> Sheet:
        rows = [
            (self._region(name), *map(self.share, (score.label, score.found, score.disturbed)))
            for name, score in regions.items()
        ]
        headings = (words.REGION, words.RIGHT_LABEL, words.FOUND_SHORT, words.DISTURBED_SHORT)
        return self._sheet(words.BY_REGION, headings, rows, words.BY_REGION_NOTE)

    def _region(self, name: str) -> str:
        return self._say(words.REGIONS[name]) if name in words.REGIONS else name

    def _pairs(self, score: PairScore) -> Sheet:
        shares = ((words.DIFFER, score.differ), (words.TOLD_APART, score.told_apart))
        rows = [(self._say(what), self.share(share)) for what, share in shares]
        return self._sheet(words.PAIRS, (words.SHARE, words.VALUE), rows)

    def _reliability(self, figures: Reliability) -> Sheet:
        rows = [
            (
                self.span(each),
                shared.decimal(each.mean, 3, self._lang),
                self.share(each.right),
                self._say(words.YES if each.holds else words.NO),
            )
            for each in figures.bins
        ]
        error = _NO_CASE if figures.error is None else shared.decimal(figures.error, 3, self._lang)
        headings = (words.CONFIDENCE, words.MEAN, words.BORNE_OUT, words.HOLDS)
        note = words.RELIABILITY_NOTE.fill(error=error)
        return self._sheet(words.RELIABILITY, headings, rows, note, figures.bins)

    def span(self, each: Bin) -> str:
        """`0,8–0,9`."""
        return f"{shared.decimal(each.low, 1, self._lang)}–{shared.decimal(each.high, 1, self._lang)}"

    def _agreement(self, figures: Agreement) -> Sheet:
        rows = [(self._say(words.SAME), self.share(figures.same)), (self._say(words.KAPPA), self._kappa(figures))]
        for labels, count in figures.apart.items():
            first, second = (self._label(Label(name)) for name in labels.split("/"))
            rows.append((self._say(words.APART.fill(first=first, second=second)), str(count)))
        return self._sheet(words.AGREEMENT, (words.SHARE, words.VALUE), rows)

    def _audit(self, figures: Audit) -> Sheet:
        rows = [
            (self._say(words.OVERLOOKED), self.share(figures.overlooked)),
            (self._say(words.AT_MOST_ALL), f"{shared.decimal(100 * figures.most, 2, self._lang)} %"),
        ]
        return self._sheet(words.AUDIT, (words.SHARE, words.VALUE), rows)

    def _kappa(self, figures: Agreement) -> str:
        if figures.kappa is None:
            return _NO_CASE
        value = shared.decimal(figures.kappa.value, 2, self._lang)
        if figures.kappa.interval is None:
            return value
        low, high = (shared.decimal(number, 2, self._lang) for number in figures.kappa.interval)
        return f"{value} ({low}–{high})"


_PARTS: Sequence[tuple[Wording, str]] = (
    (words.RIGHT_LABEL, "label"),
    (words.FOUND, "found"),
    (words.CHARGED, "charged"),
    (words.DISTURBED, "disturbed"),
    (words.ACCUSED, "accused"),
)


def _block(name: str, rows: Sequence[Row]) -> list[Row]:
    """Rows of which only the first says what they are about."""
    return [("" if at else name, *row) for at, row in enumerate(rows)]
