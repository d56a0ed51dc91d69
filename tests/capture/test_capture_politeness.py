"""Politeness: a pause between the pages of one host, and none between hosts."""

from datetime import UTC, datetime, timedelta

from turunkan.desk.intake.capture import Politeness

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_host_is_left_alone_for_a_while() -> None:
    manners = Politeness(timedelta(seconds=10))
    assert manners.free_at("toko.example", NOON) == NOON
    manners.asked("toko.example", NOON)
    assert manners.free_at("toko.example", NOON) == NOON + timedelta(seconds=10)
    assert manners.free_at("toko.example", NOON + timedelta(seconds=4)) == NOON + timedelta(seconds=10)
    assert manners.free_at("lain.example", NOON) == NOON
    later = NOON + timedelta(minutes=1)
    assert manners.free_at("toko.example", later) == later
