"""Notices: case lines become a letter that is checked, signed by a second person, and leaves by a channel."""
