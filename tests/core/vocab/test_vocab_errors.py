"""Errors: one line for the log, one message for the person, and whether the run goes on."""

import pytest

from turunkan.core.vocab import Lang, SkipThis, StopRun, TurunkanError, Wording

PERSON = Wording(id="Berkas tidak terbaca.", en="The file cannot be read.")


@pytest.mark.parametrize("kind", [TurunkanError, SkipThis, StopRun])
def test_an_error_carries_both_messages(kind):
    error = kind("file f: not json", PERSON)
    assert str(error) == error.log == "file f: not json"
    assert error.say(Lang.ID) == "Berkas tidak terbaca."
    assert error.say(Lang.EN) == "The file cannot be read."


@pytest.mark.parametrize(("kind", "other"), [(SkipThis, StopRun), (StopRun, SkipThis)])
def test_what_is_skipped_and_what_stops_the_run_share_a_root_and_nothing_else(kind, other):
    error = kind("log", PERSON)
    assert isinstance(error, TurunkanError)
    assert not isinstance(error, other)
