"""Model: a linear classifier as integers. The sum of a table's rows for each class; no floats until the last step.

Every group of features is divided by the square root of how many there are, so that long posts weigh as much as
short ones. The file is text: a line of JSON that says what it is, then the table (int16, little endian,
compressed) in base64. Its fingerprint is over the numbers; a file that does not fit what it says, or whose
features are not these, is refused.
"""

import base64
import binascii
import hashlib
import json
import sys
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, isqrt
from operator import itemgetter
from typing import Any

from turunkan.core.classifier.features import ROWS, WEIGHT_BITS, WEIGHTS, Features, Group, fingerprint
from turunkan.core.vocab import Label, SkipThis, Wording

FORMAT = 1
COLUMNS = 8
"""Numbers of a row: one a class, the rest nothing."""
PARTS = 20
"""Bits after the point, while a group is divided by its root."""
MOST_COUNTED = 1 << 16
"""From here on, more features of a group do not make it weigh less."""
_LINE = 120

Class = tuple[Label, str | None]
"""A label with its tier; a label without tiers has None."""

_chance = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Chances:
    """What the classifier makes of an Item: how likely each class is, 0..1, together 1.

    `sought`: how likely it is that the Item is of a class that has tiers, which is what the pack looks for;
    `guilty` and `free`: the likeliest of these classes, and of those that are left alone.
    """

    by_class: Mapping[Class, float]
    sought: float = field(init=False)
    guilty: Class = field(init=False)
    free: Class = field(init=False)

    def __post_init__(self) -> None:
        of_either: tuple[list[tuple[float, Class]], list[tuple[float, Class]]] = ([], [])
        for each, chance in self.by_class.items():
            of_either[each[1] is not None].append((chance, each))
        free, sought = of_either
        object.__setattr__(self, "sought", sum([chance for chance, _ in sought]))
        object.__setattr__(self, "guilty", max(sought, key=_chance)[1])
        object.__setattr__(self, "free", max(free, key=_chance)[1])

    def of(self, label: Label) -> float:
        """How likely a label is, whatever the tier."""
        return sum([chance for (name, _), chance in self.by_class.items() if name is label])

    @property
    def likeliest(self) -> Class:
        """The likeliest class of all."""
        return max(self.guilty, self.free, key=self.by_class.__getitem__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A trained classifier.

    `scale`: how many units of a score are one of log-odds; `names` are the concepts, facts and rules that it
    knows: others say nothing to it. `calibration`: for each way of coming to an answer, slope and offset from the
    log-odds of the answer to those of its being borne out. `about`: what it was trained on, for people.
    """

    classes: tuple[Class, ...]
    bias: tuple[int, ...]
    scale: float
    names: frozenset[str]
    calibration: Mapping[str, tuple[float, float]]
    about: Mapping[str, Any]
    table: "array[int]" = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """SHA-256 over everything that an answer depends on."""
        return _digest(_head(self), _little(self.table))

    def scores(self, features: Features) -> list[int]:
        """The score of each class."""
        total = list(self.bias)
        for group in Group:
            rows = features.rows(group)
            if rows:
                root = roots()[min(len(rows), MOST_COUNTED)]
                for at, part in enumerate(self._sums(rows)):
                    total[at] += (part * WEIGHTS[group] << PARTS - WEIGHT_BITS) // root
        return total

    def _sums(self, rows: Sequence[int]) -> list[int]:
        table = self.table
        return [sum([table[row * COLUMNS + at] for row in rows]) for at in range(len(self.classes))]

    def chances(self, scores: Sequence[int]) -> Chances:
        """How likely each class is, by its score (softmax)."""
        most = max(scores)
        weights = [exp((score - most) / self.scale) for score in scores]
        total = sum(weights)
        return Chances({each: weight / total for each, weight in zip(self.classes, weights, strict=True)})


@cache
def roots() -> list[int]:
    """Square roots of how many features there are, in parts."""
    return [isqrt(count << 2 * PARTS) for count in range(MOST_COUNTED + 1)]


def written(model: Model) -> str:
    """The model as a file."""
    table = _little(model.table)
    head = _head(model) | {"about": dict(model.about), "fingerprint": _digest(_head(model), table)}
    packed = base64.b64encode(zlib.compress(table, 9)).decode("ascii")
    lines = [packed[at : at + _LINE] for at in range(0, len(packed), _LINE)]
    return "\n".join([json.dumps(head, ensure_ascii=True, sort_keys=True), *lines, ""])


def parsed(text: str) -> Model:
    """The model of a file. Raises SkipThis where it is not whole, or made for other features."""
    first, _, rest = text.partition("\n")
    try:
        head = json.loads(first)
        table = zlib.decompress(base64.b64decode(rest.replace("\n", ""), validate=True))
        model = _model(head, table)
    except (ValueError, KeyError, TypeError, zlib.error, binascii.Error) as error:
        raise _refused(f"the classifier cannot be read ({error})") from None
    if head["features"] != fingerprint():
        raise _refused("the classifier was trained on other features")
    if len(table) != 2 * ROWS * COLUMNS or _digest(_head(model), table) != head["fingerprint"]:
        raise _refused("the classifier is damaged: it is not what its fingerprint says")
    return model


def _model(head: Mapping[str, Any], table: bytes) -> Model:
    return Model(
        classes=tuple((Label(label), tier) for label, tier in head["classes"]),
        bias=tuple(map(int, head["bias"])),
        scale=float(head["scale"]),
        names=frozenset(map(str, head["names"])),
        calibration={way: (float(slope), float(offset)) for way, (slope, offset) in head["calibration"].items()},
        about=head["about"],
        table=_native(table),
    )


def _refused(what: str) -> SkipThis:
    return SkipThis(what, Wording(id=what, en=what))


def _head(model: Model) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "features": fingerprint(),
        "classes": [[label.value, tier] for label, tier in model.classes],
        "bias": list(model.bias),
        "scale": model.scale,
        "names": sorted(model.names),
        "calibration": {way: list(line) for way, line in sorted(model.calibration.items())},
    }


def _digest(head: Mapping[str, Any], table: bytes) -> str:
    said = json.dumps(head, ensure_ascii=True, sort_keys=True).encode("ascii")
    return hashlib.sha256(said + b"\n" + table).hexdigest()


def _little(table: "array[int]") -> bytes:
    if sys.byteorder == "little":
        return table.tobytes()
    swapped = array("h", table)
    swapped.byteswap()
    return swapped.tobytes()


def _native(table: bytes) -> "array[int]":
    numbers = array("h")
    numbers.frombytes(table)
    if sys.byteorder != "little":
        numbers.byteswap()
    return numbers
