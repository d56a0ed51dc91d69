"""The steps of a case that are sealed."""

from enum import StrEnum

from turunkan.core.vocab import Wording


class Step(StrEnum):
    """What happened; `deleted` and `key-changed` may concern the whole office."""

    CASE_OPENED = "case-opened"
    ITEMS_ADDED = "items-added"
    DECISION_RENEWED = "decision-renewed"
    CAPTURED = "captured"
    LETTER_SIGNED = "letter-signed"
    LETTER_SENT = "letter-sent"
    LETTER_WITHDRAWN = "letter-withdrawn"
    ANSWERED = "answered"
    RECHECKED = "rechecked"
    DELETED = "deleted"
    KEY_CHANGED = "key-changed"


STEPS = {
    Step.CASE_OPENED: Wording(id="berkas dibuka", en="case opened"),
    Step.ITEMS_ADDED: Wording(id="isi ditambah", en="contents added"),
    Step.DECISION_RENEWED: Wording(id="keputusan diperbarui", en="decision renewed"),
    Step.CAPTURED: Wording(id="halaman ditangkap", en="page captured"),
    Step.LETTER_SIGNED: Wording(id="surat ditandatangani", en="letter signed"),
    Step.LETTER_SENT: Wording(id="surat dikirim", en="letter sent"),
    Step.LETTER_WITHDRAWN: Wording(id="surat ditarik", en="letter withdrawn"),
    Step.ANSWERED: Wording(id="tanggapan masuk", en="answer received"),
    Step.RECHECKED: Wording(id="dilihat ulang", en="checked again"),
    Step.DELETED: Wording(id="bukti dihapus menurut aturan", en="evidence deleted by rule"),
    Step.KEY_CHANGED: Wording(id="kunci diganti", en="key changed"),
}
