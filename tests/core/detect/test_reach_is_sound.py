"""What is called unreachable never holds: small packs and conditions at random, tried on every way to be seen."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, product
from random import Random

from turunkan.core.detect.evidence import ItemEvidence, Place, Seen, weighed
from turunkan.core.rules import Pack, When
from turunkan.core.rules.conditions import Count, Near
from turunkan.core.rules.reach import Reach
from turunkan.core.vocab import Ambiguity, Concept, Fact, FactKind, Hit, Term, Wording

WORD = Wording(id="kata", en="word")
KINDS = {"a": FactKind.EVIDENCE, "b": FactKind.SUPPORT, "r": FactKind.RELIEF, "denial": FactKind.RELIEF}
FACTS = {name: Fact(name, kind, WORD) for name, kind in KINDS.items()}
CONCEPTS = ("x", "y", "z")
NAMES = (*FACTS, *CONCEPTS)
TRIES = 150
# How a concept may be seen: said, in a tag, in the profile, or said after a negator.
WAYS = ((Place.SAID, False), (Place.TAG, False), (Place.PROFILE, False), (Place.SAID, True))


def some(chance: Random, names: tuple[str, ...], least: int, most: int) -> tuple[str, ...]:
    return tuple(chance.sample(names, chance.randint(least, most)))


def concepts(chance: Random) -> dict[str, Concept]:
    return {
        name: Concept(
            id=name,
            facts=some(chance, tuple(FACTS), 0, 2),
            ambiguity=Ambiguity.MEDIUM,
            means=WORD,
            terms=(Term(name, name),),
            needs=some(chance, NAMES, 1, 2) if chance.random() < 0.3 else (),
            unless=some(chance, NAMES, 1, 2) if chance.random() < 0.5 else (),
        )
        for name in CONCEPTS
    }


def condition(chance: Random) -> When:
    lists = {
        key: some(chance, NAMES, 1, 2) if chance.random() < 0.35 else () for key in ("all", "any", "said", "none")
    }
    return When(
        **lists,
        said_any=some(chance, NAMES, 1, 2) if chance.random() < 0.35 else (),
        count=Count(2, some(chance, NAMES, 2, 3)) if chance.random() < 0.3 else None,
        near=Near(9, *chance.sample(NAMES, 2)) if chance.random() < 0.2 else None,
    )


def every_way(pack: Pack) -> Iterator[ItemEvidence]:
    """The evidence of every Item in which each concept is seen in any of the ways, or several, or not at all."""
    subsets = list(chain.from_iterable(combinations(WAYS, size) for size in range(len(WAYS) + 1)))
    for chosen in product(subsets, repeat=len(CONCEPTS)):
        yield weighed(
            [
                Seen(Hit(name, pack.concepts[name].facts, name, "text", 0, 1, name, ()), place, at, denied)
                for at, (name, ways) in enumerate(zip(CONCEPTS, chosen, strict=True))
                for place, denied in ways
            ],
            pack,
        )


def test_no_condition_that_is_called_unreachable_ever_holds(pack: Pack) -> None:
    chance, found = Random(20261101), 0  # noqa: S311  # nothing here is secret
    for _ in range(TRIES):
        small = replace(pack, concepts=concepts(chance), facts=FACTS, denial="denial")
        when = condition(chance)
        if Reach(small).obstacle(when) is not None:
            found += 1
            assert not any(map(when.holds, every_way(small))), (small.concepts, when)
    assert TRIES // 10 < found < TRIES
