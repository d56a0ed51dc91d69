"""Sending over a real mail server on loopback: what arrives, and what is kept when it does not."""

import csv
import io
import re
from email.message import EmailMessage
from typing import Any

import pytest
from mail_sink import MailSink, Mood, attachments, free_port
from tests.desk.conftest import BALE
from tests.desk.notices.conftest import Confirm, Edit, Letters

from turunkan.core.lifecycle import Refused
from turunkan.core.vocab import SkipThis, day_in_words
from turunkan.desk.notices import words
from turunkan.desk.notices.channels import SendingFailed, SendingUnclear
from turunkan.desk.notices.models import Notice, NoticeLog
from turunkan.desk.notices.services.grants import grant_of
from turunkan.desk.notices.services.send import send, settle_sending, withdraw
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import Contact, Recipient, User
from turunkan.desk.parties.roles import Role

pytestmark = pytest.mark.django_db


def stored(notice: Notice) -> Notice:
    """The letter, read again."""
    return Notice.objects.get(pk=notice.pk)


def events(notice: Notice) -> list[str]:
    """What happened to a letter."""
    return [entry.event for entry in NoticeLog.objects.filter(notice=notice)]


def key_in(message: EmailMessage) -> str:
    """The key to the answer page that a message carries."""
    body = message.get_body()
    assert body is not None
    key: str = re.findall(r"/t/([^/\s]+)/", body.get_content())[0]
    return key


def test_the_message_says_who_writes_what_and_until_when(sent: Notice, mail: MailSink) -> None:
    (message,) = mail.messages
    assert message["To"] == "ts@instagram.example"
    assert message["From"] == "Meja Pemantauan <surat@kementerian.example>"
    assert message["Reply-To"] == "pemantauan@kementerian.example"
    assert message["Subject"] == f"[{sent.number}] {sent.subject_line}"
    assert message["Message-ID"] == f"<turunkan-{sent.code.lower()}@kementerian.example>"
    assert sent.message_id == message["Message-ID"]
    body = message.get_body()
    assert body is not None
    text = body.get_content()
    for said in (
        "Yth. Trust & Safety,",
        f"nomor {sent.number}",
        "(2 baris)",
        "bukan perintah pemutusan akses",
        day_in_words(sent.reply_by).id,
        "bukan tenggat hukum",
        f"/v/{sent.code}/",
        "Meja Pemantauan, pemantauan@kementerian.example, 021-0000-0000",
        "without an account",
    ):
        assert said in text, said
    assert (sent.state, events(sent)[-1]) == ("sent", "confirm-sent")


def test_the_link_in_the_message_opens_the_answer_page_of_this_letter(
    sent: Notice, mail: MailSink, client: Any
) -> None:
    body = mail.messages[0].get_body()
    assert body is not None
    (address,) = re.findall(r"^http://127\.0\.0\.1:8000(/t/\S+)\s", body.get_content(), re.MULTILINE)
    grant = grant_of(address.split("/")[2])
    assert grant is not None
    assert grant.notice == sent
    page = client.get(address)
    assert page.status_code == 200
    assert sent.number in page.content.decode()


def test_the_letter_arrives_as_the_bytes_that_were_signed(sent: Notice, mail: MailSink) -> None:
    files = attachments(mail.messages[0])
    assert list(files) == [f"{str(sent.number).replace('/', '-')}.{kind}" for kind in ("pdf", "csv")]
    assert files[next(iter(files))] == sent.pdf


def test_the_table_of_lines_can_be_read_by_programs(sent: Notice, mail: MailSink) -> None:
    _, table = attachments(mail.messages[0]).values()
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert sent.letter is not None
    names = ("address", "published", "captured", "quote", "reason", "ask")
    expected = [{name: line[name] for name in names} for line in sent.letter["lines"]]
    assert [{name: row[name] for name in names} for row in rows] == expected
    assert [row["number"] for row in rows] == ["1", "2"]
    assert rows[0]["law"] == "; ".join(sent.letter["lines"][0]["law"])


