"""Followup: what recipients answer, line by line; a claim until somebody has looked again."""
