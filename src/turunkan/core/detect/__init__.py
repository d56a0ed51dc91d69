"""Detect: terms → concepts → facts → rules and filters → one Finding with its reasons."""

from turunkan.core.detect.accounts import Proposer
from turunkan.core.detect.compare import Change, Comparison, Side, Turn, compare, compared
from turunkan.core.detect.engine import BLOCK, Engine, law_date
from turunkan.core.detect.examples import ExamplesError, failing_examples
from turunkan.core.detect.many import Many, OneByOne, is_prepared, kernel_folder, many
from turunkan.core.detect.profile import profile_of

__all__ = [
    "BLOCK",
    "Change",
    "Comparison",
    "Engine",
    "ExamplesError",
    "Many",
    "OneByOne",
    "Proposer",
    "Side",
    "Turn",
    "compare",
    "compared",
    "failing_examples",
    "is_prepared",
    "kernel_folder",
    "law_date",
    "many",
    "profile_of",
]
