"""Boundary: the one place where errors become a message on stderr and an exit code."""

import os
import signal
import sys
import threading
from types import FrameType
from typing import Any, NoReturn

import click

from turunkan.cli.words import shared as words
from turunkan.core.vocab import Lang, StopRun

_LANG = "turunkan.lang"
_DECLINED = 1
_UNUSABLE = 2
_BY_SIGNAL = 128  # and the signal's number, as shells count


ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""Signals that ask a process to end."""


class Ended(KeyboardInterrupt):
    """Asked to end by a signal: as with an interrupt, what was begun is put away first."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


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
            _end_as_interrupted()
            result = super().invoke(ctx)
            sys.stdout.flush()
        except StopRun as stop:
            _leave(ctx, stop.say(language(ctx)), _UNUSABLE)
        except click.Abort:  # a question answered with no
            _leave(ctx, words.LEFT_AS_IT_WAS.say(language(ctx)), _DECLINED)
        except BrokenPipeError:
            _hush()
            ctx.exit(0)
        except OSError as error:
            _leave(ctx, words.SYSTEM_ERROR.fill(error=error).say(language(ctx)), _UNUSABLE)
        except KeyboardInterrupt as interrupt:
            number = interrupt.number if isinstance(interrupt, Ended) else signal.SIGINT
            _leave(ctx, words.INTERRUPTED.say(language(ctx)), _BY_SIGNAL + number)
        return result


def _end_as_interrupted() -> None:
    """Take what asks a process to end as an interrupt, where nobody has said what it is to do."""
    if threading.current_thread() is threading.main_thread():
        for number in ENDING:
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _end)


def _end(number: int, _: FrameType | None) -> NoReturn:
    raise Ended(number)


def _leave(ctx: click.Context, message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    ctx.exit(code)


def _hush() -> None:
    """Nobody reads any more: what Python still flushes on its way out goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
