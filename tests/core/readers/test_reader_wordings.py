"""Every code and cause has its sentence, and both languages say the same things."""

from string import Formatter

import pytest

from turunkan.core.readers import Cause, Code, breakage, unreadable


@pytest.mark.parametrize(("names", "wordings"), [(Code, breakage.WORDINGS), (Cause, unreadable.WORDINGS)])
def test_each_has_a_sentence(names, wordings):
    assert set(wordings) == set(names)


def places(sentence):
    return sorted(name for _, name, _, _ in Formatter().parse(sentence) if name)


@pytest.mark.parametrize("wording", [*breakage.WORDINGS.values(), *unreadable.WORDINGS.values()])
def test_both_languages_name_the_same_things(wording):
    assert places(wording.id) == places(wording.en)


@pytest.mark.parametrize("value", ["x" * 500, "a\nb", {"a": "x" * 500}, [1] * 500, 10**300])
def test_a_value_is_shown_on_one_short_line(value):
    shown = breakage.shown(value)
    assert len(shown) <= 40
    assert "\n" not in shown
