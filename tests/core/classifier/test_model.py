"""The model as numbers and as a file: what it answers, and that a damaged or foreign one is refused."""

import json
from array import array

import pytest

from turunkan.core.classifier import Features, Group, Model, extract, parsed, written
from turunkan.core.classifier.features import ROWS, WEIGHT_BITS, WEIGHTS
from turunkan.core.classifier.model import COLUMNS
from turunkan.core.vocab import Item, Label, SkipThis

CLASSES = ((Label.SELLER, "bale"), (Label.PROMOTER, "paid"), (Label.LAWFUL, None), (Label.SPEECH, None))


@pytest.fixture
def model() -> Model:
    table = array("h", bytes(2 * ROWS * COLUMNS))
    table[7 * COLUMNS : 7 * COLUMNS + 4] = array("h", [900, -300, -300, -300])
    table[8 * COLUMNS : 8 * COLUMNS + 4] = array("h", [-300, -300, 900, -300])
    return Model(
        classes=CLASSES,
        bias=(0, 10, 20, 30),
        scale=100.0,
        names=frozenset({"offer"}),
        calibration={"silent": (1.0, 0.5)},
        about={"posts": 2},
        table=table,
    )


def rows(*, words: tuple[int, ...] = (), read: tuple[int, ...] = ()) -> Features:
    groups: list[tuple[int, ...]] = [() for _ in Group]
    groups[Group.WORDS], groups[Group.READ] = words, read
    return Features(tuple(groups))


def test_nothing_seen_comes_to_the_bias(model: Model) -> None:
    assert model.scores(rows()) == [0, 10, 20, 30]


def test_a_group_is_divided_by_the_root_of_how_many_there_are(model: Model) -> None:
    one, four = model.scores(rows(words=(7,))), model.scores(rows(words=(7, 7, 7, 7)))
    weight = 900 * WEIGHTS[Group.WORDS] >> WEIGHT_BITS
    assert one[0] == weight
    assert four[0] == 2 * weight  # four times as much, by the root of four


def test_groups_are_weighed_each_by_itself(model: Model) -> None:
    both, apart = rows(words=(7,), read=(7,)), [rows(words=(7,)), rows(read=(7,))]
    assert model.scores(both)[0] == sum(model.scores(each)[0] for each in apart)


def test_chances_are_shares_of_one_and_follow_the_scores(model: Model) -> None:
    chances = model.chances(model.scores(rows(words=(7,))))
    assert sum(chances.by_class.values()) == pytest.approx(1)
    assert chances.guilty == (Label.SELLER, "bale")
    assert chances.sought == pytest.approx(chances.of(Label.SELLER) + chances.of(Label.PROMOTER))
    assert chances.sought > 0.9 > model.chances(model.scores(rows(words=(8,)))).sought


def test_a_score_beyond_all_bounds_is_still_a_chance(model: Model) -> None:
    assert model.chances([10**9, 0, 0, -(10**9)]).by_class[CLASSES[0]] == 1.0


def test_a_model_is_read_back_as_it_was_written(model: Model) -> None:
    text = written(model)
    assert text.isascii()
    assert parsed(text) == model
    assert written(parsed(text)) == text


def _changed(text: str, **head: object) -> str:
    first, _, rest = text.partition("\n")
    return json.dumps(json.loads(first) | head, sort_keys=True) + "\n" + rest


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: _changed(text, features="0123456789abcdef"), "trained on other features"),
        (lambda text: _changed(text, bias=[0, 10, 20, 31]), "damaged"),
        (lambda text: _changed(text, scale=99.0), "damaged"),
        (lambda text: _changed(text, fingerprint="0" * 64), "damaged"),
        (lambda text: _changed(text, classes=[["queen", None]]), "cannot be read"),
        (lambda text: text[: len(text) // 2], "cannot be read"),
        (lambda text: text.partition("\n")[2], "cannot be read"),
        (lambda text: "", "cannot be read"),
        (lambda text: "{}\n", "cannot be read"),
    ],
)
def test_a_file_that_is_not_whole_or_not_ours_is_refused(model: Model, spoil, said: str) -> None:
    with pytest.raises(SkipThis, match=said):
        parsed(spoil(written(model)))


def test_what_it_was_trained_on_is_said_and_changes_no_answer(model: Model) -> None:
    other = parsed(_changed(written(model), about={"posts": 3}))
    assert other.about == {"posts": 3}
    assert other.fingerprint == model.fingerprint


def test_the_shipped_pack_holds_a_model_of_its_own_words(pack) -> None:
    assert pack.classifier is not None
    unknown = {*pack.concepts, *pack.facts, *(f"rule:{one.id}" for one in pack.detectors)} - pack.classifier.names
    assert unknown == set(), "the pack knows names that its classifier never met: turunkan learn"
    assert pack.classifier.scores(extract(Item(id="1", text="jaket"), [], [], []))
