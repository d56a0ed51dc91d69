"""`turunkan settings`: what can be set, what it is, and where that came from."""

import json
import sys

import click
from rich.table import Table

from turunkan.cli.eyes import console
from turunkan.cli.options import json_option, lang_option
from turunkan.cli.words import settings as words
from turunkan.core.vocab import Lang
from turunkan.site.environment import Value, values


@click.command()
@lang_option
@json_option
def settings(*, lang: Lang, as_json: bool) -> None:
    """List all settings and where each value came from; secrets are masked."""
    found = values()
    if as_json:
        click.echo(json.dumps([_as_json(value, lang) for value in found], ensure_ascii=False, indent=2))
    else:
        console(sys.stdout).print(_table(found, lang))


def _table(found: list[Value], lang: Lang) -> Table:
    table = Table()
    for heading in (words.NAME, words.VALUE, words.ORIGIN, words.DEFAULT, words.MEANING):
        table.add_column(heading.say(lang), overflow="fold")
    for value in found:
        setting = value.setting
        origin = words.ORIGINS[value.origin].say(lang)
        table.add_row(setting.name, value.shown, origin, setting.default, setting.means.say(lang))
    return table


def _as_json(value: Value, lang: Lang) -> dict[str, str | bool]:
    return {
        "name": value.setting.name,
        "value": value.shown,
        "origin": value.origin,
        "default": value.setting.default,
        "secret": value.setting.secret,
        "meaning": value.setting.means.say(lang),
    }
