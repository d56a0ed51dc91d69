"""Alone: one contestant in a process of its own, so that its peak memory can be taken. NAME PACK POSTS SEED."""

import sys

from turunkan.cli.bench.contestants import CONTESTANTS
from turunkan.cli.bench.feed import Feed, items
from turunkan.core.rules import load_pack


def main(name: str, pack: str, posts: str, seed: str) -> None:
    """Make it ready and let it search once."""
    contestant = CONTESTANTS[name].ready(load_pack(pack))
    contestant.run(contestant.prepare(items(Feed(int(seed)).records(int(posts)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
