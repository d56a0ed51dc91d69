"""`turunkan demo`: a whole office with invented people, captures and one refused letter, served at once."""

import os
import secrets
from pathlib import Path

import click

from turunkan.cli.desk.serve import announce, port_option
from turunkan.cli.desk.started import desk
from turunkan.cli.options import lang_option
from turunkan.cli.words import desk as words
from turunkan.core.vocab import Lang, StopRun
from turunkan.site.environment import DEMO, HOME, current

DEFAULT_DIR = "turunkan-demo"


@click.command()
@click.option(
    "--dir", "folder", default=DEFAULT_DIR, show_default=True, metavar="D", help="The demo's data folder."
)
@click.option("--no-serve", is_flag=True, help="Build it, and stop.")
@port_option
@lang_option
def demo(*, folder: str, no_serve: bool, port: int, lang: Lang) -> None:
    """Build an office with invented captures (kept, if it is there already), and serve it."""
    home = Path(folder).resolve()
    os.environ[HOME.name] = str(home)
    _write_settings(home, port)
    click.echo(words.DEMO_BUILDING.fill(home=home).say(lang), err=True)
    with desk("turunkan.site.demo.sink:mail_sink")(home):
        built = desk("turunkan.site.demo.build:build")()
        click.echo(words.DEMO_READY.fill(**built).say(lang), err=True)
        if not no_serve:
            run = desk("turunkan.site.serving:serve", needs_key=True)
            run("127.0.0.1", port, lambda address, has_users: announce(address, lang, has_users=has_users))


def _write_settings(home: Path, port: int) -> None:
    """The demo's own `.env`; a folder that holds another desk is refused."""
    file = home / ".env"
    if not file.exists():
        if home.exists() and any(home.iterdir()):
            raise StopRun(f"{home} is not empty", words.DEMO_TAKEN.fill(home=home))
        home.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(f"{DEMO.name}=yes\nTURUNKAN_SECRET_KEY={secrets.token_urlsafe(48)}\n", encoding="utf-8")
    if current()[DEMO.name] != "yes":
        raise StopRun(f"{home} is no demo", words.DEMO_TAKEN.fill(home=home))
    os.environ["TURUNKAN_BASE_URL"] = f"http://127.0.0.1:{port}"
