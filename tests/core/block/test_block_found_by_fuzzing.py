"""What `make proof fuzz` found in the block reader: each the smallest input that failed."""

import gc
from functools import cache

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("numba")

from turunkan.core.block.reader import BlockReader  # noqa: E402 – the arrays are an extra
from turunkan.core.block.workspace import Workspace  # noqa: E402
from turunkan.core.detect import Engine  # noqa: E402
from turunkan.core.detect.blocks import BlockEngine  # noqa: E402
from turunkan.core.detect.gather import Gatherer  # noqa: E402
from turunkan.core.rules import load_pack  # noqa: E402
from turunkan.core.vocab import Item  # noqa: E402

SAID = np.zeros(1, np.uint8)


def reader():
    pack = load_pack("promosi-judi-daring")
    return BlockReader(Workspace(pack, Gatherer(pack).book))


def test_a_block_of_nothing_but_an_empty_text_has_no_hits():
    assert len(reader().read([""], SAID).text) == 0


def test_a_second_reader_leaves_the_first_one_its_code():
    """Both call one kernel; its code went when the second was made, and the process with it."""
    first = reader()
    before = first.read(["slot gacor"], SAID)
    reader()
    gc.collect()
    after = first.read(["slot gacor"], SAID)
    assert [column.tolist() for column in after[:-1]] == [column.tolist() for column in before[:-1]]


DIFFERED = (
    "O8I2\r00000",
    "\u07c0",
    "6\u07c6",
    "35 \u0967\u0968 rb",
    "0812\u00a00000\u00a01147",
    "im日\u0301por",
    "日35rb wa 0812-0000-1147",
    "rp\n35.000",
)


@cache
def engines(name):
    engine = Engine(load_pack(name))
    return engine, BlockEngine(engine)


@pytest.mark.parametrize("text", DIFFERED, ids=ascii)
@pytest.mark.parametrize("name", ["pakaian-bekas-impor", "promosi-judi-daring"])
def test_blocks_find_what_the_reference_finds(name, text):
    engine, blocks = engines(name)
    item = Item(id="1", text=text)
    assert blocks.find([item], everything=True) == [engine.find(item)]
