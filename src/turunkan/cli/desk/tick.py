"""`turunkan tick`: the work that is due, in small batches; safe to run twice, safe to kill."""

import json

import click

from turunkan.cli.desk.started import desk
from turunkan.cli.options import json_option, lang_option
from turunkan.cli.words import desk as words
from turunkan.cli.words import shared
from turunkan.core.vocab import Lang


@click.command()
@click.option(
    "--task", "tasks", multiple=True, type=click.Choice(list(words.TASKS)), help="Do only this; can be repeated."
)
@lang_option
@json_option
def tick(*, tasks: tuple[str, ...], lang: Lang, as_json: bool) -> None:
    """Do the background work that is due; run it from cron, every few minutes."""
    done = desk("turunkan.site.ticking:tick_once")(tasks)
    if as_json:
        click.echo(json.dumps(done))
        return
    for task, count in done.items():
        click.echo(f"{words.TASKS[task].say(lang)}: {shared.number(count, lang)}")
