"""`turunkan import`: captures into the desk; what is known is not doubled."""

import json
import sys
from datetime import tzinfo
from pathlib import Path

import click

from turunkan.cli.desk.started import desk
from turunkan.cli.eyes import harmless
from turunkan.cli.inputs import STDIN, STDIN_NAME, map_option, trouble, zone_option
from turunkan.cli.jobs import are_few
from turunkan.cli.options import DEFAULT_PACK, files_argument, json_option, lang_option
from turunkan.cli.prepare import prepared
from turunkan.cli.words import desk as words
from turunkan.cli.words import shared
from turunkan.core.detect import Engine, is_prepared
from turunkan.core.readers import ReadOptions, Unreadable
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Lang, StopRun, Wording

_COUNTS = ("new", "seen", "changed", "broken")


@click.command("import")
@files_argument
@map_option
@zone_option
@lang_option
@json_option
def import_files(
    *, files: tuple[str, ...], mapping: dict[str, str], zone: tzinfo | None, lang: Lang, as_json: bool
) -> None:
    """Bring captures into the desk; running it twice brings nothing new. FILE may be - for stdin."""
    take = desk("turunkan.site.importing:import_source")
    if not (are_few(files) or is_prepared()):
        prepared(Engine(load_pack(DEFAULT_PACK)), lang)  # the kernels are the same for any pack
    found = []
    for name in files:
        shown = STDIN_NAME if name == STDIN else name
        try:
            with sys.stdin.buffer if name == STDIN else Path(name).open("rb") as source:
                counts, broken = take(source, shown, ReadOptions(mapping=mapping, zone=zone))
        except Unreadable as stop:
            click.echo(harmless(stop.say(lang)), err=True)
            continue
        except OSError as error:
            click.echo(trouble(shown, error).say(lang), err=True)
            continue
        found.append(counts)
        if not as_json:
            said = {key: shared.number(count, lang) for key, count in counts.items()}
            click.echo(words.IMPORTED.fill(name=shown, **said).say(lang))
        _name_broken(broken, counts["broken"], lang)
    if not found:
        raise StopRun("nothing readable", shared.NOTHING_READ)
    if as_json:
        click.echo(json.dumps({key: sum(counts[key] for counts in found) for key in _COUNTS}))


def _name_broken(broken: list[tuple[str, Wording]], count: int, lang: Lang) -> None:
    """Where and why, of the first ones; the rest is on the page of the import."""
    for place, why in broken:
        click.echo(harmless(f"  {place}: {why.say(lang)}"), err=True)
    if broken and count > len(broken):
        more = shared.number(count - len(broken), lang)
        click.echo(f"  {words.MORE_BROKEN.fill(count=more).say(lang)}", err=True)
