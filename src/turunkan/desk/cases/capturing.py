"""Captures of the pages of Items in cases: a few a tick, each try sealed, what failed tried again later.

A try is claimed before the page is opened, in a transaction of its own, with the time of the next one. So two
ticks never open the same page together, and a try that was killed half-way is followed by the next one.
"""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from turunkan.core.evidence.seals import instant
from turunkan.core.vocab import StopRun
from turunkan.desk.audit.services import record
from turunkan.desk.cases.models import Case, Entry, PageCapture
from turunkan.desk.cases.sealing import seal
from turunkan.desk.cases.selectors import CONFIRMED
from turunkan.desk.cases.steps import Step
from turunkan.desk.intake.capture import Capture, Limits, Politeness, Problem, Reach, capture, missing
from turunkan.desk.intake.capture.problems import NotReached
from turunkan.desk.intake.capture.reach import place_of
from turunkan.desk.intake.models import Item
from turunkan.desk.parties.selectors import hosts
from turunkan.desk.review.models import AccountDecision

A_TICK = 5  # pages
MANNERS = Politeness()
"""Of this process: captures and re-checks of one tick owe a host the same pauses."""
PAUSES = tuple(map(timedelta, (0, 0, 0, 1, 3), (1200, 7200, 28800, 0, 0)))  # after the first try, the second, …
_LASTING = {404, 410, 451}  # answers of a platform that another try does not change


def office_reach() -> Reach:
    """What this office may capture: the hosts of its recipients, and those that its settings add."""
    return Reach(hosts=(*sorted(hosts()), *settings.CAPTURE_HOSTS))


def capture_items(now: datetime) -> int:
    """Capture pages of Items in cases that have none yet; how many were saved.

    Nothing where the settings do not ask for it. Raises StopRun where they do and the browser is missing.
    """
    return capture_due(now, office_reach(), MANNERS, Limits()) if settings.CAPTURE else 0


def capture_due(now: datetime, reach: Reach, manners: Politeness, limits: Limits) -> int:
    """Capture what is due, as many as one tick may; how many pages were saved. Raises StopRun."""
    check_browser()
    saved = tried = 0
    for item in list(due(now, reach)):
        if tried < A_TICK and (number := claim(item, now)):
            saved += keep(item, number, open_politely(item.url, reach, manners, limits))
            tried += 1
    return saved


def check_browser() -> None:
    """Raises StopRun where pages are to be opened and there is no browser."""
    if missing(settings.CHROMIUM):
        raise StopRun("captures are on, and there is no browser", Problem.BROWSER.says)


def open_politely(url: str, reach: Reach, manners: Politeness, limits: Limits) -> Capture:
    """One page, after the pause that its host is owed. Raises NotReached where `url` names no host."""
    host, now = str(place_of(url)[0]), timezone.now()
    time.sleep((manners.free_at(host, now) - now).total_seconds())
    seen = capture(url, reach, limits, chromium=settings.CHROMIUM)
    manners.asked(host, timezone.now())
    return seen


def due(now: datetime, reach: Reach) -> Iterator[Item]:
    """Confirmed Items in cases whose page may be opened and is to be tried now; gravest first."""
    for item in _waiting(now):
        try:
            reach.check_page(item.url)
        except NotReached:  # no try is spent on it: the list of hosts may yet grow
            continue
        yield item


@transaction.atomic
def claim(item: Item, now: datetime) -> int:
    """The number of the try that is ours, from 1; 0 where somebody else has it."""
    row, _ = PageCapture.objects.get_or_create(item=item, defaults={"again_at": now})
    again = now + PAUSES[row.tries] if row.tries < len(PAUSES) else None
    mine = PageCapture.objects.filter(item=item, tries=row.tries, again_at__lte=now)
    return row.tries + 1 if mine.update(tries=F("tries") + 1, again_at=again) else 0


def keep(item: Item, number: int, seen: Capture) -> bool:
    """Seal what a try brought, whatever it was; whether the page was saved for good."""
    good = is_good(seen)
    with transaction.atomic():
        files = {f"items/{item.pk}/capture/{name}": data for name, data in seen.files.items()}
        code = seen.problem.value if seen.problem else ""
        facts = {"item": item.pk, "try": number, "status": seen.status, "problem": code}
        times = {"started_at": instant(seen.started_at), "ended_at": instant(seen.ended_at)}
        sealed = seal(_case_of(item), Step.CAPTURED, files, by=None, about={**facts, **times})
        record("item.captured", actor=None, on=("item", item.pk), seal=sealed.seq, good=good, **facts)
        if good:
            PageCapture.objects.filter(item=item).update(again_at=None)
    return good


def is_good(seen: Capture) -> bool:
    """Whether there is a picture of what the platform answers, and no other answer is likely soon."""
    answered = seen.status is not None and (seen.status < 400 or seen.status in _LASTING)
    return answered and "screenshot.png" in seen.files


def _waiting(now: datetime) -> QuerySet[Item]:
    untried = Q(page_capture__isnull=True)
    due_now = Item.objects.filter(CONFIRMED, untried | Q(page_capture__again_at__lte=now)).exclude(url="")
    rested_on = AccountDecision.rests_on.through.objects.filter(accountdecision__entry__isnull=False)
    return due_now.filter(Q(entry__isnull=False) | Q(pk__in=rested_on.values("item"))).order_by("gravity", "pk")


def _case_of(item: Item) -> Case:
    """The case that holds the Item, or first held a decision on an Account that rests on it."""
    holding = Entry.objects.filter(Q(item=item) | Q(account_decision__rests_on=item))
    return holding.select_related("case").order_by(F("item").desc(nulls_last=True), "pk")[0].case
