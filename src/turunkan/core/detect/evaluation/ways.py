"""Ways of looking, measured on the same rows: the engine, the engine on the text alone, and two baselines."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from turunkan.core.detect.evaluation.figures import Held, NgramScore, Performance
from turunkan.core.detect.evaluation.rows import SOUGHT, Guess, Judged, Truth
from turunkan.core.detect.evaluation.share import Share
from turunkan.core.vocab import Finding, Label

HELD_TO = (0.01, 0.05)
"""False alarms that a model is held to, as shares of the innocent."""

_HAIR = 1e-9  # a share times its total is whole again but for rounding


class Verdict(NamedTuple):
    """What a way of looking comes to; `label` None where it gives none."""

    label: Label | None
    surfaces: bool
    accuses: bool


def of_finding(finding: Finding) -> Verdict:
    """The engine's."""
    return Verdict(finding.label, finding.surfaced, finding.action.accuses)


def of_keyword(found: bool) -> Verdict:  # noqa: FBT001 - there is nothing else to a keyword check
    """That of the keyword check, which accuses whatever it finds."""
    return Verdict(None, found, found)


def of_guess(guess: Guess) -> Verdict:
    """That of a model taken at its word: whom it calls a seller or promoter is accused."""
    sought = guess.label in SOUGHT
    return Verdict(guess.label, sought, sought)


def performance(pairs: Iterable[tuple[Truth, Verdict]]) -> Performance:
    """What a way of looking is worth."""
    seen = list(pairs)
    labels = [truth.accepts(verdict.label) for truth, verdict in seen if verdict.label is not None]
    sought = [verdict for truth, verdict in seen if truth.sought]
    innocent = [verdict for truth, verdict in seen if not truth.sought]
    return Performance(
        label=Share.of(labels) if labels else None,
        found=Share.of(verdict.surfaces for verdict in sought),
        charged=Share.of(verdict.accuses for verdict in sought),
        disturbed=Share.of(verdict.surfaces for verdict in innocent),
        accused=Share.of(verdict.accuses for verdict in innocent),
    )


def on_text_alone(rows: Iterable[Judged]) -> Performance | None:
    """The engine without author and tags, where that was asked."""
    return _where(rows, lambda row: None if row.bare is None else of_finding(row.bare))


def ngram_score(rows: Sequence[Judged], engine: Performance) -> NgramScore | None:
    """The n-gram model alone, where there is one, also with as few false alarms as the engine."""
    plain = _where(rows, lambda row: None if row.guess is None else of_guess(row.guess))
    if plain is None:
        return None
    scored = [(row.truth.sought, row.guess.sought) for row in rows if row.guess is not None]
    return NgramScore(
        plain=plain,
        held=tuple(held_to(scored, most) for most in HELD_TO),
        as_accused=held_to(scored, engine.accused.value or 0.0),
        as_disturbed=held_to(scored, engine.disturbed.value or 0.0),
    )


def held_to(scored: Sequence[tuple[bool, float]], most: float) -> Held:
    """What is found with the lowest threshold that flags at most that share of the innocent.

    `scored` are (sought, score). Equal scores are flagged together or not at all. Where nobody is innocent, there
    is nothing to hold a threshold, and nothing is said.
    """
    innocent = sorted((score for sought, score in scored if not sought), reverse=True)
    found = [score for sought, score in scored if sought] if innocent else []
    allowed = int(most * len(innocent) + _HAIR)
    threshold = innocent[allowed] if allowed < len(innocent) else float("-inf")
    return Held(
        most,
        Share.of(score > threshold for score in found),
        Share.of(score > threshold for score in innocent),
    )


def _where(rows: Iterable[Judged], verdict: Callable[[Judged], Verdict | None]) -> Performance | None:
    pairs = [(row.truth, said) for row in rows if (said := verdict(row)) is not None]
    return performance(pairs) if pairs else None
