"""Text: each Item read through its disguise, with offsets back to the original."""

from turunkan.core.text.blank import is_blank
from turunkan.core.text.disguise import SAID, Disguise
from turunkan.core.text.fold import Folded, fold
from turunkan.core.text.lattice import Lattice, read
from turunkan.core.text.mask import masked
from turunkan.core.text.views import TOKEN, Reading, phones
from turunkan.core.text.vocabulary import NUMBER, PHONE, Vocabulary, words_of

__all__ = [
    "NUMBER",
    "PHONE",
    "SAID",
    "TOKEN",
    "Disguise",
    "Folded",
    "Lattice",
    "Reading",
    "Vocabulary",
    "fold",
    "is_blank",
    "masked",
    "phones",
    "read",
    "words_of",
]
