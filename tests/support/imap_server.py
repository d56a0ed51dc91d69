"""A mailbox on loopback: IMAP4rev1 (RFC 3501) as far as mails by UID need it, with MOVE (RFC 6851)."""

import re
import socket
import socketserver
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

USER, PASSWORD = "kotak@kementerian.example", "sandi-kotak"
_WORD = re.compile(rb'"((?:[^"\\]|\\.)*)"|(\S+)')


@dataclass
class ImapServer:
    """`mails` by folder and UID. `breaks_at` is the command at which the line is cut, once."""

    mails: dict[str, dict[int, bytes]] = field(default_factory=lambda: {"INBOX": {}})
    validity: int = 7
    moves: bool = True
    breaks_at: str = ""
    commands: list[str] = field(default_factory=list)
    deleted: set[int] = field(default_factory=set)
    url: str = ""

    def put(self, uid: int, mail: bytes, folder: str = "INBOX") -> None:
        """A mail arrives."""
        self.mails.setdefault(folder, {})[uid] = mail.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")

    def count(self, command: str) -> int:
        """How many commands of a kind came."""
        return sum(1 for one in self.commands if one.startswith(command))


class _Handler(socketserver.StreamRequestHandler):
    """One connection; commands are one line each, answers may hold literals."""

    box: ImapServer
    folder = "INBOX"

    def handle(self) -> None:
        self._say(b"* OK IMAP4rev1 ready")
        while line := self.rfile.readline():
            tag, _, rest = line.strip().partition(b" ")
            words = [(quoted or plain).decode() for quoted, plain in _WORD.findall(rest)]
            name = words[0].upper()
            command = f"UID {words[1].upper()}" if name == "UID" else name
            self.box.commands.append(" ".join([command, *words[1 + (name == "UID") :]]))
            if command == self.box.breaks_at:
                self.box.breaks_at = ""
                return
            done = getattr(self, f"do_{command.replace(' ', '_').lower()}")(*words[1 + (name == "UID") :])
            self._say(tag + b" " + done + b" done")
            if command == "LOGOUT":
                return

    def do_capability(self) -> bytes:
        self._say(b"* CAPABILITY IMAP4rev1 UIDPLUS" + (b" MOVE" if self.box.moves else b""))
        return b"OK"

    def do_login(self, user: str, password: str) -> bytes:
        return b"OK" if (user, password) == (USER, PASSWORD) else b"NO [AUTHENTICATIONFAILED] no"

    def do_select(self, folder: str) -> bytes:
        if folder not in self.box.mails:
            return b"NO no such mailbox"
        self.folder = folder
        self._say(b"* %d EXISTS" % len(self._mails()))
        self._say(b"* OK [UIDVALIDITY %d] UIDs valid" % self.box.validity)
        self._say(b"* OK [UIDNEXT %d] next" % (max(self._mails(), default=0) + 1))
        return b"OK [READ-WRITE]"

    def do_uid_search(self, *words: str) -> bytes:
        first = int(words[1].removesuffix(":*"))
        uids = sorted(self._mails())
        found = [uid for uid in uids if uid >= first] or uids[-1:]  # RFC 3501, 9: `*` is the largest in use
        self._say(b"* SEARCH " + " ".join(map(str, found)).encode())
        return b"OK"

    def do_uid_fetch(self, uid: str, *items: str) -> bytes:
        mail = self._mails().get(int(uid))
        if mail is None:
            return b"OK nothing"
        asked = " ".join(items)
        data = mail.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if "HEADER" in asked else mail
        data = data[: int(re.search(r"<0\.(\d+)>", asked)[1])]  # type: ignore[index]
        part = b"BODY[HEADER]<0>" if "HEADER" in asked else b"BODY[]<0>"
        number = sorted(self._mails()).index(int(uid)) + 1
        head = b"* %d FETCH (UID %d RFC822.SIZE %d " % (number, int(uid), len(mail))
        self.wfile.write(head + part + b" {%d}\r\n" % len(data) + data + b")\r\n")
        return b"OK"

    def do_uid_move(self, uid: str, folder: str) -> bytes:
        done = self.do_uid_copy(uid, folder)
        self._mails().pop(int(uid), None) if done == b"OK" else None
        return done

    def do_uid_copy(self, uid: str, folder: str) -> bytes:
        if folder not in self.box.mails:
            return b"NO [TRYCREATE] no such mailbox"
        if mail := self._mails().get(int(uid)):
            self.box.put(len(self.box.mails[folder]) + 1, mail, folder)
        return b"OK"

    def do_uid_store(self, uid: str, *_: str) -> bytes:
        self.box.deleted.add(int(uid))
        return b"OK"

    def do_uid_expunge(self, uid: str) -> bytes:
        for one in self.box.deleted & {int(uid)}:
            self._mails().pop(one, None)
        return b"OK"

    def do_logout(self) -> bytes:
        self._say(b"* BYE")
        return b"OK"

    def _mails(self) -> dict[int, bytes]:
        return self.box.mails[self.folder]

    def _say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    tls: ssl.SSLContext | None = None

    def get_request(self) -> tuple[socket.socket, Any]:
        line, address = super().get_request()
        return (self.tls.wrap_socket(line, server_side=True), address) if self.tls else (line, address)


@contextmanager
def served(box: ImapServer, tls: ssl.SSLContext | None = None) -> Iterator[ImapServer]:
    """The mailbox while it is on the air, at `box.url`; encrypted from the start where `tls` is given."""
    handler = type("Handler", (_Handler,), {"box": box})
    server = _Server(("127.0.0.1", 0), handler)
    server.tls = tls
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    box.url = f"{'imaps' if tls else 'imap'}://127.0.0.1:{server.server_address[1]}"
    try:
        yield box
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
