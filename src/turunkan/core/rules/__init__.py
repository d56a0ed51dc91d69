"""Rules: a subject as data, loaded and checked; a mistake is shown with a caret and a hint."""

from turunkan.core.rules.accounts import AccountConfidence, AccountPolicy
from turunkan.core.rules.catalogue import catalogue
from turunkan.core.rules.conditions import Evidence, When
from turunkan.core.rules.fingerprint import fingerprint
from turunkan.core.rules.loader import load_pack, pack_folder, pack_names
from turunkan.core.rules.pack import (
    Confidence,
    Example,
    Filter,
    Meeting,
    Outcome,
    Pack,
    Requirement,
    Rule,
    Strength,
)
from turunkan.core.rules.problem import Mark, PackError, Problem, all_rendered

__all__ = [
    "AccountConfidence",
    "AccountPolicy",
    "Confidence",
    "Evidence",
    "Example",
    "Filter",
    "Mark",
    "Meeting",
    "Outcome",
    "Pack",
    "PackError",
    "Problem",
    "Requirement",
    "Rule",
    "Strength",
    "When",
    "all_rendered",
    "catalogue",
    "fingerprint",
    "load_pack",
    "pack_folder",
    "pack_names",
]
