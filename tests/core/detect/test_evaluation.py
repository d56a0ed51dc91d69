"""Figures checked against numbers worked out by hand, and against what must hold for any rows."""

import json
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st
from labelled_rows import BALE, LAWFUL, NOTICE, PIECE, QUIET, SPEECH, UNCLEAR, UNPAID, a_finding

from turunkan.core.detect.baseline import KeywordCheck
from turunkan.core.detect.evaluation import (
    Bin,
    DisguiseScore,
    Judged,
    Share,
    Sighted,
    TierScore,
    Truth,
    Wronged,
    as_json,
    evaluate,
    evaluate_sightings,
)
from turunkan.core.vocab import Action, Item, Label, Priority

ROWS = [
    Judged(BALE, NOTICE, keyword=False),  # right, right tier, notice
    Judged(BALE, PIECE, keyword=True),  # right label, wrong tier
    Judged(BALE, QUIET, keyword=False),  # missed
    Judged(UNPAID, UNCLEAR, keyword=False),  # surfaced, wrong label
    Judged(LAWFUL, QUIET, keyword=True),  # right, though the keyword check accuses it
    Judged(LAWFUL, UNCLEAR, keyword=False),  # acceptable, but disturbed
    Judged(SPEECH, NOTICE, keyword=True),  # wronged
]


def test_confusion_counts_truth_by_answer() -> None:
    confusion = evaluate(ROWS).confusion
    assert confusion[Label.SELLER][Label.SELLER] == 2
    assert confusion[Label.SELLER][Label.LAWFUL] == 1
    assert confusion[Label.PROMOTER][Label.UNCLEAR] == 1
    assert confusion[Label.SPEECH][Label.SELLER] == 1
    assert confusion[Label.UNRELATED] == dict.fromkeys(Label, 0)


def test_engine_and_baseline_are_measured_on_the_same_rows() -> None:
    figures = evaluate(ROWS)
    assert figures.engine.found == Share(3, 4)  # of three bales and one promoter, one bale was missed
    assert figures.engine.disturbed == Share(2, 3)
    assert figures.engine.accused == Share(1, 3)
    assert figures.baseline.found == Share(1, 4)
    assert figures.baseline.disturbed == figures.baseline.accused == Share(2, 3)


def test_a_request_or_notice_for_the_sought_is_told_apart_from_being_found() -> None:
    figures = evaluate(ROWS)
    assert figures.engine.charged == Share(2, 4)  # the promoter is only to be reviewed
    assert figures.baseline.charged == figures.baseline.found


def test_labels_together_and_none_for_a_way_that_gives_none() -> None:
    figures = evaluate(ROWS)
    assert figures.engine.label == Share(4, 7)  # two bales, and two lawful ones
    assert figures.baseline.label is None


def test_an_acceptable_answer_counts_as_right() -> None:
    labels = evaluate(ROWS).labels
    assert labels[Label.LAWFUL].recall == Share(2, 2)  # once said outright, once by an acceptable "unclear"
    assert labels[Label.UNCLEAR].precision == Share(1, 2)  # acceptable for the lawful one, not for the promoter
    assert labels[Label.SELLER].precision == Share(2, 3)
    assert labels[Label.SELLER].recall == Share(2, 3)


def test_a_tier_is_right_only_with_its_label() -> None:
    # Of three bales two surfaced and were called a seller's, one of them of the right tier.
    assert evaluate(ROWS).tiers["seller/bale"] == TierScore(Share(2, 3), Share(1, 3), Share(1, 2))


def test_all_tiers_together_count_what_has_a_tier() -> None:
    # The promoter surfaced as unclear, so that nothing is asked of its tier.
    assert evaluate(ROWS).tier == TierScore(Share(3, 4), Share(1, 4), Share(1, 2))


def test_actions_are_counted_by_label_and_tier_the_sought_first() -> None:
    actions = evaluate(ROWS).actions
    assert list(actions) == ["promoter/unpaid", "seller/bale", "lawful", "speech"]
    assert actions["seller/bale"] == dict.fromkeys((Action.NONE, Action.REQUEST, Action.NOTICE), Share(1, 3)) | {
        Action.REVIEW: Share(0, 3)
    }
    assert actions["lawful"][Action.REVIEW] == Share(1, 2)
    assert actions["speech"][Action.NOTICE] == Share(1, 1)


def test_a_right_tier_under_a_wrong_label_is_wrong() -> None:
    truth = Truth(label=Label.PROMOTER, tier="bale")
    assert evaluate([Judged(truth, NOTICE, keyword=False)]).tiers["promoter/bale"].right == Share(0, 1)


