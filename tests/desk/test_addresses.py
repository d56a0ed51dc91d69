"""Addresses: which platform a link leads to, and what it names there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.core.vocab import Kind
from turunkan.desk.intake.addresses import Place, locate, plain
from turunkan.desk.parties.known import KNOWN

HOSTS = {host: known.key for known in KNOWN for host in known.hosts}
POST, VIDEO, LISTING, LIVE = Kind.POST, Kind.VIDEO, Kind.LISTING, Kind.LIVE


@pytest.mark.parametrize(
    ("url", "platform", "id_", "kind", "handle"),
    [
        ("https://www.instagram.com/p/Cdemo_-01/", "instagram", "Cdemo_-01", POST, ""),
        ("https://instagram.com/gudang.contoh/p/Cdemo01/?img=2", "instagram", "Cdemo01", POST, "gudang.contoh"),
        ("https://www.instagram.com/reel/Cdemo01/?igsh=abc", "instagram", "Cdemo01", VIDEO, ""),
        ("https://www.instagram.com/gudang.contoh/reel/Cdemo01/", "instagram", "Cdemo01", VIDEO, "gudang.contoh"),
        ("https://www.instagram.com/tv/Cdemo01", "instagram", "Cdemo01", VIDEO, ""),
        ("https://www.tiktok.com/@toko.contoh/video/7300000001", "tiktok", "7300000001", VIDEO, "toko.contoh"),
        ("https://m.tiktok.com/@toko.contoh/photo/73?lang=id", "tiktok", "73", POST, "toko.contoh"),
        ("https://x.com/toko_contoh/status/18000/photo/1", "x", "18000", POST, "toko_contoh"),
        ("https://mobile.twitter.com/toko_contoh/status/18000?s=20", "x", "18000", POST, "toko_contoh"),
        ("https://x.com/i/status/18000", "x", "18000", POST, ""),
        ("https://x.com/i/web/status/18000", "x", "18000", POST, ""),
        ("https://x.com/ibu_contoh/status/18000", "x", "18000", POST, "ibu_contoh"),
        ("https://www.youtube.com/watch?v=demo_demo-1", "youtube", "demo_demo-1", VIDEO, ""),
        ("https://m.youtube.com/watch?app=desktop&v=demo_demo-1", "youtube", "demo_demo-1", VIDEO, ""),
        ("https://youtu.be/demo_demo-1?si=xyz", "youtube", "demo_demo-1", VIDEO, ""),
        ("https://youtube.com/shorts/demo_demo-1", "youtube", "demo_demo-1", VIDEO, ""),
        ("https://www.youtube.com/live/demo_demo-1", "youtube", "demo_demo-1", LIVE, ""),
        ("https://www.facebook.com/marketplace/item/900100/?ref=x", "facebook", "900100", LISTING, ""),
        ("https://m.facebook.com/groups/jualbeli.contoh/posts/123/", "facebook", "123", POST, ""),
        ("https://www.facebook.com/groups/1/permalink/123/", "facebook", "123", POST, ""),
        ("https://www.facebook.com/toko.contoh/posts/pfbid0abc", "facebook", "pfbid0abc", POST, "toko.contoh"),
        ("https://facebook.com/permalink.php?story_fbid=123&id=4", "facebook", "123", POST, ""),
        ("https://www.facebook.com/watch/?v=123", "facebook", "123", VIDEO, ""),
        ("https://www.facebook.com/reel/123", "facebook", "123", VIDEO, ""),
        ("https://shopee.co.id/Jaket-Second-Korea-i.12.345?sp_atk=1", "shopee", "12.345", LISTING, ""),
        ("https://shopee.co.id/product/12/345", "shopee", "12.345", LISTING, ""),
        ("https://www.tokopedia.com/kios-satu/jaket-a1", "tokopedia", "kios-satu.jaket-a1", LISTING, "kios-satu"),
        ("HTTPS://WWW.Instagram.COM/p/Cdemo01", "instagram", "Cdemo01", POST, ""),
        ("  http://instagram.com:443/p/Cdemo01#komentar  ", "instagram", "Cdemo01", POST, ""),
    ],
)  # fmt: skip
def test_a_link_that_names_something(url: str, platform: str, id_: str, kind: Kind, handle: str) -> None:
    assert locate(url, HOSTS) == Place(platform, id_, kind, handle)


@pytest.mark.parametrize(
    ("url", "platform"),
    [
        ("https://www.instagram.com/gudang.contoh/", "instagram"),
        ("https://www.instagram.com/explore/tags/thrift/", "instagram"),
        ("https://www.instagram.com/p/", "instagram"),
        ("https://www.instagram.com/stories/gudang.contoh/1/", "instagram"),
        ("https://www.tiktok.com/@toko.contoh", "tiktok"),
        ("https://www.tiktok.com/toko.contoh/video/73", "tiktok"),
        ("https://vt.tiktok.com/ZSdemo/", "tiktok"),
        ("https://x.com/toko_contoh", "x"),
        ("https://x.com/toko_contoh/status/", "x"),
        ("https://x.com/search?q=thrift", "x"),
        ("https://www.youtube.com/@kanal", "youtube"),
        ("https://www.youtube.com/watch?list=demo_demo-1", "youtube"),
        ("https://www.facebook.com/groups/jualbeli.contoh", "facebook"),
        ("https://www.facebook.com/marketplace/category/apparel", "facebook"),
        ("https://shopee.co.id/toko.contoh", "shopee"),
        ("https://www.tokopedia.com/toko-contoh", "tokopedia"),
        ("https://t.me/kanalcontoh/12", "telegram"),
    ],
)
def test_a_link_of_which_only_the_platform_is_known(url: str, platform: str) -> None:
    assert locate(url, HOSTS) == Place(platform, "")


@pytest.mark.parametrize(
    "url",
    [
        "https://instagram.com.jahat.example/p/Cdemo01/",
        "https://notinstagram.com/p/Cdemo01/",
        "https://instagram.com@jahat.example/p/Cdemo01/",
        "https://jahat.example/instagram.com/p/Cdemo01/",
        "https://jahat.example/?u=https://instagram.com/p/Cdemo01/",
        "https://tix.com/toko/status/1",
        "https://com/p/1",
    ],
)
def test_a_host_that_only_looks_like_a_platforms_is_none(url: str) -> None:
    assert locate(url, HOSTS) == Place("", "")


@pytest.mark.parametrize(
    "url",
    ["", "instagram.com/p/Cdemo01", "ftp://instagram.com/p/1", "http://", "https://[::1", "//x.com"],
)  # fmt: skip
def test_what_is_no_web_address_is_no_place(url: str) -> None:
    assert locate(url, HOSTS) is None


SAME = "https://toko.example/kios?id=7&warna=biru"


@pytest.mark.parametrize(
    "url",
    [
        "http://toko.example/kios?id=7&warna=biru",
        "https://www.toko.example/kios/?id=7&warna=biru",
        "https://TOKO.example/kios?warna=biru&id=7",
        "https://toko.example/kios?id=7&warna=biru#ulasan",
        "https://toko.example/kios?utm_source=wa&id=7&warna=biru&utm_medium=x",
        "https://toko.example/kios?id=7&warna=biru&fbclid=abc&igsh=d&gclid=e",
        "  https://toko.example/kios?id=7&warna=biru\n",
    ],
)
def test_addresses_that_differ_in_nothing_that_matters(url: str) -> None:
    assert plain(url) == plain(SAME)


@pytest.mark.parametrize(
    "url",
    [
        "https://toko.example/kios?id=8&warna=biru",
        "https://toko.example/kios?id=7",
        "https://toko.example/kios?id=7&warna=biru&warna=merah",
        "https://toko.example/kios?id=7&warna=",
        "https://toko.example/kios?id=7%26warna%3Dbiru",
        "https://toko.example/Kios?id=7&warna=biru",
        "https://toko.example/kios/satu?id=7&warna=biru",
        "https://lain.toko.example/kios?id=7&warna=biru",
        "https://toko.example/kios?id=7&warna=biru&utm=1",
    ],
)
def test_addresses_that_differ_in_something_that_may_matter(url: str) -> None:
    assert plain(url) != plain(SAME)


def test_a_query_without_a_value_is_not_dropped() -> None:
    assert plain("https://forum.example/lihat?12") != plain("https://forum.example/lihat?13")


PIECES = st.sampled_from(
    ["http", "https", "://", "instagram.com", "/p/", "?", "=", "&", "#", "[", "]", "@", ":", "%", "�", "\x00"]
)
URLS = st.lists(PIECES | st.text(max_size=4), max_size=10).map("".join)


@given(URLS)
def test_no_text_whatever_breaks_the_reading_of_links(url: str) -> None:
    assert locate(url, HOSTS) is None or isinstance(locate(url, HOSTS), Place)
    assert isinstance(plain(url), str)


@given(st.from_regex(r"\A[\w-]{1,12}\Z"), st.sampled_from(["", "/", "?igsh=a", "#b", "?utm_source=c"]))
def test_what_hangs_on_a_link_does_not_change_what_it_names(shortcode: str, tail: str) -> None:
    bare, hung = (locate(f"https://www.instagram.com/p/{shortcode}{end}", HOSTS) for end in ("", tail))
    assert bare == hung == Place("instagram", shortcode, POST)
