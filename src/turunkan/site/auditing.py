"""Everything that the desk can check of itself: the log, the heads kept outside it, the seals and their files."""

from collections.abc import Iterator
from dataclasses import dataclass

from turunkan.core.evidence.verifier import SAYS, Problem
from turunkan.core.vocab import Wording
from turunkan.desk.audit.heads import check_heads
from turunkan.desk.audit.selectors import ChainState, check_chain
from turunkan.desk.cases.checking import SealsState, check_seals

_LOG = Wording(id="Jejak audit utuh: {count} kejadian.", en="The audit log is whole: {count} event(s).")
_LOG_BROKEN = Wording(
    id="Jejak audit putus pada kejadian {at}: ada yang diubah, dihapus, atau disisipkan.",
    en="The audit log breaks at event {at}: something was altered, deleted or put in.",
)
_HEADS = Wording(
    id="Kepala jejak yang disimpan di luar basis data: {count}.", en="Heads kept outside the database: {count}."
)
_SEALS = Wording(id="Segel: {seals}, berkas bukti: {files}.", en="Seals: {seals}, files of evidence: {files}.")
_PROBLEM = Wording(id="- {place}: {said}", en="- {place}: {said}")
_WHOLE = Wording(id="UTUH", en="WHOLE")
_NOT_WHOLE = Wording(id="TIDAK UTUH", en="NOT WHOLE")


@dataclass(frozen=True, slots=True)
class OwnState:
    """What was found; `whole` where nothing is wrong."""

    log: ChainState
    heads: int
    head_problems: tuple[Problem, ...]
    seals: SealsState

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong outside the log."""
        return self.head_problems + self.seals.problems

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong at all."""
        return self.log.whole and not self.problems

    def says(self) -> Iterator[Wording]:
        """The result in plain words, a line each."""
        yield _WHOLE if self.whole else _NOT_WHOLE
        yield _LOG.fill(count=self.log.events) if self.log.whole else _LOG_BROKEN.fill(at=self.log.broken_at)
        yield _HEADS.fill(count=self.heads)
        yield _SEALS.fill(seals=self.seals.seals, files=self.seals.files)
        for problem in self.problems:
            yield _PROBLEM.fill(place=problem.place, said=Wording(*SAYS[problem.code]))

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return {
            "whole": self.whole,
            "events": self.log.events,
            "broken_at": self.log.broken_at,
            "heads": self.heads,
            "seals": self.seals.seals,
            "files": self.seals.files,
            "head": self.seals.head,
            "problems": [problem._asdict() for problem in self.problems],
        }


def audit() -> OwnState:
    """Check all of it."""
    heads, head_problems = check_heads()
    return OwnState(check_chain(), heads, head_problems, check_seals())
