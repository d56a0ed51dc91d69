"""Writes of intake, one file a task."""
