"""Subjects: immutable versions of a pack and its law, so that every Finding says which one judged it."""
