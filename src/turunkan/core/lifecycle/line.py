"""Where one line of a sent letter stands: the fold of what the recipient said and of what was seen since.

An answer is a claim until a look confirms it; a look that cannot tell is no event; what was down and is seen again
reopens the line.
"""

from enum import StrEnum

from turunkan.core.lifecycle.machine import Machine
from turunkan.core.vocab import Wording


class LineState(StrEnum):
    """What is ours to do next about a line."""

    ASKED = "asked"
    TO_CONFIRM = "to-confirm"
    TO_ANSWER = "to-answer"
    TO_WEIGH = "to-weigh"
    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    REOPENED = "reopened"


class LineEvent(StrEnum):
    """What happened: a kind of answer, or what a look showed to somebody in Indonesia."""

    SAID_DONE = "said-done"
    REFUSED = "refused"
    ASKED_BACK = "asked-back"
    SEEN_LIVE = "seen-live"
    SEEN_DOWN = "seen-down"


_TITLES: dict[LineState | LineEvent, Wording] = {
    LineState.ASKED: Wording(id="menunggu tanggapan", en="waiting for an answer"),
    LineState.TO_CONFIRM: Wording(
        id="diklaim selesai, perlu dilihat ulang", en="said to be done, to be looked at again"
    ),
    LineState.TO_ANSWER: Wording(id="kita perlu memberi keterangan", en="ours to give information"),
    LineState.TO_WEIGH: Wording(id="kita menimbang penolakan", en="ours to weigh the refusal"),
    LineState.CONFIRMED: Wording(id="terbukti turun", en="seen to be down"),
    LineState.CONTRADICTED: Wording(
        id="diklaim selesai, tetapi masih tayang", en="said to be done, and still live"
    ),
    LineState.REOPENED: Wording(id="tayang lagi sesudah turun", en="live again after it was down"),
    LineEvent.SAID_DONE: Wording(id="dinyatakan selesai", en="said to be done"),
    LineEvent.REFUSED: Wording(id="ditolak", en="refused"),
    LineEvent.ASKED_BACK: Wording(id="dimintai keterangan", en="asked for information"),
    LineEvent.SEEN_LIVE: Wording(id="terlihat tayang", en="seen live"),
    LineEvent.SEEN_DOWN: Wording(id="terlihat turun", en="seen to be down"),
}
_SAID = {
    LineEvent.SAID_DONE: LineState.TO_CONFIRM,
    LineEvent.REFUSED: LineState.TO_WEIGH,
    LineEvent.ASKED_BACK: LineState.TO_ANSWER,
}
_SEEN_LIVE = {LineState.TO_CONFIRM: LineState.CONTRADICTED, LineState.CONFIRMED: LineState.REOPENED}

LINE = Machine(
    start=LineState.ASKED,
    moves={
        # What is seen to be down stays so, whatever is said afterwards.
        **{(state, said): after for said, after in _SAID.items() for state in LineState},
        **{(LineState.CONFIRMED, said): LineState.CONFIRMED for said in _SAID},
        **{(state, LineEvent.SEEN_LIVE): _SEEN_LIVE.get(state, state) for state in LineState},
        **{(state, LineEvent.SEEN_DOWN): LineState.CONFIRMED for state in LineState},
    },
    titles=_TITLES,
)
"""Every event is possible in every state: nobody asks before things happen out there."""
