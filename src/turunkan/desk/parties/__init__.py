"""Parties: the office and its people, their roles; platforms and authorities, and whom to write to there."""
