"""`turunkan explain`: one text, its Finding, and everything that led there."""

import json
import sys
from datetime import date, datetime, time

import click

from turunkan.cli.boundary import language
from turunkan.cli.explanation import show
from turunkan.cli.eyes import console
from turunkan.cli.inputs import STDIN
from turunkan.cli.options import json_option, lang_option, pack_option
from turunkan.cli.words import explain as words
from turunkan.core.detect import Engine
from turunkan.core.rules import load_pack
from turunkan.core.vocab import WIB, Author, Item, Lang

_NOON = time(12, tzinfo=WIB)


def _as_moment(ctx: click.Context, _: click.Parameter, given: str | None) -> datetime | None:
    """A date as its noon in Jakarta, or a moment with its offset."""
    if given is None:
        return None
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise click.BadParameter(words.BAD_DATE.fill(given=given).say(language(ctx))) from None
    if _is_day(given):
        return datetime.combine(moment.date(), _NOON)
    if moment.tzinfo is None:
        raise click.BadParameter(words.NO_OFFSET.fill(given=given).say(language(ctx)))
    return moment


def _is_day(given: str) -> bool:
    try:
        return bool(date.fromisoformat(given))
    except ValueError:
        return False


@click.command()
@click.argument("text", default="")
@click.option("--title", default=None, help="The item's title.")
@click.option("--bio", default=None, help="The bio of its author.")
@click.option("--date", "posted_at", callback=_as_moment, metavar="D", help="YYYY-MM-DD, or RFC 3339 with offset.")
@pack_option
@lang_option
@json_option
def explain(
    *,
    text: str,
    title: str | None,
    bio: str | None,
    posted_at: datetime | None,
    pack: str,
    lang: Lang,
    as_json: bool,
) -> None:
    """Say what the engine makes of one TEXT, and why; TEXT may be - for stdin."""
    text = sys.stdin.buffer.read().decode("utf-8", "replace") if text == STDIN else text
    if not (text.strip() or (title or "").strip()):
        raise click.UsageError(words.NO_TEXT.say(lang))
    author = Author(bio=bio) if bio else None
    item = Item(id="explain", title=title, text=text or None, author=author, posted_at=posted_at)
    subject = load_pack(pack)
    finding = Engine(subject).find(item)
    if as_json:
        click.echo(json.dumps(finding.as_json(lang), ensure_ascii=False, indent=2))
    else:
        show(console(sys.stdout), item, finding, subject, lang)
