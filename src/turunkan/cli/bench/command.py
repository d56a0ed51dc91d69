"""`turunkan bench`: how fast this is, as ratios to others in the same run."""

import json
import sys
from functools import partial
from pathlib import Path

import click

from turunkan.cli.bench.about import about
from turunkan.cli.bench.chart import Bar, svg
from turunkan.cli.bench.contestants import CONTESTANTS
from turunkan.cli.bench.figures import Results
from turunkan.cli.bench.plan import Plan, Run
from turunkan.cli.bench.report import Report
from turunkan.cli.eyes import console
from turunkan.cli.options import json_option, lang_option, pack_option
from turunkan.cli.prepare import prepared
from turunkan.cli.words import bench as words
from turunkan.core.detect import Engine
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Lang

_ROWS, _QUICK_ROWS = 1_000_000, 20_000
_SEED = 20_261_122


@click.command()
@click.option("--quick", is_flag=True, help="A look in a minute or two: fewer posts, fewer rounds, no cold start.")
@click.option(
    "--rows",
    type=click.IntRange(min=4),
    help=f"Posts in the file. [default: {_ROWS}, with --quick {_QUICK_ROWS}]",
)
@click.option("--seed", default=_SEED, show_default=True, help="Of the invented text.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write README.md, results.json and chart.svg there too.",
)
@pack_option
@json_option
@lang_option
@click.pass_context
def bench(
    ctx: click.Context,
    *,
    quick: bool,
    rows: int | None,
    seed: int,
    out: Path | None,
    pack: str,
    as_json: bool,
    lang: Lang,
) -> None:
    """Measure speed and memory beside other ways of finding the same terms; 1 if a first goal is missed.

    The text is invented and the same for the same seed. Let the machine do nothing else meanwhile.
    """
    rows = rows or (_QUICK_ROWS if quick else _ROWS)
    plan = Plan.of(pack, seed, rows, quick=quick)
    asked = f"turunkan bench{' --quick' if quick else ''} --rows {rows} --seed {seed} --pack {pack}"
    prepared(Engine(load_pack(pack)), lang)
    results = _measured(plan, asked, lang)
    if out:
        _write(out, results, lang)
        click.echo(words.WRITTEN.fill(folder=out).say(lang), err=True)
    if as_json:
        click.echo(json.dumps(results.as_json(), ensure_ascii=False, indent=2))
    else:
        _show(Report(results, lang))
    ctx.exit(0 if results.passed else 1)


def _measured(plan: Plan, asked: str, lang: Lang) -> Results:
    made = about(asked, plan.seed)
    run = Run(plan, partial(_say, lang))
    figures = tuple(run.figures())
    packages = (entry.package for entry in CONTESTANTS.values() if entry.package and not entry.installed)
    return Results(figures, tuple(dict.fromkeys(packages)), run.text, made)


def _say(lang: Lang, part: str, done: int, of: int) -> None:
    """Where the run is, on stderr."""
    click.echo(words.PROGRESS.fill(part=words.PARTS[part].say(lang), done=done, of=of).say(lang), err=True)


def _show(report: Report) -> None:
    screen = console(sys.stdout)
    screen.print(report.table())
    for note in report.notes():
        screen.print(note)


def _write(folder: Path, results: Results, lang: Lang) -> None:
    """The page, the figures and the chart."""
    folder.mkdir(parents=True, exist_ok=True)
    report = Report(results, lang)
    bars = [Bar(report.name(key), rate.median, key in words.BARS) for key, rate in results.rates().items()]
    figures = json.dumps(results.as_json(), ensure_ascii=False, indent=2)
    (folder / "README.md").write_text(report.markdown(), encoding="utf-8")
    (folder / "results.json").write_text(figures + "\n", encoding="utf-8")
    (folder / "chart.svg").write_text(svg(words.CHART.say(lang), bars), encoding="utf-8")
