"""The guard as a browser meets it: what it passes on, what it refuses, and that it connects where it looked."""

import contextlib
import itertools
import socket
from collections.abc import Iterator

import pytest
from capture_site import CDN, POST, PRIVATE_4, PUBLIC, QUICK, CaptureSite
from hypothesis import given
from hypothesis import strategies as st

from turunkan.desk.intake.capture import Limits
from turunkan.desk.intake.capture.guard import REFUSED, Connection, Guard, Note
from turunkan.desk.intake.capture.heads import answered, asked
from turunkan.desk.intake.capture.problems import NotReached
from turunkan.desk.intake.capture.reach import Lookup


@pytest.fixture(scope="module")
def site() -> Iterator[CaptureSite]:
    with CaptureSite() as site:
        yield site


def say(guard: Guard, text: str) -> bytes:
    """Everything that the guard answers to what is said on one connection."""
    with socket.create_connection(("127.0.0.1", guard.port), timeout=20) as line:
        line.sendall(text.encode("latin-1"))
        return b"".join(iter(lambda: line.recv(65536), b""))


def get(guard: Guard, url: str) -> bytes:
    """The answer to a GET through the guard."""
    return say(guard, f"GET {url} HTTP/1.1\r\nHost: anything.example\r\nProxy-Connection: keep-alive\r\n\r\n")


def tunnel(guard: Guard, place: str, text: str = "") -> bytes:
    """The answer to a CONNECT, and to what is said through it."""
    return say(guard, f"CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n\r\n{text}")


def test_it_passes_on_what_is_public(site: CaptureSite) -> None:
    with Guard(site.reach(), QUICK) as guard:
        assert POST.encode() in get(guard, site.url("/post"))
        assert b"image/png" in get(guard, site.url("/foto.png", "cdn.example"))
        through = tunnel(guard, f"toko.example:{site.port}", "GET /post HTTP/1.0\r\n\r\n")
        assert through.startswith(b"HTTP/1.1 200 Connection established\r\n\r\n")
        assert POST.encode() in through
        assert guard.connections == {
            Connection("toko.example", site.port, PUBLIC),
            Connection("cdn.example", site.port, CDN),
        }
        assert guard.notes == set()


