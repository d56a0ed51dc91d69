"""A mixed batch, and the Findings that one process gives for it."""

import gzip
import json
from pathlib import Path

import pytest

from turunkan.core.detect import Engine
from turunkan.core.readers import read
from turunkan.core.vocab import Broken, Item, Lang, json_line

BROKEN_LINES = (b'{"text": \n', b"[1]\n", b'{"text": "\xff\xfe"}\n', b'{"text": "\0"}\n', b"\n", b'{"id": "x"}\n')


@pytest.fixture(scope="session")
def posts(root: Path) -> list[dict[str, object]]:
    """300 invented posts, each fifth without an id."""
    with (root / "tests/data/dev_posts.jsonl").open(encoding="utf-8") as source:
        found = [json.loads(line) for line in source][:300]
    for post in found[::5]:
        del post["id"]
    return found


@pytest.fixture(scope="session")
def batch(posts: list[dict[str, object]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder: JSON lines with broken ones between, gzipped ones, an array, a table, and what is left alone."""
    folder = tmp_path_factory.mktemp("batch")
    lines = [json.dumps(post, ensure_ascii=False).encode() + b"\n" for post in posts]
    for at, line in enumerate(BROKEN_LINES):
        lines.insert(20 * at + 7, line)
    (folder / "a.jsonl").write_bytes(b"".join(lines))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(b"".join(lines[:60]), mtime=0))
    (folder / "deep").mkdir()
    (folder / "deep/c.json").write_text(json.dumps(posts[:20]), encoding="utf-8")
    (folder / "d.csv").write_text("id,text\n1,Ready bal segel Korea\n2,Selamat pagi\n", encoding="utf-8")
    (folder / "_SUCCESS").touch()
    (folder / ".hidden").write_bytes(b"{")
    return folder


@pytest.fixture(scope="session")
def files(batch: Path) -> list[Path]:
    """What is meant by the folder, in its order."""
    return [batch / name for name in ("a.jsonl", "b.jsonl.gz", "d.csv", "deep/c.json")]


@pytest.fixture(scope="session")
def one_by_one(files: list[Path], engine: Engine) -> tuple[bytes, list[Broken]]:
    """All Findings of the batch from the reference engine, and its broken parts."""
    lines, broken = [], []
    for path in files:
        with path.open("rb") as source:
            for record in read(source, str(path)):
                if isinstance(record, Item):
                    lines.append(json_line(engine.find(record).as_json(Lang.ID)))
                else:
                    broken.append(record)
    return b"".join(lines), broken
