"""The ways in which a recipient answers a line, and why one refuses (dossier 2.5)."""

from enum import StrEnum

from turunkan.core.lifecycle import LINE, LineEvent, LineState
from turunkan.core.vocab import Wording
from turunkan.desk.followup.recheck.states import PageState


class AnswerKind(StrEnum):
    """Their status of a line; `silent` before the first answer."""

    REMOVED = "removed"
    RESTRICTED = "restricted"
    LINKS_DOWN = "links-down"
    GONE = "gone"
    REFUSED = "refused"
    NEEDS_INFORMATION = "needs-information"
    SILENT = "silent"


class Refusal(StrEnum):
    """Why a recipient refuses."""

    NOT_OUR_POLICY = "not-our-policy"
    CHANNEL = "channel"
    NOT_UNLAWFUL = "not-unlawful"
    OVERBROAD = "overbroad"
    OTHER = "other"


class OurStatus(StrEnum):
    """Our status of the same line: what is ours to do next."""

    PREPARED = "prepared"
    ASKED = "asked"
    TO_CONFIRM = "to-confirm"
    TO_ANSWER = "to-answer"
    TO_WEIGH = "to-weigh"
    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


GIVEN = tuple(kind for kind in AnswerKind if kind is not AnswerKind.SILENT)

ANSWERS = {
    AnswerKind.REMOVED: Wording(id="diturunkan", en="removed"),
    AnswerKind.RESTRICTED: Wording(id="dibatasi di Indonesia", en="restricted in Indonesia"),
    AnswerKind.LINKS_DOWN: Wording(id="tautan diturunkan, akun tetap", en="links down, the account stays"),
    AnswerKind.GONE: Wording(id="sudah tidak ada", en="already gone"),
    AnswerKind.REFUSED: Wording(id="ditolak", en="refused"),
    AnswerKind.NEEDS_INFORMATION: Wording(id="perlu keterangan", en="needs information"),
    AnswerKind.SILENT: Wording(id="belum dijawab", en="no answer yet"),
}
REFUSALS = {
    Refusal.NOT_OUR_POLICY: Wording(
        id="tidak melanggar ketentuan layanan kami", en="does not breach our terms of service"
    ),
    Refusal.CHANNEL: Wording(id="harus lewat formulir resmi kami", en="has to come through our own form"),
    Refusal.NOT_UNLAWFUL: Wording(id="dasar hukumnya tidak berlaku", en="the legal ground does not apply"),
    Refusal.OVERBROAD: Wording(id="permintaan terlalu luas", en="the request is overbroad"),
    Refusal.OTHER: Wording(id="alasan lain", en="another reason"),
}
OURS = {
    OurStatus.PREPARED: Wording(id="disiapkan", en="being prepared"),
    OurStatus.WITHDRAWN: Wording(id="ditarik", en="withdrawn"),
    **{OurStatus(state): LINE.titles[state] for state in LineState},
}
ANSWER_EVENTS = {
    AnswerKind.REMOVED: LineEvent.SAID_DONE,
    AnswerKind.RESTRICTED: LineEvent.SAID_DONE,
    AnswerKind.LINKS_DOWN: LineEvent.SAID_DONE,
    AnswerKind.GONE: LineEvent.SAID_DONE,
    AnswerKind.REFUSED: LineEvent.REFUSED,
    AnswerKind.NEEDS_INFORMATION: LineEvent.ASKED_BACK,
}
LOOK_EVENTS = {
    PageState.LIVE: LineEvent.SEEN_LIVE,
    PageState.GONE: LineEvent.SEEN_DOWN,
    PageState.RESTRICTED: LineEvent.SEEN_DOWN,
}
"""What a look means for the line; one that cannot tell means nothing."""
NEXT_STEPS = {
    OurStatus.TO_WEIGH: Wording(
        id=(
            "Pilihan: terima penolakan, surat kedua dengan dasar yang dipertajam, atau rujukan ke Komdigi. "
            "Surat kedua tidak mempunyai tenggat hukum."
        ),
        en=(
            "Choices: accept the refusal, a second letter with sharper grounds, or a referral to Komdigi. "
            "A second letter carries no legal deadline."
        ),
    ),
    OurStatus.TO_ANSWER: Wording(
        id="Lengkapi keterangan yang diminta dalam surat kedua.", en="Give what was asked for in a second letter."
    ),
    OurStatus.TO_CONFIRM: Wording(
        id="Buka tautannya dan pastikan; jawaban baru klaim sampai dilihat ulang.",
        en="Open the address and make sure; an answer is a claim until it is looked at again.",
    ),
    OurStatus.CONTRADICTED: Wording(
        id="Dinyatakan selesai, tetapi terlihat tayang: tanyakan dalam surat kedua, dengan bukti lihat ulang.",
        en="Said to be done, and seen live: ask about it in a second letter, with the evidence of the look.",
    ),
    OurStatus.REOPENED: Wording(
        id="Turun, lalu tayang lagi: baris ini terbuka kembali; surat kedua, dengan bukti lihat ulang.",
        en="Down, then live again: the line is open once more; a second letter, with the evidence of the look.",
    ),
}
