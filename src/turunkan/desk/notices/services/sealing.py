"""Sealing what happens to a letter, with the case that it belongs to."""

from turunkan.core.evidence.canonical import canonical
from turunkan.desk.cases.sealing import seal
from turunkan.desk.cases.steps import Step
from turunkan.desk.notices.models import Notice
from turunkan.desk.parties.models import User


def seal_letter(notice: Notice, *, by: User) -> None:
    """The letter as it was signed: its text as data, and the PDF."""
    top = f"letters/{notice.pk}"
    files = {f"{top}/letter.json": canonical(notice.letter), f"{top}/letter.pdf": bytes(notice.pdf or b"")}
    seal(notice.case, Step.LETTER_SIGNED, files, by=by, about={"letter": notice.number})


def seal_event(notice: Notice, step: Step, *, by: User) -> None:
    """That the letter left, or was withdrawn; the fingerprint says which letter it was."""
    about: dict[str, object] = {"letter": notice.number, "pdf": notice.pdf_sha256}
    if step is Step.LETTER_SENT:
        about |= {"channel": notice.contact.channel if notice.contact else "", "message": notice.message_id}
    seal(notice.case, step, {}, by=by, about=about)
