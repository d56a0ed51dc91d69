"""The engine: no Django, no network, no clock, no database."""
