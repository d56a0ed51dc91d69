"""Classifier: how an Item is written, as a linear model over hashed features; integers, no pickles."""

from turunkan.core.classifier.features import Features, Group, extract, fingerprint, name_row
from turunkan.core.classifier.model import Chances, Class, Model, parsed, written

__all__ = [
    "Chances",
    "Class",
    "Features",
    "Group",
    "Model",
    "extract",
    "fingerprint",
    "name_row",
    "parsed",
    "written",
]
