"""`turunkan scan --accounts`: accounts with their posts in, one proposal an account out, with flat memory."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import click

from turunkan.cli.account_writers import account_writer
from turunkan.cli.eyes import harmless
from turunkan.cli.inputs import AccountInputs
from turunkan.cli.output import opened
from turunkan.cli.prepare import prepared
from turunkan.cli.progress import Bar
from turunkan.cli.steady import steady
from turunkan.cli.words import accounts as words
from turunkan.cli.words import shared
from turunkan.core.detect import Engine, Proposer
from turunkan.core.rules import Pack
from turunkan.core.vocab import ACCOUNT_ACTIONS, Account, AccountAction, AccountFinding, Lang


@dataclass(frozen=True, slots=True)
class Telling:
    """How proposals are told: in which form and language, where, whether all of them, and whether with a bar."""

    form: str
    lang: Lang
    out: Path | None
    everything: bool
    watched: bool


def refuse_mapping(mapping: Mapping[str, str], lang: Lang) -> None:
    """Raise a usage error where columns of a table were mapped: accounts come as JSON."""
    if mapping:
        raise click.UsageError(words.NO_MAP.say(lang))


def scan_accounts(files: tuple[str, ...], pack: Pack, telling: Telling) -> None:
    """Read accounts, propose, and tell; what could not be read is named at the end."""
    lang, tally = telling.lang, AccountTally()
    finder = prepared(Engine(pack), lang)
    with ExitStack() as open_:
        open_.enter_context(steady())
        bar = open_.enter_context(Bar(shown=telling.watched))
        stream = open_.enter_context(opened(telling.out))
        inputs = AccountInputs(files, lang, bar)
        writing = account_writer(telling.form, stream, lang, bar)
        for account, finding in tally.counted(Proposer(pack).stream(inputs, finder, block=inputs.block)):
            if telling.everything or finding.surfaced:
                writing.write(account, finding)
        writing.finish()
    for line in (tally.line(lang), *inputs.broken.lines(lang)):
        click.echo(harmless(line), err=True)


class AccountTally:
    """How many accounts were read, and how many of each proposal need a look; counts as it goes."""

    def __init__(self) -> None:
        self._proposed: Counter[AccountAction] = Counter()

    def counted(self, found: Iterable[tuple[Account, AccountFinding]]) -> Iterator[tuple[Account, AccountFinding]]:
        """The same, counted."""
        for account, finding in found:
            self._proposed[finding.action] += 1
            yield account, finding

    def line(self, lang: Lang) -> str:
        """The summary for a person."""
        read, free = self._proposed.total(), self._proposed[AccountAction.NONE]
        start = words.SUMMARY.fill(read=shared.number(read, lang), surfaced=shared.number(read - free, lang)).say(
            lang
        )
        proposed = ", ".join(
            f"{ACCOUNT_ACTIONS[action].say(lang)} {shared.number(self._proposed[action], lang)}"
            for action in (AccountAction.ACCOUNT, AccountAction.ITEMS)
            if self._proposed[action]
        )
        return f"{start}: {proposed}." if proposed else f"{start}."
