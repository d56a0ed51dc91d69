"""Items that say nearly the same: grouped, shown with what differs, decided together but each by itself."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pictured import a_read_picture
from tests.desk.conftest import BALE, Import, item, post, verdict

from turunkan.core.vocab import Action
from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.console.differences import differences
from turunkan.desk.intake.models import Item, ItemMedia, Likeness, MediaMatch
from turunkan.desk.intake.services.likeness import fingerprint_items
from turunkan.desk.parties.models import User
from turunkan.desk.review import similar
from turunkan.desk.review.claims import claim
from turunkan.desk.review.models import Decision
from turunkan.desk.review.services import decide
from turunkan.desk.review.similar import Along, count_like, decide_along, members_of

pytestmark = pytest.mark.django_db
ADVERT = f"{BALE}, gudang Bandung siap kirim ke seluruh kota hari ini juga"
QUOTE = f"Kata kepala kantor kepada wartawan: {ADVERT}"
TAGS = "#thrift #balsegel #importkorea #jaketsecond #gudangthrift #reseller"


@pytest.fixture
def bring(bring_in: Import) -> Any:
    """Import texts as posts 1, 2, 3, … of different accounts, and fingerprint them."""

    def call(*texts: str) -> list[Item]:
        bring_in(*(post(str(n), text, handle=f"toko.{n}") for n, text in enumerate(texts, start=1)))
        fingerprint_items(timezone.now())
        return [item(str(n)) for n, _ in enumerate(texts, start=1)]

    return call


def along(*items: Item) -> list[Along]:
    return [Along(one.pk, one.content_hash) for one in items]


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (f"{ADVERT} {TAGS}", 1),
        (ADVERT.replace("3 juta", "4 juta"), 1),
        (ADVERT.replace("jaket", "hoodie"), 1),
        (f"{BALE.replace('jaket', 'celana')} {TAGS}", 0),
        ("Bal segel celana cargo second import Jepang isi 90 pcs siap order, minat DM, kirim dari Surabaya", 0),
        (f"{TAGS} bal segel import, minat WA", 0),
    ],
)
def test_what_is_grouped_and_what_is_not(bring: Any, other: str, count: int) -> None:
    first, _ = bring(f"{ADVERT} {TAGS}", other)
    assert count_like(first) == count


def test_short_texts_are_never_grouped(bring: Any) -> None:
    items = bring("bal segel second import, minat WA", "bal segel second import, minat WA ya")
    assert [count_like(one) for one in items] == [0, 0]
    assert Likeness.objects.filter(band=None).count() == sum(one.surfaced for one in items)


def test_a_fingerprint_follows_the_content_and_goes_with_its_item(bring: Any, bring_in: Import) -> None:
    first, second = bring(ADVERT, ADVERT)
    assert fingerprint_items(timezone.now()) == 0
    bring_in(post("2", BALE.replace("jaket", "celana"), captured_at="2026-11-22T08:00:00+07:00"))
    assert count_like(first) == 0
    assert fingerprint_items(timezone.now()) == 1
    assert count_like(first) == 0
    second.delete()
    assert set(Likeness.objects.values_list("item", flat=True)) == {first.pk}


OTHER = "Bal segel celana cargo second import Jepang isi 90 pcs siap order, minat DM, kirim dari Surabaya"


@pytest.mark.parametrize(
    ("text", "own", "its", "is_matched", "count"),
    [
        (OTHER, {}, {}, True, 1),
        (OTHER, {}, {}, False, 0),
        (OTHER, {"gate": "flood"}, {}, True, 0),
        (OTHER, {}, {"gate": "common"}, True, 0),
        (OTHER, {"compared": False}, {}, True, 0),
        ("Kopi susu gula aren dari kebun sendiri", {}, {}, True, 0),
    ],
    ids=["matched", "not matched", "own is a flood", "its is everybody's", "not compared", "nobody is asked"],
)
def test_the_same_picture_groups_what_says_something_else(
    bring: Any,
    people: dict[str, User],
    text: str,
    own: dict[str, Any],
    its: dict[str, Any],
    is_matched: bool,
    count: int,
) -> None:
    first, second = bring(ADVERT, text)
    one = a_read_picture(first, **{"compared": True} | own).file
    other = a_read_picture(second, **{"compared": True} | its).file
    if is_matched:
        MediaMatch.objects.create(file=one, other=other, distance=9)
    assert count_like(first) == count
    members = members_of(first, for_user=people["peninjau"])
    assert [(member.is_pictured, member.share < 0.6) for member in members] == [(True, True)] * count


def test_one_file_in_two_items_groups_them(bring: Any, people: dict[str, User]) -> None:
    first, second, copy = bring(ADVERT, OTHER, ADVERT)
    file = a_read_picture(first, compared=True).file
    ItemMedia.objects.create(item=second, file=file, position=0)
    members = members_of(first, for_user=people["peninjau"])
    assert [(member.item, member.is_pictured) for member in members] == [(copy, False), (second, True)]
    client = Client()
    client.force_login(people["peninjau"])
    page = client.get(f"/konten/{first.pk}/serupa/").content.decode()
    assert page.count("gambar sama") == 1


def test_a_quotation_of_an_advert_is_listed_but_not_ticked(bring: Any, people: dict[str, User]) -> None:
    first, copy, quote = bring(ADVERT, ADVERT.replace("hari ini", "besok"), QUOTE)
    assert quote.label != first.label
    ticked = {one.item.pk: one.is_ticked for one in members_of(first, for_user=people["peninjau"])}
    assert ticked[copy.pk] is True
    assert ticked[quote.pk] is False


def test_a_group_is_capped_and_the_most_alike_come_first(
    bring: Any, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similar, "MOST", 3)
    first, *_ = bring(ADVERT, ADVERT.replace("Bandung", "Solo"), *[ADVERT] * 4)
    members = members_of(first, for_user=people["peninjau"])
    assert [one.share for one in members] == [1.0, 1.0, 1.0]
    assert count_like(first) == 3


def test_each_member_gets_a_decision_and_an_audit_event_of_its_own(bring: Any, people: dict[str, User]) -> None:
    first, second, third = bring(ADVERT, ADVERT, ADVERT)
    told = decide_along(first, along(second, third), verdict(first), by=people["peninjau"])
    assert told == {second.pk: None, third.pk: None}
    assert [one.item_id for one in Decision.objects.all()] == [second.pk, third.pk]
    events = AuditEvent.objects.filter(verb="item.decided")
    assert events.count() == 2
    assert item("2").is_confirmed


def test_what_is_not_like_it_is_not_decided_along(bring: Any, people: dict[str, User]) -> None:
    first, other = bring(ADVERT, BALE.replace("jaket", "celana"))
    assert decide_along(first, along(other), verdict(first), by=people["peninjau"]) == {}
    assert not Decision.objects.exists()


def test_rules_of_a_decision_hold_for_each_member(bring: Any, people: dict[str, User]) -> None:
    """Held by somebody, changed since it was shown, decided by the same person: each named, the rest goes on."""
    first, held, changed, mine, free = bring(*[ADVERT] * 5)
    claim(held, by=people["peninjau2"])
    decide(mine, verdict(mine, asks_second=True, note="mohon dilihat"), by=people["peninjau"])
    given = [*along(held, mine, free), Along(changed.pk, "0" * 64)]
    told = decide_along(first, given, verdict(first), by=people["peninjau"])
    assert {one for one, why in told.items() if why is None} == {free.pk}
    assert Decision.objects.exclude(item=mine).count() == 1
    open_ones = {one.item.pk for one in members_of(first, for_user=people["peninjau"]) if one.is_open}
    assert open_ones == {held.pk, changed.pk}
    assert mine.pk in {one.item.pk for one in members_of(first, for_user=people["peninjau2"]) if one.is_open}


def test_a_grave_decision_needs_a_second_person_on_each_member(bring: Any, people: dict[str, User]) -> None:
    first, second = bring(ADVERT, ADVERT)
    grave = verdict(first, asks_second=True, note="dua orang")
    decide_along(first, along(second), grave, by=people["peninjau"])
    assert item("2").state == "second"
    decide_along(first, along(second), verdict(first), by=people["peninjau2"])
    assert (item("2").state, item("2").outcome_measure) == ("settled", Action.NOTICE)


def form(first: Item, *others: Item, **changes: str) -> dict[str, Any]:
    """What the page of a group sends."""
    return {
        "content": first.content_hash,
        "outcome": "seller/bale",
        "measure": "notice",
        "reason": "bale-offer",
        "also": [f"{one.pk}:{one.content_hash}" for one in others],
    } | changes


def test_the_page_shows_what_differs_and_decides(bring: Any, people: dict[str, User]) -> None:
    first, second, third = bring(ADVERT, ADVERT.replace("Bandung", "Solo"), ADVERT)
    client = Client()
    client.force_login(people["peninjau"])
    assert "Serupa (2)" in client.get(f"/konten/{first.pk}/").content.decode()
    shown = client.get(f"/konten/{first.pk}/serupa/").content.decode()
    assert '<mark title="hanya di konten ini">Solo</mark>' in shown
    assert "<s>Bandung</s>" in shown
    assert "0812-0000-1147" not in shown
    assert shown.count('name="also"') == shown.count(" checked>") == 2
    response = client.post(f"/konten/{first.pk}/serupa/putuskan/", form(first, second), follow=True)
    assert "Keputusan disimpan untuk 2 konten." in response.content.decode()
    assert [one.state for one in map(item, "123")] == ["settled", "settled", "waiting"]
    assert "sudah diputus" in client.get(f"/konten/{third.pk}/serupa/").content.decode()


def test_a_refused_decision_keeps_the_ticks_and_decides_none(bring: Any, people: dict[str, User]) -> None:
    first, second, third = bring(ADVERT, ADVERT, ADVERT)
    client = Client()
    client.force_login(people["peninjau"])
    response = client.post(f"/konten/{first.pk}/serupa/putuskan/", form(first, third, reason=""))
    assert response.status_code == 422
    text = response.content.decode()
    assert f'value="{third.pk}:{third.content_hash}" checked' in text
    assert f'value="{second.pk}:{second.content_hash}">' in text
    assert not Decision.objects.exists()


@pytest.mark.parametrize("odd", ["", "x", "1", "1:", ":", "9" * 30 + ":a", "-1:a"])
def test_odd_ticks_decide_nothing_more(bring: Any, people: dict[str, User], odd: str) -> None:
    first, _ = bring(ADVERT, ADVERT)
    client = Client()
    client.force_login(people["peninjau"])
    client.post(f"/konten/{first.pk}/serupa/putuskan/", form(first) | {"also": odd})
    assert [one.item_id for one in Decision.objects.all()] == [first.pk]


def test_an_item_that_none_is_like_has_no_group(bring: Any, people: dict[str, User]) -> None:
    (first,) = bring(ADVERT)
    client = Client()
    client.force_login(people["peninjau"])
    assert client.get(f"/konten/{first.pk}/serupa/").status_code == 302
    assert "Serupa (" not in client.get(f"/konten/{first.pk}/").content.decode()


@pytest.mark.parametrize(
    ("text", "other", "own", "missing"),
    [
        ("bal segel Solo", "bal segel Bandung", ["Solo"], ["Bandung"]),
        ("BAL, segel!", "bal segel", [], []),
        ("b\u0430l segel", "bal segel", [], []),
        ("bal 👗", "bal", [], []),
        ("", "bal", [], ["bal"]),
    ],
)
def test_differences_are_words(text: str, other: str, own: list[str], missing: list[str]) -> None:
    found = differences(text, other, "lain")
    assert [piece.text for piece in found.pieces if piece.title] == own
    assert "".join(piece.text for piece in found.pieces) == text
    assert found.missing == missing
