"""The contract of every channel: what it accepts, what it hands over, and how it fails."""

from collections.abc import Callable
from typing import Any

import pytest
from mail_sink import MailSink, Mood, attachments, free_port

from turunkan.desk.notices.channels import CHANNELS, Channel, Parcel, SendingFailed, SendingUnclear

ADDRESSES = {
    "email": (
        ["ts@instagram.example", "tim.hukum+surat@contoh.example"],
        ["", "ts", "ts@", "@x.example", "a@b.example, c@d.example", "a@b.example\n", "https://x.example"],
    ),
}
"""Channel → addresses that it takes, addresses that it does not take."""

EVERY = pytest.mark.parametrize("channel", CHANNELS.values(), ids=CHANNELS)


def parcel(to: str, **changes: Any) -> Parcel:
    """A small parcel."""
    given: dict[str, Any] = {
        "to": to,
        "reply_to": "pemantauan@kementerian.example",
        "subject": "[B-001] Aduan konten — dua baris",
        "body": "Yth. Tim,\n\nTerlampir surat.\n",
        "files": (("surat.pdf", b"%PDF-1.7 \x00\xff", "application/pdf"), ("surat.csv", b"a,b\r\n", "text/csv")),
        "reference": "turunkan-abc",
    }
    return Parcel(**given | changes)


def good(channel: Channel) -> str:
    """An address of the channel."""
    return ADDRESSES[channel.name][0][0]


def test_every_channel_is_under_its_name_and_has_addresses_here() -> None:
    assert {name: channel.name for name, channel in CHANNELS.items()} == {name: name for name in ADDRESSES}


@EVERY
def test_has_a_title_in_both_languages(channel: Channel) -> None:
    assert channel.title.id
    assert channel.title.en


@EVERY
def test_accepts_its_addresses_and_no_others(channel: Channel) -> None:
    takes, refuses = ADDRESSES[channel.name]
    assert [one for one in [*takes, *refuses] if channel.accepts(one)] == takes


@EVERY
def test_hands_over_text_and_files_unchanged_and_names_the_message(channel: Channel, mail: MailSink) -> None:
    sent = parcel(good(channel))
    delivery = channel.send(sent)
    (message,) = mail.messages
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == sent.body
    assert attachments(message) == {name: content for name, content, _ in sent.files}
    assert message["Subject"] == sent.subject
    assert message["Message-ID"] == delivery.message_id
    assert sent.reference in delivery.message_id


@EVERY
def test_the_same_letter_is_the_same_message_at_every_try(channel: Channel, mail: MailSink) -> None:
    first, second = channel.send(parcel(good(channel))), channel.send(parcel(good(channel)))
    other = channel.send(parcel(good(channel), reference="turunkan-def"))
    assert first == second != other


def refuse(mail: MailSink, settings: Any) -> None:
    mail.mood = Mood.REFUSES


def know_nobody(mail: MailSink, settings: Any) -> None:
    mail.mood = Mood.KNOWS_NOBODY


def be_absent(mail: MailSink, settings: Any) -> None:
    settings.EMAIL_PORT = free_port()


def be_unset(mail: MailSink, settings: Any) -> None:
    settings.EMAIL_HOST = ""


@EVERY
@pytest.mark.parametrize("spoil", [refuse, know_nobody, be_absent, be_unset])
def test_when_it_fails_nothing_left_and_it_says_why(
    channel: Channel, mail: MailSink, settings: Any, spoil: Callable[[MailSink, Any], None]
) -> None:
    spoil(mail, settings)
    with pytest.raises(SendingFailed) as failure:
        channel.send(parcel(good(channel)))
    assert failure.value.person.id != failure.value.person.en
    assert mail.messages == []


@EVERY
@pytest.mark.parametrize(
    "changes", [{"subject": "Aduan\nBcc: lain@contoh.example"}, {"to": "ts@instagram.example\r\nBcc: x@y.example"}]
)
def test_a_line_break_adds_no_header(channel: Channel, mail: MailSink, changes: dict[str, str]) -> None:
    with pytest.raises(SendingFailed):
        channel.send(parcel(**{"to": good(channel)} | changes))
    assert mail.messages == []


@EVERY
def test_when_the_line_breaks_after_the_letter_was_handed_over_it_does_not_claim_that_it_failed(
    channel: Channel, mail: MailSink
) -> None:
    mail.mood = Mood.BREAKS_OFF
    with pytest.raises(SendingUnclear):
        channel.send(parcel(good(channel)))
    assert len(mail.messages) == 1
