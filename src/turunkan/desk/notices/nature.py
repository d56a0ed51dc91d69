"""The nature of a letter, fixed by what its lines are and to whom it goes. None of them is an order."""

from collections.abc import Iterable
from enum import StrEnum

from turunkan.core.vocab import Action, SkipThis, Wording


class Nature(StrEnum):
    """What a letter is (DESIGN 4)."""

    ADUAN = "aduan"
    PERMINTAAN = "permintaan"
    RUJUKAN = "rujukan"


TITLES = {
    Nature.ADUAN: Wording(id="aduan", en="notice"),
    Nature.PERMINTAAN: Wording(id="permintaan", en="request"),
    Nature.RUJUKAN: Wording(id="rujukan", en="referral"),
}
MEANINGS = {
    Nature.ADUAN: Wording(
        id=(
            "Surat ini aduan atas konten yang diduga melanggar ketentuan; "
            "surat ini bukan perintah pemutusan akses."
        ),
        en="This letter is a notice of content believed to breach the law; it is not an order to cut access.",
    ),
    Nature.PERMINTAAN: Wording(
        id="Surat ini permintaan; tidak mendalilkan pelanggaran oleh pembuat konten, dan bukan perintah.",
        en="This letter is a request; it claims no breach by whoever made the content, and is not an order.",
    ),
    Nature.RUJUKAN: Wording(
        id="Surat ini rujukan kepada lembaga yang berwenang untuk ditindaklanjuti sesuai kewenangannya.",
        en="This letter refers the matter to the competent authority, to act within its powers.",
    ),
}
_MIXED = Wording(
    id="Aduan dan permintaan tidak dicampur dalam satu surat; buat surat sendiri untuk masing-masing.",
    en="Notices and requests are not mixed in a letter; make one letter for each.",
)
_UNPAID_REFERRAL = Wording(
    id="Promotor tidak berbayar tidak dirujuk: tidak ada larangan yang jelas ditemukan.",
    en="An unpaid promoter is not referred: no clear prohibition was found.",
)
_NOTHING = Wording(id="Pilih sedikitnya satu baris.", en="Choose at least one line.")


def nature_of(measures: Iterable[str], *, to_authority: bool) -> Nature:
    """The nature that the lines' measures allow. Raises SkipThis for a mixture, or for none at all."""
    asked = set(measures)
    if not asked:
        raise SkipThis("no lines", _NOTHING)
    if to_authority:
        if asked != {Action.NOTICE}:
            raise SkipThis("unpaid promoter referred", _UNPAID_REFERRAL)
        return Nature.RUJUKAN
    if len(asked) > 1:
        raise SkipThis("mixed measures", _MIXED)
    return Nature.ADUAN if asked == {Action.NOTICE} else Nature.PERMINTAAN
