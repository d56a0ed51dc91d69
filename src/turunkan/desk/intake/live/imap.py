"""A mailbox over IMAP4rev1 (RFC 3501): messages by UID, none marked as read; moved (RFC 6851) where asked.

imaplib of the standard library, rather than imap-tools: what is needed is raw bytes by UID, sizes asked
first; imap-tools wraps the same imaplib, and its own parsing of messages would stand in the way of our limits.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from turunkan.core.vocab import Wording
from turunkan.desk.intake.live.kind import Halted, Later

SECONDS = 20  # for one answer of the server
_PORTS = {"imaps": 993, "imap+tls": 143, "imap": 143}
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,12})")
_NUMBER = re.compile(rb"[0-9]{1,10}")  # RFC 3501, 9: 32 bits
_NO_PLACE = Wording(
    id="TURUNKAN_IMAP_URL bukan imaps://host atau imap+tls://host; tanpa TLS hanya boleh di komputer ini sendiri.",
    en="TURUNKAN_IMAP_URL is no imaps://host or imap+tls://host; without TLS only this very machine is allowed.",
)
_NO_LOGIN = Wording(
    id="Kotak surat menolak nama atau sandinya. Perbaiki TURUNKAN_IMAP_USER dan _PASSWORD, lalu Coba lagi.",
    en="The mailbox refused the name or password. Correct TURUNKAN_IMAP_USER and _PASSWORD, then Try again.",
)
_NO_TLS = Wording(
    id="Sertifikat server surat tidak beres, maka sandi tidak dikirim. Hubungi pengelola server surat.",
    en="The mail server's certificate is not in order, so no password was sent. Ask whoever runs the mail server.",
)
_NO_FOLDER = Wording(
    id="Folder {folder} tidak ada di kotak surat. Periksa pengaturan sumber, lalu Coba lagi.",
    en="There is no folder {folder} in the mailbox. Check the source's settings, then Try again.",
)
_NO_ANSWER = Wording(
    id="Server surat tidak menjawab atau memutus sambungan; dicoba lagi nanti.",
    en="The mail server does not answer, or broke off; it is tried again later.",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mailbox is: `tls` is `imaps` (from the start), `imap+tls` (STARTTLS) or `imap` (loopback alone)."""

    tls: str
    host: str
    port: int


