"""Text: each Item read through its disguise, with offsets back to the original."""

from turunkan.core.text.blank import is_blank
from turunkan.core.text.disguise import SAID, Disguise
from turunkan.core.text.figures import dialled, phones
from turunkan.core.text.fold import Folded, fold, fold_table
from turunkan.core.text.lattice import Lattice, rank_of, read
from turunkan.core.text.mask import masked
from turunkan.core.text.spellbook import Spellbook
from turunkan.core.text.views import TOKEN, Reading
from turunkan.core.text.vocabulary import MILLIONS, NUMBER, PHONE, PLACES, PRICE, Vocabulary, sign_of, words_of

__all__ = [
    "MILLIONS",
    "NUMBER",
    "PHONE",
    "PLACES",
    "PRICE",
    "SAID",
    "TOKEN",
    "Disguise",
    "Folded",
    "Lattice",
    "Reading",
    "Spellbook",
    "Vocabulary",
    "dialled",
    "fold",
    "fold_table",
    "is_blank",
    "masked",
    "phones",
    "rank_of",
    "read",
    "sign_of",
    "words_of",
]
