"""Sealing and storing that is killed at random: nothing lost, nothing by half. Real processes, real SIGKILL."""

from collections.abc import Callable

from own_desk import OwnDesk
from sealing_kills import killed_sealings


def test_killed_sealings_lose_nothing_and_leave_nothing_by_half(own_desk: Callable[[str], OwnDesk]) -> None:
    found = killed_sealings(own_desk("killed"), kills=8, seed=6)
    assert found["problems"] == []
    assert found["kills"] == 8
    assert found["seals"] >= found["promised"] > 3
    assert found["swept"] >= found["leftovers"]
    assert found["clean"]
