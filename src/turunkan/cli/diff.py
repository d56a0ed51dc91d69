"""`turunkan pack diff`: what another state of a pack would change, Item by Item, and why."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Protocol

import click

from turunkan.cli.diff_table import ChangeTable
from turunkan.cli.eyes import harmless
from turunkan.cli.inputs import Inputs, map_option
from turunkan.cli.options import lang_option
from turunkan.cli.output import opened, refuse_input
from turunkan.cli.prepare import prepared
from turunkan.cli.progress import Bar
from turunkan.cli.scan import default_format, is_watched
from turunkan.cli.steady import steady
from turunkan.cli.words import diff as words
from turunkan.cli.words.shared import number
from turunkan.core.detect import Change, Comparison, Engine, Side, Turn, compared
from turunkan.core.readers import ReadOptions
from turunkan.core.rules import Pack, load_pack
from turunkan.core.vocab import Item, Lang, Post, json_line

_CHANGED = 1
_SHORT = 12  # of a fingerprint


class ChangeWriter(Protocol):
    """Takes changes in order; `finish` writes what is still held."""

    def write(self, item: Item, change: Change) -> None:
        """One change, and the Item that it befell."""

    def finish(self) -> None:
        """Nothing more will come."""


class JsonLines:
    """One JSON object a line."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, _: Item, change: Change) -> None:
        """One line."""
        self._stream.write(json_line(change.as_json()))
        self._stream.flush()

    def finish(self) -> None:
        """Nothing is held."""


@click.command()
@click.argument("old_name", metavar="OLD")
@click.argument("new_name", metavar="NEW")
@click.argument("more", nargs=-1, metavar="")
@click.option(
    "--on", multiple=True, required=True, metavar="ITEMS…", help="Captures to read with both; - for stdin."
)
@map_option
@click.option("--format", "form", type=click.Choice(("jsonl", "table")), help="[default: as scan]")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="F", help="Write to a file.")
@click.option("--all", "everything", is_flag=True, help="Compare also what neither would show to a person.")
@click.option("--fail-on-change", is_flag=True, help="Exit with 1 if any answer changed.")
@lang_option
def diff(
    *,
    old_name: str,
    new_name: str,
    on: tuple[str, ...],
    more: tuple[str, ...],
    mapping: dict[str, str],
    form: str | None,
    out: Path | None,
    everything: bool,
    fail_on_change: bool,
    lang: Lang,
) -> None:
    """Show what changes from one pack to another on captures, and why.

    OLD and NEW are names or folders. An item is shown when its label, tier, priority, action or law changes;
    where only the grounds or the confidence do, it is counted.
    """
    files = (*on, *more)
    refuse_input(out, files, lang)
    old, new = (_side(name, lang) for name in (old_name, new_name))
    packs = (old.engine.pack, new.engine.pack)
    form = form or default_format(out)
    tally = Comparison()
    with ExitStack() as open_:
        open_.enter_context(steady())
        bar = open_.enter_context(Bar(shown=is_watched(form, out)))
        stream = open_.enter_context(opened(out))
        inputs = Inputs(files, ReadOptions(mapping=mapping), lang, bar)
        table = ChangeTable(stream, lang, packs, bar) if form == "table" else None
        changes = compared(old, new, inputs, everything=everything, block=inputs.block)
        _write(changes, tally, table or JsonLines(stream))
    for line in (*_about(*packs, lang), *_figures(tally, lang), *inputs.broken.lines(lang)):
        click.echo(harmless(line), err=True)
    if fail_on_change and tally.changed:
        sys.exit(_CHANGED)


def _write(changes: Iterable[tuple[Post, Change | None]], tally: Comparison, writing: ChangeWriter) -> None:
    """Tell of every answer that changed, and count all."""
    for post, change in changes:
        tally.add(change)
        if change is not None and change.changes_answer:
            writing.write(post.whole(), change)
    writing.finish()


def _side(name: str, lang: Lang) -> Side:
    engine = Engine(load_pack(name))
    return Side(engine, prepared(engine, lang))


def _about(old: Pack, new: Pack, lang: Lang) -> Iterator[str]:
    """Which packs were compared, and in which files they differ."""
    marks = {"old_mark": old.fingerprint[:_SHORT], "new_mark": new.fingerprint[:_SHORT]}
    yield words.PACKS.fill(old=old.stamp, new=new.stamp, **marks).say(lang)
    names = sorted(old.files.keys() | new.files.keys())
    differing = [name for name in names if old.files.get(name) != new.files.get(name)]
    if not differing:
        yield words.SAME_FILES.say(lang)
        return
    yield words.OTHER_FILES.fill(files=", ".join(differing)).say(lang)
    if old.stamp == new.stamp:
        yield words.SAME_NAME.say(lang)


def _figures(tally: Comparison, lang: Lang) -> Iterator[str]:
    counts = {name: number(getattr(tally, name), lang) for name in ("read", "changed", "unchanged")}
    yield words.SUMMARY.fill(**counts).say(lang)
    for turn in Turn:
        if count := tally.turns[turn]:
            yield f"  {words.TURNS[turn].say(lang)}: {number(count, lang)}"
