"""`turunkan spark scan`: a batch of captures on Spark, the same Findings as `turunkan scan`."""

import importlib.util
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from turunkan.cli.eyes import harmless
from turunkan.cli.inputs import trouble
from turunkan.cli.options import lang_option, pack_option
from turunkan.cli.prepare import prepared
from turunkan.cli.words import shared
from turunkan.cli.words import spark as words
from turunkan.core.detect import Engine
from turunkan.core.readers import Unreadable
from turunkan.core.rules import load_pack, pack_names
from turunkan.core.vocab import LABELS, Broken, Label, Lang, StopRun

if TYPE_CHECKING:
    from turunkan.scale.plan import Plan
    from turunkan.scale.told import Told

_NEEDED = ("pyspark", "pyarrow", "pandas")


@click.group()
def spark() -> None:
    """Run the engine on Apache Spark; needs Java 17 and `pip install "turunkan[spark]"`."""


@spark.command("scan")
@click.argument("inputs", nargs=-1, required=True, metavar="IN…")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", required=True,
              help="The folder for part-*.jsonl, broken.jsonl and, when all is written, _SUCCESS.")  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Replace an earlier result in DIR; without it DIR must be empty.")
@click.option("--all", "everything", is_flag=True, help="Write every item, not only what needs a look.")
@pack_option
@lang_option
@click.option("--master", default="local[*]", show_default=True, metavar="URL", help="Where Spark runs.")
def scan_batch(
    *, inputs: tuple[str, ...], out: Path, overwrite: bool, everything: bool, pack: str, lang: Lang, master: str
) -> None:
    """Find what needs a look in a batch of captures, as `turunkan scan` does, with the same bytes.

    IN is a file, a folder or a glob: all that `turunkan scan` reads, and Parquet. All workers must see IN and DIR
    under the same path. JSON lines are shared out in pieces; other files go to one worker each. The parts one
    after the other are in input order.

    DIR must be empty or new. Nothing is in it but _unfinished until all is written; an earlier result is replaced,
    with --overwrite, only then, and a folder that holds other files is never touched.
    """
    check_installed()
    plans, folders = import_module("turunkan.scale.plan"), import_module("turunkan.scale.folder")
    subject = load_pack(pack)
    prepared(Engine(subject), lang)  # refuses a bad pack here, and compiles for the workers of this machine
    refuse_inside(inputs, out, lang)
    with folders.Results(out, overwrite=overwrite) as results:
        plan: Plan = plans.plan_of(inputs)
        unread = [unread_file(name, error) for name, error in plan.unread]
        say(file.message.say(lang) for file in unread)
        order = import_module("turunkan.scale.worker").Order(
            pack=pack if pack in pack_names() else str(Path(pack).resolve()),
            stamp=subject.stamp,
            folder=str(results.unfinished),
            lang=lang,
            everything=everything,
        )
        told: Told = import_module("turunkan.scale.spark").find_all(order, plan.parts, master)
        if not told.read:
            say(broken_lines(told, None, lang))
            raise StopRun("nothing readable", shared.NOTHING_READ)
        parts = results.finish(unread, lang)
    say((summary(told, parts, out, lang), *broken_lines(told, out / folders.BROKEN, lang)))


def check_installed() -> None:
    """Raise StopRun where Spark cannot be started."""
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        raise StopRun("spark extra missing", words.NO_SPARK)
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=str(Path(home) / "bin") if home else None) is None:
        raise StopRun("no java", words.NO_JAVA)


def refuse_inside(inputs: Sequence[str], out: Path, lang: Lang) -> None:
    """Raise a usage error where the result would replace what is read."""
    for name in inputs:
        if out.resolve() in (path := Path(name).resolve()).parents or path == out.resolve():
            raise click.UsageError(words.IN_IS_OUT.fill(name=name, out=out).say(lang))


def unread_file(name: str, error: Unreadable | OSError) -> Broken:
    """A file of which nothing can be read, as it is kept."""
    if isinstance(error, Unreadable):
        return Broken(name, "file", error.cause.value, error.person)
    return Broken(name, "file", "not-read", trouble(name, error))


def summary(told: "Told", parts: int, out: Path, lang: Lang) -> str:
    """How much was read and surfaced, and where it lies."""
    read, surfaced = shared.number(told.read, lang), shared.number(told.surfaced.total(), lang)
    start = words.SUMMARY.fill(read=read, surfaced=surfaced, parts=shared.number(parts, lang), out=out).say(lang)
    counts = ((label, told.surfaced[label]) for label in Label)
    by_label = ", ".join(
        f"{LABELS[label].say(lang)} {shared.number(count, lang)}" for label, count in counts if count
    )
    return f"{start}: {by_label}." if by_label else f"{start}."


def broken_lines(told: "Told", kept: Path | None, lang: Lang) -> Iterator[str]:
    """What was broken: a count and the first places of each code, and where all are kept."""
    if count := told.broken.total():
        number = shared.number(count, lang)
        said = words.BROKEN.fill(count=number, file=kept) if kept else shared.BROKEN.fill(count=number)
        yield said.say(lang)
    for code in sorted(told.broken):
        first = [part for part in told.first if part.code == code]
        yield f"  {code}: {shared.number(told.broken[code], lang)}"
        yield from (f"    {part.where} {part.part}: {part.message.say(lang)}" for part in first)
        if more := told.broken[code] - len(first):
            yield "    " + shared.BROKEN_MORE.fill(count=shared.number(more, lang)).say(lang)


def say(lines: Iterable[str]) -> None:
    """On stderr."""
    for line in lines:
        click.echo(harmless(line), err=True)
