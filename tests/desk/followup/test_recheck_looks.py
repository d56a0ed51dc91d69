"""Looks that are kept: sealed with what was seen, and what follows from them for the line."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from capture_site import PIXEL
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests.desk.conftest import BALE

from turunkan.core.vocab import SkipThis
from turunkan.desk.audit.selectors import events_of
from turunkan.desk.cases.models import Seal
from turunkan.desk.cases.sealing import store
from turunkan.desk.cases.steps import Step
from turunkan.desk.followup.kinds import (
    ANSWER_EVENTS,
    GIVEN,
    LOOK_EVENTS,
    NEXT_STEPS,
    AnswerKind,
    OurStatus,
    Refusal,
)
from turunkan.desk.followup.models import Check
from turunkan.desk.followup.recheck.due import due
from turunkan.desk.followup.recheck.services import (
    LARGEST_PICTURE,
    NOTE_LENGTH,
    check_by_hand,
    check_line,
    expected_of,
)
from turunkan.desk.followup.recheck.states import DOWN, PageState, RemovedBy
from turunkan.desk.followup.selectors import statuses, timeline
from turunkan.desk.followup.services import Given, take_answers
from turunkan.desk.intake.capture import Capture, Problem
from turunkan.desk.notices.models import Line, Notice
from turunkan.desk.notices.services.draft import draft
from turunkan.desk.notices.services.send import send, withdraw
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Right

pytestmark = pytest.mark.django_db

REMOVED = "Konten ini dihapus karena melanggar pedoman komunitas kami."
LIVE, GONE, LOGIN, LOST = (200, BALE), (200, REMOVED), (401, ""), (None, "")
FILES = {"screenshot.png": PIXEL, "page.html": b"<p>halaman</p>", "circumstances.json": b"{}"}


@pytest.fixture
def line(sent: Notice) -> Line:
    """The first line of a letter that was sent."""
    return sent.lines.get(number=1)


def capture_of(line: Line, page: tuple[int | None, str], at: datetime | None = None) -> Capture:
    """A capture of the line's page that showed so much."""
    status, text = page
    url, began = line.entry.item.url, at or timezone.now()
    return Capture(
        url=url,
        final_url=url if status else None,
        status=status,
        text=text,
        started_at=began,
        ended_at=began + timedelta(seconds=3),
        problem=None if status else Problem.TIMEOUT,
        files=FILES if status else {"circumstances.json": b"{}"},
    )


def ours(line: Line) -> OurStatus:
    """Our status of a line."""
    return next(one.ours for one in statuses(Notice.objects.get(pk=line.notice_id)) if one.line == line)


def answer(line: Line, kind: AnswerKind) -> None:
    """Answer as the recipient."""
    given = Given(kind, Refusal.NOT_OUR_POLICY if kind is AnswerKind.REFUSED else None, "Keterangan.")
    take_answers(line.notice.grants.get(), {line.number: given}, answered_by="Tim")


def test_a_look_is_sealed_with_everything_that_was_seen(line: Line) -> None:
    began = timezone.now().replace(microsecond=0)
    check_line(line, capture_of(line, LIVE))
    check = check_line(line, capture_of(line, GONE, began))
    assert (check.state, check.removed_by, check.status, check.at) == ("gone", "platform", 200, began)
    assert check.ground["id"] == f"Halaman menyatakan: “{REMOVED}”."
    assert (check.seal.step, check.seal.case) == (Step.RECHECKED, line.notice.case)
    kept = {file.path: store().get(file.sha256) for file in check.seal.files.all()}
    assert kept == {f"rechecks/{line.pk}-2/{name}": data for name, data in FILES.items()}
    about = json.loads(check.seal.manifest)["about"]
    assert {name: about[name] for name in ("letter", "line", "state", "removed_by", "status", "ground")} == {
        "letter": line.notice.number,
        "line": 1,
        "state": "gone",
        "removed_by": "platform",
        "status": 200,
        "ground": check.ground,
    }
    event = events_of("line", line.pk).filter(verb="line.checked").latest("seq")
    facts = {"check": check.pk, "seal": check.seal_id, "state": "gone", "removed_by": "platform", "status": 200}
    assert (event.facts, event.actor) == (facts, None)


def test_a_page_that_was_not_loaded_is_a_look_too_and_proves_nothing(line: Line) -> None:
    check = check_line(line, capture_of(line, LOST))
    assert (check.state, check.status, ours(line)) == ("unknown", None, OurStatus.ASKED)
    assert "tidak selesai dimuat" in check.ground["id"]


