"""A mail server that keeps what it gets in a folder; the demo's letters end there."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings

_HOST = "127.0.0.1"


class _Keeper:
    """Writes each message to a file of its own, numbered in the order of arrival."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Called by the server for each message."""
        number = len(list(self._folder.glob("*.eml"))) + 1
        partial = self._folder / f"{number:05d}.part"
        partial.write_bytes(_bytes(envelope.content))
        partial.rename(partial.with_suffix(".eml"))
        return "250 Kept"


def _bytes(content: str | bytes | None) -> bytes:
    return content.encode() if isinstance(content, str) else content or b""


@contextmanager
def mail_sink(home: Path) -> Iterator[None]:
    """While it is open, the desk's mail goes to `outbox` in the data folder."""
    folder = home / "outbox"
    folder.mkdir(parents=True, exist_ok=True)
    controller = Controller(_Keeper(folder), hostname=_HOST, port=_free_port())
    controller.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = _HOST, controller.port
    try:
        yield
    finally:
        controller.stop()


def _free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        port: int = probe.getsockname()[1]
    return port
