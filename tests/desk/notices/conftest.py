"""Short ways to confirmed content, and to letters over it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.desk.conftest import BALE, Import, item, post, verdict

from turunkan.core.lifecycle import ReviewState
from turunkan.core.vocab import Action, Label
from turunkan.desk.cases.services import open_case
from turunkan.desk.intake.models import Item
from turunkan.desk.notices.models import Line, Notice, Urgency
from turunkan.desk.notices.services.draft import draft, edit, edit_line
from turunkan.desk.parties.models import Contact, Recipient, User
from turunkan.desk.review.models import AccountDecision
from turunkan.desk.review.services import decide, decide_account
from turunkan.desk.subjects.models import ArticleCheck, SubjectVersion
from turunkan.desk.subjects.services import check_article

Confirm = Callable[..., Item]
Edit = Callable[..., None]
Letters = Callable[..., list[Notice]]
CheckLaw = Callable[..., ArticleCheck]
UNPAID_PROMOTER = {
    "label": Label.PROMOTER,
    "tier": "unpaid",
    "measure": Action.REQUEST,
    "reason": "unpaid-promotion",
}


@pytest.fixture
def confirm(bring_in: Import, people: dict[str, User]) -> Confirm:
    """Bring in a post and decide it, twice where that is asked for: `confirm("1", BALE, measure=…)`."""

    def call(id_: str, text: str, *, decided: dict[str, Any] | None = None, **more: Any) -> Item:
        bring_in(post(id_, text, **more))
        for reviewer in ("peninjau", "peninjau2"):
            one = item(id_)
            if one.state != ReviewState.SETTLED:
                decide(one, verdict(one, note="Dibaca seluruhnya.", **(decided or {})), by=people[reviewer])
        return item(id_)

    return call


@pytest.fixture
def letters(people: dict[str, User], contact: Contact) -> Letters:
    """Drafts over a new case of confirmed Items and decided Accounts: `letters([item], [decision], to=…)`."""

    def call(items: list[Item], decisions: list[AccountDecision] | None = None, **how: Any) -> list[Notice]:
        case = open_case(items, decisions or [], by=people["petugas"])
        return draft(case, list(case.entries.all()), by=people["petugas"], **how)

    return call


@pytest.fixture
def bale_account(confirm: Confirm, people: dict[str, User]) -> AccountDecision:
    """A person's word on an Account with three confirmed bale offers."""
    items = [confirm(f"b{number}", f"{BALE} lot {number}", handle="bal.contoh") for number in (1, 2, 3)]
    account = items[0].account
    assert account is not None
    return decide_account(account, by=people["peninjau"], note="Semua unggahannya tawaran bal.")


@pytest.fixture
def ministry(db: None) -> Recipient:
    """An authority with somebody to write to."""
    komdigi = Recipient.objects.get(key="komdigi")
    Contact.objects.create(recipient=komdigi, name="Narahubung Komdigi", address="aduan@komdigi.example")
    return komdigi


@pytest.fixture
def change(people: dict[str, User]) -> Edit:
    """Save a draft again, with what is given changed: `change(notice, opening="…")`."""

    def call(notice: Notice, *, by: User | None = None, **changed: Any) -> None:
        notice = Notice.objects.get(pk=notice.pk)
        now = {
            "subject_line": notice.subject_line,
            "opening": notice.opening,
            "urgency": Urgency(notice.urgency),
            "reply_by": notice.reply_by,
            "copies_to": notice.copies_to,
            "waived": notice.waived,
        }
        edit(notice, by=by or people["petugas"], **now | changed)

    return call


@pytest.fixture
def change_line(people: dict[str, User]) -> Edit:
    """Save a line again, with what is given changed: `change_line(line, law=[…])`."""

    def call(line: Line, **changed: Any) -> None:
        now = {"ask": line.ask, "quote": line.quote, "reason": line.reason, "law": line.law}
        edit_line(line, by=people["petugas"], **now | changed)

    return call


@pytest.fixture
def legal_desk(subject: SubjectVersion, people: dict[str, User]) -> CheckLaw:
    """What the legal desk says of a statute: `legal_desk("ID-PMD-31-2023", holds=True)`."""

    def call(statute: str, *, holds: bool) -> ArticleCheck:
        return check_article(
            subject, statute, by=people["hukum"], holds=holds, source="JDIH, naskah resmi", note=""
        )

    return call


@pytest.fixture
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """A try counts as over at once, so that it can be settled."""
    monkeypatch.setattr("turunkan.desk.notices.services.send.SETTLE_AFTER", timedelta(0))
