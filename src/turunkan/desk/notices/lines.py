"""A first text for each line: a quote with the words that count, and the reason in one or two sentences."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from turunkan.core.law import Statute
from turunkan.core.text import masked
from turunkan.core.vocab import Action
from turunkan.desk.cases.models import Entry
from turunkan.desk.intake.models import Finding
from turunkan.desk.notices.models import Ask
from turunkan.desk.notices.nature import Nature
from turunkan.desk.review.reasons import BY_CODE
from turunkan.desk.review.selectors import current_finding
from turunkan.desk.subjects.selectors import pack_of

QUOTE_LENGTH = 240  # characters
_BEFORE = 40
_BREAK = re.compile(r"\s")  # one for one, so that offsets still point
_CONTENT = ("title", "text", "transcript", "image_text", "author.bio")


def finding_of(entry: Entry) -> Finding:
    """The Finding that the entry's decision was about; for an Account, of the gravest Item that it rests on."""
    if entry.decision is not None:
        found = Finding.objects.filter(snapshot=entry.decision.snapshot, subject=entry.decision.subject)
        return found.select_related("snapshot").get()
    items = entry.account_decision.rests_on.order_by("gravity", "pk")  # type: ignore[union-attr]
    return current_finding(items[0])


def items_of(entry: Entry) -> set[int]:
    """The ids of the Items that an entry is: its own, or those that its decision on an Account rests on."""
    if entry.account_decision is not None:
        return set(entry.account_decision.rests_on.values_list("pk", flat=True))
    return {entry.item_id} if entry.item_id else set()


def quote_of(finding: Finding) -> str:
    """The part of the content where most of the counted words stand, telephone numbers masked."""
    fields = content_of(finding.snapshot.document)
    hits = [hit for hit in finding.document["terms"] if hit["field"] in fields]
    if not fields:
        return ""
    field = max(fields, key=lambda name: sum(hit["field"] == name for hit in hits))
    text = _BREAK.sub(" ", masked(fields[field]))
    first = min((hit["start"] for hit in hits if hit["field"] == field), default=0)
    start = _word_start(text, max(0, first - _BEFORE))
    end = _word_end(text, start, start + QUOTE_LENGTH)
    piece = " ".join(text[start:end].split())
    return ("… " if start else "") + piece + (" …" if end < len(text) else "")


def content_of(document: Mapping[str, Any]) -> dict[str, str]:
    """Field → text of what the Item itself says."""
    found = {name: document.get(name) for name in _CONTENT[:-1]}
    if document.get("kind") == "bio":
        found["author.bio"] = (document.get("author") or {}).get("bio")
    return {name: text for name, text in found.items() if text}


def reason_of(entry: Entry, finding: Finding) -> str:
    """Why this line: the person's reason first, then the sentences of the rules that held."""
    because = [reason["id"] for reason in finding.reasons if reason["kind"] == "for"]
    rules = [sentence for sentence in because if sentence.startswith("Karena ")]
    if entry.decision is not None:
        said = BY_CODE[entry.decision.reason].says.id
        return " ".join([f"Konten ini {said}.", *rules])
    count = entry.account_decision.rests_on.count()  # type: ignore[union-attr]
    return f"{count} konten akun ini telah dikonfirmasi satu per satu oleh pemeriksa."


def ask_of(entry: Entry, nature: Nature) -> Ask:
    """What is asked by default; the drafter may choose something milder. A request never asks for an account."""
    if nature is Nature.RUJUKAN:
        return Ask.EXAMINE
    if entry.account_id:
        return Ask.ACCOUNT if nature is Nature.ADUAN else Ask.EXAMINE
    return Ask.REMOVE


def law_of(finding: Finding, measure: str, usable: Iterable[str]) -> list[str]:
    """The grounds that may be cited; a request claims no breach, so it cites none, in a referral either."""
    allowed = set(usable)
    return [] if measure == Action.REQUEST else [name for name in finding.document["law"] if name in allowed]


def citable(finding: Finding) -> list[Statute]:
    """The rules in force on the day of the content, or today, for it is still offered (dossier E23).

    A rule whose end nobody has checked counts as ended: better one ground fewer than a dead one cited.
    """
    days = (finding.law_date, timezone.localdate())
    book = pack_of(finding.subject).law.statutes.values()
    return [one for one in book if one.span.end_is_known and any(map(one.span.holds, days))]


def measure_of(entry: Entry) -> str:
    """The measure that people decided on; for an Account the gravest of its Items'."""
    if entry.decision is not None:
        return entry.decision.measure
    measures = set(entry.account_decision.rests_on.values_list("outcome_measure", flat=True))  # type: ignore[union-attr]
    return Action.NOTICE if Action.NOTICE in measures else Action.REQUEST


def _word_start(text: str, at: int) -> int:
    """The beginning of the word that stands at a place; in a word without end, not far before the place."""
    return max(text.rfind(" ", 0, at) + 1, at - _BEFORE)


def _word_end(text: str, start: int, at: int) -> int:
    """The end of the last whole word before a place; the place itself in a word without end."""
    if at >= len(text):
        return len(text)
    end = text.rfind(" ", start, at + 1)
    return end if end > start + _BEFORE else at
