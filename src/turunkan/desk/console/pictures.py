"""Pictures of an Item: their frames, with the words that were read boxed, and those that fired told apart."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from turunkan.desk.console.marking import tamed
from turunkan.desk.intake.identity import MEDIA_READ
from turunkan.desk.intake.media import missing
from turunkan.desk.intake.models import Item, ItemMedia, MediaFile
from turunkan.desk.intake.services.media_reading import BETWEEN
from turunkan.desk.review.selectors import searchable

_FIELD = "image_text"
_OTHERS = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or a code, numbers masked: its corners as SVG has them, and whether a Hit covers it."""

    text: str
    points: str
    fired: bool = False
    confidence: float | None = None  # of a word


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of a picture or video; `at` in seconds, None for a still."""

    number: int
    at: float | None
    words: Sequence[Mark]
    codes: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Picture:
    """A file that the Item shows, and what was read in it."""

    shows: ItemMedia
    file: MediaFile
    frames: Sequence[Frame]
    others: Sequence[Item]  # that show the same picture, as far as a search may find them

    @property
    def is_off(self) -> bool:
        """Whether it waits because this desk cannot read pictures."""
        return self.file.state == MediaFile.State.WAITING and missing()


def pictures_of(item: Item, document: Mapping[str, Any], hits: Sequence[Mapping[str, Any]]) -> list[Picture]:
    """The media of an Item in their order; `document` and `hits` are of its current snapshot."""
    shown = list(item.shows.select_related("file").order_by("position", "pk"))
    starts = dict(_starts([one.file for one in shown], document))
    spans = [(hit["start"], hit["end"]) for hit in hits if hit["field"] == _FIELD]
    return [
        Picture(one, one.file, _frames(one.file, starts.get(one.file.pk), spans), _others(item, one.file))
        for one in shown
    ]


def _others(item: Item, file: MediaFile) -> list[Item]:
    """A few Items with the same picture; none of what is speech or unrelated."""
    if file.gate:
        return []
    near = file.near.filter(other__gate="").values("other")
    same = searchable().filter(Q(shows__file=file) | Q(shows__file__in=near)).exclude(pk=item.pk)
    return list(same.distinct().order_by("-pk")[:_OTHERS])


def _starts(files: Sequence[MediaFile], document: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """(file, where its text begins in `image_text`) of the files that the snapshot tells."""
    told = document.get(MEDIA_READ, {})
    own = told.get(_FIELD, "")
    at = len(own) + len(BETWEEN) if own else 0
    by_digest = {file.sha256: file for file in files}
    for digest in told.get("files", ()):
        file = by_digest.get(digest)
        if file and file.text:
            yield file.pk, at
            at += len(file.text) + len(BETWEEN)


def _frames(file: MediaFile, start: int | None, spans: Collection[tuple[int, int]]) -> list[Frame]:
    words: dict[int, list[Mark]] = {}
    codes: dict[int, list[Mark]] = {}
    shown = tamed(file.text)  # whole: a number may be several words
    for word in file.words:
        words.setdefault(word["frame"], []).append(_marked(word, shown, start, spans))
    for code in file.codes:
        codes.setdefault(code["frame"], []).append(Mark(tamed(code["text"]), _points(code["box"])))
    return [Frame(n, one["at"], words.get(n, []), codes.get(n, [])) for n, one in enumerate(file.frames)]


def _marked(word: Mapping[str, Any], shown: str, start: int | None, spans: Collection[tuple[int, int]]) -> Mark:
    first, last = word["start"], word["start"] + len(word["text"])
    fired = start is not None and any(begin < start + last and start + first < end for begin, end in spans)
    return Mark(shown[first:last], _points(word["box"]), fired, word["confidence"])


def _points(box: Sequence[Sequence[float]]) -> str:
    return " ".join(f"{float(x):.1f},{float(y):.1f}" for x, y in box)
