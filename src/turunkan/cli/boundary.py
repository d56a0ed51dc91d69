"""Boundary: the one place where errors become a message on stderr and an exit code."""

import os
import sys
from typing import Any, NoReturn

import click

from turunkan.cli.words import shared as words
from turunkan.core.vocab import Lang, StopRun

_LANG = "turunkan.lang"
_UNUSABLE = 2
_INTERRUPTED = 130  # 128 + SIGINT, as shells count


def remember(ctx: click.Context, lang: Lang) -> None:
    """Keep the language of this call, so that errors are said in it too."""
    ctx.meta[_LANG] = lang


def language(ctx: click.Context) -> Lang:
    """The language of this call; Indonesian before it is known."""
    return Lang(ctx.meta.get(_LANG, Lang.ID))


class Boundary(click.Group):
    """A group whose commands may raise StopRun, be interrupted, or lose their reader."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except StopRun as stop:
            _leave(ctx, stop.say(language(ctx)), _UNUSABLE)
        except BrokenPipeError:
            _hush()
            ctx.exit(0)
        except OSError as error:
            _leave(ctx, words.SYSTEM_ERROR.fill(error=error).say(language(ctx)), _UNUSABLE)
        except KeyboardInterrupt:
            _leave(ctx, words.INTERRUPTED.say(language(ctx)), _INTERRUPTED)
        return result


def _leave(ctx: click.Context, message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    ctx.exit(code)


def _hush() -> None:
    """Nobody reads any more: what Python still flushes on its way out goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
