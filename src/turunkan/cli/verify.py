"""`turunkan verify`: a bundle without a network, or with --audit the desk's own records."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from turunkan.cli.desk.started import check_there, desk
from turunkan.cli.eyes import harmless
from turunkan.cli.options import json_option, lang_option
from turunkan.cli.trusted import fingerprint, trusted
from turunkan.cli.words import evidence as words
from turunkan.core.evidence.verifier import Archive, Report, check, lines_of
from turunkan.core.vocab import Lang, StopRun
from turunkan.site.environment import home


@click.command()
@click.argument("bundle", required=False, metavar="F.zip")
@click.option("--key", "given", multiple=True, metavar="FINGERPRINT", help="A key to trust; may be repeated.")
@click.option("--audit", "own", is_flag=True, help="Check this desk's log, seals, evidence and kept heads.")
@lang_option
@json_option
@click.pass_context
def verify(
    ctx: click.Context, *, bundle: str | None, given: tuple[str, ...], own: bool, lang: Lang, as_json: bool
) -> None:
    """Check a bundle offline; trusts keys kept in $TURUNKAN_HOME/keys and those named.

    Exit code 0: intact, and its signer is trusted. 1: not so. 2: no bundle.
    """
    if own and (bundle or given):
        raise StopRun("both", words.ONE_OR_THE_OTHER)
    if own:
        ctx.exit(0 if _own(lang, as_json=as_json) else 1)
    if bundle is None:
        raise StopRun("nothing to check", words.NOTHING_TO_CHECK)
    ctx.exit(0 if _bundle(bundle, given, lang, as_json=as_json) else 1)


def _bundle(name: str, given: tuple[str, ...], lang: Lang, *, as_json: bool) -> bool:
    """Whether the bundle is intact and its signer trusted, after saying so."""
    keys, known = trusted(home() / "keys")
    keys |= {fingerprint(text) for text in given}
    try:
        with Path(name).open("rb") as stream:
            report = check(Archive(stream), keys, known)
    except ValueError as error:
        raise StopRun(f"no bundle: {name}", words.NO_BUNDLE.fill(name=name)) from error
    if as_json:
        click.echo(json.dumps(_as_json(report), indent=2))
    else:
        _say(lines[lang is Lang.EN] for lines in lines_of(report))
    return report.intact and report.trusted


def _as_json(report: Report) -> dict[str, object]:
    return {
        "intact": report.intact,
        "trusted": report.trusted,
        "signer": report.signer,
        "case": report.case,
        "problems": [problem._asdict() for problem in report.problems],
        "seals": [seal._asdict() for seal in report.seals],
        "deleted": list(report.deleted),
    }


def _own(lang: Lang, *, as_json: bool) -> bool:
    """Whether the desk's own records are whole, after saying so."""
    check_there()
    state = desk("turunkan.site.auditing:audit")()
    if as_json:
        click.echo(json.dumps(state.as_json(), indent=2))
    else:
        _say(said.say(lang) for said in state.says())
    return bool(state.whole)


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(harmless(line), file=sys.stdout)
