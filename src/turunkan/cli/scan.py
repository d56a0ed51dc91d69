"""`turunkan scan`: captures in, Findings out, in input order and with flat memory."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from turunkan.cli.eyes import harmless
from turunkan.cli.inputs import Inputs, map_option
from turunkan.cli.jobs import Jobs, processes, usual_jobs
from turunkan.cli.options import files_argument, lang_option, pack_option
from turunkan.cli.output import opened, refuse_input
from turunkan.cli.progress import Bar
from turunkan.cli.steady import steady
from turunkan.cli.words import scan as words
from turunkan.cli.words import shared
from turunkan.cli.writers import Writer, writer
from turunkan.core.detect import Engine, is_prepared, many
from turunkan.core.rules import load_pack
from turunkan.core.vocab import LABELS, Finding, Item, Label, Lang, Post

FORMATS = ("jsonl", "table", "csv")


@click.command()
@files_argument
@pack_option
@map_option
@click.option("--format", "form", type=click.Choice(FORMATS), help="[default: table on a terminal, else jsonl]")
@lang_option
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="F", help="Write to a file.")
@click.option("--all", "everything", is_flag=True, help="Print every item, not only what needs a look.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes. [default: one a processor where captures are large, else 1]",
)
def scan(
    *,
    files: tuple[str, ...],
    pack: str,
    mapping: dict[str, str],
    form: str | None,
    lang: Lang,
    out: Path | None,
    everything: bool,
    jobs: int | None,
) -> None:
    """Find what needs a look in captures; FILE may be - for stdin.

    JSON lines are shared out to --jobs processes, other formats are read by one; the order stays.
    Formats are recognised by content: JSON lines, arrays or objects, tables, plain text lines, gzip.
    """
    refuse_input(out, files, lang)
    engine = Engine(load_pack(pack))
    if not is_prepared():
        click.echo(words.PREPARING.say(lang), err=True)
        many(engine)  # for the other processes, too
    form = form or default_format(out)
    tally = Tally()
    jobs = jobs or usual_jobs(files)
    with steady(), Bar(shown=is_watched(form, out)) as bar, opened(out) as stream:
        inputs = Inputs(files, mapping, lang, bar)
        writing = writer(form, stream, lang, engine.pack, bar)
        if jobs > 1:
            with processes(jobs, pack, everything=everything) as helpers:
                write(shared_out(inputs, helpers, engine, tally, bar, everything=everything), writing)
        else:
            found = many(engine).stream(inputs, everything=everything, block=inputs.block)
            write(tally.counted(found), writing)
        writing.finish()
    for line in (tally.line(lang), *inputs.broken.lines(lang)):
        click.echo(harmless(line), err=True)


def write(found: Iterable[tuple[Item, Finding]], writing: Writer) -> None:
    """Everything that is to be told."""
    for item, finding in found:
        writing.write(item, finding)


def shared_out(
    inputs: Inputs, helpers: Jobs, engine: Engine, tally: "Tally", bar: Bar, *, everything: bool
) -> Iterator[tuple[Item, Finding]]:
    """What several processes find in the captures, in order; a capture that cannot be cut is read here."""
    for name in inputs.files:
        with inputs.told(name):
            parts = helpers.find(name, inputs.options)
            if parts is None:
                yield from tally.counted(many(engine).stream(inputs.posts(name), everything=everything))
            for part in parts or ():
                inputs.count(part.read, part.broken)
                tally.join(part.read, part.told)
                bar.reach(name, part.end)
                yield from part.told
    inputs.finish()


class Tally:
    """How many Items were read, and how many of each label need a look."""

    def __init__(self) -> None:
        self._read = 0
        self._surfaced: Counter[Label] = Counter()

    def counted(self, stream: Iterable[tuple[Post, Finding | None]]) -> Iterator[tuple[Item, Finding]]:
        """What is to be told of a stream, all of which is counted."""
        for post, finding in stream:
            self._read += 1
            if finding is not None:
                self._add(finding)
                yield post.whole(), finding

    def join(self, read: int, told: Iterable[tuple[Item, Finding]]) -> None:
        """Items that were read elsewhere, and what is to be told of them."""
        self._read += read
        for _, finding in told:
            self._add(finding)

    def _add(self, finding: Finding) -> None:
        if finding.surfaced:
            self._surfaced[finding.label] += 1

    def line(self, lang: Lang) -> str:
        """The summary for a person."""
        surfaced = shared.number(self._surfaced.total(), lang)
        start = words.SUMMARY.fill(read=shared.number(self._read, lang), surfaced=surfaced).say(lang)
        by_label = ", ".join(self._labels(lang))
        return f"{start}: {by_label}." if by_label else f"{start}."

    def _labels(self, lang: Lang) -> Iterator[str]:
        for label in Label:
            if count := self._surfaced[label]:
                yield f"{LABELS[label].say(lang)} {shared.number(count, lang)}"


def default_format(out: Path | None) -> str:
    """A table for a person at a terminal, JSON lines for everything else."""
    return "table" if out is None and sys.stdout.isatty() else "jsonl"


def is_watched(form: str, out: Path | None) -> bool:
    """Whether a bar helps: someone watches stderr, and no Findings stream over the same screen."""
    streams_to_screen = out is None and sys.stdout.isatty() and form != "table"
    return sys.stderr.isatty() and not streams_to_screen
