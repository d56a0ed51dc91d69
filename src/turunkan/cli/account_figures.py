"""Account figures: labelled accounts in, figures of the proposals out, as tables for eyes or as JSON."""

import json
import sys
from collections.abc import Iterable

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from turunkan.cli.eyes import console, harmless
from turunkan.cli.figures import Figures
from turunkan.cli.inputs import AccountInputs
from turunkan.cli.labelled_accounts import judged_accounts
from turunkan.cli.prepare import prepared
from turunkan.cli.progress import Bar
from turunkan.cli.words import accounts as words
from turunkan.cli.words import shared
from turunkan.core.detect import Engine, Proposer, evaluation
from turunkan.core.detect.account_evaluation import AccountEvaluation, Miss, evaluate_accounts
from turunkan.core.rules import Pack
from turunkan.core.vocab import ACCOUNT_ACTIONS, AccountAction, Lang, StopRun, Wording


def show_account_figures(files: tuple[str, ...], pack: Pack, lang: Lang, *, as_json: bool) -> None:
    """Measure the proposals on labelled accounts, and print what comes of it."""
    finder = prepared(Engine(pack), lang)
    with Bar(shown=sys.stderr.isatty()) as bar:
        inputs = AccountInputs(files, lang, bar)
        found = Proposer(pack).stream(inputs, finder, block=inputs.block)
        figures = evaluate_accounts(judged_accounts(found, inputs.broken))
    for line in inputs.broken.lines(lang):
        click.echo(harmless(line), err=True)
    if not figures.rows:
        raise StopRun("no labelled account", words.NO_LABELLED_ACCOUNT)
    if as_json:
        counted = evaluation.as_json(figures) | {"broken": inputs.broken.count}
        click.echo(json.dumps(counted, ensure_ascii=False, indent=2))
    else:
        AccountFigures(console(sys.stdout), lang).show(figures, inputs.broken.count)


class AccountFigures:
    """Prints the figures of labelled accounts."""

    def __init__(self, screen: Console, lang: Lang) -> None:
        self._screen = screen
        self._lang = lang
        self._shares = Figures(screen, lang, listed=None)

    def show(self, figures: AccountEvaluation, broken: int) -> None:
        """All tables."""
        counts = {"rows": shared.number(figures.rows, self._lang), "broken": shared.number(broken, self._lang)}
        self._screen.print(words.ROWS.fill(**counts).say(self._lang))
        self._confusion(figures)
        self._within(figures)
        self._listed(words.MISSES, figures.misses)
        if figures.condemned:
            self._listed(words.CONDEMNED, figures.condemned)
        else:
            self._screen.print(words.NONE_CONDEMNED.say(self._lang))

    def _confusion(self, figures: AccountEvaluation) -> None:
        table = self._table(words.TRUTH, *ACCOUNT_ACTIONS.values())
        for truth, answers in figures.confusion.items():
            counts = (shared.number(answers[action], self._lang) for action in AccountAction)
            table.add_row(self._action(truth), *counts)
        self._print(words.CONFUSION, table)

    def _within(self, figures: AccountEvaluation) -> None:
        table = self._table(words.OF, words.SHARE)
        table.add_row(words.ALL.say(self._lang), self._shares.share(figures.within))
        for action, share in figures.by_truth.items():
            table.add_row(self._action(action), self._shares.share(share))
        table.add_row(words.NEVER.say(self._lang), self._shares.share(figures.never_condemned))
        self._print(words.SHARES, table)

    def _listed(self, title: Wording, misses: Iterable[Miss]) -> None:
        table = self._table(words.ACCOUNT, words.TRUTH, words.PROPOSED)
        for miss in misses:
            table.add_row(harmless(miss.id), self._action(miss.truth), self._action(miss.proposed))
        if table.row_count:
            self._print(title, table)

    def _action(self, action: AccountAction) -> str:
        return ACCOUNT_ACTIONS[action].say(self._lang)

    def _table(self, *headings: Wording) -> Table:
        table = Table()
        for heading in headings:
            table.add_column(heading.say(self._lang), overflow="fold")
        return table

    def _print(self, title: Wording, table: Table) -> None:
        self._screen.print()
        self._screen.print(Text(title.say(self._lang), "bold"))
        self._screen.print(table)
