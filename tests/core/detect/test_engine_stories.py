"""What a person asks of the engine first: is it a seller, a promoter, or somebody to leave alone, and why."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from turunkan.core.detect import Engine
from turunkan.core.vocab import Action, Author, Finding, Item, Kind, Label, Lang, LawDate, Priority

IMPORT_RULES = {"ID-PMD-18-2021", "ID-PMD-40-2022", "ID-PMD-47-2025"}
RETAIL = "Jaket second Korea LD 56 ready 120rb, WA 0812-0000-1147"


def said(finding: Finding) -> str:
    return "\n".join(reason.sentence.en for reason in finding.reasons)


def test_a_disguised_bale_offer_is_a_seller_of_bales_and_every_disguise_is_named(engine: Engine) -> None:
    finding = engine.find(Item(id="1", text="R34DY b4l s3gel k0r3a, m1n4t W4 0812-0000-1147"))
    assert (finding.label, finding.tier) == (Label.SELLER, "bale")
    assert (finding.priority, finding.action) == (Priority.HIGH, Action.NOTICE)
    through = {hit.quote: (hit.term, hit.disguise) for hit in finding.terms}
    assert through == {
        "R34DY": ("ready", ("leet",)),
        "b4l s3gel": ("bal segel", ("leet",)),
        "k0r3a": ("korea", ("leet",)),
        "m1n4t": ("minat", ("leet",)),
        "W4": ("w4", ()),
        "0812-0000-1147": ("{phone}", ()),
    }
    assert '"b4l s3gel" read as "bal segel" (digits as letters)' in said(finding)
    assert "ID-PMD-47-2025" in finding.law
    assert "bans importing, not selling" in said(finding)


def test_a_news_headline_is_not_accused_and_says_why(engine: Engine) -> None:
    finding = engine.find(Item(id="1", text="Menteri: impor pakaian bekas dilarang"))
    assert (finding.label, finding.priority, finding.action) == (Label.SPEECH, Priority.NONE, Action.NONE)
    assert "the voice of news or of an authority" in said(finding)


def test_an_imported_used_car_is_not_accused_and_says_why(engine: Engine) -> None:
    finding = engine.find(Item(id="1", text="mobil bekas import CBU di Bekasi"))
    assert (finding.priority, finding.action) == (Priority.NONE, Action.NONE)
    assert finding.label not in (Label.SELLER, Label.PROMOTER)
    assert "it is about other goods" in said(finding)
    assert "No evidence of: clothing" in said(finding)


def test_hidden_gems_with_a_bale_and_an_address_is_a_promoter(engine: Engine) -> None:
    finding = engine.find(
        Item(id="1", title="Hidden gems Jakarta", text="bongkar bal import Korea, alamat di bio")
    )
    assert (finding.label, finding.tier) == (Label.PROMOTER, "unpaid")
    assert finding.action in (Action.REQUEST, Action.REVIEW)


def test_hidden_gems_alone_is_no_more_than_a_low_review(engine: Engine) -> None:
    finding = engine.find(Item(id="1", title="Hidden gems Jakarta"))
    assert finding.priority in (Priority.NONE, Priority.LOW)
    assert finding.action in (Action.NONE, Action.REVIEW)


@pytest.mark.parametrize(
    ("posted", "rule", "action", "tolerance"),
    [
        ("2025-11-10", "ID-PMD-40-2022", Action.NOTICE, "Outside the tolerance of 2025-12-10 to 2026-03-21"),
        ("2026-02-10", "ID-PMD-47-2025", Action.REVIEW, "Tolerance from 2025-12-10 to 2026-03-21"),
        ("2026-03-21", "ID-PMD-47-2025", Action.REVIEW, "Tolerance from 2025-12-10 to 2026-03-21"),
        ("2026-03-22", "ID-PMD-47-2025", Action.NOTICE, "Outside the tolerance of 2025-12-10 to 2026-03-21"),
        (None, "ID-PMD-47-2025", Action.NOTICE, "Outside the tolerance of 2025-12-10 to 2026-03-21"),
    ],
)
def test_dated_twins_cite_the_import_rule_of_their_day(
    engine: Engine, posted: str | None, rule: str, action: Action, tolerance: str
) -> None:
    day = datetime.fromisoformat(f"{posted}T12:00:00+07:00") if posted else None
    finding = engine.find(Item(id="1", text=RETAIL, posted_at=day))
    assert IMPORT_RULES & set(finding.law) == {rule}
    assert (finding.label, finding.tier, finding.action) == (Label.SELLER, "piece", action)
    assert tolerance in said(finding)
    assert (posted or "2026-11-01") in said(finding)
    assert finding.law_date_from is (LawDate.POSTED if posted else LawDate.PACK)


def test_an_old_post_says_which_rule_holds_if_it_is_still_online(engine: Engine) -> None:
    posted = datetime.fromisoformat("2025-11-10T12:00:00+07:00")
    finding = engine.find(Item(id="1", text=RETAIL, posted_at=posted))
    assert "If still online since 2026-01-01, Trade Ministry Regulation 47/2025 applies." in said(finding)


def test_the_capture_date_serves_when_the_posting_date_is_unknown(engine: Engine) -> None:
    captured = datetime.fromisoformat("2025-12-31T16:59:59+00:00")
    finding = engine.find(Item(id="1", text=RETAIL, captured_at=captured))
    assert finding.law_date_from is LawDate.CAPTURED
    assert "ID-PMD-40-2022" in finding.law, "23.59 in Jakarta is still the old year"
    later = engine.find(Item(id="1", text=RETAIL, captured_at=captured.replace(hour=17, minute=0, second=0)))
    assert "ID-PMD-47-2025" in later.law, "midnight in Jakarta is the new one"


def test_the_retail_tolerance_does_not_cover_bale_sellers(engine: Engine) -> None:
    posted = datetime.fromisoformat("2026-02-10T12:00:00+07:00")
    finding = engine.find(Item(id="1", text="Ready bal segel jaket Korea, WA 0812-0000-1147", posted_at=posted))
    assert (finding.tier, finding.action) == ("bale", Action.NOTICE)


def test_lawful_words_in_hashtags_do_not_free_a_bale_offer(engine: Engine) -> None:
    plain = "Ready bal segel jaket Korea, WA 0812-0000-1147"
    stuffed = f"{plain} #produklokal #umkm #lemarisendiri #bukanthrift"
    assert engine.find(Item(id="1", text=stuffed)).action is engine.find(Item(id="1", text=plain)).action


def test_trade_words_in_hashtags_alone_accuse_nobody(engine: Engine) -> None:
    finding = engine.find(Item(id="1", text="Pashmina ceruty baru 35rb ready #balimport #secondbranded"))
    assert not finding.action.accuses


def test_denial_lowers_but_does_not_clear(engine: Engine) -> None:
    finding = engine.find(
        Item(id="1", text="bukan impor ya kak 😉 ready bal segel jaket Korea kode RJ, WA 0812-0000-1147")
    )
    assert (finding.label, finding.tier, finding.action) == (Label.SELLER, "bale", Action.REVIEW)
    assert "which lowers the action and does not clear" in said(finding)


def test_a_bio_is_an_offer_when_the_item_is_a_bio(engine: Engine) -> None:
    author = Author(handle="toko", bio="Reseller merapat, bal segel jaket Korea ready, WA 0812-0000-1147")
    assert engine.find(Item(id="1", kind=Kind.BIO, text="cek bio", author=author)).action is Action.NOTICE
    assert not engine.find(Item(id="1", kind=Kind.POST, text="selamat pagi", author=author)).action.accuses


def test_a_listing_is_an_offer_by_its_surface(engine: Engine) -> None:
    text = "Jaket second import Korea 120rb"
    assert engine.find(Item(id="1", kind=Kind.LISTING, text=text)).label is Label.SELLER


@pytest.mark.parametrize(
    "text",
    [
        "Kenapa pakai Apache Thrift dibanding gRPC?",
        "Bal-balan sore di lapangan kampung, skor akhir 3-2",
        "Resep cakar ayam pedas, 20rb per porsi",
        "Sirkuit Monza hujan deras, Ferrari salah strategi",
        "Lima pantai hidden gems di Gunungkidul yang masih sepi",
        "Jual preloved pribadi, dress beli di mal, 1x pakai, 80rb, COD",
        "Donasi baju bekas untuk korban banjir, kirim ke posko",
        "Polisi menyita ratusan bal segel di gudang, kata petugas bea cukai",
        "Menurutku thrifting jangan dilarang total, orang kecil beli baju layak dari mana?",
        "Gamis baru langsung konveksi, 1 kodi 1,2 juta, order WA 0812-0000-1147",
        "Kaos polos cotton combed 24s baru, per bal isi 100 pcs, produksi pabrik Bandung",
        "Siapa yang jual jaket second Korea? chat ya",
        "Hati2 penipuan, ngaku jual bal korea 4 juta, barang nggak pernah datang",
        "global halal bihalal balita herbal",
    ],
)
def test_lawful_sellers_speech_and_other_senses_are_not_accused(engine: Engine, text: str) -> None:
    finding = engine.find(Item(id="1", text=text))
    assert not finding.action.accuses, said(finding)


def test_an_unpaid_promoter_is_never_given_a_notice(engine: Engine) -> None:
    finding = engine.find(Item(id="1", text="haul cakar, jaket korea 20rb, alamat di caption"))
    assert finding.label is Label.PROMOTER
    assert finding.action is Action.REQUEST


def test_a_paid_promoter_is(engine: Engine) -> None:
    text = "Bongkar bal import jaket Korea, klik keranjang kuning pakai kodeku, komisi dibayar"
    assert engine.find(Item(id="1", text=text)).tier == "paid"


def test_offsets_point_at_the_quote_in_the_original_field(engine: Engine) -> None:
    item = Item(id="1", title="𝗕𝗔𝗟 s3gel", text="jаket\u200b k​orea 120rb", author=Author(bio="b.a.l im-por"))
    fields = {"title": item.title, "text": item.text, "author.bio": item.author.bio if item.author else None}
    hits = engine.find(item).terms
    assert {hit.field for hit in hits} == set(fields)
    for hit in hits:
        assert (fields[hit.field] or "")[hit.start : hit.end] == hit.quote


def test_absent_fields_and_an_empty_text_are_read_without_fuss(engine: Engine) -> None:
    assert engine.find(Item(id="1")).label is Label.UNRELATED
    assert engine.find(Item(id="1", text="")).priority is Priority.NONE


def test_a_text_too_long_to_read_says_so_and_is_read_from_its_beginning(engine: Engine) -> None:
    finding = engine.find(Item(id="1", text="Ready bal segel jaket Korea, WA 0812-0000-1147\n" + "x " * 200_000))
    assert finding.label is Label.SELLER
    assert "text is 400047 characters long; only the first 200000 were read." in said(finding)


@pytest.mark.parametrize(
    "text",
    [
        "LAPORAN: Kami menyamar jadi pembeli dan ditawari bal segel Korea isi 200 seharga Rp7 juta lewat WhatsApp",
        'Heran, tiap scroll ketemu "ready ball segel Korea, DM". Kapan diberantas?',
        "Satire: ready bal segel, bonus borgol dan kursi pesakitan, minat hubungi Bea Cukai",
        "Dua orang ditangkap karena menjual bal segel Korea lewat WA, kata Kapolres",
        "Beras karung segel import Thailand, ready gudang, WA",
        "Kapas medis ball segel import Korea, ready stok apotek, WA",
        "'Ready bal segel Korea, minat WA' tulis akun itu",
        "Mertua beli balpres 6 juta, isinya busuk",
        "Bapakku kuli angkut balpres di pelabuhan, upah 20rb per karung",
        "Skripsi: analisis harga bal pakaian bekas impor di Gedebage, rata-rata 6 juta per bal",
        "Gara-gara bal segel 7 juta, tabungan nikah habis",
        "Kementerian UMKM minta Shopee dan Tokopedia menurunkan link penjualan baju bekas impor",
        "Jual sweater bekas pakai sendiri, beli di Jepang waktu liburan, 200 ribu nego",
    ],
)
def test_whoever_speaks_of_the_trade_is_not_taken_for_it(engine: Engine, text: str) -> None:
    finding = engine.find(Item(id="1", text=text))
    assert not finding.action.accuses, said(finding)
    assert finding.label is not Label.SELLER or finding.action is Action.REVIEW


def test_a_walk_through_a_market_without_price_or_address_is_not_a_request(engine: Engine) -> None:
    finding = engine.find(Item(id="1", text="Jalan-jalan ke pasar bal Gedebage, isinya baju bekas Korea, seru"))
    assert not finding.action.accuses, said(finding)


def test_the_answer_is_the_same_bytes_in_any_process(engine: Engine) -> None:
    """Sets and hashes differ from process to process; what is printed may not."""
    code = (
        "import json; from turunkan.core.detect import Engine; from turunkan.core.rules import load_pack;"
        "from turunkan.core.vocab import Item, Lang;"
        f"f = Engine(load_pack('pakaian-bekas-impor')).find(Item(id='1', text={RETAIL!r}));"
        "print(json.dumps(f.as_json(Lang.ID)))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert printed == {json.dumps(engine.find(Item(id="1", text=RETAIL)).as_json(Lang.ID)) + "\n"}


def test_a_day_without_law_gets_no_letter_and_says_so(engine: Engine) -> None:
    long_ago = datetime.fromisoformat("1970-01-01T12:00:00+07:00")
    finding = engine.find(Item(id="1", text=RETAIL, posted_at=long_ago))
    assert (finding.action, finding.law) == (Action.REVIEW, ())
    assert "No rule of the table is known to have been in force then" in said(finding)


def test_whatever_is_surfaced_says_because_of_what(engine: Engine, root: Path) -> None:
    lines = (root / "tests/data/dev_posts.jsonl").read_text(encoding="utf-8").splitlines()
    posts = [Item(id=post["id"], text=post["text"]) for post in map(json.loads, lines)]
    silent = [one.id for one in map(engine.find, posts) if one.surfaced and "Because " not in said(one)]
    assert silent == []