PLACES = ["127.0.0.1", "[::1]", "2130706433", "0177.0.0.1", "0x7f.1", "127.1", "127.0.0.1.", "[::ffff:127.0.0.1]"]
PLACES += ["0.0.0.0", "[::]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "dalam.example", "dalam.toko.example"]  # noqa: S104
PLACES += ["dua.toko.example", "DALAM.example."]


@pytest.mark.parametrize("place", PLACES)
def test_it_refuses_every_private_place_and_names_it(site: CaptureSite, place: str) -> None:
    with Guard(site.reach(), QUICK) as guard:
        for answer in (get(guard, f"http://{place}:{site.port}/rahasia"), tunnel(guard, f"{place}:{site.port}")):
            assert answer.startswith(b"HTTP/1.1 403 Forbidden\r\n")
            assert f"{REFUSED}: {guard.secret} refused-address".encode() in answer
        assert {note.problem for note in guard.notes} == {"refused-address"}
        assert all(note.address for note in guard.notes)
        assert guard.connections == set()
    assert site.trespasses == 0


def test_the_private_servers_would_have_counted(site: CaptureSite) -> None:
    """The other side of the tests with none: permitted, the very same request arrives."""
    with CaptureSite() as other:
        assert other.trespasses == 0
        with Guard(other.reach(also=(PRIVATE_4,)), QUICK) as guard:
            get(guard, f"http://0177.0.0.1:{other.port}/rahasia")
        assert other.trespasses == 1


def alternating(*answers: str) -> Lookup:
    """A name server that answers otherwise each time."""
    told = itertools.chain(answers, itertools.repeat(answers[-1]))
    return lambda name: [next(told)]


def test_a_name_that_is_bound_anew_leads_nowhere(site: CaptureSite) -> None:
    """Each request is one look-up, and the connection goes to what that one gave."""
    with Guard(site.reach(names={}), QUICK, alternating(PUBLIC, PRIVATE_4, PUBLIC, PRIVATE_4)) as guard:
        answers = [get(guard, site.url("/post", "berganti.example")) for _ in range(3)]
        assert [POST.encode() in answer for answer in answers] == [True, False, True]
        assert guard.connections == {Connection("berganti.example", site.port, PUBLIC)}
        assert guard.notes == {Note("berganti.example", site.port, "refused-address", PRIVATE_4)}
    assert site.trespasses == 0


def test_one_exchange_a_connection(site: CaptureSite) -> None:
    """A second request on the same line would go to the first one's server, whatever it names."""
    request = "GET {} HTTP/1.1\r\nHost: x\r\n\r\n"
    with Guard(site.reach(), QUICK) as guard:
        answer = say(guard, request.format(site.url("/404")) + request.format(site.url("/post")))
    assert answer.count(b"HTTP/1.1 ") + answer.count(b"HTTP/1.0 ") == 1
    assert b"Connection: close" in answer


@pytest.mark.parametrize(
    "head",
    [
        "GET /post HTTP/1.1",  # to the proxy itself
        "GET https://toko.example/ HTTP/1.1",  # TLS is asked for by CONNECT
        "GET ftp://toko.example/ HTTP/1.1",
        "GET http://toko.example@127.0.0.1/ HTTP/1.1",
        "GET http://toko.example:x/ HTTP/1.1",
        "GET http://toko.example/ HTTP/2",
        "CONNECT toko.example HTTP/1.1",
        "CONNECT toko.example:x HTTP/1.1",
        "get http://toko.example/ HTTP/1.1",
        "bukan permintaan",
        "POST http://toko.example/ HTTP/1.1\r\nTransfer-Encoding: chunked",
        "POST http://toko.example/ HTTP/1.1\r\nContent-Length: banyak",
    ],
)
def test_what_no_proxy_is_asked_is_refused(site: CaptureSite, head: str) -> None:
    with Guard(site.reach(), QUICK) as guard:
        assert b" 403 " in say(guard, f"{head}\r\n\r\n")
        assert guard.connections == set()


@pytest.mark.parametrize(
    ("place", "port", "problem"),
    [
        ("tiada.example", None, "not-found"),
        ("toko.example", 1, "port-not-allowed"),
        ("mati.example", None, "unreachable"),
        ("toko..example", None, "no-web-address"),
    ],
)
def test_other_failures_are_noted_too(site: CaptureSite, place: str, port: int | None, problem: str) -> None:
    def lookup(name: str) -> list[str]:
        raise OSError(name)

    names = {**site.reach().names, "mati.example": ("127.0.0.79",)}  # nobody listens there
    with Guard(site.reach(names=names, also=(PUBLIC, "127.0.0.79")), QUICK, lookup) as guard:
        assert b" 403 " in tunnel(guard, f"{place}:{port or site.port}")
        assert [note.problem for note in guard.notes] == [problem]


def test_bytes_and_connections_have_an_end(site: CaptureSite) -> None:
    with Guard(site.reach(), Limits(received_bytes=200_000)) as guard:
        assert len(get(guard, site.url("/tanpa-akhir"))) <= 200_000
        assert guard.notes == {Note("toko.example", site.port, "too-large")}
        assert b"too-large" in get(guard, site.url("/post"))
    with Guard(site.reach(), Limits(connections=2)) as guard:
        answers = [get(guard, site.url("/post")) for _ in range(3)]
    assert [b"too-large" in answer for answer in answers] == [False, False, True]


def test_chromium_s_own_errands_lead_nowhere(site: CaptureSite) -> None:
    with Guard(site.reach(), QUICK, lambda name: [PUBLIC]) as guard:
        assert b" 403 " in tunnel(guard, "update.googleapis.com:443")
        assert (guard.notes, guard.connections) == (set(), set())


def test_what_concerns_one_leg_is_not_passed_on() -> None:
    fields = [
        "Host: lain.example",
        "Proxy-Authorization: x",
        "Connection: keep-alive",
        "Accept: */*",
        "bukan medan",
    ]
    head = asked(["GET http://toko.example:8080/a?b=c HTTP/1.1", *fields]).passed_on().decode()
    assert head == ("GET /a?b=c HTTP/1.1\r\nHost: toko.example:8080\r\nAccept: */*\r\nConnection: close\r\n\r\n")


@given(st.lists(st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=60), min_size=1))
def test_any_head_is_read_or_refused(lines: list[str]) -> None:
    for read in (asked, answered):
        with contextlib.suppress(NotReached):
            assert read(lines)
