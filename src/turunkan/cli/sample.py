"""`turunkan sample`: Items drawn from captures for people to label, without those who wrote them."""

import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from turunkan.cli.eyes import harmless
from turunkan.cli.inputs import Inputs, map_option
from turunkan.cli.options import files_argument, lang_option, pack_option
from turunkan.cli.output import opened, refuse_input
from turunkan.cli.prepare import prepared
from turunkan.cli.progress import Bar
from turunkan.cli.words import sample as words
from turunkan.cli.words import shared
from turunkan.core.detect import Engine
from turunkan.core.detect.evaluation import text_alone
from turunkan.core.detect.evaluation.audit import Draw
from turunkan.core.readers import ReadOptions
from turunkan.core.rules import load_pack
from turunkan.core.text import masked
from turunkan.core.vocab import Item, Lang

USUAL_SIZE = 300
USUAL_SEED = "turunkan"
_NAMED = re.compile(r"(?<=@)[\w.]{2,}")  # handles in a text, and where an e-mail goes to
_TO_FILL: dict[str, Any] = {"label": None, "acceptable": [], "tier": None, "disguise": [], "note": ""}


@click.command()
@files_argument
@pack_option
@map_option
@click.option("--size", type=click.IntRange(min=1), default=USUAL_SIZE, show_default=True, help="How many items.")
@click.option("--seed", default=USUAL_SEED, show_default=True, metavar="TEXT", help="Another seed draws others.")
@click.option(
    "--from",
    "source",
    type=click.Choice(list(words.SOURCES)),
    default="unsurfaced",
    show_default=True,
    help="What to draw from: unsurfaced for an audit, all for a pilot.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="F", help="Write to a file.")
@lang_option
def sample(
    *,
    files: tuple[str, ...],
    pack: str,
    mapping: dict[str, str],
    size: int,
    seed: str,
    source: str,
    out: Path | None,
    lang: Lang,
) -> None:
    """Draw items from captures as JSON lines with keys to fill in, the same ones every time.

    Author, address, links, pictures and figures leave, numbers and names after an @ are masked. The id stays, by
    which the office finds the item again: keep the file inside.
    """
    refuse_input(out, files, lang)
    finder = prepared(Engine(load_pack(pack)), lang)
    draw = Draw(size, seed)
    with Bar(shown=sys.stderr.isatty()) as bar:
        inputs = Inputs(files, ReadOptions(mapping=mapping), lang, bar)
        for post, finding in finder.stream(inputs, block=inputs.block):
            if source in ("all", "unsurfaced" if finding is None else "surfaced"):
                draw.offer(post.whole())
    with opened(out) as stream:
        for item in draw.drawn:
            stream.write(_line(item, source).encode("utf-8"))
    counts = {"drawn": shared.number(len(draw.drawn), lang), "seen": shared.number(draw.seen, lang)}
    said = words.DRAWN.fill(**counts, source=words.SOURCES[source], seed=seed).say(lang)
    for line in (said, *inputs.broken.lines(lang)):
        click.echo(harmless(line), err=True)


def _line(item: Item, source: str) -> str:
    row = for_labelling(item).as_json() | _TO_FILL | {"drawn": source}
    return json.dumps(row, ensure_ascii=False) + "\n"


def for_labelling(item: Item) -> Item:
    """An Item as somebody labels it: what it says, not who says it."""
    author = text_alone(item).author
    return replace(
        item,
        author=replace(author, bio=_masked(author.bio)) if author else None,
        title=_masked(item.title),
        text=_masked(item.text),
        transcript=_masked(item.transcript),
        image_text=_masked(item.image_text),
        url=None,
        links=None,
        media=None,
        metrics=None,
    )


def _masked(text: str | None) -> str | None:
    return None if text is None else _NAMED.sub("•••", masked(text))
