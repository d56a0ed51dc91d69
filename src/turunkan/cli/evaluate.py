"""`turunkan evaluate`: the engine's answers beside what people say, as figures."""

import json
import sys
from pathlib import Path

import click

from turunkan.cli.account_figures import show_account_figures
from turunkan.cli.accounts import refuse_mapping
from turunkan.cli.evaluation_page import Origin, write_page
from turunkan.cli.eyes import console, harmless
from turunkan.cli.figures import MOST_LISTED, Figures
from turunkan.cli.inputs import Inputs, map_option
from turunkan.cli.labelled import LabelledRows, labels_by_id
from turunkan.cli.options import files_argument, json_option, lang_option, pack_option, pair
from turunkan.cli.prepare import prepared
from turunkan.cli.progress import Bar
from turunkan.cli.words import accounts as account_words
from turunkan.cli.words import evaluate as words
from turunkan.core.detect import Engine, evaluation
from turunkan.core.detect.baseline import Baselines, KeywordCheck, load_ngrams
from turunkan.core.readers import ReadOptions
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Lang, StopRun


def _as_pair(ctx: click.Context, _: click.Parameter, given: str | None) -> tuple[str, str] | None:
    return None if given is None else pair(ctx, given)


@click.command()
@files_argument
@pack_option
@map_option
@click.option("--accounts", is_flag=True, help="Rows are accounts with account_action and acceptable_actions.")
@click.option(
    "--positive", callback=_as_pair, metavar="COLUMN=VALUE", help="The column and value of what is to be found."
)
@click.option(
    "--list-accused/--no-list-accused",
    "listed",
    default=None,
    help=f"List the innocent items that were accused. [default: when at most {MOST_LISTED}]",
)
@click.option("--second", metavar="F", help="The same items as another person labelled them, unseen by the first.")
@click.option(
    "--page",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write a page to publish too: README.md, the curve, figures.json.",
)
@json_option
@lang_option
def evaluate(
    *,
    files: tuple[str, ...],
    pack: str,
    mapping: dict[str, str],
    accounts: bool,
    positive: tuple[str, str] | None,
    listed: bool | None,
    second: str | None,
    page: Path | None,
    as_json: bool,
    lang: Lang,
) -> None:
    """Measure the engine on labelled items, beside a plain keyword check and an n-gram model.

    Rows carry label, acceptable, tier and disguise beside the item's own keys, and may carry pair, region, and
    label_1 and label_2 of two people who did not see each other's answer.
    """
    subject = load_pack(pack)
    if accounts:
        refuse_mapping(mapping, lang)
        _refuse_positive(positive, lang)
        show_account_figures(files, subject, lang, as_json=as_json)
        return
    finder = prepared(Engine(subject), lang)
    baselines = Baselines(KeywordCheck(subject.keywords), load_ngrams(pack))
    options = ReadOptions(mapping=mapping)
    with Bar(shown=sys.stderr.isatty()) as bar:
        other = labels_by_id(Inputs((second,), options, lang, bar)) if second else {}
        inputs = Inputs(files, options, lang, bar)
        figures = _figures(LabelledRows(inputs, finder, baselines, other), positive)
    for line in inputs.broken.lines(lang):
        click.echo(harmless(line), err=True)
    if not figures.rows:
        raise StopRun("no labelled row", words.NO_LABELLED_ROW)
    if page is not None:
        ngrams = baselines.ngrams.model if baselines.ngrams else None
        origin = Origin(files=files, pack=subject, ngrams=ngrams, broken=inputs.broken.count)
        write_page(page, figures, origin, lang)
        click.echo(words.PAGE_WRITTEN.fill(path=page).say(lang), err=True)
    if as_json:
        counted = evaluation.as_json(figures) | {"broken": inputs.broken.count}
        click.echo(json.dumps(counted, ensure_ascii=False, indent=2))
    else:
        _show(figures, inputs.broken.count, Figures(console(sys.stdout), lang, listed=listed))


def _refuse_positive(positive: tuple[str, str] | None, lang: Lang) -> None:
    if positive is not None:
        raise click.UsageError(account_words.NO_POSITIVE.say(lang))


def _figures(rows: LabelledRows, positive: tuple[str, str] | None) -> evaluation.Evaluation | evaluation.Sighting:
    if positive is None:
        return evaluation.evaluate(rows.judged())
    return evaluation.evaluate_sightings(rows.sighted(*positive))


def _show(figures: evaluation.Evaluation | evaluation.Sighting, broken: int, screen: Figures) -> None:
    screen.rows(figures.rows, broken)
    if isinstance(figures, evaluation.Evaluation):
        screen.evaluation(figures)
    else:
        screen.sighting(figures)
