"""Looking again, with a real browser at a site on loopback: every state, what it does to a line, and when."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from capture_site import PAGES, POST, QUICK, CaptureSite, Page
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from mail_sink import MailSink
from tests.desk.conftest import BALE, Import, item, post, verdict
from tests.desk.evidence.conftest import bundled, checked

from turunkan.core.vocab import SkipThis, StopRun
from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.cases.services import open_case
from turunkan.desk.followup.kinds import AnswerKind, OurStatus
from turunkan.desk.followup.models import Check
from turunkan.desk.followup.recheck.due import due
from turunkan.desk.followup.recheck.rounds import recheck_due, recheck_lines
from turunkan.desk.followup.recheck.services import check_by_hand
from turunkan.desk.followup.recheck.states import PageState
from turunkan.desk.followup.selectors import statuses, timeline
from turunkan.desk.followup.services import Given, take_answers
from turunkan.desk.intake.capture import Politeness
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.draft import draft
from turunkan.desk.notices.services.send import send, withdraw
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import Contact, User
from turunkan.desk.parties.roles import Right
from turunkan.desk.review.services import decide

MANNERS = Politeness(timedelta(0))
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture(scope="module")
def site() -> Iterator[CaptureSite]:
    with CaptureSite() as site:
        yield site


@pytest.fixture
def live(site: CaptureSite, bring_in: Import, people: dict[str, User], contact: Contact, mail: Any) -> Notice:
    """A letter that left, of one line whose page is on the site and live."""
    site.pages["/p/1"] = PAGES["/post"]
    bring_in(post("1", POST, url=site.url("/p/1")), post("2", BALE))
    decide(item("1"), verdict(item("1")), by=people["peninjau"])
    case = open_case([item("1")], by=people["petugas"])
    (made,) = draft(case, list(case.entries.all()), by=people["petugas"])
    Notice.objects.filter(pk=made.pk).update(waived={"pictured": "Menyusul."})
    send(sign(made, by=people["penyelia"]), by=people["penyelia"])
    return Notice.objects.get(pk=made.pk)


def look(site: CaptureSite, days: float = 0) -> int:
    """One tick's looks, so many days from now."""
    return recheck_due(timezone.now() + timedelta(days=days), site.reach(), MANNERS, QUICK)


def ours(notice: Notice) -> OurStatus:
    (status,) = statuses(Notice.objects.get(pk=notice.pk))
    return status.ours


def say_removed(notice: Notice) -> None:
    take_answers(notice.grants.latest("pk"), {1: Given(AnswerKind.REMOVED)}, answered_by="Tim Contoh")


def test_an_answer_is_contradicted_then_confirmed_then_the_line_reopens(site: CaptureSite, live: Notice) -> None:
    assert look(site) == 0  # a day after the letter left, not before
    say_removed(live)
    assert ours(live) is OurStatus.TO_CONFIRM
    assert (look(site), ours(live)) == (1, OurStatus.CONTRADICTED)
    assert look(site) == 0
    site.pages["/p/1"] = Page(410, "<p>Konten ini dihapus karena melanggar pedoman</p>")
    assert (look(site, days=1.1), ours(live)) == (1, OurStatus.CONFIRMED)
    last = Check.objects.latest("pk")
    assert (last.state, last.removed_by, last.status) == ("gone", "platform", 410)
    site.pages["/p/1"] = Page(429, "<p>Terlalu banyak permintaan</p>")
    assert (look(site, days=2.2), ours(live)) == (1, OurStatus.CONFIRMED)  # what cannot be told changes nothing
    site.pages["/p/1"] = PAGES["/post"]
    assert (look(site, days=4), ours(live)) == (1, OurStatus.REOPENED)
    assert [moment for moment in timeline(live.case) if "dilihat ulang" in moment.says.id]
    report = checked(bundled(live.case))
    assert (report.problems, report.trusted) == ((), True)
    assert [seal.step for seal in report.seals].count("rechecked") == 4
    assert AuditEvent.objects.filter(verb="line.checked").count() == 4


def test_each_look_keeps_its_evidence(site: CaptureSite, live: Notice) -> None:
    look(site, days=1.1)
    check = Check.objects.get()
    names = {file.path.rsplit("/", 1)[-1] for file in check.seal.files.all()}
    assert {"screenshot.png", "page.html", "capture.wacz", "circumstances.json"} <= names
    assert check.ground["id"].startswith("100 %")


def test_a_withdrawn_letters_lines_are_not_looked_at(
    site: CaptureSite, live: Notice, people: dict[str, User]
) -> None:
    withdraw(live, by=people["penyelia"], note="Keliru.")
    assert due(timezone.now() + timedelta(days=90)) == []
    with pytest.raises(SkipThis):
        check_by_hand(live.lines.get(), PageState.LIVE, by=people["petugas"], note="x")


