"""`turunkan bundle`: the sealed evidence of one case, as a file that anyone can check."""

from pathlib import Path

import click

from turunkan.cli.desk.started import desk
from turunkan.cli.options import lang_option
from turunkan.cli.words import evidence as words
from turunkan.core.vocab import Lang, SkipThis, StopRun


@click.command()
@click.option("--case", "code", metavar="CODE", help="The case.")
@click.option("--latest", is_flag=True, help="The case that was sealed last.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="F.zip",
    help="Where to write it.",
)
@lang_option
def bundle(*, code: str | None, latest: bool, out: Path, lang: Lang) -> None:
    """Write the bundle of a case; the same case gives the same bytes until something new is sealed."""
    if bool(code) == latest:
        raise StopRun("which case", words.CASE_OR_LATEST)
    write = desk("turunkan.site.bundling:write_bundle")
    try:
        written = write(code, out)
    except SkipThis as refusal:
        raise StopRun(refusal.log, refusal.person) from refusal
    click.echo(words.BUNDLED.fill(code=written.code, out=out, key=written.key).say(lang))
