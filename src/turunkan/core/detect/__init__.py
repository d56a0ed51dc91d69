"""Detect: terms → concepts → facts → rules and filters → one Finding with its reasons."""

from turunkan.core.detect.accounts import Proposer
from turunkan.core.detect.engine import BLOCK, Engine, ExamplesError, Failure, failing_examples, law_date
from turunkan.core.detect.many import Many, is_prepared, kernel_folder, many
from turunkan.core.detect.profile import profile_of

__all__ = [
    "BLOCK",
    "Engine",
    "ExamplesError",
    "Failure",
    "Many",
    "Proposer",
    "failing_examples",
    "is_prepared",
    "kernel_folder",
    "law_date",
    "many",
    "profile_of",
]
