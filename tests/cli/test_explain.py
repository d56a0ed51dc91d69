"""`explain`: one text laid out for a person, or as the Finding object."""

import json
from collections.abc import Callable

import pytest
from click.testing import Result

Run = Callable[..., Result]


def test_everything_that_led_to_the_verdict_is_shown(run: Run, seller: str) -> None:
    shown = run("explain", seller).stdout
    for part in ("Penjual", "Prioritas: tinggi", "Ini anjuran; orang yang memutuskan", "Kata yang terbaca"):
        assert part in shown
    assert "bal segel" in shown
    assert "bersumber" in shown
    assert "Permendag" in shown


def test_english_on_request(run: Run, seller: str) -> None:
    shown = run("explain", seller, "--lang", "en").stdout
    assert "Seller" in shown
    assert "This is a recommendation; people decide." in shown
    assert "Alasan" not in shown


def test_numbers_are_masked_for_eyes(run: Run, seller: str) -> None:
    shown = run("explain", seller).stdout
    assert "081200001147" not in shown
    assert "0812••••1147" in shown


def test_placeholders_of_terms_are_said_in_words(run: Run, seller: str) -> None:
    shown = run("explain", seller).stdout
    assert "{phone}" not in shown
    assert "‹nomor telepon›" in shown


def test_a_pipe_gets_no_colour(run: Run, seller: str) -> None:
    assert "\x1b" not in run("explain", seller).stdout


def test_what_was_hidden_is_named(run: Run) -> None:
    shown = run("explain", "Ready b a l  s e g e l jaket Korea, minat WA").stdout
    assert "huruf direnggangkan" in shown


def test_what_speaks_against_has_its_own_heading(run: Run) -> None:
    shown = run(
        "explain", "Polisi menyita ratusan balpres pakaian bekas impor di pelabuhan, kata Bea Cukai"
    ).stdout
    assert "Yang menunjukkan sebaliknya\n" in shown
    assert shown.index("Alasan\n") < shown.index("Yang menunjukkan sebaliknya\n")


def test_json_is_the_finding(run: Run, seller: str) -> None:
    finding = json.loads(run("explain", seller, "--json").stdout)
    assert finding["id"] == "explain"
    assert finding["label"] == "seller"
    assert {"terms", "rules", "reasons", "law", "pack", "engine"} <= set(finding)


def test_the_text_can_come_from_stdin(run: Run, seller: str) -> None:
    assert json.loads(run("explain", "-", "--json", stdin=seller).stdout)["label"] == "seller"


def test_bytes_that_are_no_text_stop_nothing(run: Run, seller: str) -> None:
    assert json.loads(run("explain", "-", "--json", stdin=seller.encode() + b" \xff").stdout)["label"] == "seller"


def test_title_and_bio_are_read(run: Run) -> None:
    result = run("explain", "--title", "bal segel jaket Korea", "--bio", "supplier balpres", "--json")
    assert {term["field"] for term in json.loads(result.stdout)["terms"]} >= {"title", "author.bio"}


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2025-12-31", "2025-12-31"),
        ("2025-12-31T17:30:00+00:00", "2026-01-01"),  # half past midnight in Jakarta
        ("2025-12-31T23:30:00+07:00", "2025-12-31"),
    ],
)
def test_the_date_decides_the_law(run: Run, seller: str, given: str, day: str) -> None:
    shown = run("explain", seller, "--date", given).stdout
    assert f"Dipakai aturan per {day}, tanggal konten dipublikasikan." in shown


def test_without_a_date_the_law_is_that_of_the_pack(run: Run, seller: str) -> None:
    assert "tanggal acuan pack." in run("explain", seller).stdout


@pytest.mark.parametrize("given", ["kemarin", "2025-13-01", "2025-12-31T10:00:00"])
def test_a_date_that_is_none_is_a_usage_error(run: Run, seller: str, given: str) -> None:
    result = run("explain", seller, "--date", given)
    assert result.exit_code == 2
    assert given in result.stderr


@pytest.mark.parametrize("args", [[], [""], ["  "], ["", "--title", " "], ["--bio", "toko"]])
def test_nothing_to_explain_is_a_usage_error(run: Run, args: list[str]) -> None:
    result = run("explain", *args)
    assert result.exit_code == 2
    assert "TEXT" in result.stderr


def test_markup_in_a_text_is_text(run: Run) -> None:
    assert "[red]bal segel[/red] :smile:" in run("explain", "[red]bal segel[/red] :smile:").stdout
