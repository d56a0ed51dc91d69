"""Detect: terms → concepts → facts → rules and filters → one Finding with its reasons."""

from turunkan.core.detect.engine import Engine, ExamplesError, Failure, failing_examples, law_date

__all__ = ["Engine", "ExamplesError", "Failure", "failing_examples", "law_date"]
