"""A mail server on loopback that takes letters, refuses them, or breaks off."""

import asyncio
import email
import email.policy
import socket
from email.message import EmailMessage
from enum import Enum
from threading import Event
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Mood(Enum):
    """What the server does with a message."""

    TAKES = "takes"
    KNOWS_NOBODY = "knows nobody"  # refuses the recipient
    REFUSES = "refuses"  # refuses the content
    BREAKS_OFF = "breaks off"  # has read everything, and is gone before it answers
    HANGS = "hangs"  # has read everything, and does not answer


class MailSink:
    """`with MailSink() as sink:` listens on `sink.port`.

    `sink.messages` is what it has read; `has_read` is set from the first on.
    """

    def __init__(self) -> None:
        self.mood = Mood.TAKES
        self.messages: list[EmailMessage] = []
        self.has_read = Event()
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> "MailSink":
        self._controller.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._controller.stop()

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """The recipient."""
        if self.mood is Mood.KNOWS_NOBODY:
            return "550 5.1.1 no such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The message itself."""
        if self.mood is Mood.REFUSES:
            return "554 5.7.1 message refused"
        content = envelope.content
        assert isinstance(content, bytes)
        self.messages.append(email.message_from_bytes(content, policy=email.policy.default))
        self.has_read.set()
        if self.mood is Mood.BREAKS_OFF:
            transport: Any = server.transport
            transport.abort()
        if self.mood is Mood.HANGS:
            await asyncio.sleep(60)
        return "250 OK"


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def attachments(message: EmailMessage) -> dict[str, bytes]:
    """Name → content of the files of a message."""
    return {str(part.get_filename()): part.get_payload(decode=True) for part in message.iter_attachments()}
