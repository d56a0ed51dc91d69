"""The pages, one file a place of work."""
