"""Cost: what each thing adds to the reading of one text."""

import gc
import statistics
import time

from ablating.switches import NOTHING, Switch, off
from ablating.world import World
from turunkan.core.detect.lexicon import Lexicon

TIMED, ROUNDS = 200, 21


def costs(world: World, all_switches: list[Switch]) -> dict[str, int]:
    """What each adds to the reading of one text, in nanoseconds: the median of interleaved rounds."""
    pool = [item.text for item in (*world.posts, *world.real) if item.text]
    texts = pool[:: max(1, len(pool) // TIMED)][:TIMED]
    lexicon = Lexicon(world.clothing.pack)
    books = (lexicon.book,)
    spent: dict[str, list[float]] = {switch.name: [] for switch in all_switches}
    gc.disable()
    for turn in range(ROUNDS):
        for switch in all_switches:
            with_it, without = 0.0, 0.0
            for is_on in (True, False) if turn % 2 else (False, True):
                with off(NOTHING if is_on else switch, books):
                    spell = timed(lexicon, texts)
                with_it, without = (spell, without) if is_on else (with_it, spell)
            spent[switch.name].append(with_it - without)
            gc.collect()
    gc.enable()
    return {name: round(statistics.median(rounds)) for name, rounds in spent.items()}


def timed(lexicon: Lexicon, texts: list[str]) -> float:
    """Nanoseconds a text."""
    began = time.process_time_ns()
    for text in texts:
        lexicon.read(text)
    return (time.process_time_ns() - began) / len(texts)
