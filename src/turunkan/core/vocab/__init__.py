"""The nouns of the field, frozen; everything else in core is written in them."""

from turunkan.core.vocab.accounts import ACCOUNT_ACTIONS, Account, AccountAction, AccountFinding
from turunkan.core.vocab.concepts import Ambiguity, Concept, Fact, FactKind, Hit, Term
from turunkan.core.vocab.dates import ROMAN, WIB, day_in_words, moment_in_words, zone_of
from turunkan.core.vocab.errors import Broken, SkipThis, StopRun, TurunkanError
from turunkan.core.vocab.findings import Finding, LawDate, Reason, ReasonKind
from turunkan.core.vocab.items import (
    LONGEST_READ,
    Author,
    Item,
    Kind,
    Media,
    Metrics,
    Post,
    Record,
    bare_tag,
    tags_of,
)
from turunkan.core.vocab.labels import ACTIONS, LABELS, PRIORITIES, Action, Label, Priority
from turunkan.core.vocab.lines import json_line
from turunkan.core.vocab.wording import Lang, Wording, figure

__all__ = [
    "ACCOUNT_ACTIONS",
    "ACTIONS",
    "LABELS",
    "LONGEST_READ",
    "PRIORITIES",
    "ROMAN",
    "WIB",
    "Account",
    "AccountAction",
    "AccountFinding",
    "Action",
    "Ambiguity",
    "Author",
    "Broken",
    "Concept",
    "Fact",
    "FactKind",
    "Finding",
    "Hit",
    "Item",
    "Kind",
    "Label",
    "Lang",
    "LawDate",
    "Media",
    "Metrics",
    "Post",
    "Priority",
    "Reason",
    "ReasonKind",
    "Record",
    "SkipThis",
    "StopRun",
    "Term",
    "TurunkanError",
    "Wording",
    "bare_tag",
    "day_in_words",
    "figure",
    "json_line",
    "moment_in_words",
    "tags_of",
    "zone_of",
]
