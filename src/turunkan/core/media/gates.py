"""Gates: what keeps a hash from matching, by a name that is kept."""

from enum import StrEnum


class Gate(StrEnum):
    """Why a picture groups nothing."""

    QUALITY = "low-quality"
    NEGATIVE = "negative-bank"
    FLOOD = "flood"
