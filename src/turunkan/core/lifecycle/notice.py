"""The life of one notice (screen: surat), from a draft to the last answer."""

from enum import StrEnum

from turunkan.core.lifecycle.machine import Machine
from turunkan.core.vocab import Wording


class NoticeState(StrEnum):
    """Where a notice stands."""

    DRAFT = "draft"
    SIGNED = "signed"
    SENDING = "sending"
    SENT = "sent"
    ANSWERED = "answered"
    DISCARDED = "discarded"
    WITHDRAWN = "withdrawn"


class NoticeEvent(StrEnum):
    """What can happen to a notice."""

    EDIT = "edit"
    SIGN = "sign"
    DISCARD = "discard"
    BEGIN_SENDING = "begin-sending"
    CONFIRM_SENT = "confirm-sent"
    SENDING_FAILED = "sending-failed"
    WITHDRAW = "withdraw"
    ANSWER_PART = "answer-part"
    ANSWER_LAST = "answer-last"


_S, _E = NoticeState, NoticeEvent

NOTICE: Machine[NoticeState, NoticeEvent] = Machine(
    start=_S.DRAFT,
    moves={
        (_S.DRAFT, _E.EDIT): _S.DRAFT,
        (_S.DRAFT, _E.DISCARD): _S.DISCARDED,
        (_S.DRAFT, _E.SIGN): _S.SIGNED,
        (_S.SIGNED, _E.BEGIN_SENDING): _S.SENDING,
        (_S.SIGNED, _E.WITHDRAW): _S.WITHDRAWN,
        (_S.SENDING, _E.CONFIRM_SENT): _S.SENT,
        (_S.SENDING, _E.SENDING_FAILED): _S.SIGNED,
        (_S.SENT, _E.ANSWER_PART): _S.SENT,
        (_S.SENT, _E.ANSWER_LAST): _S.ANSWERED,
        (_S.SENT, _E.WITHDRAW): _S.WITHDRAWN,
        # A recipient may correct an answer; the letter stays answered.
        (_S.ANSWERED, _E.ANSWER_LAST): _S.ANSWERED,
        (_S.ANSWERED, _E.WITHDRAW): _S.WITHDRAWN,
    },
    titles={
        _S.DRAFT: Wording(id="konsep", en="draft"),
        _S.SIGNED: Wording(id="ditandatangani", en="signed"),
        _S.SENDING: Wording(id="sedang dikirim", en="being sent"),
        _S.SENT: Wording(id="terkirim", en="sent"),
        _S.ANSWERED: Wording(id="ditanggapi", en="answered"),
        _S.DISCARDED: Wording(id="dibuang", en="discarded"),
        _S.WITHDRAWN: Wording(id="ditarik", en="withdrawn"),
        _E.EDIT: Wording(id="mengubah surat", en="changing the letter"),
        _E.SIGN: Wording(id="menandatangani", en="signing"),
        _E.DISCARD: Wording(id="membuang konsep", en="discarding the draft"),
        _E.BEGIN_SENDING: Wording(id="mengirim", en="sending"),
        _E.CONFIRM_SENT: Wording(id="mencatat pengiriman", en="recording that it was sent"),
        _E.SENDING_FAILED: Wording(id="mencatat kegagalan kirim", en="recording that sending failed"),
        _E.WITHDRAW: Wording(id="menarik surat", en="withdrawing the letter"),
        _E.ANSWER_PART: Wording(id="menanggapi sebagian", en="answering in part"),
        _E.ANSWER_LAST: Wording(id="menanggapi", en="answering"),
    },
)
