"""Who may sign, when, and what a signature fixes for good."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from printed import Printed, flat
from tests.desk.conftest import BALE
from tests.desk.notices.conftest import Confirm, Edit, Letters

from turunkan.core.lifecycle import Refused
from turunkan.core.vocab import SkipThis
from turunkan.desk.audit.selectors import events_of
from turunkan.desk.notices import words
from turunkan.desk.notices.models import LetterSerial, Notice
from turunkan.desk.notices.services.draft import discard, draft, drop_line, edit_line
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import Contact, Office, Recipient, User
from turunkan.desk.parties.roles import Role

WAIVED = {"pictured": "Tangkapan layar menyusul."}

pytestmark = pytest.mark.django_db


def stored(notice: Notice) -> Notice:
    """The letter, read again."""
    return Notice.objects.get(pk=notice.pk)


def refused(notice: Notice, by: User) -> SkipThis:
    """The refusal to sign; nothing has changed."""
    with pytest.raises(SkipThis) as refusal:
        sign(notice, by=by)
    after = stored(notice)
    assert (after.state, after.number, after.signed_by, after.letter, after.pdf) == (
        "draft",
        None,
        None,
        None,
        None,
    )
    return refusal.value


def ready(notice: Notice) -> Notice:
    """A draft whose ambers have their reasons."""
    Notice.objects.filter(pk=notice.pk).update(waived=WAIVED)
    return notice


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PENYELIA])
def test_only_a_supervisor_signs(notice: Notice, people: dict[str, User], role: Role) -> None:
    people[role].post = "Kepala Seksi"
    assert refused(notice, people[role]).person == words.MAY_NOT_SIGN


def test_a_supervisor_who_left_signs_nothing(notice: Notice, people: dict[str, User]) -> None:
    people["penyelia"].is_active = False
    assert refused(notice, people["penyelia"]).person == words.MAY_NOT_SIGN


def test_a_drafter_cannot_sign_their_own_letter_and_another_supervisor_can(
    notice: Notice, people: dict[str, User]
) -> None:
    (own,) = draft(notice.case, list(notice.case.entries.all()), by=people["penyelia"])
    ready(own)
    assert refused(own, people["penyelia"]).person == words.OWN_LETTER
    assert sign(own, by=people["penyelia2"]).signed_by == people["penyelia2"]


@pytest.mark.parametrize("act", ["around", "line", "drop"])
def test_whoever_changed_the_draft_cannot_sign_it(
    notice: Notice, people: dict[str, User], change: Edit, act: str
) -> None:
    line = notice.lines.all()[0]
    if act == "around":
        change(notice, by=people["penyelia"], opening="Sehubungan dengan pemantauan kami.")
    elif act == "line":
        edit_line(
            line, by=people["penyelia"], ask=line.ask, quote=line.quote, reason="Menawarkan bal.", law=line.law
        )
    else:
        drop_line(line, by=people["penyelia"])
    assert refused(notice, people["penyelia"]).person == words.OWN_LETTER
    assert sign(notice, by=people["penyelia2"]).number


def test_a_change_that_was_refused_does_not_make_an_author(
    notice: Notice, people: dict[str, User], change: Edit
) -> None:
    with pytest.raises(SkipThis):
        change(notice, by=people["penyelia"], reply_by=timezone.localdate())
    assert sign(notice, by=people["penyelia"]).number


@pytest.mark.parametrize("post", ["", "   "])
def test_a_signatory_without_a_post_cannot_sign(notice: Notice, people: dict[str, User], post: str) -> None:
    people["penyelia"].post = post
    assert refused(notice, people["penyelia"]).person == words.NO_POST


def test_ambers_need_a_reason(notice: Notice, people: dict[str, User], change: Edit) -> None:
    change(notice, waived={"pictured": "   "})
    assert "Tangkapan layar belum disegel" in refused(notice, people["penyelia"]).person.id
    change(notice, waived={"another": "Alasan untuk hal lain."})
    refused(notice, people["penyelia"])
    change(notice, waived=WAIVED)
    assert sign(notice, by=people["penyelia"]).number


def test_a_reason_does_not_clear_what_is_red(
    notice: Notice, people: dict[str, User], change: Edit, change_line: Edit
) -> None:
    change_line(notice.lines.all()[0], law=["ID-PMD-47-2025"])
    change(notice, waived=WAIVED | {"import-alone": "Sudah dibicarakan."})
    assert "larangan impor saja" in refused(notice, people["penyelia"]).person.id


def test_the_daily_quota_stops_the_next_letter(notice: Notice, people: dict[str, User], settings: Any) -> None:
    settings.DAILY_LETTERS = 1
    (second,) = draft(notice.case, list(notice.case.entries.all()), by=people["petugas"])
    Notice.objects.filter(pk=second.pk).update(waived=WAIVED | {"once": "Surat pengganti."})
    sign(notice, by=people["penyelia"])
    assert "Batas 1 surat sehari sudah tercapai" in refused(second, people["penyelia"]).person.id
    yesterday = timezone.now() - timedelta(days=1)
    Notice.objects.filter(pk=notice.pk).update(signed_at=yesterday)
    assert sign(second, by=people["penyelia"]).number


def test_a_number_is_given_at_signing_only_and_discarded_drafts_leave_no_gap(
    notice: Notice, people: dict[str, User], confirm: Confirm, letters: Letters
) -> None:
    drafts = [letters([confirm(f"n{number}", f"{BALE} nomor {number}")])[0] for number in range(3)]
    assert [stored(one).number for one in (notice, *drafts)] == [None] * 4
    first = sign(notice, by=people["penyelia"])
    discard(drafts[0], by=people["petugas"])
    refused(drafts[1], people["penyelia"])  # its amber has no reason yet
    later = [sign(ready(one), by=people["penyelia"]) for one in (drafts[2], drafts[1])]
    serials = [str(one.number).split("/")[0] for one in (first, *later)]
    assert serials == ["B-001", "B-002", "B-003"]
    assert stored(drafts[0]).number is None
    assert LetterSerial.objects.get().last == 3


def test_the_number_follows_the_pattern_of_the_office(
    notice: Notice, people: dict[str, User], office: Office
) -> None:
    Office.objects.filter(pk=office.pk).update(number_pattern="{serial}/KC.3/{year}")
    assert str(sign(notice, by=people["penyelia"]).number).startswith("1/KC.3/20")


def test_a_letter_is_signed_once(signed: Notice, people: dict[str, User]) -> None:
    with pytest.raises(Refused):
        sign(signed, by=people["penyelia2"])
    assert stored(signed).signed_by == people["penyelia"]


def test_a_discarded_draft_cannot_be_signed(notice: Notice, people: dict[str, User]) -> None:
    discard(notice, by=people["petugas"])
    with pytest.raises(Refused):
        sign(notice, by=people["penyelia"])


def test_after_signing_nothing_changes_the_letter(
    signed: Notice, people: dict[str, User], office: Office, change: Edit, change_line: Edit
) -> None:
    before = stored(signed)
    line = signed.lines.all()[0]
    for act in (
        lambda: change(signed, opening="Lain."),
        lambda: change_line(line, quote="lain"),
        lambda: drop_line(line, by=people["petugas"]),
        lambda: discard(signed, by=people["petugas"]),
    ):
        with pytest.raises(Refused):
            act()
    Office.objects.filter(pk=office.pk).update(name="Kementerian Lain", phone="021-0000-0001")
    Contact.objects.update(name="Orang Lain")
    Recipient.objects.filter(pk=signed.recipient_id).update(name="Instagram Baru")
    User.objects.filter(pk=people["penyelia"].pk).update(first_name="Lain", post="Lain")
    after = stored(signed)
    assert (after.pdf, after.letter, after.pdf_sha256) == (before.pdf, before.letter, before.pdf_sha256)
    assert after.lines.count() == 2


def test_the_signature_is_in_the_log_with_number_and_fingerprint(signed: Notice) -> None:
    event = events_of("notice", signed.pk).get(verb="notice.sign")
    assert event.facts["number"] == signed.number
    assert event.facts["pdf"] == signed.pdf_sha256
    assert event.actor_id == signed.signed_by_id


def test_the_letter_names_signatory_and_contact_and_no_reviewer(signed: Notice, people: dict[str, User]) -> None:
    assert signed.pdf is not None
    text = Printed(signed.pdf).flat
    assert flat("Kepala Bidang, ") in text
    assert people["penyelia"].first_name in text
    for reviewer in ("peninjau", "peninjau2", "petugas"):
        assert people[reviewer].shown_name not in text


def test_a_contact_that_was_added_after_drafting_is_the_one_written_to(
    notice: Notice, people: dict[str, User], contact: Contact
) -> None:
    Contact.objects.filter(pk=contact.pk).update(active=False)
    assert "belum punya narahubung" in refused(notice, people["penyelia"]).person.id
    new = Contact.objects.create(recipient=contact.recipient, name="Meja Hukum", address="hukum@instagram.example")
    signed = sign(notice, by=people["penyelia"])
    assert signed.contact == new
    assert signed.letter is not None
    assert signed.letter["recipient"]["contact"] == "Meja Hukum"