def test_disguises_count_only_what_is_sought() -> None:
    # "emoji" hid a lawful post: nothing to find
    assert evaluate(ROWS).disguises == DisguiseScore(Share(3, 4), Share(0, 0), {"leet": Share(3, 4)})


def test_undisguised_posts_stand_beside_the_disguised() -> None:
    rows = [*ROWS, Judged(Truth(label=Label.SELLER), QUIET, keyword=True)]
    assert evaluate(rows).disguises.plain == Share(0, 1)


def test_reliability_sets_mean_confidence_beside_the_share_that_was_borne_out() -> None:
    bins = evaluate(ROWS).reliability.bins
    assert [entry.right for entry in bins] == [Share(2, 2), Share(3, 5)]  # the unclear one of the two was a seller
    assert isclose(bins[0].mean, 0.5)
    assert isclose(bins[1].mean, (3 * 0.9 + 2 * 1.0) / 5)  # 1.0 falls into the last bin


def test_confidence_on_an_edge_opens_the_next_bin() -> None:
    rows = [Judged(SPEECH, a_finding(confidence=c), keyword=False) for c in (0.599, 0.6, 0.699, 0.7)]
    assert [entry.right.total for entry in evaluate(rows).reliability.bins] == [1, 2, 1]


def test_the_calibration_error_weighs_each_bin_by_its_items() -> None:
    # Bins: two at 0.5, both borne out; five at mean 0.94, three of them: (2·|0.5-1| + 5·|0.94-0.6|)/7 = 2.7/7
    error = evaluate(ROWS).reliability.error
    assert error is not None
    assert isclose(error, 2.7 / 7)


def test_perfect_calibration_has_no_error() -> None:
    sure = a_finding(confidence=1.0)
    unsure = a_finding(Label.SELLER, confidence=0.5)
    truths = [(Truth(label=Label.UNRELATED), sure), (SPEECH, unsure), (Truth(label=Label.SELLER), unsure)]
    assert evaluate([Judged(truth, said, keyword=False) for truth, said in truths]).reliability.error == 0


@pytest.mark.parametrize(
    ("mean", "holds"),
    # 8 of 10: the interval is 0.4902 to 0.9433
    [(0.4903, True), (0.4901, False), (0.9433, True), (0.9434, False), (0.8, True)],
)
def test_a_bin_holds_where_its_mean_lies_in_the_interval_of_the_share(mean: float, holds: bool) -> None:
    assert Bin(0.4, 0.5, mean, Share(8, 10)).holds is holds


def test_every_innocent_item_that_was_accused_is_named_with_its_words() -> None:
    assert evaluate(ROWS).wronged == (Wronged("i", Action.NOTICE, Label.SELLER, ("bal",), (), ("c",)),)


def test_nothing_to_evaluate_gives_shares_without_a_value() -> None:
    figures = evaluate([])
    assert figures.rows == 0
    assert figures.engine.found.value is None
    assert figures.labels[Label.SELLER].precision.interval is None
    assert figures.reliability.bins == figures.wronged == ()
    assert figures.reliability.error is None
    assert figures.text_alone is figures.ngram is figures.pairs is figures.agreement is figures.audit is None
    assert figures.regions == {}


def test_sightings_count_what_was_surfaced() -> None:
    rows = [
        Sighted(positive=True, finding=NOTICE, keyword=True),
        Sighted(positive=True, finding=QUIET, keyword=False),
        Sighted(positive=False, finding=PIECE, keyword=False),
        Sighted(positive=False, finding=QUIET, keyword=True),
        Sighted(positive=False, finding=UNCLEAR, keyword=False),
    ]
    figures = evaluate_sightings(rows)
    assert figures.rows == 5
    assert figures.engine.recall == Share(1, 2)
    assert figures.engine.precision == Share(1, 3)
    assert figures.engine.disturbed == Share(2, 3)
    assert figures.baseline.precision == Share(1, 2)
    assert [entry.action for entry in figures.wronged] == [Action.REQUEST]


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        # z = 1.959964, z² = 3.841459. 8/10: z²/n = 0.3841459; middle (0.8 + 0.1920729)/1.3841459 = 0.716740;
        # spread 1.959964·√(0.016 + 0.0096036)/1.3841459 = 0.313616/1.3841459 = 0.226577
        (8, 10, 0.490163, 0.943317),
        # 0/10: low 0; high = (0.1920729 + 0.1920729)/1.3841459 = 0.277533
        (0, 10, 0.0, 0.277533),
        # 10/10 mirrors 0/10
        (10, 10, 0.722467, 1.0),
        # 1/1: low = 1/(1 + 3.841459) = 0.206549
        (1, 1, 0.206549, 1.0),
        # 50/100: 0.5 ± 1.959964·√(0.0025 + 0.00009604)/1.03841459 = 0.5 ± 0.096168
        (50, 100, 0.403832, 0.596168),
    ],
)
def test_wilson_interval(count: int, total: int, low: float, high: float) -> None:
    interval = Share(count, total).interval
    assert interval == pytest.approx((low, high), abs=2e-6)


