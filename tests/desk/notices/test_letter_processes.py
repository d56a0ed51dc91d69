"""Several processes at once, and one that is killed while it sends."""

import signal
from collections.abc import Callable

import pytest
from mail_sink import MailSink, Mood
from own_desk import WAIT, OwnDesk, together

Desks = Callable[[str], OwnDesk]
STORY = """
import io
from turunkan.core.vocab import Action, Label
from turunkan.desk.cases.services import open_case
from turunkan.desk.intake.models import Item
from turunkan.desk.intake.services.runs import import_capture
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.draft import draft
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import Contact, Office, Recipient, User
from turunkan.desk.review.services import Verdict, decide
from turunkan.desk.subjects.models import SubjectVersion

office = Office.objects.create(name="Kementerian Contoh", address="Jalan Contoh 1", city="Jakarta",
                               email="pemantauan@kementerian.example", contact_name="Meja Pemantauan")
instagram = Recipient.objects.get(key="instagram")
Contact.objects.create(recipient=instagram, name="Tim", address="ts@instagram.example")
people = {role: User.objects.create_user(username=role, role=role, post="Kepala Bidang", office=office)
          for role in ("petugas", "peninjau", "penyelia")}
posts = [json.dumps({"id": str(n), "platform": "instagram", "url": f"https://www.instagram.example/p/{n}/",
                     "author": {"id": f"u{n}", "handle": f"gudang{n}.contoh"},
                     "text": f"Ready bal segel jaket second import Korea isi 12{n} pcs, harga 3 juta, minat WA",
                     "posted_at": "2026-11-10T08:00:00+07:00"}) for n in range(int(sys.argv[1]))]
import_capture(io.BytesIO("\\n".join(posts).encode()), "a.jsonl", by=None, subject=SubjectVersion.objects.get())
for item in Item.objects.order_by("pk"):
    decide(item, Verdict(label=Label.SELLER, tier="bale", measure=Action.NOTICE, reason="bale-offer",
                         note="", content_hash=item.content_hash), by=people["peninjau"])
    case = open_case([Item.objects.get(pk=item.pk)], by=people["petugas"])
    draft(case, list(case.entries.all()), by=people["petugas"])
Notice.objects.update(waived={"pictured": "Menyusul."})
"""
SIGN = f"""
from turunkan.core.vocab import SkipThis
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import User
notice, penyelia = Notice.objects.order_by("pk")[int(sys.argv[1])], User.objects.get(username="penyelia")
{WAIT}
try:
    print(json.dumps(sign(notice, by=penyelia).number))
except SkipThis as refusal:
    print(json.dumps(refusal.person.id))
"""
SEND = """
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.send import send
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import User
penyelia = User.objects.get(username="penyelia")
send(sign(Notice.objects.get(), by=penyelia), by=penyelia)
"""
LATER = """
from turunkan.core.lifecycle import NOTICE, NoticeEvent, Refused
from turunkan.desk.notices.models import Notice
from datetime import timedelta
from turunkan.desk.notices.services import send as sending
from turunkan.desk.notices.services.send import send, settle_sending
sending.SETTLE_AFTER = timedelta(0)
from turunkan.desk.parties.models import User
penyelia, notice = User.objects.get(username="penyelia"), Notice.objects.get()
found = [notice.state]
try:
    send(notice, by=penyelia)
except Refused:
    found.append("refused")
settle_sending(notice, by=penyelia, arrived=False)
send(notice, by=penyelia)
notice = Notice.objects.get()
found += [notice.state, NOTICE.fold(NoticeEvent(one.event) for one in notice.log.exclude(event="draft"))]
print(json.dumps(found))
"""


def test_two_letters_signed_at_once_have_two_numbers_in_a_row(own_desk: Desks) -> None:
    desk = own_desk("twins")
    desk.run(STORY, 2)
    numbers = together([desk.start(SIGN, 0), desk.start(SIGN, 1)])
    assert sorted(number.split("/")[0] for number in numbers) == ["B-001", "B-002"]


def test_the_same_letter_signed_twice_at_once_is_signed_once(own_desk: Desks) -> None:
    desk = own_desk("same")
    desk.run(STORY, 1)
    first, second = sorted(together([desk.start(SIGN, 0), desk.start(SIGN, 0)]))
    assert first.startswith("B-001/")
    assert second.startswith("Tidak dapat: menandatangani")


def test_two_at_once_cannot_both_be_the_last_letter_of_the_day(
    own_desk: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TURUNKAN_DAILY_LETTERS", "1")
    desk = own_desk("quota")
    desk.run(STORY, 2)
    first, second = sorted(together([desk.start(SIGN, 0), desk.start(SIGN, 1)]))
    assert first.startswith("B-001/")
    assert "Batas 1 surat sehari" in second


def test_a_process_killed_while_it_sends_leaves_a_letter_that_only_a_person_sends_again(
    own_desk: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    with MailSink() as mail:
        monkeypatch.setenv("TURUNKAN_MAIL_URL", f"smtp://127.0.0.1:{mail.port}")
        desk = own_desk("killed")
        desk.run(STORY, 1)
        mail.mood = Mood.HANGS
        sending = desk.start(SEND)
        assert mail.has_read.wait(60)
        sending.send_signal(signal.SIGKILL)
        sending.communicate()
        mail.mood = Mood.TAKES
        assert desk.run(LATER) == ["sending", "refused", "sent", "sent"]
    assert len(mail.messages) == 2
