"""`turunkan scan`: captures in, Findings out, in input order and with flat memory."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import tzinfo
from pathlib import Path

import click

from turunkan.cli.accounts import Telling, refuse_mapping, scan_accounts
from turunkan.cli.eyes import harmless
from turunkan.cli.inputs import Inputs, map_option, zone_option
from turunkan.cli.jobs import Found, Jobs, Wanted, are_few, processes, usual_jobs
from turunkan.cli.options import files_argument, lang_option, pack_option
from turunkan.cli.output import opened, refuse_input
from turunkan.cli.prepare import prepared
from turunkan.cli.progress import Bar
from turunkan.cli.steady import steady
from turunkan.cli.tally import Tally
from turunkan.cli.writers import Writer, writer
from turunkan.core.detect import Engine, Many, OneByOne
from turunkan.core.readers import ReadOptions
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Finding, Item, Lang

FORMATS = ("jsonl", "table", "csv")


@click.command()
@files_argument
@pack_option
@map_option
@zone_option
@click.option("--accounts", is_flag=True, help="Captures hold accounts with their posts: one proposal an account.")
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
    zone: tzinfo | None,
    accounts: bool,
    form: str | None,
    lang: Lang,
    out: Path | None,
    everything: bool,
    jobs: int | None,
) -> None:
    """Find what needs a look in captures; FILE may be - for stdin.

    JSON lines are shared out to --jobs processes, other formats and accounts are read by one; the order stays.
    Formats are recognised by content: JSON lines, arrays or objects, tables, plain text lines, gzip.
    """
    refuse_input(out, files, lang)
    form = form or default_format(out)
    if accounts:
        refuse_mapping(mapping, lang)
        scan_accounts(files, load_pack(pack), Telling(form, lang, out, everything, is_watched(form, out)))
        return
    engine = Engine(load_pack(pack))
    jobs = jobs or usual_jobs(files)
    finder = OneByOne(engine) if jobs == 1 and are_few(files) else prepared(engine, lang)
    tally = Tally()
    with ExitStack() as open_:
        open_.enter_context(steady())
        wanted = Wanted(everything, lang if form == "jsonl" else None)
        helpers = open_.enter_context(processes(jobs, pack, finder, wanted)) if jobs > 1 else None
        bar = open_.enter_context(Bar(shown=is_watched(form, out)))
        stream = open_.enter_context(opened(out))
        inputs = Inputs(files, ReadOptions(mapping=mapping, zone=zone), lang, bar)
        writing = writer(form, stream, lang, engine.pack, bar)
        if helpers is None:
            found = finder.stream(inputs, everything=everything, block=inputs.block)
            write(tally.counted(found), writing)
        else:
            for part in shared_out(inputs, helpers, finder, everything=everything):
                tally.join(part.tally)
                stream.write(part.lines)
                stream.flush()
                write(part.told, writing)
                bar.reach(part.name, part.end)
        writing.finish()
    for line in (tally.line(lang), *inputs.broken.lines(lang)):
        click.echo(harmless(line), err=True)


def write(found: Iterable[tuple[Item, Finding]], writing: Writer) -> None:
    """Everything that is to be told."""
    for item, finding in found:
        writing.write(item, finding)


def shared_out(inputs: Inputs, helpers: Jobs, finder: Many, *, everything: bool) -> Iterator[Found]:
    """What several processes find in the captures, in order; a capture that cannot be cut is read here."""
    for name in inputs.files:
        with inputs.told(name):
            parts = helpers.find(name, inputs.options)
            if parts is None:
                tally = Tally()
                stream = finder.stream(inputs.posts(name), everything=everything, block=inputs.block)
                for one in tally.counted(stream):
                    yield Found(name, told=[one])
                yield Found(name, tally=tally)
            for part in parts or ():
                inputs.count(part.tally.read, part.broken)
                yield part
    inputs.finish()


def default_format(out: Path | None) -> str:
    """A table for a person at a terminal, JSON lines for everything else."""
    return "table" if out is None and sys.stdout.isatty() else "jsonl"


def is_watched(form: str, out: Path | None) -> bool:
    """Whether a bar helps: someone watches stderr, and no Findings stream over the same screen."""
    streams_to_screen = out is None and sys.stdout.isatty() and form != "table"
    return sys.stderr.isatty() and not streams_to_screen
