"""`explain`: how far the law that it cites was checked, and where it was read."""

from collections.abc import Callable

import pytest
from click.testing import Result

from turunkan.core.rules import load_pack

Run = Callable[..., Result]

PIECE_SELLER = "Jual jaket bekas import Korea satuan 35rb, minat WA"
CHECKED = "How far that law has been checked\n"


@pytest.fixture
def checked(run: Run) -> Callable[[str, str], str]:
    """The section on how far the law was checked, its lines joined."""

    def shown(text: str, day: str) -> str:
        _, _, section = run("explain", text, "--date", day, "--lang", "en").stdout.partition(CHECKED)
        return " ".join(section.split())

    return shown


def test_every_statute_is_listed_with_its_status_and_the_titles_of_its_sources(checked, seller: str) -> None:
    section = checked(seller, "2026-02-10")
    pack = load_pack("pakaian-bekas-impor")
    for name in ("ID-PMD-47-2025", "ID-UU-8-1999"):
        assert name in section
        for key in pack.law.statutes[name].sources:
            assert pack.sources[key].title in section
    assert "pasal 2 ayat (1) (sourced); tariff line 6309.00.00 (to verify); in force from 2026-01-01" in section


@pytest.mark.parametrize("day", ["2025-11-10", "2026-02-10"])
def test_a_tolerance_is_listed_within_and_outside_its_days(checked, day: str) -> None:
    section = checked(PIECE_SELLER, day)
    assert "TOL-RITEL-LEBARAN-2026" in section
    assert "in force from 2025-12-10 (sourced) to 2026-03-21 (to verify)" in section
    assert "Stok pakaian bekas boleh dijual sampai Lebaran 2026" in section


def test_the_tolerance_of_others_is_not_listed(checked, seller: str) -> None:
    assert "TOL-" not in checked(seller, "2026-02-10")


def test_what_cites_no_law_has_no_such_section(checked) -> None:
    assert checked("kopi susu gula aren", "2026-02-10") == ""
