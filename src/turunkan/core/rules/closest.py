"""Closest: a suggestion for a name that nobody knows."""

from collections.abc import Sequence
from difflib import get_close_matches

_MOST = 3
_FEW = 12


def suggestion(name: str, known: Sequence[str], *, listed: str = "one of") -> str:
    """The known names that look most like it; else all of them, where they are few."""
    near = [f"'{one}'" for one in get_close_matches(name, known, n=_MOST)]
    if near:
        return f"did you mean {' or '.join(filter(None, (', '.join(near[:-1]), near[-1])))}?"
    return f"{listed}: {', '.join(known)}" if 0 < len(known) <= _FEW else ""
