"""Prepare: the fastest way to find that is installed, with a word where it takes minutes to make."""

import click

from turunkan.cli.words import shared as words
from turunkan.core.detect import Engine, Many, is_prepared, many
from turunkan.core.vocab import Lang


def prepared(engine: Engine, lang: Lang) -> Many:
    """What finds by an engine; says so where it has to be compiled for this machine first."""
    if not is_prepared():
        click.echo(words.PREPARING.say(lang), err=True)
    return many(engine)
