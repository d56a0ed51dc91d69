"""The disguises that the fold sees through: their stable names, and how people say them."""

from enum import StrEnum

from turunkan.core.vocab import Wording


class Disguise(StrEnum):
    """How a word was hidden."""

    ACCENT = "accent"
    STYLED = "styled"
    LOOKALIKE = "lookalike"
    ZERO_WIDTH = "zero-width"
    LEET = "leet"
    REPEATED = "repeated"
    REDUPLICATION = "reduplication"
    SPACED = "spaced"
    INNER_SYMBOL = "inner-symbol"
    MERGED = "merged"
    AFFIXED = "affixed"
    CENSORED = "censored"
    VOWEL_DROP = "vowel-drop"
    PHONETIC = "phonetic"
    TYPO = "typo"
    REVERSED = "reversed"
    SPELLED_NUMBER = "spelled-number"


Devices = frozenset[Disguise]
"""Everything that hid one word."""

SAID = {
    Disguise.ACCENT: Wording(id="huruf bertanda", en="accented letters"),
    Disguise.STYLED: Wording(id="huruf hias", en="styled letters"),
    Disguise.LOOKALIKE: Wording(id="huruf serupa", en="look-alike letters"),
    Disguise.ZERO_WIDTH: Wording(id="karakter tak terlihat", en="invisible characters"),
    Disguise.LEET: Wording(id="angka sebagai huruf", en="digits as letters"),
    Disguise.REPEATED: Wording(id="huruf diulang", en="repeated letters"),
    Disguise.REDUPLICATION: Wording(id="kata ulang dengan angka 2", en='a word doubled by a "2"'),
    Disguise.SPACED: Wording(id="huruf direnggangkan", en="spaced letters"),
    Disguise.INNER_SYMBOL: Wording(id="simbol di dalam kata", en="a symbol inside the word"),
    Disguise.MERGED: Wording(id="kata digabung", en="merged words"),
    Disguise.AFFIXED: Wording(id="imbuhan percakapan", en="colloquial affixes"),
    Disguise.CENSORED: Wording(id="huruf disensor", en="letters starred out"),
    Disguise.VOWEL_DROP: Wording(id="huruf hidup dihilangkan", en="vowels left out"),
    Disguise.PHONETIC: Wording(id="ejaan menurut bunyi", en="spelled by its sound"),
    Disguise.TYPO: Wording(id="satu huruf keliru", en="one letter wrong"),
    Disguise.REVERSED: Wording(id="kata dibalik", en="a word written backwards"),
    Disguise.SPELLED_NUMBER: Wording(id="angka dieja", en="figures spelled out"),
}
