"""The grounds on which sealed evidence may be deleted; each deletion names one, and is sealed itself."""

from enum import StrEnum

from turunkan.core.vocab import Wording


class Ground(StrEnum):
    """Why a file was deleted."""

    RETENTION = "retention"
    MISTAKE = "captured-by-mistake"
    ORDER = "ordered"


GROUNDS = {
    Ground.RETENTION: Wording(id="masa simpan berakhir", en="the retention period ended"),
    Ground.MISTAKE: Wording(
        id="terekam karena keliru, misalnya data pribadi orang lain",
        en="captured by mistake, such as personal data of somebody else",
    ),
    Ground.ORDER: Wording(id="diperintahkan pengadilan atau lembaga", en="ordered by a court or an authority"),
}

BY_PEOPLE = (Ground.MISTAKE, Ground.ORDER)
"""What a person may name; the first is the system's own."""
