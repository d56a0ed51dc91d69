"""Reach: which pages may be opened, and which addresses a name may lead to."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.desk.intake.capture.problems import NotReached, Problem
from turunkan.desk.intake.capture.reach import Reach, place_of

SHOP = Reach(hosts=("toko.example", "pasar.example"))


def problem_of(url: str, reach: Reach = SHOP) -> Problem | None:
    """What keeps a page from being opened."""
    try:
        reach.check_page(url)
    except NotReached as refused:
        return refused.problem
    return None


@pytest.mark.parametrize(
    "url",
    [
        "http://toko.example",
        "https://toko.example/p/1",
        "https://www.toko.example/p/1?a=b#c",
        "https://a.b.pasar.example/",
        "HTTPS://Toko.Example./",
        "https://toko.example:443/",
        "http://toko.example:80/",
    ],
)
def test_a_page_of_the_list_or_below_it_may_be_opened(url: str) -> None:
    assert problem_of(url) is None


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://lain.example/", Problem.HOST_NOT_ALLOWED),
        ("https://example/", Problem.HOST_NOT_ALLOWED),
        ("https://bukantoko.example/", Problem.HOST_NOT_ALLOWED),
        ("https://toko.example.lain.example/", Problem.HOST_NOT_ALLOWED),
        ("https://8.8.8.8/", Problem.HOST_NOT_ALLOWED),
        ("http://localhost/", Problem.HOST_NOT_ALLOWED),
        ("https://toko.example:8443/", Problem.PORT_NOT_ALLOWED),
        ("http://toko.example:22/", Problem.PORT_NOT_ALLOWED),
        ("http://toko.example:0/", Problem.PORT_NOT_ALLOWED),
        ("http://127.0.0.1/", Problem.REFUSED_ADDRESS),
        ("http://2130706433/", Problem.REFUSED_ADDRESS),
        ("http://0177.0.0.1/", Problem.REFUSED_ADDRESS),
        ("http://0x7f.1/", Problem.REFUSED_ADDRESS),
        ("http://１２７.０.０.１/", Problem.REFUSED_ADDRESS),
        ("http://[::1]/", Problem.REFUSED_ADDRESS),
        ("http://[fe80::1%25eth0]/", Problem.REFUSED_ADDRESS),
        ("http://169.254.169.254/latest/meta-data/", Problem.REFUSED_ADDRESS),
        ("http://toko.example@127.0.0.1/", Problem.NO_WEB_ADDRESS),
        ("http://siapa:sandi@toko.example/", Problem.NO_WEB_ADDRESS),
        ("http://@toko.example/", Problem.NO_WEB_ADDRESS),
        ("http://127.0.0.1\\@toko.example/", Problem.NO_WEB_ADDRESS),
        ("http:\\\\toko.example/", Problem.NO_WEB_ADDRESS),
        ("http://toko.example\t.lain.example/", Problem.NO_WEB_ADDRESS),
        (" http://toko.example/", Problem.NO_WEB_ADDRESS),
        ("http://toko.example:abc/", Problem.NO_WEB_ADDRESS),
        ("http://toko.example:99999/", Problem.NO_WEB_ADDRESS),
        ("http://%31%32%37.0.0.1/", Problem.NO_WEB_ADDRESS),
        ("file:///etc/passwd", Problem.NO_WEB_ADDRESS),
        ("ftp://toko.example/", Problem.NO_WEB_ADDRESS),
        ("data:text/html,halo", Problem.NO_WEB_ADDRESS),
        ("javascript:alert(1)", Problem.NO_WEB_ADDRESS),
        ("view-source:http://toko.example/", Problem.NO_WEB_ADDRESS),
        ("//toko.example/", Problem.NO_WEB_ADDRESS),
        ("toko.example", Problem.NO_WEB_ADDRESS),
        ("http:///", Problem.NO_WEB_ADDRESS),
        ("http://[::1", Problem.NO_WEB_ADDRESS),
        ("", Problem.NO_WEB_ADDRESS),
    ],
)
def test_another_page_may_not_and_it_is_said_why(url: str, problem: Problem) -> None:
    assert problem_of(url) is problem


def test_an_empty_list_reaches_nothing() -> None:
    assert problem_of("https://toko.example/", Reach()) is Problem.HOST_NOT_ALLOWED


@given(st.text(max_size=60))
def test_whatever_is_written_there_it_is_a_place_or_a_refusal(text: str) -> None:
    for url in (text, f"http://{text}", f"http://toko.example{text}"):
        with contextlib.suppress(NotReached):
            host, port = place_of(url)
            assert host
            assert 0 <= port < 65536


@pytest.mark.parametrize(
    ("found", "problem"),
    [
        (["93.184.215.14", "10.0.0.1"], Problem.REFUSED_ADDRESS),  # one private address spoils the name
        (["::1", "93.184.215.14"], Problem.REFUSED_ADDRESS),
        (["::ffff:192.168.1.1"], Problem.REFUSED_ADDRESS),
        (["fe80::1%eth0"], Problem.REFUSED_ADDRESS),
        ([], Problem.NOT_FOUND),
        (["bukan alamat"], Problem.NOT_FOUND),
    ],
)
def test_a_name_with_another_address_is_not_reached(found: list[str], problem: Problem) -> None:
    with pytest.raises(NotReached) as refused:
        SHOP.resolve("cdn.example", 443, lambda name: found)
    assert refused.value.problem is problem


@pytest.mark.parametrize("found", [["93.184.215.14"], ["93.184.215.14", "2606:4700::1"]])
def test_a_name_is_reached_where_all_its_addresses_are_public(found: list[str]) -> None:
    assert [str(each) for each in SHOP.resolve("cdn.example", 443, lambda name: found)] == found


def test_an_address_is_looked_up_nowhere() -> None:
    with pytest.raises(NotReached) as refused:
        SHOP.resolve("0x7f.0.0.1", 80, lambda name: ["93.184.215.14"])
    assert (refused.value.problem, refused.value.address) == (Problem.REFUSED_ADDRESS, "127.0.0.1")


def test_a_reach_survives_the_way_to_another_process() -> None:
    reach = Reach(hosts=("a.example",), ports=(8080,), names={"a.example": ("127.0.0.9",)}, also=("127.0.0.9",))
    assert Reach.from_plain(json.loads(json.dumps(reach.plain()))) == reach
