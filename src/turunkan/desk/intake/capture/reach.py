"""Reach: where a capture may go.

The list of hosts holds for the page itself: what was asked for, and wherever it is sent on to. What the page is
made of (pictures, scripts, frames) may come from any public address, because platforms serve those from hosts
that nobody can list, and the picture would be false without them. A private address is never reached by either.
"""

import socket
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

from turunkan.desk.intake.capture.addresses import Address, host_of, is_public, read_address
from turunkan.desk.intake.capture.problems import NotReached, Problem

Lookup = Callable[[str], list[str]]  # host name → addresses; raises OSError where there are none
_USUAL = {"http": 80, "https": 443}


def look_up(name: str) -> list[str]:
    """The addresses of a name, as the system's resolver gives them. Raises OSError."""
    found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where a capture may go, as plain data, so that it can be handed to a process of its own.

    `hosts`: each of them and everything below it may be captured; none, and nothing may. `names`, `also` and
    `keys` are for test sites alone (no setting offers them): addresses of names instead of the resolver's,
    addresses that are reached though they are not public, SHA-256 of public keys (base64) that need no authority.
    """

    hosts: tuple[str, ...] = ()
    ports: tuple[int, ...] = (80, 443)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """This as JSON has it."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """The same again from JSON."""
        lists = {name: tuple(plain[name]) for name in ("hosts", "ports", "also", "keys")}
        return cls(names={name: tuple(found) for name, found in plain["names"].items()}, **lists)

    def permits(self, address: Address) -> bool:
        """Whether an address may be connected to."""
        return is_public(address) or str(address) in self.also

    def allows(self, host: str) -> bool:
        """Whether the host, in lower case, is on the list or below one that is."""
        return any(host == allowed or host.endswith(f".{allowed}") for allowed in self.hosts)

    def check_page(self, url: str) -> None:
        """Whether a page may be opened at all; nothing is looked up. Raises NotReached."""
        host, port = place_of(url)
        if not isinstance(host, str) and not self.permits(host):
            raise NotReached(Problem.REFUSED_ADDRESS, url, str(host))
        if not self.allows(str(host)):
            raise NotReached(Problem.HOST_NOT_ALLOWED, url)
        if port not in self.ports:
            raise NotReached(Problem.PORT_NOT_ALLOWED, url)

    def resolve(self, host: str, port: int, lookup: Lookup = look_up) -> list[Address]:
        """The addresses to connect to, looked up once; a name with one private address is refused whole.

        Raises NotReached.
        """
        addresses = self._addresses(host, lookup)
        for address in addresses:
            if not self.permits(address):
                raise NotReached(Problem.REFUSED_ADDRESS, host, str(address))
        if port not in self.ports:
            raise NotReached(Problem.PORT_NOT_ALLOWED, f"{host}:{port}")
        return addresses

    def _addresses(self, host: str, lookup: Lookup) -> list[Address]:
        try:
            named = host_of(host)
        except ValueError as error:
            raise NotReached(Problem.NO_WEB_ADDRESS, host) from error
        if not isinstance(named, str):
            return [named]
        try:
            found = list(self.names[named]) if named in self.names else lookup(named)
            addresses = [read_address(each) for each in found]
        except (OSError, ValueError) as error:  # UnicodeError too: a name that cannot be asked for
            raise NotReached(Problem.NOT_FOUND, named) from error
        if not addresses:
            raise NotReached(Problem.NOT_FOUND, named)
        return addresses


def place_of(url: str) -> tuple[str | Address, int]:
    """Host and port of a plain web address. Raises NotReached for all else, and where a user name stands in it."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = host_of(parts.hostname or "")
    except ValueError as error:
        raise NotReached(Problem.NO_WEB_ADDRESS, url) from error
    if parts.scheme not in _USUAL or "@" in parts.netloc or "\\" in url or _has_gaps(url):
        raise NotReached(Problem.NO_WEB_ADDRESS, url)
    return host, _USUAL[parts.scheme] if port is None else port


def _has_gaps(url: str) -> bool:
    """Whether characters stand in it that one parser drops and another keeps."""
    return any(character <= " " or character == "\x7f" for character in url)
