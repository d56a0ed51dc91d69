"""Judging: Findings of many Items at once, and what a row and a Finding keep of each."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from turunkan.core import vocab
from turunkan.core.lifecycle import ReviewState
from turunkan.core.readers.items import own_item
from turunkan.core.readers.picker import Picker
from turunkan.core.rules import Pack
from turunkan.core.vocab import Lang
from turunkan.desk.intake.models import Finding, Item, Snapshot
from turunkan.desk.intake.services.documents import storable
from turunkan.desk.subjects.models import SubjectVersion
from turunkan.desk.subjects.selectors import engine_of, finder_of

_LEAST_GRAVE = 90


def findings_of(subject: SubjectVersion, said: Sequence[tuple[str, dict[str, Any]]]) -> list[vocab.Finding]:
    """One Finding for each pair (key, document), in their order, whether people have to look or not."""
    posts = [item_of(key, document) for key, document in said]
    return [finding for _, finding in finder_of(subject).stream(posts, everything=True) if finding is not None]


def item_of(key: str, document: dict[str, Any]) -> vocab.Item:
    """The Item that a document says, by its key; an emptied one says nothing."""
    return replace(own_item(Picker(document, key)), id=key)


def take_finding(row: Item, found: vocab.Finding | None, pack: Pack) -> None:
    """What the engine says, into the row, which now waits for people where it is surfaced.

    Without a Finding nobody has to look, and what it is called is found when somebody asks.
    """
    row.state = ReviewState.WAITING.value
    if found is None:
        row.gravity = _LEAST_GRAVE
        return
    row.label, row.tier, row.priority = found.label.value, found.tier or "", found.priority.value
    row.action, row.confidence = found.action.value, found.confidence
    row.gravity = gravity(found, pack)


def is_kept(found: vocab.Finding, *, odd: bool) -> bool:
    """Whether a Finding is stored with the Item: where somebody is to look, or it cannot be had again.

    What the engine says of all others is found anew when somebody asks (`judged_now`): the same version says the
    same.
    """
    return found.surfaced or odd


def judged_now(snapshot: Snapshot) -> Finding:
    """What the version that judged a snapshot says of it, not saved; an emptied one says nothing."""
    subject = snapshot.run.subject
    found = engine_of(subject).find(item_of(snapshot.item.key, snapshot.document))
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