def place_of(address: str) -> Place:
    """The place that TURUNKAN_IMAP_URL names. Raises Halted."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise Halted("malformed TURUNKAN_IMAP_URL", _NO_PLACE) from error
    if parts.scheme not in _PORTS or not parts.hostname or parts.username:
        raise Halted("malformed TURUNKAN_IMAP_URL", _NO_PLACE)
    if parts.scheme == "imap" and not _is_loopback(parts.hostname):
        raise Halted("imap:// without TLS", _NO_PLACE)
    return Place(parts.scheme, parts.hostname, port or _PORTS[parts.scheme])


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Mailbox:
    """One folder of a mailbox that is open."""

    def __init__(self, line: imaplib.IMAP4, validity: int) -> None:
        self._line = line
        self.validity = validity  # UIDVALIDITY: while it stays, a UID means the same message

    def uids_from(self, first: int) -> list[int]:
        """The UIDs from one on, in order. A server names its last message even where that is an earlier one."""
        found = self._ask("SEARCH", "UID", f"{first}:*")
        text = b" ".join(part for part in found if isinstance(part, bytes))
        return sorted({int(each) for each in text.split() if _NUMBER.fullmatch(each) and int(each) >= first})

    def size_and_head(self, uid: int) -> tuple[int, bytes] | None:
        """Bytes of a message, and its header; None where it is gone."""
        found = self._ask("FETCH", str(uid), "(RFC822.SIZE BODY.PEEK[HEADER]<0.65536>)")
        text = b" ".join(part[0] if isinstance(part, tuple) else part or b"" for part in found)
        if (size := _SIZE.search(text)) is None:
            return None
        return int(size[1]), _literal(found)

    def message(self, uid: int, most: int) -> bytes:
        """At most so many bytes of a message; none where it is gone."""
        return _literal(self._ask("FETCH", str(uid), f"(BODY.PEEK[]<0.{most}>)"))

    def move(self, uid: int, folder: str) -> bool:
        """Whether a message went to another folder; one that is gone stays gone."""
        name = _quoted(folder)
        if "MOVE" in self._line.capabilities:
            return self._does("MOVE", str(uid), name)
        if not self._does("COPY", str(uid), name):
            return False
        done = self._does("STORE", str(uid), "+FLAGS.SILENT", r"(\Deleted)")
        # A plain EXPUNGE would remove what others have marked; without UIDPLUS the mark has to do.
        return done and ("UIDPLUS" not in self._line.capabilities or self._does("EXPUNGE", str(uid)))

    def _ask(self, command: str, *given: str) -> list[bytes | tuple[bytes, bytes] | None]:
        with _troubles():
            kind, found = self._line.uid(command, *given)
        if kind != "OK":
            raise Later(f"imap: {command} {kind}", _NO_ANSWER)
        return list(found)

    def _does(self, command: str, *given: str) -> bool:
        with _troubles():
            return bool(self._line.uid(command, *given)[0] == "OK")


@contextmanager
def opened(address: str, user: str, password: str, folder: str) -> Iterator[Mailbox]:
    """A folder of a mailbox, logged in. Raises Later or Halted."""
    place = place_of(address)
    line = _connected(place)
    try:
        if place.tls == "imap+tls":
            with _troubles():
                line.starttls(ssl.create_default_context())
        yield _selected(line, user, password, folder)
    finally:
        _left(line)


def _connected(place: Place) -> imaplib.IMAP4:
    with _troubles():
        if place.tls == "imaps":
            context = ssl.create_default_context()
            return imaplib.IMAP4_SSL(place.host, place.port, ssl_context=context, timeout=SECONDS)
        return imaplib.IMAP4(place.host, place.port, timeout=SECONDS)


def _left(line: imaplib.IMAP4) -> None:
    """Say good-bye, and close the line whether that was heard or not."""
    with suppress(OSError, imaplib.IMAP4.error):
        line.logout()
    with suppress(OSError):
        line.shutdown()


def _selected(line: imaplib.IMAP4, user: str, password: str, folder: str) -> Mailbox:
    with _troubles(Halted("imap: login refused", _NO_LOGIN)):
        line.login(user, password)
    with _troubles():
        kind, _ = line.select(_quoted(folder))
        _, validity = line.response("UIDVALIDITY")
    if kind != "OK":
        raise Halted("imap: no such folder", _NO_FOLDER.fill(folder=folder))
    if not validity or not validity[0] or not _NUMBER.fullmatch(validity[0]):
        raise Later("imap: no UIDVALIDITY", _NO_ANSWER)
    return Mailbox(line, int(validity[0]))


@contextmanager
def _troubles(refused: Halted | None = None) -> Iterator[None]:
    """Errors of the line as Later; a certificate that does not fit halts, as does a refusal where one is given."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise Halted("imap: certificate", _NO_TLS) from error
    except imaplib.IMAP4.abort as error:
        raise Later("imap: broken off", _NO_ANSWER) from error
    except imaplib.IMAP4.error as error:
        raise refused or Later(f"imap: {str(error)[:80]}", _NO_ANSWER) from error
    except OSError as error:
        raise Later(f"imap: {type(error).__name__}", _NO_ANSWER) from error


def _literal(found: list[bytes | tuple[bytes, bytes] | None]) -> bytes:
    return next((part[1] for part in found if isinstance(part, tuple)), b"")


def _quoted(folder: str) -> str:
    """A folder's name as a quoted string (RFC 3501, 4.3); imaplib sends it as it is."""
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
