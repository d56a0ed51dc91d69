"""The desk's own looks: a few lines a tick, each page opened by one tick alone, politely.

A line is claimed before its page is opened, in a transaction of its own, and asked once more whether it is due: so
two ticks never look together, and a look that was killed half-way leaves nothing but a claim that runs out.
"""

import contextlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from turunkan.core.vocab import SkipThis
from turunkan.desk.cases.capturing import MANNERS, check_browser, office_reach, open_politely
from turunkan.desk.followup.models import CheckClaim
from turunkan.desk.followup.recheck.due import DueLine, due, is_due
from turunkan.desk.followup.recheck.services import check_line
from turunkan.desk.intake.capture import Limits, Politeness, Reach
from turunkan.desk.intake.capture.problems import NotReached
from turunkan.desk.notices.models import Line

A_TICK = 5  # pages
CLAIM = timedelta(minutes=30)  # longer than any page takes, pauses included


def recheck_lines(now: datetime) -> int:
    """Look at lines that are due; how many. Nothing where the settings do not ask for captures. Raises StopRun."""
    return recheck_due(now, office_reach(), MANNERS, Limits()) if settings.CAPTURE else 0


def recheck_due(now: datetime, reach: Reach, manners: Politeness, limits: Limits) -> int:
    """Look at what is due, as many lines as one tick may; how many. Raises StopRun without a browser."""
    check_browser()
    looked = 0
    for one in within_reach(now, reach):
        if looked < A_TICK and claim(one.pk, now):
            seen = open_politely(one.url, reach, manners, limits)
            with contextlib.suppress(SkipThis):  # withdrawn while its page was open
                check_line(Line.objects.get(pk=one.pk), seen)
            CheckClaim.objects.filter(line=one.pk).delete()
            looked += 1
    return looked


def within_reach(now: datetime, reach: Reach) -> Iterator[DueLine]:
    """Due lines whose page the desk may open, oldest first."""
    for one in due(now):
        try:
            reach.check_page(one.url)
        except NotReached:  # the list of hosts may yet grow, and people can look
            continue
        if not one.by_people:
            yield one


@transaction.atomic
def claim(line: int, now: datetime) -> bool:
    """Whether the line is ours to look at, and still due; by its id."""
    CheckClaim.objects.get_or_create(line_id=line, defaults={"until": now})
    mine = CheckClaim.objects.filter(line=line, until__lte=now)
    if not mine.update(until=now + CLAIM):
        return False
    if is_due(line, now):
        return True
    CheckClaim.objects.filter(line=line).delete()
    return False
