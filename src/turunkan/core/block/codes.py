"""Codes: the numbers that the arrays speak in. One place for each."""

OTHER, SIGN = 1, 2
"""A folded byte for what is no letter and no sign of its own, and for a pictograph that a pack knows."""

SIGNS = {"“": 0x80, "”": 0x81, "„": 0x82, "‘": 0x83, "’": 0x84, "«": 0xAB, "»": 0xBB, "£": 0xA3, "×": 0xD7}
"""Signs beyond ASCII that keep a byte of their own, where Latin-1 has none or the same."""

KIND_PLAIN, KIND_HIDING, KIND_UNSEEN, KIND_SEVERAL, KIND_FLAG, KIND_SIGN = range(6)
"""What a fold entry does: emit its byte; the same, hiding it; vanish; emit several; half a flag; a pictograph."""

FLAG_FIRST = 0x1F1E6

PLACE_SAID, PLACE_QUOTED, PLACE_TAG, PLACE_PROFILE = range(4)

DONE, ASKS_SPELLING, ASKS_CONTEXT, TOO_MUCH = 0, 1, 2, 4
"""A text's status after a pass; the last is read by the reference instead."""

MOST_MATCHES = 1024
MILLIONTH = 0
FULL = -1
