"""Mask: telephone numbers with only their ends left, in a text of the same length."""

from turunkan.core.text.figures import phones
from turunkan.core.text.fold import fold

_SHOWN_DIGITS = 4  # at either end of a telephone number


def masked(text: str) -> str:
    """The same length, so that offsets still point; numbers as the engine reads them, through their disguise."""
    folded, shown = fold(text), list(text)
    for start, end in phones(folded.letters):
        digits = [at for at in range(start, end) if folded.letters[at].isdigit()]
        for at in digits[_SHOWN_DIGITS:-_SHOWN_DIGITS]:
            begin, stop = folded.span(at, at + 1)
            shown[begin:stop] = "•" * (stop - begin)
    return "".join(shown)
