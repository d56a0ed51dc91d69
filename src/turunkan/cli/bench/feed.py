"""Feed: invented posts as a capture of a platform would hold them, the same for the same seed.

Modelled on figures of real Indonesian posts and comments: words as uneven as Zipf's, about one token in twenty
never seen before, many posts with one harmless word of a pack. Nothing in it was written by anybody.
"""

import json
import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from turunkan.cli.bench import vocabulary
from turunkan.cli.bench.planted import offer
from turunkan.core.vocab import Author, Item, Kind, Metrics

Record = dict[str, Any]

STRETCH = 50
"""In each stretch of so many posts one is an offer: 2 %."""

_PLATFORMS = ("instagram", "facebook", "tiktok", "x") * 5 + ("shopee",)
_NEW_AUTHOR, _AUTHORS = 0.3, 20_000  # share of posts; how many are remembered
_PLACED, _OWN_TAG = 0.2, 0.3  # shares of posts and of hashtags
_FIRST_TOKENS, _LAST_TOKENS = 9, 52


class Feed:
    """A stream of posts without end."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 – an invented text is no secret
        self._words = vocabulary.words()
        self._weights = vocabulary.weights(len(self._words))
        self._neutral = self._words[:40]
        self._authors: list[dict[str, Any]] = []
        self._made = 0

    def records(self, count: int) -> Iterator[Record]:
        """The next `count` posts (a multiple of STRETCH keeps the share of offers exact)."""
        planted = 0
        for at in range(count):
            if at % STRETCH == 0:
                planted = at + self._chance.randrange(STRETCH)
            yield self._record(self._offer() if at == planted else self._filler())

    def offers(self, count: int) -> Iterator[Record]:
        """Nothing but offers: the worst case."""
        for _ in range(count):
            yield self._record(self._offer())

    def _record(self, text: str) -> Record:
        chance, number = self._chance, self._made
        self._made += 1
        platform = chance.choice(_PLATFORMS)
        day, second = chance.randrange(1, 21), chance.randrange(86_400)
        clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}+07:00"
        record: Record = {
            "id": f"bench-{number:08}",
            "platform": platform,
            "kind": "listing" if platform == "shopee" else "post",
            "url": f"https://{platform}.example/p/{number:x}/",
            "author": self._author(),
            "text": text,
            "posted_at": f"2026-11-{day:02}T{clock}",
            "captured_at": f"2026-11-{day + 1:02}T06:00:00+07:00",
            "metrics": {"likes": int(chance.paretovariate(0.8) * 3), "comments": chance.randrange(40)},
        }
        if tags := [word[1:] for word in text.split() if word[0] == "#" and len(word) > 1]:
            record["hashtags"] = tags
        if chance.random() < _PLACED:
            record["place"] = chance.choice(vocabulary.section("places"))
        return record

    def _author(self) -> dict[str, Any]:
        """A new author, or one seen before."""
        known, chance = self._authors, self._chance
        if known and chance.random() > _NEW_AUTHOR:
            return chance.choice(known)
        author = {
            "id": str(61_000_000_000 + self._made),
            "handle": f"{self._name()}.{chance.randrange(10_000)}",
            "name": f"{self._name().title()} {self._name().title()}",
            "followers": int(chance.paretovariate(0.7) * 40),
        }
        if len(known) < _AUTHORS:
            known.append(author)
        else:
            known[chance.randrange(_AUTHORS)] = author
        return author

    def _offer(self) -> str:
        rest = " ".join(self._chance.choices(self._neutral, k=self._chance.randrange(4, 24)))
        return f"{offer(self._chance)}\n{rest}"

    def _filler(self) -> str:
        chance = self._chance
        drawn = chance.triangular(_FIRST_TOKENS, _LAST_TOKENS, 20)
        tokens = chance.choices(self._words, cum_weights=self._weights, k=int(drawn))
        tokens[0] = tokens[0].capitalize()
        for share, make in _EXTRAS:
            if chance.random() < share:
                tokens.insert(chance.randrange(len(tokens)), make(self))
        return self._punctuated(tokens)

    def _punctuated(self, tokens: list[str]) -> str:
        """The tokens as a text, with a sign or a new line here and there."""
        for at in range(self._chance.randrange(4, 12), len(tokens), 9):
            tokens[at] += self._chance.choice((",", ".", "!", "?", ".\n", "..."))
        return " ".join(tokens)

    def _name(self) -> str:
        return "".join(self._chance.choices(vocabulary.section("syllables"), k=self._chance.randrange(2, 5)))

    def _mention(self) -> str:
        return f"@{self._name()}_{self._chance.randrange(1000)}"

    def _hashtag(self) -> str:
        own = self._chance.random() < _OWN_TAG
        return "#" + (self._name() if own else self._chance.choice(vocabulary.section("tags")))

    def _link(self) -> str:
        return f"https://{self._name()}.example/{self._chance.randrange(16**6):x}"

    def _figure(self) -> str:
        return str(self._chance.randrange(2, 3000))

    def _price(self) -> str:
        return self._chance.choice(("{}rb", "Rp{}.000", "{}k", "{} ribu")).format(self._chance.randrange(5, 500))

    def _emoji(self) -> str:
        return self._chance.choice(vocabulary.section("emoji")) * self._chance.randrange(1, 4)

    def _mark(self) -> str:
        return self._chance.choice(vocabulary.section("marks"))

    def _concept(self) -> str:
        return self._chance.choice(vocabulary.section("concepts"))

    def _slip(self) -> str:
        """A word with a letter left out or drawn out."""
        (word,) = self._chance.choices(self._words, cum_weights=self._weights)
        at = self._chance.randrange(len(word))
        return self._chance.choice((word[:at] + word[at + 1 :] or word, word[:at] + word[at:][:1] * 3 + word[at:]))

    def _laugh(self) -> str:
        return self._chance.choice(("wk", "ha", "he", "xi")) * self._chance.randrange(2, 9)


_EXTRAS = (
    (0.30, Feed._emoji),
    (0.12, Feed._emoji),
    (0.14, Feed._mark),
    (0.14, Feed._mention),
    (0.15, Feed._hashtag),
    (0.10, Feed._hashtag),
    (0.05, Feed._link),
    (0.25, Feed._figure),
    (0.05, Feed._price),
    (0.12, Feed._concept),
    (0.40, Feed._slip),
    (0.20, Feed._name),
    (0.15, Feed._laugh),
)


def write(path: Path, records: Iterable[Record]) -> int:
    """Write JSON lines, a record at a time; the number of bytes."""
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path.stat().st_size


def items(records: Iterable[Record]) -> list[Item]:
    """The records as Items."""
    return [_item(record) for record in records]


def _item(record: Mapping[str, Any]) -> Item:
    plain = {key: record[key] for key in ("id", "platform", "url", "text")}
    return Item(
        **plain,
        kind=Kind(record["kind"]),
        author=Author(**record["author"]),
        hashtags=tuple(record["hashtags"]) if "hashtags" in record else None,
        posted_at=datetime.fromisoformat(record["posted_at"]),
        captured_at=datetime.fromisoformat(record["captured_at"]),
        metrics=Metrics(**record["metrics"]),
    )
