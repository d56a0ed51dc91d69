"""Blank: whether a reader would see anything of a text."""

import unicodedata

_UNSEEN = "ZCM"  # categories: separators; control, format and unassigned signs; marks without a letter to stand on
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols that are drawn as nothing


def is_blank(text: str) -> bool:
    """Whether nothing is left without white space and signs that nobody sees."""
    return all(unicodedata.category(sign)[0] in _UNSEEN or sign in _FILLERS for sign in text)
