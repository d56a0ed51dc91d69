"""`turunkan backup`: the whole desk as one file, whatever its database."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from turunkan.cli.desk.started import desk
from turunkan.cli.options import json_option, lang_option
from turunkan.cli.words import backup as words
from turunkan.cli.words import shared
from turunkan.core.vocab import Lang, StopRun

_FAILED = 1


def passphrase_option(function: click.decorators.FC) -> click.decorators.FC:
    """--passphrase-env; a passphrase on the command line would be seen by everybody on the machine."""
    said = "The environment variable that holds the backup's passphrase."
    return click.option("--passphrase-env", "variable", metavar="NAME", help=said)(function)


@click.command()
@click.option(
    "--out", required=True, metavar="F", type=click.Path(dir_okay=False, path_type=Path), help="The file."
)
@passphrase_option
@click.option("--plain", is_flag=True, help="No passphrase, though this desk's evidence is encrypted.")
@click.option("--with-keys", is_flag=True, help="The signing keys too; only with a passphrase.")
@lang_option
@json_option
def backup(*, out: Path, variable: str | None, plain: bool, with_keys: bool, lang: Lang, as_json: bool) -> None:
    """Write the whole desk of one moment into a new file; who works meanwhile does not wait."""
    make = desk("turunkan.site.backup.making:make_backup", as_it_stands=True)
    made = make(out, passphrase=passphrase(variable), plain=plain, with_keys=with_keys)
    tell(made, words.MADE.fill(file=out).say(lang), lang, as_json=as_json)


def passphrase(variable: str | None) -> str | None:
    """What a variable of the environment holds. Raises StopRun where it holds nothing."""
    if variable and not os.environ.get(variable):
        raise StopRun("no passphrase", words.NO_PASSPHRASE.fill(variable=variable))
    return os.environ[variable] if variable else None


def tell(done: Any, headline: str, lang: Lang, *, as_json: bool) -> None:
    """Print the figures; the command fails where the desk itself was not sound when it was backed up."""
    found = done.figures
    if as_json:
        click.echo(json.dumps({"backup": done.digest, "sound": done.is_sound, **found}))
    else:
        click.echo(headline)
        counts = {**found["rows"], "files": found["seals"]["files"], "rows": sum(found["rows"].values())}
        for name, title in words.COUNTS.items():
            click.echo(f"  {title.say(lang)}: {shared.number(counts[name], lang)}")
        heads = {name: found[name]["head"] for name in ("audit", "seals")}
        click.echo(words.HEADS.fill(backup=done.digest, **heads).say(lang))
    if not done.is_sound:
        problems = [f"audit #{at}"] if (at := found["audit"]["broken_at"]) else []
        problems += found["seals"]["problems"]
        click.echo(words.UNSOUND.fill(problems="\n  ".join(problems)).say(lang), err=True)
        sys.exit(_FAILED)
