"""Audit: what was done, by whom and when, as a chain of hashes that nobody can rewrite unseen."""
