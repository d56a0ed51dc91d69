"""The frame of a bale offer: code words change weekly, so a strange noun in it still reaches a person.

`frames.tsv` is invented. `surfaced`: an offer in the frame, most with a noun that no pack knows. Look-alikes are
`free` (nobody is shown them) or `unaccused` (a person may look, nothing is recommended).
"""

from pathlib import Path

import pytest

from turunkan.core.detect import Engine
from turunkan.core.rules import Pack
from turunkan.core.vocab import Action, Finding, Item, Priority, ReasonKind

TABLE = Path(__file__).with_name("frames.tsv")
ROWS = [tuple(line.split("\t")) for line in TABLE.read_text(encoding="utf-8").splitlines()]
FRAMES = [text for kind, text in ROWS if kind == "surfaced"]
FREE = [text for kind, text in ROWS if kind == "free"]
LOOKALIKES = [text for kind, text in ROWS if kind != "surfaced"]


def find(engine: Engine, text: str) -> Finding:
    return engine.find(Item(id="1", text=text))


def test_the_table_holds_forty_of_each() -> None:
    assert {kind for kind, _ in ROWS} == {"surfaced", "free", "unaccused"}
    assert min(len(FRAMES), len(LOOKALIKES)) >= 40


@pytest.mark.parametrize("text", FRAMES)
def test_a_frame_with_a_strange_noun_reaches_review_and_says_why(engine: Engine, pack: Pack, text: str) -> None:
    finding = find(engine, text)
    assert finding.priority is not Priority.NONE
    assert finding.action is not Action.NONE
    sentences = {rule.because.id for rule in pack.rules if rule.id in finding.rules}
    said = [reason.sentence.id for reason in finding.reasons if reason.kind is ReasonKind.FOR]
    assert any(because in sentence for because in sentences for sentence in said)


@pytest.mark.parametrize("text", FREE)
def test_a_lawful_look_alike_is_shown_to_nobody(engine: Engine, text: str) -> None:
    assert find(engine, text).priority is Priority.NONE


@pytest.mark.parametrize("text", LOOKALIKES)
def test_no_look_alike_is_accused(engine: Engine, text: str) -> None:
    assert find(engine, text).action in (Action.NONE, Action.REVIEW)


def test_the_frame_says_which_of_its_parts_were_seen(engine: Engine) -> None:
    finding = find(engine, "Ready FRUZEL hoodie Busan 45kg 4,2jt minat WA")
    said = "\n".join(reason.sentence.en for reason in finding.reasons)
    assert "suspect-frame" in finding.rules
    assert "the frame of a bale offer" in said
    for quote in ("hoodie", "Busan", "45kg", "4,2jt", "minat WA"):
        assert f'"{quote}"' in said
