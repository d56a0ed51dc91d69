"""Worker: one part of a plan → a file of Findings and a file of what was broken. Nothing here knows Spark."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from turunkan import __version__
from turunkan.core.detect import Engine
from turunkan.core.detect.many import Many, many
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Broken, Lang, Post, StopRun, Wording, json_line
from turunkan.scale.folder import appearing, broken_line, lost_file, part_file
from turunkan.scale.pieces import records
from turunkan.scale.plan import Part
from turunkan.scale.told import Told

_OTHER = Wording(
    id="Di mesin pekerja terpasang {found}, sedangkan yang diminta {wanted}. Samakan dahulu.",
    en="A worker has {found} installed where {wanted} was asked for. Make them the same first.",
)


@dataclass(frozen=True, slots=True)
class Order:
    """What all parts have in common; `stamp` is the pack's name@version, `engine` the version of turunkan."""

    pack: str
    stamp: str
    folder: str
    lang: Lang
    everything: bool
    engine: str = __version__


def find_part(order: Order, number: int, part: Part) -> Told:
    """Write the Findings of a part, and what was broken in it; a second try replaces the first."""
    way = engine_of(order.pack, order.stamp, order.engine)
    folder, told = Path(order.folder), Told()
    with appearing(part_file(folder, number)) as out, appearing(lost_file(folder, number)) as lost:
        for _, finding in way.stream(_items(part, told, lost, order.lang), everything=order.everything):
            told.add(finding)
            if finding:
                out.write(json_line(finding.as_json(order.lang)))
    return told


@lru_cache(maxsize=4)
def engine_of(pack: str, stamp: str, engine: str) -> Many:
    """The engine of a pack, made once in each process. Raises StopRun where another version is installed."""
    subject = load_pack(pack)
    found, wanted = f"turunkan {__version__}, {subject.stamp}", f"turunkan {engine}, {stamp}"
    if found != wanted:
        raise StopRun(f"{found} instead of {wanted}", _OTHER.fill(found=found, wanted=wanted))
    return many(Engine(subject))


def _items(part: Part, told: Told, lost: BinaryIO, lang: Lang) -> Iterator[Post]:
    """The Items of a part; what is broken is counted and kept."""
    for piece in part:
        for record in records(piece):
            if isinstance(record, Broken):
                told.lose(record)
                lost.write(broken_line(record, lang))
            else:
                yield record
