"""What `make proof fuzz` found in the readers: each the smallest input that failed."""

import io

from turunkan.core.readers import ReadOptions, read
from turunkan.core.vocab import Broken, Item


def test_a_heading_longer_than_a_record_may_be_still_says_how_wide_the_table_is():
    """The heading was dropped as too long, so the first row decided, and a wider one ended the run."""
    capture = read(io.BytesIO(b"text,b\na,b,c\nd,e\n"), "f", ReadOptions(max_record=5))
    wide, fitting = capture
    assert isinstance(wide, Broken)
    assert (wide.where, wide.code) == ("f:2", "wrong-cell-count")
    assert isinstance(fitting, Item)
    assert fitting.text == "d"
