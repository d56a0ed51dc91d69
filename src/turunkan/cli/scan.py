"""`turunkan scan`: captures in, Findings out, in input order and with flat memory."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from turunkan.cli.eyes import harmless
from turunkan.cli.inputs import Inputs, map_option
from turunkan.cli.options import files_argument, lang_option, pack_option
from turunkan.cli.output import opened, refuse_input
from turunkan.cli.progress import Bar
from turunkan.cli.words import scan as words
from turunkan.cli.words import shared
from turunkan.cli.writers import writer
from turunkan.core.detect import Engine, is_prepared, many
from turunkan.core.rules import load_pack
from turunkan.core.vocab import LABELS, Finding, Label, Lang

FORMATS = ("jsonl", "table", "csv")


@click.command()
@files_argument
@pack_option
@map_option
@click.option("--format", "form", type=click.Choice(FORMATS), help="[default: table on a terminal, else jsonl]")
@lang_option
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="F", help="Write to a file.")
@click.option("--all", "everything", is_flag=True, help="Print every item, not only what needs a look.")
def scan(
    *,
    files: tuple[str, ...],
    pack: str,
    mapping: dict[str, str],
    form: str | None,
    lang: Lang,
    out: Path | None,
    everything: bool,
) -> None:
    """Find what needs a look in captures; FILE may be - for stdin.

    Formats are recognised by content: JSON lines, arrays or objects, tables, plain text lines, gzip.
    """
    refuse_input(out, files, lang)
    subject = load_pack(pack)
    if not is_prepared():
        click.echo(words.PREPARING.say(lang), err=True)
    finder = many(Engine(subject))
    form = form or default_format(out)
    tally = Tally()
    with Bar(shown=is_watched(form, out)) as bar, opened(out) as stream:
        inputs = Inputs(files, mapping, lang, bar)
        writing = writer(form, stream, lang, subject, bar)
        for item, finding in finder.stream(inputs, everything=everything, block=inputs.block):
            tally.add(finding)
            if finding is not None:
                writing.write(item, finding)
        writing.finish()
    for line in (tally.line(lang), *inputs.broken.lines(lang)):
        click.echo(harmless(line), err=True)


class Tally:
    """How many Items were read, and how many of each label need a look."""

    def __init__(self) -> None:
        self._read = 0
        self._surfaced: Counter[Label] = Counter()

    def add(self, finding: Finding | None) -> None:
        """One more; None for one that nobody needs to look at."""
        self._read += 1
        if finding is not None and finding.surfaced:
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
