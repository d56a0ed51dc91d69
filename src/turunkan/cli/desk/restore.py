"""`turunkan restore`: a desk out of a backup, on either database, checked before it counts."""

from pathlib import Path

import click

from turunkan.cli.desk.backup import passphrase, passphrase_option, tell
from turunkan.cli.desk.started import desk
from turunkan.cli.options import json_option, lang_option
from turunkan.cli.words import backup as words
from turunkan.core.vocab import Lang


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@passphrase_option
@lang_option
@json_option
def restore(*, file: Path, variable: str | None, lang: Lang, as_json: bool) -> None:
    """Put a backup into this desk, which has to be empty: all of it, as it was, or nothing."""
    put_back = desk("turunkan.site.backup.restoring:restore_backup", as_it_stands=True)
    done = put_back(file, passphrase=passphrase(variable))
    tell(done, words.RESTORED.fill(file=file).say(lang), lang, as_json=as_json)
