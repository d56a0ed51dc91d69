"""Canonical JSON against vectors of others: RFC 8785, and the numbers of its appendix B."""

import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.core.evidence.canonical import canonical, interoperable
from turunkan.core.vocab import StopRun

# RFC 8785, appendix B: the bits of a double (IEEE 754) and how it is written.
NUMBERS = [
    ("0000000000000000", "0"),
    ("8000000000000000", "0"),
    ("0000000000000001", "5e-324"),
    ("8000000000000001", "-5e-324"),
    ("7fefffffffffffff", "1.7976931348623157e+308"),
    ("ffefffffffffffff", "-1.7976931348623157e+308"),
    ("4340000000000000", "9007199254740992"),
    ("c340000000000000", "-9007199254740992"),
    ("4430000000000000", "295147905179352830000"),
    ("44b52d02c7e14af5", "9.999999999999997e+22"),
    ("44b52d02c7e14af6", "1e+23"),
    ("44b52d02c7e14af7", "1.0000000000000001e+23"),
    ("444b1ae4d6e2ef4e", "999999999999999700000"),
    ("444b1ae4d6e2ef4f", "999999999999999900000"),
    ("444b1ae4d6e2ef50", "1e+21"),
    ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
    ("3eb0c6f7a0b5ed8d", "0.000001"),
    ("41b3de4355555553", "333333333.3333332"),
    ("41b3de4355555554", "333333333.33333325"),
    ("41b3de4355555555", "333333333.3333333"),
    ("41b3de4355555556", "333333333.3333334"),
    ("41b3de4355555557", "333333333.33333343"),
    ("becbf647612f3696", "-0.0000033333333333333333"),
    ("43143ff3c1cb0959", "1424953923781206.2"),
]


@pytest.mark.parametrize(("bits", "written"), NUMBERS)
def test_numbers_are_written_as_the_rfc_lists_them(bits: str, written: str) -> None:
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    assert canonical(number) == written.encode()


def test_the_example_of_the_rfc() -> None:
    """RFC 8785, 3.2.2 and 3.2.4: the value, and its bytes."""
    value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }
    written = (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    assert canonical(value) == written.encode()


def test_names_are_sorted_by_their_utf_16_units() -> None:
    """RFC 8785, 3.2.3."""
    value = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    names = list(json.loads(canonical(value)))
    assert names == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), 2**53 + 1, "\ud800", {1: "x"}, b"x", {"a": object()}, {"\udfff": 1}]
)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(StopRun):
        canonical(value)


@pytest.mark.parametrize(
    ("value", "same"),
    [
        (2**53 - 1, 2**53 - 1),
        (2**53, "9007199254740992"),
        (-(2**53), "-9007199254740992"),
        (
            {"id": 7301234567890123456, "x": [10**30, 1e22, True]},
            {"id": "7301234567890123456", "x": ["1" + "0" * 30, 1e22, True]},
        ),
        ([None, "1", 0.5, {}], [None, "1", 0.5, {}]),
    ],
)
def test_numbers_that_not_every_reader_takes_for_themselves_are_texts(value: object, same: object) -> None:
    assert interoperable(value) == same
    canonical(interoperable(value))


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("aböä😀", max_size=3), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_one_value_has_one_form_which_reads_back(value: object) -> None:
    written = canonical(value)
    assert canonical(json.loads(written, parse_int=float)) == written
    assert json.loads(written, parse_int=float) == value
