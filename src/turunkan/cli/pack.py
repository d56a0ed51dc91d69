"""`turunkan pack`: list, check and test packs; `catalogue` and `diff` have files of their own."""

import sys

import click
from rich.table import Table

from turunkan.cli.catalogue import catalogue
from turunkan.cli.diff import diff
from turunkan.cli.eyes import console
from turunkan.cli.options import DEFAULT_PACK, lang_option
from turunkan.cli.words import pack as words
from turunkan.core.detect import ExamplesError, failing_examples
from turunkan.core.rules import Pack, PackError, all_rendered, load_pack, pack_names
from turunkan.core.vocab import Lang, Wording

_FAILED = 1


@click.group()
def pack() -> None:
    """List, check, test, describe and compare packs; a pack is a subject as data."""


pack.add_command(catalogue)
pack.add_command(diff)


@pack.command("list")
@lang_option
def list_packs(*, lang: Lang) -> None:
    """Name the packs that come with turunkan."""
    table = Table()
    for heading in (words.NAME, words.VERSION, words.TITLE, words.CONCEPTS, words.TERMS, words.RULES):
        table.add_column(heading.say(lang))
    for name in pack_names():
        found = load_pack(name)
        counts = (len(found.concepts), term_count(found), len(found.rules))
        table.add_row(found.name, found.version, found.title.say(lang), *map(str, counts))
    console(sys.stdout).print(table)


@pack.command()
@click.argument("name", default=DEFAULT_PACK, metavar="[NAME|FOLDER]")
@lang_option
def check(*, name: str, lang: Lang) -> None:
    """Show every mistake in a pack, its failing examples too, with its place and a hint."""
    found = _loaded(name, lang)
    if problems := failing_examples(found):
        click.echo(ExamplesError(found, problems).say(lang), err=True)
        sys.exit(_FAILED)
    click.echo(_counts(found).say(lang))


@pack.command("test")
@click.argument("name", default=DEFAULT_PACK, metavar="[NAME|FOLDER]")
@lang_option
def check_examples(*, name: str, lang: Lang) -> None:
    """Run the examples of every rule and filter."""
    found = _loaded(name, lang)
    problems = failing_examples(found)
    count = sum(len(detector.examples) for detector in found.detectors)
    if problems:
        click.echo(all_rendered(problems))
        click.echo(words.SOME_FAIL.fill(failed=len(problems), count=count).say(lang), err=True)
        sys.exit(_FAILED)
    click.echo(words.ALL_HOLD.fill(count=count).say(lang))


def term_count(found: Pack) -> int:
    """All spellings of all concepts."""
    return sum(len(concept.terms) for concept in found.concepts.values())


def _loaded(name: str, lang: Lang) -> Pack:
    """The pack; its mistakes are the answer here, not an accident."""
    try:
        return load_pack(name)
    except PackError as error:
        click.echo(error.say(lang), err=True)
        sys.exit(_FAILED)


def _counts(found: Pack) -> Wording:
    return words.IN_ORDER.fill(
        concepts=len(found.concepts),
        terms=term_count(found),
        rules=len(found.rules),
        filters=len(found.filters),
        statutes=len(found.law.statutes),
    )
