"""Regions and pairs: what is counted together, and what an Item says of where it comes from."""

from collections.abc import Mapping

import pytest
from labelled_rows import BALE, LAWFUL, NOTICE, PIECE, QUIET, SPEECH, UNCLEAR, a_finding

from turunkan.core.detect.evaluation import Judged, PairScore, RegionScore, Share, Truth, evaluate
from turunkan.core.detect.evaluation.regions import NOT_SAID, REGIONS, SEVERAL, region_of, regions_in
from turunkan.core.vocab import Author, Finding, Item, Label


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("COD simpang Medan kota", {"sumatra"}),
        ("ready di pasar senen, kirim ke Nabire", {"java", "maluku-papua"}),
        ("M4tar4m & Lombok", {"bali-nusa-tenggara"}),  # one of the two is read
        ("kota malang dan Banjar Baru", {"java"}),
        ("malang nian nasibku, solo karier, nasi padang", set()),  # words that only sound like places
        ("balikpapan", {"kalimantan"}),  # not Bali, not Papua
        ("jaket Korea, bal Jepang, lewat Tawau", set()),  # where goods come from
        ("", set()),
    ],
)
def test_places_are_read_as_whole_words(text: str, regions: set[str]) -> None:
    assert regions_in(text) == regions


@pytest.mark.parametrize(
    ("item", "region"),
    [
        (Item(id="1", text="dari Medan", extra={"region": "abroad"}), "abroad"),  # a row knows best
        (Item(id="2", text="dari Medan", place="Surabaya, Jawa Timur"), "java"),  # then the platform
        (Item(id="3", text="dari Medan", place="rumah"), "sumatra"),
        (Item(id="4", transcript="kirim dari Makassar", author=Author(bio="Medan")), "sulawesi"),
        (Item(id="5", text="ready", author=Author(name="Monza Medan")), "sumatra"),
        (Item(id="6", text="ready", author=Author(handle="monza_medan")), NOT_SAID),  # a handle is no place
        (Item(id="7", text="Medan ke Jakarta"), SEVERAL),
        (Item(id="8", text="Medan dan Batam"), "sumatra"),  # two places of one region
        (Item(id="9", text="ready stock"), NOT_SAID),
    ],
)
def test_the_region_of_an_item(item: Item, region: str) -> None:
    assert region_of(item) == region


def test_regions_come_in_their_order_with_unknown_ones_before_those_not_said() -> None:
    rows = [
        Judged(truth, finding, keyword=False, region=region)
        for truth, finding, region in (
            (SPEECH, UNCLEAR, NOT_SAID),
            (BALE, NOTICE, "sumatra"),
            (BALE, QUIET, "sumatra"),
            (LAWFUL, QUIET, "sumatra"),
            (BALE, PIECE, "java"),
            (SPEECH, QUIET, "mars"),
        )
    ]
    regions: Mapping[str, RegionScore] = evaluate(rows).regions
    assert list(regions) == ["java", "sumatra", "mars", NOT_SAID]
    assert regions["sumatra"] == RegionScore(label=Share(2, 3), found=Share(1, 2), disturbed=Share(0, 1))
    assert regions[NOT_SAID] == RegionScore(label=Share(0, 1), found=Share(0, 0), disturbed=Share(1, 1))
    assert "abroad" in REGIONS


SELLER, SPOKEN = a_finding(Label.SELLER), a_finding(Label.SPEECH)


def pair_of(name: str | None, first: Finding, second: Finding) -> list[Judged]:
    truths = (Truth(label=Label.SELLER, pair=name), Truth(label=Label.SPEECH, pair=name))
    return [Judged(truth, said, keyword=False) for truth, said in zip(truths, (first, second), strict=True)]


def test_pairs_are_told_apart_where_both_are_right() -> None:
    rows = [
        *pair_of("a", SELLER, SPOKEN),  # told apart
        *pair_of("b", SPOKEN, SELLER),  # differ, and both are wrong
        *pair_of("c", SELLER, QUIET),  # differ, and one is wrong
        *pair_of("d", SELLER, SELLER),  # taken for the same
    ]
    assert evaluate(rows).pairs == PairScore(differ=Share(3, 4), told_apart=Share(1, 4))


def test_what_is_no_pair_of_two_that_differ_is_not_counted() -> None:
    alone = Judged(Truth(label=Label.SELLER, pair="e"), SELLER, keyword=False)
    alike = [
        Judged(Truth(label=Label.SELLER, pair="f", tier=tier), SELLER, keyword=False) for tier in ("bale", "piece")
    ]
    three = [*pair_of("g", SELLER, SPOKEN), Judged(Truth(label=Label.LAWFUL, pair="g"), QUIET, keyword=False)]
    unpaired = pair_of(None, SELLER, SPOKEN)
    assert evaluate([alone, *alike, *three, *unpaired]).pairs is None
