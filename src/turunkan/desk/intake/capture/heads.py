"""Heads of HTTP/1.1 messages as a proxy reads and passes them on (RFC 9110, RFC 9112)."""

import asyncio
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from turunkan.desk.intake.capture.problems import NotReached, Problem

MOST_HEAD = 128 * 1024  # bytes
_HOP_BY_HOP = {"connection", "keep-alive", "proxy-connection", "proxy-authorization", "te", "trailer", "upgrade"}
_METHOD = re.compile(r"[A-Z]{1,20}")
_STATUS = re.compile(r"HTTP/1\.[01] [1-5][0-9]{2}( .*)?")
_FIELD = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+:")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a client asks of a proxy: `target` is the path with its query, empty for a tunnel."""

    method: str
    host: str
    port: int
    target: str
    fields: tuple[str, ...]
    body_bytes: int

    @property
    def tunnel(self) -> bool:
        """Whether it asks for a tunnel, through which it speaks TLS or WebSocket by itself."""
        return self.method == "CONNECT"

    def passed_on(self) -> bytes:
        """The head for the server: one exchange, and then the connection ends."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        place = host if self.port == 80 else f"{host}:{self.port}"
        lines = [f"{self.method} {self.target} HTTP/1.1", f"Host: {place}", *self.fields, "Connection: close"]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


async def read_head(reader: asyncio.StreamReader) -> list[str]:
    """The lines of a head without the empty one. Raises what asyncio raises where there is no whole head."""
    head = await reader.readuntil(b"\r\n\r\n")
    return head[:-4].decode("latin-1").split("\r\n")


def asked(lines: list[str]) -> Asked:
    """The request that a head makes. Raises NotReached for what no proxy is asked."""
    method, _, rest = lines[0].partition(" ")
    target, _, version = rest.rpartition(" ")
    if not _METHOD.fullmatch(method) or version != "HTTP/1.1":
        raise NotReached(Problem.NO_WEB_ADDRESS, lines[0][:80])
    host, port, path = _tunnel(target) if method == "CONNECT" else _absolute(target)
    return Asked(method, host, port, path, tuple(_kept(lines[1:], drop={"host"})), _body_bytes(lines[1:]))


def answered(lines: list[str]) -> tuple[int, bytes]:
    """The status of a server's head, and the head as it is passed on. Raises NotReached."""
    if not _STATUS.fullmatch(lines[0]):
        raise NotReached(Problem.UNREACHABLE, lines[0][:80])
    head = "\r\n".join([lines[0], *_kept(lines[1:], drop=set()), "Connection: close", "", ""])
    return int(lines[0].split(" ")[1]), head.encode("latin-1")


def _tunnel(target: str) -> tuple[str, int, str]:
    host, _, port = target.rpartition(":")
    if not host or not port.isdecimal():
        raise NotReached(Problem.NO_WEB_ADDRESS, target)
    return host.strip("[]"), int(port), ""


def _absolute(target: str) -> tuple[str, int, str]:
    try:
        parts = urlsplit(target)
        port = parts.port or 80
    except ValueError as error:
        raise NotReached(Problem.NO_WEB_ADDRESS, target) from error
    if parts.scheme != "http" or not parts.hostname or "@" in parts.netloc:
        raise NotReached(Problem.NO_WEB_ADDRESS, target)
    return parts.hostname, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _kept(fields: list[str], drop: set[str]) -> list[str]:
    """The fields that concern both ends; what is no field is dropped."""
    return [
        line for line in fields if _FIELD.match(line) and line.partition(":")[0].lower() not in _HOP_BY_HOP | drop
    ]


def _body_bytes(fields: list[str]) -> int:
    """How long the request's body is, by its one true length (RFC 9112, 6.3). Raises NotReached."""
    named = {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in fields}
    length = named.get("content-length", "0")
    if "transfer-encoding" in named or not length.isdecimal():
        raise NotReached(Problem.NO_WEB_ADDRESS, "a body of no known length")
    return int(length)
