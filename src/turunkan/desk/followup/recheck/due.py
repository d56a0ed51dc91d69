"""Which lines are to be looked at: those of letters that stand, by what was said and seen of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from turunkan.core.lifecycle import LineEvent, NoticeState
from turunkan.desk.followup.kinds import ANSWER_EVENTS, AnswerKind
from turunkan.desk.followup.models import Answer, Check
from turunkan.desk.followup.recheck.schedule import Look, is_left_to_people, next_look
from turunkan.desk.followup.recheck.states import PageState
from turunkan.desk.notices.models import Line

STANDING = (NoticeState.SENT, NoticeState.ANSWERED)
"""States of letters whose lines are looked at; a letter that was withdrawn asks for nothing."""
_STANDING = Line.objects.filter(notice__state__in=STANDING).order_by()


@dataclass(frozen=True, slots=True)
class DueLine:
    """The id of a line that is due since a moment; by people where the desk alone can tell nothing.

    `url` is the page's address, empty where there is none.
    """

    pk: int
    since: datetime
    url: str
    by_people: bool = False


def due(now: datetime) -> list[DueLine]:
    """The lines that are due, oldest first; those left to people too."""
    return sorted(_due(_STANDING, now), key=lambda one: (one.since, one.pk))


def is_due(line: int, now: datetime) -> bool:
    """Whether a line is due, by its id."""
    return any(one.pk == line for one in _due(_STANDING.filter(entry__lines=line), now))


def with_lines(found: Sequence[DueLine]) -> list[tuple[DueLine, Line]]:
    """Due lines with their rows, for a page of them."""
    rows = Line.objects.select_related("notice", "entry__item", "entry__account").prefetch_related("checks")
    lines = rows.defer("notice__pdf", "notice__letter").in_bulk([one.pk for one in found])
    return [(one, lines[one.pk]) for one in found]


def _due(lines: QuerySet[Line], now: datetime) -> Iterator[DueLine]:
    """Those of the lines that are due; in three reads of few columns, for there may be thousands."""
    claimed, looks = _claims(lines), _looks(lines)
    for pk, sent_at, url in _last_of_each(lines):
        if is_left_to_people(claimed.get(pk), looks[pk]):
            yield DueLine(pk, looks[pk][-1].at, url, by_people=True)
        elif (since := next_look(sent_at, claimed.get(pk), looks[pk])) and since <= now:
            yield DueLine(pk, since, url)


def _last_of_each(lines: QuerySet[Line]) -> Iterator[tuple[int, datetime, str]]:
    """Id, sending and address of each line that no later letter to the same recipient took up again."""
    rows = lines.order_by("notice__sent_at", "pk").values_list(
        "entry", "notice__recipient", "pk", "notice__sent_at", "entry__item__url"
    )
    last = {(entry, recipient): (pk, sent_at, url or "") for entry, recipient, pk, sent_at, url in rows if sent_at}
    yield from last.values()


def _claims(lines: QuerySet[Line]) -> dict[int, datetime]:
    """When the recipient said that a line is done, where that is its last word."""
    said = Answer.objects.filter(line__in=lines.values("pk")).order_by("pk").values_list("line", "at", "kind")
    last = {pk: (at, AnswerKind(kind)) for pk, at, kind in said}
    return {pk: at for pk, (at, kind) in last.items() if ANSWER_EVENTS[kind] is LineEvent.SAID_DONE}


def _looks(lines: QuerySet[Line]) -> defaultdict[int, list[Look]]:
    """The looks at each line, oldest first."""
    found: defaultdict[int, list[Look]] = defaultdict(list)
    for pk, at, state in Check.objects.filter(line__in=lines.values("pk")).values_list("line", "at", "state"):
        found[pk].append(Look(at, PageState(state)))
    return found
