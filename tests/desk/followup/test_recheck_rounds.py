"""Rounds of looks in processes of their own: two at once, and one that is killed while a page is open."""

import json
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from capture_site import PAGES, QUICK, CaptureSite
from mail_sink import MailSink
from own_desk import WAIT, OwnDesk, together
from tests.desk.notices.test_letter_processes import SEND, STORY

from turunkan.desk.followup.recheck.rounds import CLAIM

ANSWER = """
from turunkan.desk.followup.kinds import AnswerKind
from turunkan.desk.followup.services import Given, take_answers
from turunkan.desk.intake.models import Item
from turunkan.desk.notices.models import Grant
Item.objects.update(url=sys.argv[1])
take_answers(Grant.objects.get(), {1: Given(AnswerKind.REMOVED)}, answered_by="Tim")
"""
LOOK = f"""
from datetime import timedelta
from django.utils import timezone
from turunkan.desk.followup.recheck.rounds import recheck_due
from turunkan.desk.intake.capture import Limits, Politeness, Reach
now = timezone.now() + timedelta(seconds=float(sys.argv[1]))
reach, limits = Reach.from_plain(json.loads(sys.argv[2])), Limits(**json.loads(sys.argv[3]))
{WAIT}
print(json.dumps(recheck_due(now, reach, Politeness(timedelta(0)), limits)))
"""
STATE = """
from turunkan.desk.audit.selectors import check_chain
from turunkan.desk.cases.models import Seal
from turunkan.desk.followup.models import Check, CheckClaim
looks, seals = Check.objects.values_list("state", flat=True), Seal.objects.filter(step="rechecked")
print(json.dumps({"looks": list(looks), "seals": seals.count(), "claims": CheckClaim.objects.count(),
                  "whole": check_chain().whole}))
"""
New = Callable[[str], OwnDesk]


@pytest.fixture
def site() -> Iterator[CaptureSite]:
    with CaptureSite() as site:
        yield site


@pytest.fixture
def asked(own_desk: New, site: CaptureSite, monkeypatch: pytest.MonkeyPatch) -> OwnDesk:
    """A desk with one letter of one line, answered "removed"; its page is at `/p`."""
    desk = own_desk("asked")
    with MailSink() as mail:
        monkeypatch.setenv("TURUNKAN_MAIL_URL", f"smtp://127.0.0.1:{mail.port}")
        desk.run(STORY, 1)
        desk.run(SEND)
    desk.run(ANSWER, site.url("/p"))
    return desk


def looking(desk: OwnDesk, site: CaptureSite, seconds: float = 0) -> Any:
    """A tick's looks in a process of their own, so many seconds from now; it waits to be let go."""
    return desk.start(LOOK, seconds, json.dumps(site.reach().plain()), json.dumps(QUICK.plain()))


def test_two_rounds_at_once_open_a_page_once(asked: OwnDesk, site: CaptureSite) -> None:
    site.pages["/p"] = PAGES["/410"]
    assert sorted(together([looking(asked, site) for _ in range(2)])) == [0, 1]
    assert site.hits["/p"] == 1
    assert asked.run(STATE) == {"looks": ["gone"], "claims": 0, "seals": 1, "whole": True}
    assert together([looking(asked, site)]) == [0]  # nor once more afterwards


def test_a_round_killed_while_a_page_is_open_leaves_nothing_and_the_next_one_looks(
    asked: OwnDesk, site: CaptureSite
) -> None:
    site.pages["/p"] = PAGES["/diam"]
    killed = looking(asked, site)
    killed.stdout.readline()
    killed.stdin.write("\n")
    killed.stdin.flush()
    deadline = time.monotonic() + 60
    while not site.hits["/p"] and time.monotonic() < deadline:
        time.sleep(0.05)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert asked.run(STATE) == {"looks": [], "claims": 1, "seals": 0, "whole": True}
    site.pages["/p"] = PAGES["/post"]
    assert together([looking(asked, site)]) == [0]  # the page may still be open, for all that it knows
    assert together([looking(asked, site, CLAIM.total_seconds())]) == [1]
    assert asked.run(STATE) == {"looks": ["changed"], "claims": 0, "seals": 1, "whole": True}
