"""Every word of every pack in all kinds of dress: the kernels must know of each what the spellbook knows.

The words are dressed by chance, the same each time; each dress combines devices as a writer might: drawn out, with
affixes, digits for letters, "2" for twice, glued, starred, misspelt, backwards.
"""

import re
from random import Random

import numpy as np
import pytest

from turunkan.core.block.reader import BlockReader
from turunkan.core.block.workspace import Workspace
from turunkan.core.detect import Engine
from turunkan.core.detect.blocks import BlockEngine
from turunkan.core.rules import load_pack
from turunkan.core.text.respell import LEET, PREFIXES, SUFFIXES
from turunkan.core.text.spellbook import Mode
from turunkan.core.vocab import Item

SIGNS = {letter: sign for sign, letters in LEET.items() for letter in letters}
WORDS_A_POST = 40
ENDS = ("", "", "", "2", "2nya", "2an", "|", "!", "7", "123")


def leet(word: str, chance: Random) -> str:
    return "".join(SIGNS.get(letter, letter) if chance.random() < 0.4 else letter for letter in word)


def drawn(word: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at] * chance.choice((2, 3, 4)) + word[at + 1 :]


def slip(word: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + chance.choice(("", "x", word[at] * 2)) + word[at + 1 :]


def affixed(word: str, chance: Random) -> str:
    return chance.choice(("", *PREFIXES)) + word + chance.choice(("", *SUFFIXES))


def split(word: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + chance.choice("-._*") + word[at:]


def dressed(word: str, chance: Random) -> str:
    devices = (affixed, drawn, leet, slip, split, lambda one, _: one[::-1], lambda one, _: one)
    for device in chance.sample(devices, chance.choice((1, 2, 2, 3))):
        word = device(word, chance) or word
    return word + chance.choice(ENDS)


@pytest.mark.parametrize("name", ["pakaian-bekas-impor", "promosi-judi-daring"])
def test_the_kernels_know_what_the_spellbook_knows(name: str) -> None:
    chance = Random(20261122)  # noqa: S311 – no secret
    reference = Engine(load_pack(name))
    words = [dressed(word, chance) for word in reference.book.vocabulary for _ in range(3)]
    chance.shuffle(words)
    items = [
        Item(id=str(at), text=", ".join(words[at : at + WORDS_A_POST]))
        for at in range(0, len(words), WORDS_A_POST)
    ]
    expected = [reference.find(item) for item in items]
    blocks = BlockEngine(Engine(load_pack(name)))
    found = blocks.find(items)
    assert found == [finding if finding.surfaced else None for finding in expected]
    assert blocks.find(items, everything=True) == expected


@pytest.mark.parametrize("name", ["pakaian-bekas-impor", "promosi-judi-daring"])
@pytest.mark.parametrize("mode", [Mode.WORD, Mode.TAG])
def test_whatever_a_run_means_is_asked(name: str, mode: Mode) -> None:
    """The spellbook is asked for a run of letters only where it may mean something: never too seldom."""
    chance = Random(20261124)  # noqa: S311 – no secret
    book = Engine(load_pack(name)).book
    space = Workspace(load_pack(name), book)
    words = [word for word in book.vocabulary if word.isascii()]
    pairs = [chance.choice(words) + chance.choice(("", "", "", chance.choice(words))) for _ in range(20_000)]
    runs = sorted({dressed(pair, chance) for pair in pairs})
    plain = [run for run in runs if re.fullmatch("[a-z0-9]{1,64}", run)]
    hashes = "#" if mode is Mode.TAG else ""
    BlockReader(space).read([hashes + run for run in plain], np.zeros(len(plain), np.uint8))
    meant = [run for run in plain if book.spell(run, mode)]
    assert len(meant) > 1000
    assert [run for run in meant if (run.encode(), mode) not in space._remembered._asked] == []


@pytest.mark.parametrize("name", ["pakaian-bekas-impor", "promosi-judi-daring"])
def test_no_word_is_held_back_alone(name: str) -> None:
    """One word a post: whatever term is found, its words are in the bag of the sieve."""
    chance = Random(20261123)  # noqa: S311 – no secret
    engine = Engine(load_pack(name))
    sifter = BlockEngine(engine)._sifter
    names = [*engine.pack.concepts]
    words = [dressed(word, chance) for word in chance.sample([*engine.book.vocabulary], 900)]
    for word in words:
        item = Item(id="1", text=word)
        if not len(sifter.may_surface([item], [])):
            met = sifter._arrays["met_in"]
            assert [
                one.hit for one in engine.evidence(item).counted if met[names.index(one.hit.concept)] != 0
            ] == []


ONCE_MISSED = (
    "Jual b4llah 4 juta japri",
    "Ready ballahh, minat WA 0812-0000-1147",
    "ready 8allahh segel jaket, minat WA",
    "Jual balllress korea, minat WA 0812-0000-1147",
    "celana setdjond import ready",
    "jaket second \U0001f1e8\U0001f1f0\U0001f1f7\U0001f1e8 120rb, COD",
    "jaket second \U0001f1f0\U0001f1f7\U0001f1ef\U0001f1f5 120rb, COD",
    "dilinkk bio slot gacor maxwin",
    "daftar dil1nk bio maxwin",
    "hapus min2ny",
    "rezek| nomplok",
)


@pytest.mark.parametrize("name", ["pakaian-bekas-impor", "promosi-judi-daring"])
def test_what_was_missed_once_is_met(name: str) -> None:
    engine = Engine(load_pack(name))
    items = [Item(id=text, text=text) for text in ONCE_MISSED]
    expected = [engine.find(item) for item in items]
    blocks = BlockEngine(engine)
    assert blocks.find(items, everything=True) == expected
    assert blocks.find(items) == [finding if finding.surfaced else None for finding in expected]