A, S = AnswerKind, OurStatus
HERE, LAWFUL = (200, "Konten ini tidak tersedia di negara Anda"), (451, "")
WALKS = [
    [
        (LIVE, S.ASKED),
        (A.REMOVED, S.TO_CONFIRM),
        (LOGIN, S.TO_CONFIRM),  # proves nothing
        (LIVE, S.CONTRADICTED),
        (LOST, S.CONTRADICTED),
        (GONE, S.CONFIRMED),
        (LOGIN, S.CONFIRMED),
        (LIVE, S.REOPENED),
        (LOGIN, S.REOPENED),
        (A.REMOVED, S.TO_CONFIRM),
        (GONE, S.CONFIRMED),
        (A.REFUSED, S.CONFIRMED),
    ],
    [
        (A.REFUSED, S.TO_WEIGH),
        (LIVE, S.TO_WEIGH),
        (A.RESTRICTED, S.TO_CONFIRM),
        (LIVE, S.CONTRADICTED),
        (LAWFUL, S.CONFIRMED),
        (LIVE, S.REOPENED),
        (A.RESTRICTED, S.TO_CONFIRM),
        (HERE, S.CONFIRMED),
        (GONE, S.CONFIRMED),
    ],
    [
        (A.NEEDS_INFORMATION, S.TO_ANSWER),
        (LIVE, S.TO_ANSWER),
        (A.LINKS_DOWN, S.TO_CONFIRM),
        (GONE, S.CONFIRMED),
    ],
    [(GONE, S.CONFIRMED), (A.GONE, S.CONFIRMED), (LIVE, S.REOPENED), (A.GONE, S.TO_CONFIRM), (GONE, S.CONFIRMED)],
]


@pytest.mark.parametrize("walk", WALKS)
def test_where_a_line_stands_after_what_was_said_and_seen(
    line: Line, walk: list[tuple[AnswerKind | tuple[int | None, str], OurStatus]]
) -> None:
    for happened, expected in walk:
        if isinstance(happened, AnswerKind):
            answer(line, happened)
        else:
            check_line(line, capture_of(line, happened))
        assert ours(line) is expected, happened


def test_an_answer_that_came_while_the_page_was_open_is_not_contradicted(line: Line) -> None:
    began = timezone.now()
    answer(line, AnswerKind.REMOVED)
    check_line(line, capture_of(line, LIVE, began))
    assert ours(line) is OurStatus.TO_CONFIRM
    assert line.pk in {one.pk for one in due(timezone.now())}  # so it is looked at again, at once


def test_of_two_looks_the_later_one_counts_whichever_was_kept_first(line: Line, people: dict[str, User]) -> None:
    began = timezone.now()
    hand(line, people["petugas"], PageState.GONE, note="Sudah tidak ada.")
    check_line(line, capture_of(line, LIVE, began))  # the page was opened before
    status = next(one for one in statuses(line.notice) if one.line == line)
    assert (status.ours, status.check and status.check.state) == (OurStatus.CONFIRMED, "gone")


def test_every_answer_and_every_telling_look_means_something_and_open_lines_name_a_next_step() -> None:
    assert set(ANSWER_EVENTS) == set(GIVEN)
    assert set(LOOK_EVENTS) == {PageState.LIVE, *DOWN}
    assert {OurStatus.TO_CONFIRM, OurStatus.CONTRADICTED, OurStatus.REOPENED} <= set(NEXT_STEPS)


def test_looks_are_on_the_timeline_and_the_last_one_beside_the_line(line: Line) -> None:
    check_line(line, capture_of(line, LIVE))
    check_line(line, capture_of(line, GONE))
    says = [one.says.id for one in timeline(line.notice.case) if "dilihat ulang" in one.says.id]
    assert [sentence.partition(": ")[2] for sentence in says] == ["masih tayang", "tidak ada lagi, oleh platform"]
    first, second = statuses(line.notice)
    assert first.seen_said is not None
    assert (first.seen_said.en, second.seen_said) == ("gone, by the platform", None)


def test_what_is_expected_is_what_was_decided_on(line: Line) -> None:
    expected = expected_of(line)
    assert BALE in expected.text
    assert expected.handle == "gudang.contoh"