@pytest.mark.parametrize(
    ("quote", "cell"),
    [
        ('=HYPERLINK("http://jahat.example")', '\'=HYPERLINK("http://jahat.example")'),
        ("+62 bal", "'+62 bal"),
        ("-bal", "'-bal"),
        ("@bal", "'@bal"),
        ("bal = murah", "bal = murah"),
        ('kata "bal", koma; dan\nbaris', 'kata "bal", koma; dan\nbaris'),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_kept_from_it(
    notice: Notice, people: dict[str, User], mail: MailSink, change_line: Edit, quote: str, cell: str
) -> None:
    change_line(notice.lines.all()[0], quote=quote)
    send(sign(notice, by=people["penyelia"]), by=people["penyelia"])
    _, table = attachments(mail.messages[0]).values()
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert rows[0]["quote"].replace("\r\n", "\n") == cell


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PENYELIA])
def test_only_a_supervisor_sends(signed: Notice, people: dict[str, User], mail: MailSink, role: Role) -> None:
    with pytest.raises(SkipThis):
        send(signed, by=people[role])
    assert (stored(signed).state, mail.messages) == ("signed", [])


def test_a_draft_is_never_sent(notice: Notice, people: dict[str, User], mail: MailSink) -> None:
    with pytest.raises(Refused):
        send(notice, by=people["penyelia"])
    assert (mail.messages, stored(notice).grants.count()) == ([], 0)


def test_a_letter_is_sent_once(sent: Notice, people: dict[str, User], mail: MailSink) -> None:
    with pytest.raises(Refused):
        send(sent, by=people["penyelia"])
    assert len(mail.messages) == 1


@pytest.mark.parametrize(
    ("mood", "why"), [(Mood.KNOWS_NOBODY, "no such mailbox here"), (Mood.REFUSES, "message refused")]
)
def test_a_server_that_refuses_leaves_the_letter_signed_to_be_sent_again(
    signed: Notice, people: dict[str, User], mail: MailSink, mood: Mood, why: str
) -> None:
    mail.mood = mood
    with pytest.raises(SendingFailed) as failure:
        send(signed, by=people["penyelia"])
    assert why in failure.value.person.id
    assert "dapat dikirim lagi" in failure.value.person.id
    assert stored(signed).state == "signed"
    last = NoticeLog.objects.filter(notice=signed).last()
    assert last is not None
    assert (last.event, why in last.note) == ("sending-failed", True)
    mail.mood = Mood.TAKES
    send(signed, by=people["penyelia"])
    assert stored(signed).state == "sent"
    assert len(mail.messages) == 1
    assert events(signed)[-4:] == ["begin-sending", "sending-failed", "begin-sending", "confirm-sent"]


def test_a_server_that_is_not_there_leaves_the_letter_signed(
    signed: Notice, people: dict[str, User], mail: MailSink, settings: Any
) -> None:
    settings.EMAIL_PORT = free_port()
    with pytest.raises(SendingFailed) as failure:
        send(signed, by=people["penyelia"])
    assert "Surat tetap ditandatangani" in failure.value.person.id
    assert stored(signed).state == "signed"


def test_without_a_mail_server_nothing_leaves_and_the_setting_is_named(
    signed: Notice, people: dict[str, User], mail: MailSink, settings: Any
) -> None:
    settings.EMAIL_HOST = ""
    with pytest.raises(SendingFailed) as failure:
        send(signed, by=people["penyelia"])
    assert failure.value.person == words.NO_MAIL_SERVER
    assert stored(signed).state == "signed"


def test_a_second_try_carries_the_same_message_id_and_a_fresh_key(
    signed: Notice, people: dict[str, User], mail: MailSink, no_wait: None
) -> None:
    mail.mood = Mood.BREAKS_OFF
    with pytest.raises(SendingUnclear):
        send(signed, by=people["penyelia"])
    settle_sending(signed, by=people["penyelia"], arrived=False)
    mail.mood = Mood.TAKES
    send(signed, by=people["penyelia"])
    first, second = mail.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert [grant_of(key) is not None for key in map(key_in, mail.messages)] == [False, True]


