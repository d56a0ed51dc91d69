"""What is sealed of a case: its Items as captured, what the engine found, what people decided, by role."""

from collections.abc import Iterable
from typing import Any

from turunkan.core.evidence.canonical import canonical, interoperable
from turunkan.core.evidence.seals import instant
from turunkan.desk.cases.models import Case, Entry
from turunkan.desk.intake.models import Finding, Item, Snapshot
from turunkan.desk.review.models import AccountDecision, Decision
from turunkan.desk.review.selectors import current_finding


def case_file(case: Case) -> bytes:
    """The case itself: what is in it, and who opened it, by role."""
    return canonical(
        {
            "code": case.code,
            "title": case.title,
            "platform": case.platform.key,
            "opened_at": instant(case.opened_at),
            "opened_by": case.opened_by.role,
            "entries": [_entry(entry) for entry in case.entries.all()],
        }
    )


def files_of(entries: Iterable[Entry]) -> dict[str, bytes]:
    """Path → bytes of every Item that the entries name or rest on, and of every decision on an Account."""
    files: dict[str, bytes] = {}
    for entry in entries:
        if entry.item is not None and entry.decision is not None:
            finding = Finding.objects.get(snapshot=entry.decision.snapshot, subject=entry.decision.subject)
            files |= _item_files(entry.item, finding)
        elif entry.account_decision is not None:
            files[f"accounts/{entry.account_id}.json"] = _account_file(entry.account_decision)
            for item in entry.account_decision.rests_on.order_by("pk"):
                files |= _item_files(item, current_finding(item))
    return files


def _entry(entry: Entry) -> dict[str, Any]:
    return {"item": entry.item_id, "account": entry.account_id, "added_at": instant(entry.added_at)}


def _item_files(item: Item, finding: Finding) -> dict[str, bytes]:
    snapshot = finding.snapshot
    return {
        f"items/{item.pk}/item.json": canonical(
            {
                "item": interoperable(snapshot.document),
                "content_hash": snapshot.content_hash,
                "seen": _seen(item, snapshot),
                "finding": interoperable(finding.document),
                "reasons": finding.reasons,
                "law_date": finding.law_date.isoformat(),
                "law_date_from": finding.law_date_from,
                "subject": _subject(finding),
                "decisions": [_decision(one) for one in item.decisions.select_related("by")],
            }
        ),
        f"items/{item.pk}/as-read.txt": snapshot.raw.encode(),
    }


def _seen(item: Item, snapshot: Snapshot) -> dict[str, Any]:
    """The circumstances: out of which file, at which place in it, and when the desk saw it."""
    return {
        "source": snapshot.run.name,
        "source_sha256": snapshot.run.sha256,
        "format": snapshot.run.format,
        "place": snapshot.place,
        "at": instant(snapshot.at),
        "first": instant(item.first_seen),
        "last": instant(item.last_seen),
    }


def _subject(finding: Finding) -> dict[str, str]:
    subject = finding.subject
    return {
        "pack": str(subject),
        "pack_fingerprint": subject.fingerprint,
        "law_fingerprint": subject.law_fingerprint,
        "engine": subject.engine,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    """A decision by role: reviewers are never named outside, and what they noted stays inside."""
    return {
        "at": instant(decision.at),
        "role": decision.by.role,
        "label": decision.label,
        "tier": decision.tier,
        "measure": decision.measure,
        "reason": decision.reason,
        "grave": decision.grave,
        "withdrawn": decision.withdrawn,
        "about": decision.snapshot.content_hash,
    }


def _account_file(decision: AccountDecision) -> bytes:
    account = decision.account
    return canonical(
        {
            "account": {
                "platform": account.platform,
                "id": account.native_id,
                "handle": account.handle,
                "name": account.name,
                "bio": account.bio,
            },
            "decision": {"at": instant(decision.at), "role": decision.by.role},
            "rests_on": sorted(decision.rests_on.values_list("pk", flat=True)),
        }
    )
