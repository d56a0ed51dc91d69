"""The figures of a desk: what a backup says that it holds, and what a restored desk has to come to again."""

from dataclasses import dataclass
from typing import Any

from turunkan.desk.audit.selectors import check_chain
from turunkan.desk.cases.checking import check_seals
from turunkan.site.backup.tables import tables

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A backup that was made or restored: its manifest's SHA-256, and the figures of the desk in it."""

    digest: str
    figures: Figures

    @property
    def is_sound(self) -> bool:
        """Whether nothing was wrong with the desk: no event, no seal, no sealed file."""
        return self.figures["audit"]["broken_at"] is None and not self.figures["seals"]["problems"]


def figures() -> Figures:
    """Rows of each table; the chain of audit events; the chain of seals, and where it or its files are not right.

    Only where: a file that is damaged in one desk is missing from the other, since no backup holds it.
    """
    chain, seals = check_chain(), check_seals()
    return {
        "rows": {name: model._base_manager.count() for name, model in tables().items()},
        "audit": {"events": chain.events, "head": chain.head, "broken_at": chain.broken_at},
        "seals": {
            "seals": seals.seals,
            "files": seals.files,
            "head": seals.head,
            "problems": list(dict.fromkeys(problem.place for problem in seals.problems)),
        },
    }