@pytest.mark.parametrize("arrived", [True, False])
def test_a_try_that_broke_off_waits_for_a_person_and_is_never_repeated_by_itself(
    signed: Notice,
    people: dict[str, User],
    mail: MailSink,
    arrived: bool,
    no_wait: None,
) -> None:
    mail.mood = Mood.BREAKS_OFF
    with pytest.raises(SendingUnclear) as unclear:
        send(signed, by=people["penyelia"])
    assert "tidak dikirim ulang dengan sendirinya" in unclear.value.person.id
    assert stored(signed).state == "sending"
    mail.mood = Mood.TAKES
    for act in (
        lambda: send(signed, by=people["penyelia"]),
        lambda: withdraw(signed, by=people["penyelia"], note="Salah."),
        lambda: sign(signed, by=people["penyelia2"]),
    ):
        with pytest.raises(Refused):
            act()
    assert (stored(signed).state, len(mail.messages)) == ("sending", 1)
    settle_sending(signed, by=people["penyelia"], arrived=arrived)
    after = stored(signed)
    assert after.state == ("sent" if arrived else "signed")
    assert (after.sent_at is not None) is arrived
    entry = NoticeLog.objects.filter(notice=signed).last()
    assert entry is not None
    assert (entry.by, entry.note) == (people["penyelia"], "ditetapkan orang")


def test_a_try_that_may_still_be_on_its_way_is_not_settled(
    signed: Notice, people: dict[str, User], mail: MailSink
) -> None:
    """Else a second person could send again what arrives a moment later."""
    mail.mood = Mood.BREAKS_OFF
    with pytest.raises(SendingUnclear):
        send(signed, by=people["penyelia"])
    with pytest.raises(SkipThis, match="still be on its way"):
        settle_sending(signed, by=people["penyelia2"], arrived=False)
    assert stored(signed).state == "sending"


def test_only_a_supervisor_settles_a_try_and_only_one_that_was_cut_off(
    signed: Notice, people: dict[str, User], mail: MailSink
) -> None:
    with pytest.raises(Refused):
        settle_sending(signed, by=people["penyelia"], arrived=True)
    mail.mood = Mood.BREAKS_OFF
    with pytest.raises(SendingUnclear):
        send(signed, by=people["penyelia"])
    with pytest.raises(SkipThis):
        settle_sending(signed, by=people["petugas"], arrived=True)
    assert stored(signed).state == "sending"


def test_a_letter_to_a_contact_of_an_unknown_channel_stays_signed(
    signed: Notice, people: dict[str, User], mail: MailSink
) -> None:
    Contact.objects.update(channel="merpati")
    with pytest.raises(SkipThis) as refusal:
        send(stored(signed), by=people["penyelia"])
    assert "merpati" in refusal.value.person.id
    assert (stored(signed).state, signed.grants.count(), mail.messages) == ("signed", 0, [])


def test_an_address_that_no_header_can_hold_is_a_failure_and_not_a_half_sent_letter(
    signed: Notice, people: dict[str, User], mail: MailSink
) -> None:
    Contact.objects.update(address="ts@instagram.example\nBcc: lain@contoh.example")
    with pytest.raises(SendingFailed):
        send(stored(signed), by=people["penyelia"])
    assert (stored(signed).state, mail.messages) == ("signed", [])


@pytest.mark.parametrize("state", ["signed", "sent"])
def test_withdrawing_needs_a_reason_and_stops_the_keys(
    signed: Notice, people: dict[str, User], mail: MailSink, state: str
) -> None:
    if state == "sent":
        send(signed, by=people["penyelia"])
    with pytest.raises(SkipThis):
        withdraw(signed, by=people["penyelia"], note="  ")
    with pytest.raises(SkipThis):
        withdraw(signed, by=people["petugas"], note="Salah alamat.")
    withdraw(signed, by=people["penyelia"], note="Salah alamat.")
    assert stored(signed).state == "withdrawn"
    assert not signed.grants.filter(revoked_at__isnull=True).exists()
    with pytest.raises(Refused):
        send(signed, by=people["penyelia"])


def test_a_second_letter_names_the_first_and_to_an_authority_also_its_recipient(
    sent: Notice, people: dict[str, User], confirm: Confirm, letters: Letters, ministry: Recipient
) -> None:
    (again,) = letters([confirm("z1", f"{BALE} kedua")], follows=sent)
    assert again.opening == f"Surat ini menindaklanjuti surat kami nomor {sent.number}."
    (referral,) = letters([confirm("z2", f"{BALE} ketiga")], to=ministry, follows=sent)
    assert referral.opening == f"Surat ini menindaklanjuti surat kami nomor {sent.number} kepada Instagram."
