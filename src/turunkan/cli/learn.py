"""`turunkan learn`: the labelled posts of a pack → its classifier, with a card that says what it is worth."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from turunkan.cli.labelled import truth_of
from turunkan.cli.options import DEFAULT_PACK, lang_option
from turunkan.cli.output import opened
from turunkan.cli.words import learn as words
from turunkan.cli.words import shared
from turunkan.core.classifier import written
from turunkan.core.detect.baseline import BASELINE
from turunkan.core.detect.evaluation import Judged, Share
from turunkan.core.readers import read
from turunkan.core.rules import load_pack, pack_folder
from turunkan.core.vocab import Item, Lang, StopRun, Wording

if TYPE_CHECKING:
    from turunkan.core.detect.learning import Labelled, Lesson

_NEEDED = ("numpy", "scipy", "sklearn")


@click.command()
@click.argument("name", default=DEFAULT_PACK, metavar="[NAME|FOLDER]")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="F", help="[default: in the pack]")
@lang_option
def learn(*, name: str, out: Path | None, lang: Lang) -> None:
    """Train the classifier of a pack on its labelled posts, and print a model card.

    The posts are training/*.jsonl in the pack's folder; the same posts give the same model. Beside it comes
    baseline.model, an n-gram model of the same posts, against which `evaluate` measures.
    """
    if not all(map(find_spec, _NEEDED)):
        raise StopRun("no scikit-learn", words.NO_EXTRA)
    pack, folder = load_pack(name), Path(str(pack_folder(name)))
    posts = list(_posts(folder))
    if not posts or pack.meeting is None:
        raise StopRun("nothing to learn from", words.NO_POSTS.fill(name=name))
    lesson: Lesson = import_module("turunkan.core.detect.learning").learn(
        pack, posts, lambda source: click.echo(_step(source).say(lang), err=True)
    )
    target = out or folder / "classifier.model"
    for path, model in ((target, lesson.model), (target.with_name(BASELINE), lesson.baseline)):
        with opened(path) as stream:
            stream.write(written(model).encode("ascii"))
        click.echo(words.WRITTEN.fill(path=str(path), fingerprint=model.fingerprint).say(lang), err=True)
    click.echo(_card(pack.stamp, lesson, len({post.source for post in posts}), lang))


def _posts(folder: Path) -> "Iterator[Labelled]":
    """The labelled posts of a pack, file by file. Raises StopRun where a row cannot be used."""
    labelled = import_module("turunkan.core.detect.learning").Labelled
    for file in sorted(folder.glob("training/*.jsonl")):
        with file.open("rb") as source:
            parts = list(read(source, file.name))
        items = [part for part in parts if isinstance(part, Item)]
        if broken := len(parts) - len(items):
            raise StopRun("broken posts", words.NOT_LABELLED.fill(where=file.name, count=broken))
        for item in items:
            pair = item.extra.get("pair")
            yield labelled(item, file.stem, truth_of(item), str(pair) if pair else None)


def _step(source: str) -> Wording:
    return words.LEFT_OUT.fill(source=source) if source else words.CALIBRATING


def _card(stamp: str, lesson: "Lesson", sources: int, lang: Lang) -> str:
    """What the model is and is worth."""
    measured = ((words.KEPT_OUT, lesson.kept_out), (words.OTHER_HANDS, lesson.by_others))
    return words.CARD.fill(
        name=stamp,
        fingerprint=lesson.model.fingerprint,
        trained=lesson.trained,
        kept=len(lesson.kept_out),
        sources=sources,
        rows="\n".join(_row(what.say(lang), rows, lang) for what, rows in measured),
    ).say(lang)


def _row(what: str, rows: Sequence[Judged], lang: Lang) -> str:
    sought = [row.finding for row in rows if row.truth.sought]
    innocent = [row.finding for row in rows if not row.truth.sought]
    shares = (
        Share.of(row.right for row in rows),
        Share.of(finding.surfaced for finding in sought),
        Share.of(finding.surfaced for finding in innocent),
        Share.of(finding.action.accuses for finding in innocent),
    )
    cells = [f"{shared.decimal(100 * (share.value or 0), 1, lang)} %" for share in shares]
    return f"| {' | '.join([what, str(len(rows)), *cells])} |"
