"""Captures of Items in cases: claimed, sealed whatever they brought, and tried again with growing pauses."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from capture_site import QUICK, CaptureSite
from django.utils import timezone
from tests.desk.conftest import BALE, Import, item, post, verdict

from turunkan.core.vocab import StopRun
from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.cases.capturing import PAUSES, capture_due, capture_items, claim, due, office_reach
from turunkan.desk.cases.models import Case, PageCapture, Seal
from turunkan.desk.cases.sealing import store
from turunkan.desk.cases.selectors import pictured
from turunkan.desk.cases.services import open_case
from turunkan.desk.cases.steps import Step
from turunkan.desk.intake.capture import Politeness
from turunkan.desk.intake.models import Item
from turunkan.desk.parties.models import Recipient, User
from turunkan.desk.review.services import decide

MANNERS = Politeness(timedelta(0))


@pytest.fixture(scope="module")
def site() -> Iterator[CaptureSite]:
    with CaptureSite() as site:
        yield site


CaseOf = Callable[..., tuple[Case, list[Item]]]


@pytest.fixture
def case_of(site: CaptureSite, bring_in: Import, people: dict[str, User]) -> CaseOf:
    """A case of confirmed offers, one a path of the site."""

    def call(*paths: str, host: str = "toko.example") -> tuple[Case, list[Item]]:
        bring_in(*(post(path, BALE, url=site.url(path, host)) for path in paths))
        for path in paths:
            decide(item(path), verdict(item(path)), by=people["peninjau"])
        items = [item(path) for path in paths]
        return open_case(items, by=people["petugas"]), items

    return call


def tick(site: CaptureSite, now: datetime | None = None) -> int:
    """One tick's captures of the site."""
    return capture_due(now or timezone.now(), site.reach(), MANNERS, QUICK)


def test_a_page_is_captured_once_and_sealed(site: CaptureSite, case_of: CaseOf) -> None:
    case, (offer,) = case_of("/post")
    assert pictured(case) == set()
    assert (tick(site), tick(site)) == (1, 0)
    seal = Seal.objects.get(step=Step.CAPTURED)
    names = {file.path.removeprefix(f"items/{offer.pk}/capture/"): file.sha256 for file in seal.files.all()}
    assert set(names) == {"screenshot.png", "page.html", "headers.json", "capture.wacz", "circumstances.json"}
    circumstances = json.loads(store().get(names["circumstances.json"]))
    assert circumstances["url"] == site.url("/post")
    assert circumstances["files"] == {name: sha for name, sha in names.items() if name != "circumstances.json"}
    about = json.loads(seal.manifest)["about"]
    assert {name: about[name] for name in ("item", "try", "status", "problem")} == {
        "item": offer.pk,
        "try": 1,
        "status": 200,
        "problem": "",
    }
    assert (seal.case, pictured(case)) == (case, {offer.pk})
    assert PageCapture.objects.get().again_at is None
    assert AuditEvent.objects.filter(verb="item.captured").count() == 1


def test_a_page_that_fails_is_kept_too_and_tried_again_later_and_later(site: CaptureSite, case_of: CaseOf) -> None:
    case, _ = case_of("/berkas")
    now = timezone.now()
    assert list(PAUSES) == sorted(set(PAUSES))
    assert tick(site, now) == 0
    assert PageCapture.objects.get().again_at == now + PAUSES[0]
    assert tick(site, now + PAUSES[0] - timedelta(seconds=1)) == 0  # too early: no try
    assert PageCapture.objects.get().tries == 1
    PageCapture.objects.update(tries=len(PAUSES))  # all but the last failed as well
    now += PAUSES[-1]
    assert tick(site, now) == 0
    assert PageCapture.objects.get().again_at is None
    tick(site, now + timedelta(days=400))
    seals = [json.loads(seal.manifest)["about"] for seal in case.seals.filter(step=Step.CAPTURED)]
    assert [(about["try"], about["problem"]) for about in seals] == [(1, "no-page"), (len(PAUSES) + 1, "no-page")]
    assert pictured(case) == set()


def test_a_try_is_one_tick_s_alone(site: CaptureSite, case_of: CaseOf) -> None:
    _, (offer,) = case_of("/post")
    now = timezone.now()
    assert [claim(offer, now), claim(offer, now)] == [1, 0]
    assert [claim(offer, now + PAUSES[0]), claim(offer, now + PAUSES[0])] == [2, 0]


def test_a_platform_that_holds_back_is_asked_again_and_one_that_has_removed_is_not(
    site: CaptureSite, case_of: CaseOf
) -> None:
    _, (held_back, gone) = case_of("/429", "/410")
    assert tick(site) == 1
    again = {row.item_id: row.again_at is not None for row in PageCapture.objects.all()}
    assert again == {held_back.pk: True, gone.pk: False}


def test_a_try_that_was_killed_is_followed_by_the_next(site: CaptureSite, case_of: CaseOf) -> None:
    _, (offer,) = case_of("/post")
    now = timezone.now()
    PageCapture.objects.create(item=offer, tries=1, again_at=now + PAUSES[0])  # claimed, and nothing came of it
    assert tick(site, now) == 0
    assert tick(site, now + PAUSES[0]) == 1
    assert json.loads(Seal.objects.get(step=Step.CAPTURED).manifest)["about"]["try"] == 2


def test_what_may_not_be_opened_costs_no_try(site: CaptureSite, case_of: CaseOf) -> None:
    case_of("/post", host="lain.example")
    assert tick(site) == 0
    assert not PageCapture.objects.exists()


def test_only_confirmed_items_of_cases_are_captured(
    site: CaptureSite, bring_in: Import, people: dict[str, User]
) -> None:
    bring_in(post("x", BALE, url=site.url("/post")))
    assert list(due(timezone.now(), site.reach())) == []
    decide(item("x"), verdict(item("x")), by=people["peninjau"])
    assert list(due(timezone.now(), site.reach())) == []  # confirmed, in no case yet


def test_the_office_reaches_its_recipients_hosts_and_those_of_its_settings(settings: Any, db: None) -> None:
    settings.CAPTURE_HOSTS = ("pasar.example",)
    reach = office_reach()
    assert {"instagram.com", "shopee.co.id", "pasar.example"} <= set(reach.hosts)
    assert (reach.ports, reach.also, reach.keys, dict(reach.names)) == ((80, 443), (), (), {})
    Recipient.objects.update(hosts=[])
    assert office_reach().hosts == ("pasar.example",)


def test_captures_are_off_until_the_settings_ask_for_them(settings: Any, case_of: CaseOf) -> None:
    case_of("/post", host="instagram.com")
    now = datetime(2026, 11, 20, tzinfo=UTC)
    assert capture_items(now) == 0
    assert not PageCapture.objects.exists()
    settings.CAPTURE, settings.CHROMIUM = True, "/tidak/ada/chromium"
    with pytest.raises(StopRun) as refused:
        capture_items(now)
    assert "TURUNKAN_CHROMIUM" in refused.value.person.id
    assert not PageCapture.objects.exists()
