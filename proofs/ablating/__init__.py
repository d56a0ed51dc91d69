"""Ablating: the parts of the proof "ablation"."""
