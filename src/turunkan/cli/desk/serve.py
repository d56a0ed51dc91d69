"""`turunkan serve`: the desk on the air, from one process."""

import click

from turunkan.cli.desk.started import desk
from turunkan.cli.options import lang_option
from turunkan.cli.words import desk as words
from turunkan.core.vocab import Lang


def port_option(function: click.decorators.FC) -> click.decorators.FC:
    """--port."""
    kind = click.IntRange(1, 65535)
    return click.option("--port", default=8000, show_default=True, type=kind, help="The port to listen on.")(
        function
    )


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@port_option
@click.option(
    "--proxy", default="", metavar="ADDRESS", help="Trust the X-Forwarded-… headers of this reverse proxy."
)
@lang_option
def serve(*, host: str, port: int, proxy: str, lang: Lang) -> None:
    """Serve the desk; refuses without TURUNKAN_SECRET_KEY."""
    run = desk("turunkan.site.serving:serve", needs_key=True)
    run(host, port, lambda address, has_users: announce(address, lang, has_users=has_users), proxy)


def announce(address: str, lang: Lang, *, has_users: bool) -> None:
    """Where the desk is, and what to do while nobody can log in."""
    if not has_users:
        click.echo(words.NO_USERS.say(lang), err=True)
    click.echo(words.SERVING.fill(address=address).say(lang), err=True)
