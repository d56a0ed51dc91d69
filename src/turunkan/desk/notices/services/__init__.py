"""Writes of the letter room, one file a step of a letter's life."""
