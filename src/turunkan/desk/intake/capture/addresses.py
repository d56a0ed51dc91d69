"""Which addresses of the internet may be reached: global unicast, and nothing that leads into a private network.

Sources: IANA's registries of special-purpose addresses (RFC 6890, as of 2025), RFC 4291 (IPv6), RFC 6052 (NAT64);
for how a browser reads a host that looks like a number, the URL standard of WHATWG ("ends in a number").
"""

import re
import unicodedata
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_NOT_GLOBAL_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # shared by customers of a carrier
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # metadata of a cloud, under an address that is global
            "169.254.0.0/16",  # link-local; the metadata of clouds
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # AMT
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")  # all that was ever given out
_NOT_GLOBAL_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, which holds an IPv4 address
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*")


def is_public(address: Address) -> bool:
    """Whether an address is global unicast. One that carries an IPv4 address is judged by it."""
    if isinstance(address, IPv4Address):
        return not any(address in block for block in _NOT_GLOBAL_4)
    if address.scope_id:
        return False
    if (inner := _carried(address)) is not None:
        return is_public(inner)
    return address in _GLOBAL_6 and not any(address in block for block in _NOT_GLOBAL_6)


def host_of(text: str) -> str | Address:
    """What a host means to a browser: an address, in any of its spellings, or else a plain lower-case name.

    `0x7f.1`, `0177.0.0.1`, `2130706433`, `127.1`, full-width digits and a final dot are all 127.0.0.1.
    Raises ValueError for what is neither.
    """
    if text.startswith("[") and text.endswith("]"):
        return IPv6Address(text[1:-1])
    if ":" in text:
        return IPv6Address(text)
    name = _plain(text)
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        return _from_numbers(name.split("."))
    if not _NAME.fullmatch(name):
        raise ValueError("no host name")
    return name


def read_address(text: str) -> Address:
    """An address as a resolver gives it. Raises ValueError."""
    return ip_address(text)


def _plain(text: str) -> str:
    """The name in lower-case ASCII, without a final dot; UnicodeError is a ValueError."""
    name = unicodedata.normalize("NFKC", text).casefold().replace("。", ".").removesuffix(".")
    return name if name.isascii() else name.encode("idna").decode("ascii")


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a mapped or NAT64 address leads to."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


def _from_numbers(parts: list[str]) -> IPv4Address:
    """One to four numbers, decimal, octal or hexadecimal, of which the last fills the bytes that are left."""
    if len(parts) > 4:
        raise ValueError("more than four numbers")
    *first, last = map(_number, parts)
    if any(value > 255 for value in first) or last >= 256 ** (4 - len(first)):
        raise ValueError("a number is too large")
    return IPv4Address(last + sum(value << 8 * (3 - place) for place, value in enumerate(first)))


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError("no number")
    if text.startswith("0x"):
        return int(text[2:] or "0", 16)
    return int(text, 8) if len(text) > 1 and text.startswith("0") else int(text)
