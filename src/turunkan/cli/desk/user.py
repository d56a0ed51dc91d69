"""`turunkan user`: the first administrator, and anyone else from the command line."""

import click

from turunkan.cli.desk.started import desk
from turunkan.cli.options import lang_option
from turunkan.cli.words import desk as words
from turunkan.core.vocab import Lang, SkipThis, StopRun

ROLES = ("petugas", "peninjau", "penyelia", "hukum", "auditor", "admin")


@click.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What the person may do.")
@click.option("--full-name", default="", help="The name that colleagues see.")
@click.option("--post", default="", help="The post under a signature; a penyelia needs one.")
@lang_option
def user(*, name: str, role: str, full_name: str, post: str, lang: Lang) -> None:
    """Add a person to the desk; the password is asked for."""
    add = desk("turunkan.site.people:add_person")
    password = click.prompt(words.PASSWORD.say(lang), hide_input=True, confirmation_prompt=True)
    try:
        add(username=name, password=password, role=role, name=full_name, post=post)
    except SkipThis as refusal:
        raise StopRun(refusal.log, refusal.person) from refusal
    click.echo(words.USER_MADE.fill(name=name, role=role).say(lang))
