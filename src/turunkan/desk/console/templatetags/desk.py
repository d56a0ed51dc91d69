"""Filters and tags of the pages: both languages, dates, numbers, codes, highlighted text."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from turunkan.core.lifecycle import NOTICE, REVIEW_STATES, NoticeState, ReviewState
from turunkan.core.text import masked
from turunkan.core.vocab import (
    ACTIONS,
    LABELS,
    PRIORITIES,
    Action,
    Label,
    Lang,
    Priority,
    Wording,
    day_in_words,
    moment_in_words,
)
from turunkan.desk.cases.grounds import GROUNDS, Ground
from turunkan.desk.cases.steps import STEPS, Step
from turunkan.desk.console.marking import Piece, marked, tamed
from turunkan.desk.console.words import NAMES
from turunkan.desk.followup.recheck.states import PAGE_STATES, PageState
from turunkan.desk.notices.nature import MEANINGS, Nature
from turunkan.desk.notices.nature import TITLES as NATURES
from turunkan.desk.parties.roles import TITLES as ROLES
from turunkan.desk.parties.roles import Role
from turunkan.desk.review.reasons import BY_CODE

register = template.Library()

_DAY, _LATE = 24, 48  # hours
_HOURS = Wording(id="{count} j", en="{count} h")
_DAYS = Wording(id="{count} hari", en="{count} d")

_CODES: dict[str, tuple[type, dict[Any, Wording]]] = {
    "label": (Label, LABELS),
    "priority": (Priority, PRIORITIES),
    "action": (Action, ACTIONS),
    "state": (ReviewState, REVIEW_STATES),
    "notice": (NoticeState, dict(NOTICE.titles)),
    "nature": (Nature, NATURES),
    "role": (Role, ROLES),
    "step": (Step, STEPS),
    "page": (PageState, PAGE_STATES),
    "ground": (Ground, GROUNDS),
}
_SHAPES = {
    Label.SELLER: "■",
    Label.PROMOTER: "▲",
    Label.LAWFUL: "●",
    Label.SPEECH: "❝",
    Label.UNRELATED: "○",
    Label.UNCLEAR: "◆",
}
_WEIGHTS = {Priority.HIGH: "▲", Priority.NORMAL: "■", Priority.LOW: "▽", Priority.NONE: "–"}


def language() -> Lang:
    """The language of the page."""
    return Lang.EN if (get_language() or "id").startswith("en") else Lang.ID


@register.filter
def say(wording: Wording | None) -> str:
    """A Wording in the page's language."""
    return wording.say(language()) if wording else ""


@register.filter
def said(pair: dict[str, str]) -> str:
    """A stored sentence, `{"id": …, "en": …}`, in the page's language, numbers masked."""
    return masked(pair.get(language().value) or pair.get("id", ""))


@register.filter
def title(code: str, sort: str) -> str:
    """The title of a code of one sort: label, priority, action, state, notice, nature, role, step, page."""
    if not code:
        return ""
    kind, titles = _CODES[sort]
    return titles[kind(code)].say(language())


@register.filter
def reason(code: str) -> str:
    """The sentence of a reason code."""
    return BY_CODE[code].says.say(language()) if code in BY_CODE else code


@register.simple_tag
def label(code: str, tier: str = "", tiers: dict[str, Wording] | None = None) -> SafeString | str:
    """A label with its shape and colour, and the tier's name; never by colour alone."""
    if not code:
        return ""
    text = LABELS[Label(code)].say(language())
    named = (tiers or {}).get(f"{code}/{tier}")
    shown = named.say(language()) if named else text
    return format_html(
        '<span class="label label-{}"><i aria-hidden="true">{}</i> {}</span>', code, _SHAPES[Label(code)], shown
    )


@register.simple_tag
def priority(code: str) -> SafeString:
    """A priority with its sign."""
    text = PRIORITIES[Priority(code)].say(language())
    return format_html(
        '<span class="prio prio-{}"><i aria-hidden="true">{}</i> {}</span>', code, _WEIGHTS[Priority(code)], text
    )


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """`17 Agustus 2026, 14.05 WIB` with the ISO value on hover."""
    if value is None:
        return "–"
    iso = value.isoformat(timespec="seconds")
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', iso, iso, moment_in_words(value).say(language())
    )


@register.filter
def day(value: date | None) -> SafeString | str:
    """`17 Agustus 2026`."""
    if value is None:
        return "–"
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), day_in_words(value).say(language()))


@register.simple_tag
def highlighted(text: str, hits: list[dict[str, Any]], field: str) -> SafeString:
    """A field's whole text, numbers masked, the counted words marked."""
    return _joined(marked(text, hits, field))


@register.simple_tag
def excerpt(text: str, hits: list[dict[str, Any]], field: str, length: int = 140) -> SafeString:
    """A stretch of the text from shortly before the first counted word."""
    return _joined(marked(text, hits, field, length=length))


@register.simple_tag
def age(since: datetime) -> SafeString:
    """How long something has waited, in three bands: under a day, under two, and late."""
    hours = int((timezone.now() - since).total_seconds() // 3600)
    band = "late" if hours >= _LATE else "aging" if hours >= _DAY else ""
    unit = _DAYS.fill(count=hours // _DAY) if hours >= _DAY else _HOURS.fill(count=hours)
    return format_html('<span class="{}">{}</span>', band, unit.say(language()))


@register.simple_tag
def given(form: Any, name: str, number: int) -> str:
    """What was filled in for one line of a form that came back."""
    return str(form.get(f"{name}-{number}", "")) if form else ""


@register.filter
def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


@register.filter
def masked_text(text: str) -> str:
    """The text with telephone numbers masked and signs that turn it around replaced."""
    return tamed(text)


@register.filter
def pairs(facts: dict[str, Any]) -> list[tuple[str, Any]]:
    """Names and values, even where a name is `items`."""
    return list(facts.items())


@register.filter
def join_lines(lines: list[str]) -> str:
    """One line each."""
    return "\n".join(lines)


@register.filter
def message_of(row: Any) -> str:
    """The message that a row keeps in both languages."""
    return str(row.message_en if language() is Lang.EN else row.message_id)


@register.filter
def meaning(nature: str) -> str:
    """What the nature of a letter means."""
    return MEANINGS[Nature(nature)].say(language())


@register.filter
def named(code: str) -> str:
    """A code of the screens that has a name of its own: kinds, fields, columns."""
    return NAMES[code].say(language()) if code in NAMES else code


def _joined(pieces: list[Piece]) -> SafeString:
    parts = [
        format_html('<mark title="{}">{}</mark>', piece.title, piece.text)
        if piece.title
        else format_html("{}", piece.text)
        for piece in pieces
    ]
    return SafeString("".join(parts))
