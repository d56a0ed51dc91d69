"""Bench: the speed of this engine beside that of others, on invented text, as ratios within one run."""
