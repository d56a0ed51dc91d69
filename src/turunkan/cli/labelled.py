"""Labelled: Items with what people say of them, in the keys beside the Item's own."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from turunkan.cli.inputs import Inputs
from turunkan.cli.words import evaluate as words
from turunkan.core.detect import Many
from turunkan.core.detect.baseline import Baselines
from turunkan.core.detect.evaluation import Judged, Sighted, Truth, text_alone
from turunkan.core.detect.evaluation.regions import region_of
from turunkan.core.vocab import Broken, Finding, Item, Label, Post, SkipThis, Wording

UNSURFACED = "unsurfaced"
"""What the key `drawn` says of rows that `turunkan sample` drew from what did not surface."""

_BETWEEN = re.compile(r"[\s,;|]+")


class LabelledRows:
    """The labelled Items of captures, judged; a row without a usable label is counted as broken."""

    def __init__(
        self, inputs: Inputs, finder: Many, baselines: Baselines, second: Mapping[str, object] | None = None
    ) -> None:
        """`second`: another person's labels by the Items' ids."""
        self._second = second or {}
        self._inputs = inputs
        self._finder = finder
        self._baselines = baselines

    def judged(self) -> Iterator[Judged]:
        """With the keys label, acceptable, tier, disguise, pair, region, label_1 and label_2.

        Everything is read before the first is given, since each is judged a second time without its author.
        """
        rows = list(self._labelled())
        bare = self._finder.stream((text_alone(item) for item, _, _ in rows), everything=True)
        for (item, truth, finding), (_, alone) in zip(rows, bare, strict=True):
            keyword, ngrams = self._baselines
            guess = ngrams.guess(item) if ngrams else None
            yield Judged(truth, finding, keyword.finds(item), alone, guess, region_of(item))

    def _labelled(self) -> Iterator[tuple[Item, Truth, Finding]]:
        for item, finding in self._found():
            try:
                truth = truth_of(item, self._second.get(item.id))
            except SkipThis as fault:
                self._inputs.broken.add(_broken(item, "label", fault))
            else:
                yield item, truth, finding

    def _found(self) -> Iterator[tuple[Item, Finding]]:
        stream = self._finder.stream(self._inputs, everything=True, block=self._inputs.block)
        return ((post.whole(), finding) for post, finding in stream if finding is not None)

    def sighted(self, column: str, value: str) -> Iterator[Sighted]:
        """With a column that holds a value where the Item is to be found."""
        for item, finding in self._found():
            if column in item.extra:
                positive = str(item.extra[column]).strip() == value
                yield Sighted(positive, finding, self._baselines.keyword.finds(item))
            else:
                fault = SkipThis("no column", words.NO_COLUMN.fill(id=item.id, column=column))
                self._inputs.broken.add(_broken(item, column, fault))


def truth_of(item: Item, second: object = None) -> Truth:
    """What people say of an Item; `second` is another person's label for it. Raises SkipThis."""
    return Truth(
        label=_label(item.extra.get("label"), item),
        acceptable=frozenset(_label(name, item) for name in _words(item.extra.get("acceptable"))),
        tier=str(item.extra.get("tier") or "") or None,
        disguise=tuple(_words(item.extra.get("disguise"))),
        pair=str(item.extra.get("pair") or "") or None,
        blind=_blind(item, second),
        audited=item.extra.get("drawn") == UNSURFACED,
    )


def _blind(item: Item, second: object) -> tuple[Label, Label] | None:
    """What two people said: label_1, or the settled label where it is not told, and label_2."""
    second = second or item.extra.get("label_2")
    if not second:
        return None
    first = item.extra.get("label_1") or item.extra.get("label")
    return _label(first, item), _label(second, item)


def labels_by_id(items: Iterable[Post]) -> dict[str, object]:
    """What another person said, by the Item's id."""
    return {item.id: item.extra.get("label") for item in (post.whole() for post in items)}


def _label(value: Any, item: Item) -> Label:
    try:
        return Label(value)
    except ValueError:
        known = ", ".join(Label)
        shown = Wording("kosong", "nothing") if value in (None, "") else repr(value)
        raise SkipThis("no label", words.NO_LABEL.fill(id=item.id, value=shown, known=known)) from None


def _words(value: Any) -> list[str]:
    """A JSON list as it is; a cell of a table cut at spaces, commas, semicolons and bars."""
    if isinstance(value, list):
        return [str(entry) for entry in value]
    return [word for word in _BETWEEN.split(str(value or "")) if word]


def _broken(item: Item, part: str, fault: SkipThis) -> Broken:
    return Broken(where=item.id, part=part, code="no-label", message=fault.person)
