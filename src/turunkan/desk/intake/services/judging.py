"""Judging: Findings of many Items at once, and what a row and a Finding keep of each."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from turunkan.core import vocab
from turunkan.core.lifecycle import ReviewState
from turunkan.core.readers.registry import read_value
from turunkan.core.rules import Pack
from turunkan.core.vocab import Lang
from turunkan.desk.intake.models import Finding, Item, Snapshot
from turunkan.desk.intake.services.documents import storable
from turunkan.desk.subjects.models import SubjectVersion
from turunkan.desk.subjects.selectors import engine_of, finder_of

_LEAST_GRAVE = 90
_FEW = 50  # Items that are judged before arrays are made ready for the first


def findings_of(subject: SubjectVersion, items: Sequence[tuple[str, vocab.Item]]) -> list[vocab.Finding]:
    """One Finding for each pair (key, Item), in their order; by blocks where there are many.

    Those that nobody needs to look at have neither terms nor reasons, nor the key.
    """
    posts = [item for _, item in items]
    if len(posts) < _FEW:
        found = [engine_of(subject).find(post, explained=False) for post in posts]
    else:
        stream = finder_of(subject).stream(posts, everything=True, explained=False)
        found = [finding for _, finding in stream if finding is not None]
    return [replace(one, id=key) if one.surfaced else one for (key, _), one in zip(items, found, strict=True)]


def explained(subject: SubjectVersion, key: str, item: vocab.Item) -> vocab.Finding:
    """The Finding of one Item with all its terms and reasons."""
    return engine_of(subject).find(replace(item, id=key))


def take_finding(row: Item, item: vocab.Item, found: vocab.Finding, pack: Pack) -> None:
    """What the engine says, into the row, which now waits for people where it is surfaced."""
    row.label, row.tier, row.priority = found.label.value, found.tier or "", found.priority.value
    row.action, row.confidence = found.action.value, found.confidence
    row.gravity, row.reach_band = gravity(found, pack), reach_band(item)
    row.state = ReviewState.WAITING.value


def is_kept(found: vocab.Finding, *, odd: bool) -> bool:
    """Whether a Finding is stored with the Item: where somebody is to look, or it cannot be had again.

    What the engine says of all others is in the row, and its reasons are found anew when somebody asks
    (`judged_now`): the same version says the same.
    """
    return found.surfaced or odd


def judged_now(snapshot: Snapshot) -> Finding:
    """What the version that judged a snapshot says of it, not saved; an emptied one says nothing."""
    subject, key = snapshot.run.subject, snapshot.item.key
    read_ = (part for part in read_value(snapshot.document, key) if isinstance(part, vocab.Item))
    found = explained(subject, key, next(read_, vocab.Item(id=key)))
    document, reasons, law_date, law_date_from = finding_row(found, odd=False)
    said = {"document": document, "reasons": reasons, "law_date": law_date, "law_date_from": law_date_from}
    return Finding(snapshot=snapshot, subject=subject, **said)


def finding_row(found: vocab.Finding, *, odd: bool) -> tuple[Any, ...]:
    """What a Finding keeps of the engine's answer, from `document` on; `odd`: its quotes may not fit a column."""
    reasons = [{"kind": kind.value, "id": sentence.id, "en": sentence.en} for kind, sentence in found.reasons]
    document: dict[str, Any] = found.as_json(Lang.ID)
    if odd:
        document, reasons = storable(document), storable(reasons)
    return document, reasons, found.law_date, found.law_date_from.value


def gravity(found: vocab.Finding, pack: Pack) -> int:
    """The place in the pack's order of gravity; what is unclear comes after, the rest last."""
    for place, outcome in enumerate(pack.outcomes):
        if (outcome.label, outcome.tier) == (found.label, found.tier):
            return place
    return len(pack.outcomes) if found.label is vocab.Label.UNCLEAR else _LEAST_GRAVE


def reach_band(item: vocab.Item) -> int:
    """Powers of ten of the views, else of the followers; 0 where the source did not say."""
    views = item.metrics.views if item.metrics else None
    reach = views if views is not None else (item.author.followers if item.author else None)
    return int(math.log10(reach)) if reach else 0
