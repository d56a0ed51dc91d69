"""What changed since: between reading and signing, between signing and sending, between deciding and drafting."""

import re

import pytest
from django.test import Client
from mail_sink import MailSink
from tests.desk.conftest import BALE, Import, item, post, verdict
from tests.desk.notices.conftest import CheckLaw, Edit, Letters

from turunkan.core.lifecycle import ReviewState
from turunkan.core.vocab import SkipThis
from turunkan.desk.cases.models import Case
from turunkan.desk.console.people import add_contact
from turunkan.desk.notices.checks import blocking, fallen
from turunkan.desk.notices.letter import fingerprint
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.draft import discard, draft, edit_line
from turunkan.desk.notices.services.send import send
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import Contact, User
from turunkan.desk.review.models import AccountDecision
from turunkan.desk.review.services import decide

pytestmark = pytest.mark.django_db

OTHER = "Preloved jaket pribadi, bukan impor, ukuran M 100rb, COD Bandung"


def refusal(notice: Notice, people: dict[str, User]) -> str:
    """Why a signed letter does not leave."""
    with pytest.raises(SkipThis, match="problem") as refused:
        send(notice, by=people["penyelia"])
    return refused.value.person.id


def test_a_refuted_article_does_not_leave(
    signed: Notice, people: dict[str, User], legal_desk: CheckLaw, mail: MailSink
) -> None:
    legal_desk("ID-PP-80-2019", holds=False)
    assert "pasalnya belum diperiksa" in refusal(signed, people)
    assert (Notice.objects.get(pk=signed.pk).state, mail.messages) == ("signed", [])


def test_what_changed_after_signing_does_not_leave(
    signed: Notice, people: dict[str, User], bring_in: Import, mail: MailSink
) -> None:
    bring_in(post("1", OTHER), name="kemudian.jsonl")
    assert "Konten berubah sejak diputus" in refusal(signed, people)
    assert mail.messages == []


def test_a_letter_to_a_contact_that_was_replaced_does_not_leave(
    signed: Notice, people: dict[str, User], contact: Contact, mail: MailSink
) -> None:
    add_contact(contact.recipient, by=people["petugas"], name="Meja baru", address="baru@instagram.example")
    assert "Narahubung penerima diganti" in refusal(signed, people)
    assert mail.messages == []


def test_what_still_holds_leaves(signed: Notice, people: dict[str, User], mail: MailSink) -> None:
    assert fallen(signed) == []
    send(signed, by=people["penyelia"])
    assert len(mail.messages) == 1


def test_the_page_of_a_signed_letter_says_what_fell_and_offers_no_sending(
    signed: Notice, people: dict[str, User], legal_desk: CheckLaw
) -> None:
    client = Client()
    client.force_login(people["penyelia"])
    assert "/kirim/" in client.get(f"/surat/{signed.pk}/").content.decode()
    legal_desk("ID-PP-80-2019", holds=False)
    page = client.get(f"/surat/{signed.pk}/").content.decode()
    assert "pasalnya belum diperiksa" in page
    assert "/kirim/" not in page


def test_a_draft_that_was_changed_since_it_was_read_is_not_signed(
    notice: Notice, people: dict[str, User], change: Edit
) -> None:
    seen = fingerprint(notice)
    change(notice, by=people["peninjau"], opening="Kalimat yang tidak pernah dibaca penanda tangan.")
    with pytest.raises(SkipThis, match="draft changed"):
        sign(notice, by=people["penyelia"], seen=seen)
    assert sign(notice, by=people["penyelia"], seen=fingerprint(Notice.objects.get(pk=notice.pk))).number


def test_a_contact_entered_since_makes_it_another_letter(
    notice: Notice, people: dict[str, User], contact: Contact
) -> None:
    seen = fingerprint(notice)
    add_contact(contact.recipient, by=people["petugas"], name=contact.name, address="lain@instagram.example")
    with pytest.raises(SkipThis, match="draft changed"):
        sign(notice, by=people["penyelia"], seen=seen)


