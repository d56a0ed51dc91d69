"""`turunkan pack catalogue`: a pack as pages for people who review it."""

from pathlib import Path

import click

from turunkan.cli.folders import write_folder
from turunkan.cli.options import DEFAULT_PACK, lang_option
from turunkan.cli.words import catalogue as words
from turunkan.core.rules import catalogue as pages_of
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Lang


@click.command()
@click.argument("name", default=DEFAULT_PACK, metavar="[NAME|FOLDER]")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder for the pages."
)
@lang_option
def catalogue(*, name: str, out: Path, lang: Lang) -> None:
    """Write a page for each concept, rule and filter, as Markdown.

    An earlier catalogue in DIR is replaced; a folder that holds anything else is left alone.
    """
    pack = load_pack(name)
    pages = write_folder(out, pages_of(pack, lang))
    parts = ("concepts", "facts", "rules", "filters")
    counts = {part: len(getattr(pack, part)) for part in parts}
    click.echo(words.WRITTEN.fill(pages=pages, folder=out, **counts).say(lang), err=True)
