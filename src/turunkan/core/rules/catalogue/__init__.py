"""Catalogue: a pack as pages for people who review it. Pure: a Pack in, names and texts of Markdown pages out."""

from turunkan.core.rules.catalogue.pages import catalogue

__all__ = ["catalogue"]