def test_who_entered_the_contact_does_not_sign(notice: Notice, people: dict[str, User], contact: Contact) -> None:
    """Else one person could both write to somewhere of their own and vouch for it."""
    add_contact(contact.recipient, by=people["penyelia"], name="Meja", address="lain@instagram.example")
    with pytest.raises(SkipThis, match="own contact"):
        sign(notice, by=people["penyelia"])
    assert sign(notice, by=people["penyelia2"]).number


def test_two_drafters_do_not_overwrite_each_other(notice: Notice, people: dict[str, User], change: Edit) -> None:
    seen = fingerprint(notice)
    change(notice, opening="Kata yang pertama.", seen=seen)
    with pytest.raises(SkipThis, match="draft changed"):
        change(notice, by=people["peninjau"], opening="Kata yang kedua.", seen=seen)
    line = notice.lines.all()[0]
    with pytest.raises(SkipThis, match="draft changed"):
        edit_line(line, by=people["petugas"], ask=line.ask, quote="x", reason="y", law=line.law, seen=seen)
    assert Notice.objects.get(pk=notice.pk).opening == "Kata yang pertama."


def test_a_refused_change_keeps_what_was_typed_on_the_page(notice: Notice, people: dict[str, User]) -> None:
    """Saving with a date in the past, and a line on a page that is out of date."""
    client = Client()
    client.force_login(people["petugas"])
    page = client.get(f"/surat/{notice.pk}/").content.decode()
    seen = re.findall(r'name="seen" value="(\w+)"', page)[0]
    typed = {"seen": seen, "subject_line": "Perihal saya", "opening": "Panjang sekali.", "urgency": "biasa"}
    answer = client.post(f"/surat/{notice.pk}/simpan/", typed | {"reply_by": "2020-01-01"})
    assert answer.status_code == 422
    assert "Panjang sekali." in answer.content.decode()
    line = {"seen": "0" * 64, "ask": "remove", "quote": "Kutipan saya", "reason": "Alasan saya"}
    answer = client.post(f"/surat/{notice.pk}/baris/1/", line)
    assert answer.status_code == 422
    assert "Kutipan saya" in answer.content.decode()
    assert Notice.objects.get(pk=notice.pk).opening == ""


def test_signing_from_an_old_page_is_refused_in_words(
    notice: Notice, people: dict[str, User], change: Edit
) -> None:
    client = Client()
    client.force_login(people["penyelia"])
    page = client.get(f"/surat/{notice.pk}/").content.decode()
    seen = re.findall(r'name="seen" value="(\w+)"', page)[0]
    change(notice, opening="Berubah.")
    answer = client.post(f"/surat/{notice.pk}/tandatangan/", {"seen": seen}, follow=True)
    assert "berubah sejak Anda membukanya" in answer.content.decode()
    assert Notice.objects.get(pk=notice.pk).state == "draft"


def test_an_account_line_falls_with_any_item_that_it_rests_on(
    bale_account: AccountDecision, letters: Letters, people: dict[str, User], bring_in: Import
) -> None:
    """Four were confirmed and three would do, but the person's word was about all of them."""
    (notice,) = letters([], [bale_account])
    Notice.objects.filter(pk=notice.pk).update(waived={"pictured": "Menyusul."})
    assert "tercantum dalam berkas" not in notice.lines.get().reason
    signed = sign(notice, by=people["penyelia"])
    bring_in(post("b2", OTHER, handle="bal.contoh"), name="kemudian.jsonl")
    assert "tidak lagi cukup" in refusal(signed, people)


def test_content_that_changed_in_a_case_can_be_decided_and_drafted_anew(
    case: Case, notice: Notice, people: dict[str, User], bring_in: Import
) -> None:
    """The way that the checklist names: decide again, discard the draft, draft it again."""
    bring_in(post("1", f"{BALE}, stok baru"), name="kemudian.jsonl")
    assert "confirmed" in {problem.check for problem in blocking(notice)}
    changed = item("1")
    assert changed.state == ReviewState.WAITING
    decide(changed, verdict(changed), by=people["peninjau"])
    discard(notice, by=people["petugas"])
    (again,) = draft(case, list(case.entries.all()), by=people["petugas"])
    assert {problem.check for problem in blocking(again)} == {"pictured"}
    assert "stok baru" in again.lines.get(entry__item=changed).quote
