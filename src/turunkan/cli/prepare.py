"""Prepare: the fastest way to find that is installed, with a word where it takes minutes to make."""

import click

from turunkan.cli.words import shared as words
from turunkan.core.detect import Engine, Many, is_prepared, kernel_folder, many
from turunkan.core.vocab import Lang


def prepared(engine: Engine, lang: Lang) -> Many:
    """What finds by an engine; says so where it has to be compiled first, and where that cannot be kept."""
    if is_prepared():
        return many(engine)
    click.echo(words.PREPARING.say(lang), err=True)
    finder = many(engine)
    if not is_prepared():
        click.echo(words.NOT_KEPT.fill(folder=kernel_folder()).say(lang), err=True)
    return finder
