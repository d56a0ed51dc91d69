"""`turunkan keys`: the office's signing keys, and whom this computer trusts."""

import click

from turunkan.cli.boundary import language
from turunkan.cli.desk.started import desk
from turunkan.cli.options import lang_option
from turunkan.cli.trusted import fingerprint
from turunkan.cli.trusted import trust as keep_trusted
from turunkan.cli.words import evidence as words
from turunkan.core.evidence.signing import grouped
from turunkan.core.evidence.statements import KEY_ENDINGS, KEY_EVENTS, KeyEvent
from turunkan.core.vocab import Lang, SkipThis, StopRun
from turunkan.site.environment import home

_EVENTS = {"rotate": KeyEvent.ROTATED, "lost": KeyEvent.LOST, "revoke": KeyEvent.REVOKED}
_yes = click.option("--yes", is_flag=True, help="Do not ask.")


@click.group()
def keys() -> None:
    """The keys that sign evidence. Old bundles stay checkable, whatever becomes of their key."""


@keys.command("list")
@lang_option
def list_keys(*, lang: Lang) -> None:
    """Every key of this office, oldest first."""
    found = desk("turunkan.desk.audit.selectors:key_history")()
    if not found:
        click.echo(words.NO_KEYS.say(lang))
    for one in found:
        now = f" · {words.SIGNS_NOW.say(lang)}" if one.signs else ""
        if one.ended:
            now = f" · {KEY_ENDINGS[one.ended].say(lang)} {one.ended_at:%Y-%m-%d}"
        click.echo(f"{one.at:%Y-%m-%d}  {one.fingerprint}  {KEY_EVENTS[one.event].say(lang)}{now}")


@keys.command()
@lang_option
@_yes
def rotate(*, lang: Lang, yes: bool) -> None:
    """Replace the key in good order; the old one vouches for the new."""
    _change("rotate", lang, yes=yes)


@keys.command()
@lang_option
@_yes
def lost(*, lang: Lang, yes: bool) -> None:
    """Make a new key because the file of the old one is gone."""
    _change("lost", lang, yes=yes)


@keys.command()
@click.argument("retired", required=False, metavar="[FINGERPRINT]")
@lang_option
@_yes
def revoke(*, retired: str | None, lang: Lang, yes: bool) -> None:
    """Make a new key because somebody else may have the old one; what it sealed so far stays provable.

    With the FINGERPRINT of a key that was replaced before, that one is revoked, and the key of now stays.
    """
    _change("revoke", lang, yes=yes, retired=fingerprint(retired) if retired else None)


@keys.command()
@click.argument("what", metavar="FILE|FINGERPRINT")
@lang_option
def trust(*, what: str, lang: Lang) -> None:
    """Trust another office's keys: its keys.json, or one fingerprint from its letter."""
    for key in keep_trusted(home() / "keys", what):
        click.echo(words.TRUSTED.fill(key=grouped(key)).say(lang))


def _change(name: str, lang: Lang, *, yes: bool, retired: str | None = None) -> None:
    change = desk(f"turunkan.desk.cases.keys:{'revoke_retired' if retired else 'change_key'}")
    if not yes:
        click.confirm(words.CONFIRM[name].say(language(click.get_current_context())), abort=True)
    try:
        signer = change(retired or _EVENTS[name], by=None)
    except SkipThis as refusal:
        raise StopRun(refusal.log, refusal.person) from refusal
    if retired:
        click.echo(words.KEY_REVOKED.fill(key=grouped(retired)).say(lang))
        return
    folder = home() / "signing"
    click.echo(words.KEY_CHANGED.fill(key=grouped(signer.fingerprint), folder=folder).say(lang))