def test_a_share_without_a_case_has_neither_value_nor_interval() -> None:
    assert (Share(0, 0).value, Share(0, 0).interval) == (None, None)


@given(st.integers(0, 10**6).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_a_share_lies_inside_its_interval(pair: tuple[int, int]) -> None:
    share = Share(*pair)
    if share.value is None or share.interval is None:
        assert share.total == 0
    else:
        low, high = share.interval
        assert 0 <= low <= share.value <= high <= 1


findings = st.builds(
    a_finding,
    st.sampled_from(Label),
    tier=st.sampled_from([None, "bale", "paid"]),
    action=st.sampled_from(Action),
    priority=st.sampled_from(Priority),
    confidence=st.integers(0, 1000).map(lambda thousandth: thousandth / 1000),
)
truths = st.builds(
    Truth,
    label=st.sampled_from(Label),
    acceptable=st.frozensets(st.sampled_from(Label)),
    tier=st.sampled_from([None, "bale", "paid"]),
    disguise=st.lists(st.sampled_from(["leet", "emoji"]), unique=True).map(tuple),
)
judged = st.lists(st.builds(Judged, truths, findings, st.booleans()))


@given(judged)
def test_counts_add_up(rows: list[Judged]) -> None:
    figures = evaluate(rows)
    right = sum(row.right for row in rows)
    assert sum(sum(answers.values()) for answers in figures.confusion.values()) == len(rows)
    assert figures.engine.found.total + figures.engine.accused.total == len(rows)
    assert sum(score.precision.total for score in figures.labels.values()) == len(rows)
    assert sum(score.recall.total for score in figures.labels.values()) == len(rows)
    assert sum(score.precision.count for score in figures.labels.values()) == right
    assert sum(entry.right.total for entry in figures.reliability.bins) == len(rows)
    assert len(figures.wronged) == figures.engine.accused.count
    assert all(
        sum(share.count for share in each.values()) == each[Action.NONE].total for each in figures.actions.values()
    )
    assert figures.engine.label is None or figures.engine.label.count == right
    assert figures.disguises.disguised.total + figures.disguises.plain.total == figures.engine.found.total


@given(judged)
def test_bins_are_ordered_and_hold_their_mean(rows: list[Judged]) -> None:
    bins: tuple[Bin, ...] = evaluate(rows).reliability.bins
    means = [entry.mean for entry in bins]
    assert means == sorted(means)
    assert all(0 <= mean <= 1 for mean in means)


def test_json_has_the_documented_keys() -> None:
    figures = json.loads(json.dumps(as_json(evaluate(ROWS))))
    assert list(figures) == [
        "rows",
        "confusion",
        "engine",
        "text_alone",
        "baseline",
        "ngram",
        "labels",
        "tier",
        "tiers",
        "actions",
        "disguises",
        "regions",
        "pairs",
        "reliability",
        "agreement",
        "audit",
        "wronged",
    ]
    assert figures["engine"]["found"] == {"count": 3, "total": 4, "share": 0.75, "low": 0.3006, "high": 0.9544}
    assert figures["labels"]["speech"]["precision"]["share"] is None
    assert figures["confusion"]["seller"]["lawful"] == 1
    assert figures["actions"]["speech"]["notice"]["count"] == 1
    wronged = {"id": "i", "action": "notice", "label": "seller", "words": ["bal"], "rules": [], "concepts": ["c"]}
    assert figures["wronged"] == [wronged]


@pytest.mark.parametrize(
    ("item", "found"),
    [
        (Item(id="1", text="Hidden GEM di pasar"), True),
        (Item(id="2", title="THRIFTING murah"), True),
        (Item(id="3", text="bajuthriftinglokal"), True),  # a substring is enough
        (Item(id="4", text="hidden", title="gem"), False),  # not across fields
        (Item(id="5", text="baju bal", transcript="thrifting"), False),  # only title and text are looked at
        (Item(id="6", text="", title=None), False),
    ],
)
def test_the_keyword_check_looks_for_substrings(item: Item, found: bool) -> None:
    assert KeywordCheck(["Thrifting", "hidden gem"]).finds(item) is found


def test_without_keywords_nothing_is_found() -> None:
    assert not KeywordCheck([]).finds(Item(id="1", text="thrifting"))