def test_captures_that_are_off_open_nothing(site: CaptureSite, live: Notice) -> None:
    before = site.hits["/p/1"]
    assert recheck_lines(timezone.now() + timedelta(days=9)) == 0
    assert site.hits["/p/1"] == before


def test_a_missing_browser_stops_the_run(site: CaptureSite, live: Notice, settings: Any) -> None:
    settings.CHROMIUM = "/tidak/ada"
    with pytest.raises(StopRun):
        look(site, days=2)


def test_a_private_address_is_never_opened(site: CaptureSite, live: Notice) -> None:
    item_ = live.lines.get().entry.item
    assert item_ is not None
    item_.url = f"http://127.0.0.1:{site.port}/p/1"
    item_.save()
    before = site.trespasses
    assert look(site, days=2) == 0
    assert site.trespasses == before


def key_address(mail: MailSink) -> str:
    """The recipient's answer page, as the letter's message names it."""
    body = mail.messages[-1].get_body(("plain",))
    assert body is not None
    return "/t/" + body.get_content().split("/t/")[1].split()[0]


def test_by_hand_with_a_picture_is_sealed_and_shown_on_both_sides(
    live: Notice, people: dict[str, User], client: Client, mail: MailSink
) -> None:
    client.force_login(people["petugas"])
    line = live.lines.get()
    picture = SimpleUploadedFile("layar.png", PNG, "image/png")
    form = {"state": "gone", "removed_by": "author", "note": "Dibuka dari dua jaringan di Jakarta"}
    client.post(f"/baris/{line.pk}/lihat-ulang/", form | {"picture": picture})
    check = Check.objects.get()
    assert (check.state, check.removed_by, check.by) == ("gone", "author", people["petugas"])
    assert ours(live) is OurStatus.CONFIRMED
    assert sorted(file.path for file in check.seal.files.all()) == [
        f"rechecks/{line.pk}-1/{name}" for name in ("note.txt", "picture.png")
    ]
    inside = client.get(f"/berkas/{live.case.code}/").content.decode()
    outside = Client().get(key_address(mail)).content.decode()
    for page in (inside, outside):
        assert "tidak ada lagi, oleh pemilik akun" in page
        assert "Dilihat langsung oleh petugas." in page
    assert "Dibuka dari dua jaringan" in inside
    assert "Dibuka dari dua jaringan" not in outside  # what an officer wrote, and who it was, stays inside
    assert "Petugas" not in outside


INCOMPLETE = [
    ("", "ada", b""),
    ("lenyap", "ada", b""),
    ("gone", "", b""),
    ("gone", "  \n", b""),
    ("gone", "ada", b"GIF89a"),
    ("gone", "ada", b"<svg onload=alert(1)>"),
    ("gone", "ada", PNG + bytes(10 * 1024 * 1024)),
]


def test_what_is_incomplete_or_no_picture_is_refused(
    live: Notice, people: dict[str, User], client: Client
) -> None:
    client.force_login(people["petugas"])
    for state, note, picture in INCOMPLETE:
        form: dict[str, Any] = {"state": state, "note": note}
        if picture:
            form["picture"] = SimpleUploadedFile("x.png", picture)
        reply = client.post(f"/baris/{live.lines.get().pk}/lihat-ulang/", form, follow=True)
        assert 'class="error"' in reply.content.decode(), (state, note)
    assert not Check.objects.exists()


def test_the_form_is_there_for_who_may_use_it_while_the_letter_stands(
    live: Notice, people: dict[str, User], client: Client
) -> None:
    def has_form(person: str) -> bool:
        client.force_login(people[person])
        return "Catat hasil lihat ulang" in client.get(f"/berkas/{live.case.code}/").content.decode()

    found = [person for person in people if person != "admin" and has_form(person)]
    assert set(found) == {person for person, user in people.items() if user.may(Right.DRAFT)}
    withdraw(live, by=people["penyelia"], note="Keliru.")
    assert not has_form("petugas")


def test_the_page_of_what_is_due_lists_the_address_as_text(
    live: Notice, people: dict[str, User], client: Client
) -> None:
    say_removed(live)
    client.force_login(people["petugas"])
    page = client.get("/lihat-ulang/").content.decode()
    item_ = live.lines.get().entry.item
    assert item_ is not None
    assert item_.url in page
    assert f'href="{item_.url}"' not in page
    assert not re.search(r'(src|action)="http', page)
    check_by_hand(live.lines.get(), PageState.LIVE, by=people["petugas"], note="Masih ada.")
    say_removed(live)
    assert "Dilihat langsung oleh petugas." in client.get("/lihat-ulang/").content.decode()
