"""Lines of JSON: the same bytes by whichever encoder is installed."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from turunkan.core.vocab import json_line
from turunkan.core.vocab.lines import plainly_encoded

pytest.importorskip("msgspec", reason="the other encoder is an extra")

SHARES = st.integers(0, 1000).map(lambda thousandth: thousandth / 1000)  # as a Finding's confidence
SMALL = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | SHARES | st.text()
VALUES = st.recursive(SMALL, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)


@given(st.dictionaries(st.text(), VALUES))
@example({"quote": '\0\x1f\x7f\u2028\n\t"\\/ é 😀'})
@example({"a": 1.0, "b": 0.001, "c": [], "d": {}})
def test_both_encoders_give_the_same_bytes(value):
    assert json_line(value) == plainly_encoded(value) + b"\n"


def test_what_utf8_has_not_stays_an_escape():
    line = json_line({"id": "na\udcffme.jsonl:1", "text": "é"})
    assert json.loads(line.decode("utf-8")) == {"id": "na\udcffme.jsonl:1", "text": "é"}
