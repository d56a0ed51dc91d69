"""Which addresses are public, and what a host means in all the ways of writing it."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.desk.intake.capture.addresses import host_of, is_public


def words(text: str) -> list[str]:
    """What stands there, apart by spaces."""
    return text.split()


# Each block with its first and last address inside, and its neighbours outside where those are public.
NOT_PUBLIC = words("""
0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.1 127.255.255.255
169.254.0.0 169.254.169.254 169.254.255.255 172.16.0.0 172.31.255.255 192.0.0.8 192.0.0.170 192.0.2.1
192.88.99.1 192.168.0.0 192.168.255.255 198.18.0.0 198.19.255.255 198.51.100.7 203.0.113.255
224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::2 ::ffff:127.0.0.1 ::ffff:10.1.2.3 ::ffff:169.254.169.254 ::ffff:0:127.0.0.1 ::127.0.0.1
64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:f5ff:fffe
2001:2::1 2001:10::1 2001:20::1 2001:1ff:ffff::1 2001:db8::1 2002:7f00:1:: 2002:808:808::1 3fff::1 3fff:fff::1
5f00::1 4000::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 febf::1 fec0::1 ff02::1 ff0e::1 2606:4700::1%eth0
""")
PUBLIC = words("""
1.0.0.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 169.253.255.255 169.255.0.0
172.15.255.255 172.32.0.0 192.0.1.1 192.0.3.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 198.51.99.255
203.0.112.255 203.0.114.0 223.255.255.255 8.8.8.8
2000::1 2001:200::1 2001:4860:4860::8888 2001:db7:ffff::1 2001:db9::1 2003::1 2606:4700::1 2404:6800::1
3ffe:ffff::1
::ffff:8.8.8.8 64:ff9b::808:808
""")


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_what_leads_into_a_private_network_is_not_public(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_its_neighbours_are_public(text: str) -> None:
    assert is_public(ip_address(text))


@given(st.ip_addresses())
def test_public_is_never_more_than_what_the_standard_library_calls_global(
    address: IPv4Address | IPv6Address,
) -> None:
    carries = any(address in IPv6Network(block) for block in ("64:ff9b::/96", "::ffff:0:0/96"))
    assert not is_public(address) or carries or (address.is_global and not address.is_multicast)


@given(st.ip_addresses(v=4))
def test_an_address_that_carries_another_is_judged_by_it(inner: IPv4Address) -> None:
    for prefix in (0xFFFF << 32, 0x64FF9B << 96):
        assert is_public(IPv6Address(prefix | int(inner))) is is_public(inner)


LOOPBACK = words("""
127.0.0.1 127.0.0.1. 2130706433 017700000001 0x7f000001 0x7F000001 0x7f.1 0x7f.0.0.1 0177.0.0.1 0177.1 127.1
127.0.1
00177.0.0.01 127.0x0.0.1 １２７.０.０.１ 127。0。0。1 ⑫７.0.0.1 [::ffff:127.0.0.1]
""")


@pytest.mark.parametrize("text", LOOPBACK)
def test_every_spelling_of_loopback_is_loopback(text: str) -> None:
    meant = host_of(text)
    assert not isinstance(meant, str)
    assert not is_public(meant)
    assert str(meant) in ("127.0.0.1", "::ffff:7f00:1")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("toko.example", "toko.example"),
        ("TOKO.Example", "toko.example"),
        ("toko.example.", "toko.example"),
        ("ｔｏｋｏ.example", "toko.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("127.0.0.1.example", "127.0.0.1.example"),  # a name that only begins like a number
        ("0x7f000001.example", "0x7f000001.example"),
        ("a1", "a1"),
        ("0xg", "0xg"),
        ("1e100.net", "1e100.net"),
        ("_dmarc.toko.example", "_dmarc.toko.example"),
    ],
)
def test_a_name_stays_a_name(text: str, name: str) -> None:
    assert host_of(text) == name


NEITHER = words("""
. .. 1.2.3.4.5 256.1.1.1 1.2.3.256 4294967296 08.1.1.1 a..b -a.example a/b toko.example.. example.1 [::1 [1.2.3.4]
::g
a%00b toko\u200b.example# 1..1
""")


@pytest.mark.parametrize("text", ["", "a b", "x" * 64, *NEITHER])
def test_what_is_neither_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (of any kind, Unicode's too)
        host_of(text)


@given(st.ip_addresses(v=4), st.sampled_from(["{}", "0x{:x}", "0{:o}"]))
def test_one_number_is_the_address_in_any_base(address: IPv4Address, base: str) -> None:
    assert host_of(base.format(int(address))) == address


@given(st.text(max_size=30))
def test_a_host_is_an_address_or_a_plain_name_or_nothing(text: str) -> None:
    try:
        meant = host_of(text)
    except ValueError:
        return
    if isinstance(meant, str):
        assert meant.isascii()
        assert meant == meant.lower()
        assert host_of(meant) == meant
