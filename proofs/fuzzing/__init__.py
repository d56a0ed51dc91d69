"""Fuzzing: the parts of the proof "fuzz"."""
