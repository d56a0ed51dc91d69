"""Channel: e-mail over SMTP (RFC 5321, RFC 5322)."""

import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email

from turunkan.core.vocab import Wording
from turunkan.desk.notices import words
from turunkan.desk.notices.channels.base import Channel, Delivery, Parcel, SendingFailed, SendingUnclear


def _accepts(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def _send(parcel: Parcel) -> Delivery:
    if not settings.EMAIL_HOST:
        raise SendingFailed("no mail server", words.NO_MAIL_SERVER)
    message_id = f"<{parcel.reference}@{_own_domain()}>"
    message = EmailMessage(
        subject=parcel.subject,
        body=parcel.body,
        to=[parcel.to],
        reply_to=[parcel.reply_to],
        attachments=list(parcel.files),
        headers={"Message-ID": message_id},
    )
    connection = get_connection()
    try:
        message.message()
        connection.open()
    except (OSError, ValueError) as error:
        raise _failed(error) from error
    _hand_over(message, connection)
    return Delivery(message_id)


def _hand_over(message: EmailMessage, connection: BaseEmailBackend) -> None:
    """A server that refuses has taken nothing; one that falls silent may have taken the letter."""
    try:
        connection.send_messages([message])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError) as error:
        raise _failed(error) from error
    except OSError as error:
        raise SendingUnclear(f"smtp: {error!r}"[:300], words.UNCLEAR.fill(why=_why(error))) from error
    finally:
        connection.close()


def _failed(error: Exception) -> SendingFailed:
    return SendingFailed(f"smtp: {error!r}"[:300], words.NOT_SENT.fill(why=_why(error)))


def _why(error: Exception) -> str:
    return str(error)[:200] or type(error).__name__


def _own_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]


EMAIL = Channel("email", Wording(id="surel", en="e-mail"), _accepts, _send)
