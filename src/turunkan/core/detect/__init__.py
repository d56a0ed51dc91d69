"""Detect: terms → concepts → facts → rules and filters → one Finding with its reasons."""

from turunkan.core.detect.engine import WIB, Engine, ExamplesError, Failure, failing_examples, law_date

__all__ = ["WIB", "Engine", "ExamplesError", "Failure", "failing_examples", "law_date"]
