"""The contract of every check: a letter in which it fires, and one in which it does not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from tests.desk.conftest import BALE, UNPAID, Import, post
from tests.desk.notices.conftest import UNPAID_PROMOTER, Confirm, Edit, Letters

from turunkan.desk.cases.sealing import seal
from turunkan.desk.cases.steps import Step
from turunkan.desk.notices.checks import CHECKS, Check, blocking, problems_of
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.draft import draft, drop_line
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import Contact, Office, User
from turunkan.desk.review.services import decide_account

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A letter in order, and what it takes to put it out of order."""

    notice: Notice
    people: dict[str, User]
    confirm: Confirm
    letters: Letters
    bring_in: Import
    change_line: Edit
    settings: Any


@pytest.fixture
def room(
    notice: Notice,
    people: dict[str, User],
    confirm: Confirm,
    letters: Letters,
    bring_in: Import,
    change_line: Edit,
    settings: Any,
) -> Room:
    """Everything together."""
    return Room(
        notice=notice,
        people=people,
        confirm=confirm,
        letters=letters,
        bring_in=bring_in,
        change_line=change_line,
        settings=settings,
    )


def without_lines(room: Room) -> Notice:
    for line in list(room.notice.lines.all())[::-1]:
        drop_line(line, by=room.people["petugas"])
    return room.notice


def with_changed_content(room: Room) -> Notice:
    room.bring_in(post("1", "Stok habis, terima kasih."), name="kemudian.jsonl")
    return room.notice


def without_quote(room: Room) -> Notice:
    room.change_line(room.notice.lines.all()[0], quote="  ")
    return room.notice


def without_ground(room: Room) -> Notice:
    room.change_line(room.notice.lines.all()[0], law=[])
    return room.notice


def on_the_import_rule(room: Room) -> Notice:
    room.change_line(room.notice.lines.all()[0], law=["ID-PMD-47-2025"])
    return room.notice


def with_an_unread_article(room: Room) -> Notice:
    line = room.notice.lines.all()[0]
    room.change_line(line, law=[*line.law, "ID-PMD-31-2023"])
    return room.notice


def against_an_account_that_changed(room: Room) -> Notice:
    items = [room.confirm(f"b{number}", f"{BALE} lot {number}", handle="bal.contoh") for number in (1, 2)]
    assert items[0].account is not None
    decision = decide_account(items[0].account, by=room.people["peninjau"], note="Semuanya tawaran bal.")
    (notice,) = room.letters([], [decision])
    room.bring_in(post("b1", "Stok habis.", handle="bal.contoh"), name="kemudian.jsonl")
    return notice


def without_contact(room: Room) -> Notice:
    Contact.objects.update(active=False)
    return room.notice


def with_half_a_letterhead(room: Room) -> Notice:
    Office.objects.update(city="")
    return room.notice


def too_late(room: Room) -> Notice:
    Notice.objects.filter(pk=room.notice.pk).update(reply_by=timezone.localdate())
    return room.notice


def beyond_the_quota(room: Room) -> Notice:
    room.settings.DAILY_LETTERS = 0
    return room.notice


def over_an_undated_post(room: Room) -> Notice:
    (notice,) = room.letters([room.confirm("u1", f"{BALE} tanpa tanggal", posted_at=None)])
    return notice


def without_screenshots(room: Room) -> Notice:
    return room.notice


def sealed_picture(notice: Notice) -> None:
    """What a capture of each Item in the letter leaves in the case."""
    for line in notice.lines.all():
        path = f"items/{line.entry.item_id}/capture/screenshot.png"
        with transaction.atomic():
            seal(notice.case, Step.CAPTURED, {path: b"PNG"}, by=None)


def a_second_time(room: Room) -> Notice:
    sign(room.notice, by=room.people["penyelia"])
    (notice,) = draft(room.notice.case, list(room.notice.case.entries.all()), by=room.people["petugas"])
    return notice


FIRES: dict[str, Callable[[Room], Notice]] = {
    "nature": without_lines,
    "confirmed": with_changed_content,
    "evidence": without_quote,
    "grounds": without_ground,
    "import-alone": on_the_import_rule,
    "verified": with_an_unread_article,
    "proportion": against_an_account_that_changed,
    "addressed": without_contact,
    "letterhead": with_half_a_letterhead,
    "in-time": too_late,
    "quota": beyond_the_quota,
    "dated": over_an_undated_post,
    "pictured": without_screenshots,
    "once": a_second_time,
}
EVERY = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)


def found_in(notice: Notice) -> set[str]:
    """The checks that a letter does not pass."""
    return {problem.check for problem in problems_of(Notice.objects.get(pk=notice.pk))}


def test_ids_and_titles_are_unique_and_each_check_has_its_case() -> None:
    assert [check.id for check in CHECKS] == list(FIRES)
    assert len({check.title.id for check in CHECKS}) == len({check.title.en for check in CHECKS}) == len(CHECKS)


@EVERY
def test_fires(room: Room, check: Check) -> None:
    notice = Notice.objects.get(pk=FIRES[check.id](room).pk)
    mine = [problem for problem in problems_of(notice) if problem.check == check.id]
    assert mine
    for problem in mine:
        assert problem.red is check.red
        assert problem.says.id
        assert problem.says.id != problem.says.en
        assert problem.line in (None, *(line.number for line in notice.lines.all()))


@EVERY
def test_does_not_fire_where_all_is_well(room: Room, check: Check) -> None:
    if check.id == "pictured":  # a request does without screenshots; a notice has them sealed
        sealed_picture(room.notice)
        assert check.id not in found_in(room.notice)
        (request,) = room.letters([room.confirm("p1", UNPAID, decided=UNPAID_PROMOTER)])
        assert found_in(request) == set()
    assert check.id == "pictured" or check.id not in found_in(room.notice)


@EVERY
def test_what_is_red_blocks_whatever_was_written_beside_it_and_amber_only_without_a_reason(
    room: Room, check: Check
) -> None:
    notice = FIRES[check.id](room)
    Notice.objects.filter(pk=notice.pk).update(waived={one.id: "Alasan." for one in CHECKS})
    left = {problem.check for problem in blocking(Notice.objects.get(pk=notice.pk))}
    assert (check.id in left) is check.red


def test_a_letter_that_follows_another_is_not_called_a_repetition(room: Room) -> None:
    first = sign(room.notice, by=room.people["penyelia"])
    entries = list(first.case.entries.all())
    (second,) = draft(first.case, entries, by=room.people["petugas"], follows=first)
    assert "once" not in found_in(second)