@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_look_is_never_changed_or_deleted(line: Line, act: str) -> None:
    check = check_line(line, capture_of(line, LIVE))
    rows = Check.objects.filter(pk=check.pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(state="gone") if act == "update" else rows.delete()


def test_a_letter_that_was_withdrawn_is_never_looked_at(line: Line, people: dict[str, User]) -> None:
    later = timezone.now() + timedelta(days=2)
    assert [one.pk for one in due(later)][:1] == [line.pk]
    withdraw(line.notice, by=people["penyelia"], note="Keliru.")
    assert due(later) == []
    with pytest.raises(SkipThis):
        check_line(line, capture_of(line, LIVE))
    with pytest.raises(SkipThis):
        check_by_hand(line, PageState.LIVE, by=people["petugas"], note="Tayang.")
    assert not Check.objects.exists()


def test_lines_are_due_oldest_first_and_a_second_letter_takes_a_line_over(
    line: Line, people: dict[str, User]
) -> None:
    soon, later = timezone.now(), timezone.now() + timedelta(days=2)
    other = line.notice.lines.get(number=2)
    assert due(soon) == []
    answer(other, AnswerKind.REMOVED)
    assert [one.pk for one in due(timezone.now())] == [other.pk]
    assert [one.pk for one in due(later)] == [other.pk, line.pk]
    (second,) = draft(line.notice.case, [line.entry], by=people["petugas"], follows=line.notice)
    Notice.objects.filter(pk=second.pk).update(waived={"pictured": "Menyusul.", "repeated": "Masih tayang."})
    send(sign(Notice.objects.get(pk=second.pk), by=people["penyelia"]), by=people["penyelia"])
    assert [one.pk for one in due(later)] == [other.pk, second.lines.get().pk]


def test_what_the_desk_cannot_tell_again_and_again_is_left_to_people(line: Line) -> None:
    now = timezone.now()
    for day in range(9):
        check_line(line, capture_of(line, LOGIN, now + timedelta(days=day)))
    (left,) = [one for one in due(now + timedelta(days=9)) if one.pk == line.pk]
    assert left.by_people


def hand(line: Line, by: User, state: PageState = PageState.LIVE, **more: Any) -> Check:
    """A person's look."""
    return check_by_hand(line, state, by=by, **more)


JPEG = b"\xff\xd8\xff\xe0"
HELD: list[tuple[dict[str, Any], dict[str, bytes]]] = [
    ({"note": " Masih tayang. "}, {"note.txt": b"Masih tayang."}),
    ({"picture": PIXEL}, {"picture.png": PIXEL}),
    ({"picture": JPEG, "note": "Foto."}, {"picture.jpg": JPEG, "note.txt": b"Foto."}),
]


def test_a_person_s_look_is_kept_with_words_or_a_picture(line: Line, people: dict[str, User]) -> None:
    for number, (more, files) in enumerate(HELD, start=1):
        check = hand(line, people["petugas"], **more)
        kept = {file.path: store().get(file.sha256) for file in check.seal.files.all()}
        assert kept == {f"rechecks/{line.pk}-{number}/{name}": data for name, data in files.items()}
        assert (check.by, check.status, check.note) == (people["petugas"], None, more.get("note", "").strip())
        assert json.loads(check.seal.manifest)["role"] == "petugas"
        event = events_of("line", line.pk).filter(verb="line.checked").latest("seq")
        assert event.actor == people["petugas"]
        assert "tayang" not in str(event.facts)  # nothing that was written


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({}, "Tulis apa yang terlihat"),
    ({"note": " \n"}, "Tulis apa yang terlihat"),
    ({"picture": b""}, "Tulis apa yang terlihat"),
    ({"picture": b"GIF89a"}, "bukan gambar PNG atau JPEG"),
    ({"picture": SVG, "note": "Gambar."}, "bukan gambar PNG atau JPEG"),
    ({"picture": b" " + PIXEL}, "bukan gambar PNG atau JPEG"),
    ({"picture": PIXEL.ljust(LARGEST_PICTURE + 1)}, "lebih dari 10 MB"),
]


def test_a_person_s_look_without_evidence_is_refused(line: Line, people: dict[str, User]) -> None:
    seals = Seal.objects.count()
    for more, why in REFUSED:
        with pytest.raises(SkipThis) as refusal:
            hand(line, people["petugas"], **more)
        assert why in refusal.value.person.id
    assert (Check.objects.count(), Seal.objects.count()) == (0, seals)


def test_only_who_drafts_letters_records_a_look(line: Line, people: dict[str, User]) -> None:
    for user in people.values():
        if user.may(Right.DRAFT):
            hand(line, user, note="Tayang.")
            continue
        with pytest.raises(SkipThis):
            hand(line, user, note="Tayang.")
    assert Check.objects.count() == sum(user.may(Right.DRAFT) for user in people.values())


def test_who_took_it_away_is_said_only_of_what_is_gone(line: Line, people: dict[str, User]) -> None:
    for state in PageState:
        check = hand(line, people["petugas"], state, removed_by=RemovedBy.AUTHOR, note="a" * 5000)
        assert check.removed_by == ("author" if state is PageState.GONE else "")
        assert len(check.note) == NOTE_LENGTH
