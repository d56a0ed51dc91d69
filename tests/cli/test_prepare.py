"""Before the first search on a machine: what is said while the reader is made, and where it cannot be kept."""

import pytest

from turunkan.cli import prepare
from turunkan.cli.words import shared
from turunkan.core.detect import Engine
from turunkan.core.rules import Pack
from turunkan.core.vocab import Lang


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([True], []),
        ([False, True], [shared.PREPARING.en]),
        ([False, False], [shared.PREPARING.en, shared.NOT_KEPT.fill(folder="/home/a/.cache/turunkan").en]),
    ],
)
def test_what_is_said(
    pack: Pack,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answers: list[bool],
    said: list[str],
) -> None:
    left = iter(answers)
    monkeypatch.setattr(prepare, "is_prepared", lambda: next(left))
    monkeypatch.setattr(prepare, "kernel_folder", lambda: "/home/a/.cache/turunkan")
    assert prepare.prepared(Engine(pack), Lang.EN) is not None
    assert capsys.readouterr().err.splitlines() == said
    assert list(left) == []
