"""Options: what several commands take, declared once."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from turunkan.cli.boundary import language, remember
from turunkan.cli.words import shared as words
from turunkan.core.vocab import Lang
from turunkan.site.environment import default_lang

Function = TypeVar("Function", bound=Callable[..., Any])

DEFAULT_PACK = "pakaian-bekas-impor"


def files_argument(function: Function) -> Function:
    """FILE…, where `-` is stdin."""
    return click.argument("files", nargs=-1, required=True, metavar="FILE…")(function)


def pack_option(function: Function) -> Function:
    """--pack, a name or a folder."""
    return click.option(
        "--pack", default=DEFAULT_PACK, show_default=True, metavar="P", help="A pack's name, or its folder."
    )(function)


def lang_option(function: Function) -> Function:
    """--lang, which errors are said in too."""
    return click.option(
        "--lang",
        type=click.Choice([lang.value for lang in Lang]),
        default=default_lang,
        is_eager=True,
        callback=_as_lang,
        help="Language of messages and reasons. [default: TURUNKAN_LANG, else id]",
    )(function)


def json_option(function: Function) -> Function:
    """--json, for programs."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(function)


def pair(ctx: click.Context, text: str) -> tuple[str, str]:
    """`left=right` as two texts. Raises a usage error."""
    left, equals, right = text.partition("=")
    if not (equals and left and right):
        raise click.BadParameter(words.NO_PAIR.fill(text=text).say(language(ctx)))
    return left, right


def _as_lang(ctx: click.Context, _: click.Parameter, value: str) -> Lang:
    remember(ctx, Lang(value))
    return Lang(value)
