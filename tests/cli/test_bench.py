"""`bench`: the invented text, the shape of what is reported, and a tiny run. No speed is ever asserted."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from turunkan.cli.bench import contestants, planted, vocabulary
from turunkan.cli.bench.chart import Bar, svg
from turunkan.cli.bench.contestants import CONTESTANTS, OURS, Entry
from turunkan.cli.bench.contestants.needles import needles, texts
from turunkan.cli.bench.feed import STRETCH, Feed, items, write
from turunkan.cli.bench.figures import GOALS, Figure, Goal, Results
from turunkan.cli.bench.plan import Plan
from turunkan.cli.bench.process import run as run_process
from turunkan.cli.bench.report import Report
from turunkan.cli.bench.spread import Spread, ratio, spread
from turunkan.cli.words import bench as words
from turunkan.core.detect import Engine
from turunkan.core.readers import read
from turunkan.core.rules import Pack
from turunkan.core.vocab import Item, Lang, StopRun

Run = Callable[..., Result]

SEED = 7
ROWS = 2_000
YARDSTICKS = tuple(name for name in CONTESTANTS if name != OURS)


@pytest.fixture(scope="module")
def posts() -> list[Item]:
    return items(Feed(SEED).records(ROWS))


# The text


def test_the_same_seed_gives_the_same_text_and_another_gives_another() -> None:
    assert list(Feed(SEED).records(300)) == list(Feed(SEED).records(300))
    assert list(Feed(SEED).records(300)) != list(Feed(SEED + 1).records(300))


def test_every_part_of_a_feed_is_new() -> None:
    feed = Feed(SEED)
    first, second = ([record["text"] for record in feed.records(500)] for _ in range(2))
    assert not {*first} & {*second}


def test_about_two_percent_are_surfaced(posts: list[Item], engine: Engine) -> None:
    """The planted offers, and few of the filler."""
    surfaced = sum(engine.find(post).surfaced for post in posts)
    assert 0.018 <= surfaced / len(posts) <= 0.03


def test_offers_are_all_surfaced(engine: Engine) -> None:
    assert all(engine.find(offer).surfaced for offer in items(Feed(SEED).offers(200)))


@pytest.mark.parametrize("disguise", planted.DISGUISES)
def test_every_disguise_changes_something_or_is_plain(disguise: planted.Disguise) -> None:
    changed = disguise("bal segel", Feed(SEED)._chance) != "bal segel"
    assert changed is (disguise is not planted.DISGUISES[0])


def test_many_posts_hold_a_concept(posts: list[Item], engine: Engine) -> None:
    held = sum(bool(engine.evidence(post).counted) for post in posts[:500])
    assert 0.1 <= held / 500 <= 0.9


def test_the_text_is_as_long_and_as_mixed_as_a_real_feed(posts: list[Item]) -> None:
    said = [post.text or "" for post in posts]
    assert 180 <= sum(map(len, said)) / len(said) <= 210
    assert 0.40 <= sum(not text.isascii() for text in said) / len(said) <= 0.50


def test_words_are_uneven_and_thousands() -> None:
    assert 4_000 <= len(set(vocabulary.words())) == len(vocabulary.words())
    steps = [later - earlier for earlier, later in pairwise(vocabulary.weights(100))]
    assert steps == sorted(steps, reverse=True)


def test_a_written_feed_is_read_as_the_same_items(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    size = write(path, Feed(SEED).records(STRETCH))
    assert size == path.stat().st_size
    with path.open("rb") as stream:
        found = [one for one in read(stream, path.name) if isinstance(one, Item)]
    plain = items(Feed(SEED).records(STRETCH))
    assert [(one.id, one.text, one.author, one.hashtags, one.posted_at) for one in found] == [
        (one.id, one.text, one.author, one.hashtags, one.posted_at) for one in plain
    ]


# The contestants


def test_needles_are_folded_strings_each_once(pack: Pack) -> None:
    found = needles(pack)
    assert len(found) == len(set(found)) > 1_000
    assert not [needle for needle in found if "{" in needle or needle != needle.lower()]


def test_others_read_what_the_engine_reads(posts: list[Item]) -> None:
    post = next(post for post in posts if post.hashtags)
    assert list(texts([post])) == [text for _, text in (*post.content(), *post.context())]


@pytest.mark.parametrize("name", CONTESTANTS)
def test_a_contestant_finds_something(name: str, pack: Pack, posts: list[Item]) -> None:
    entry = CONTESTANTS[name]
    if not entry.installed:
        pytest.skip(f"not installed: {entry.package}")
    contestant = entry.ready(pack)
    found = contestant.run(contestant.prepare(posts[:100]))
    assert found > 0 or name == "hyperscan-bare"


def test_every_yardstick_has_its_words() -> None:
    assert {*YARDSTICKS, *GOALS} <= set(words.FIGURES)


# The figures


def test_a_ratio_is_taken_within_its_round() -> None:
    assert ratio([10, 20, 90], [5, 20, 30]) == Spread(2, 1, 3)
    assert spread([3.0]) == Spread(3, 3, 3)


@pytest.mark.parametrize(
    ("goal", "value", "met"),
    [
        (Goal(4, 8), 4, True),
        (Goal(4, 8), 3.99, False),
        (Goal(600, 400, at_least=False), 600, True),
        (Goal(600, 400, at_least=False), 601, False),
    ],
)
def test_a_goal_is_met_at_its_first_step(goal: Goal, value: float, met: bool) -> None:
    assert goal.met(value) is met


def results(value: float) -> Results:
    """One figure with a goal, one without."""
    one = Spread(value, value / 2, value * 2)
    judged = Figure("pyahocorasick", "posts/s", one, "pyahocorasick", one, one, 2_000, 100.0, 50.0)
    text = dict.fromkeys(("characters", "tokens", "new_tokens", "not_ascii", "concept", "surfaced"), 0.02)
    return Results((judged, Figure("cold", "s", one)), ("hyperscan",), text, {"command": "turunkan bench"})


@pytest.mark.parametrize(("posts", "met"), [(100_000, None), (1_000_000, False)])
def test_the_goal_for_files_is_judged_over_a_million_rows(posts: int, met: bool | None) -> None:
    slow = Spread(0.3, 0.3, 0.3)
    assert Figure("file", "posts/s", slow, ratio=slow, posts=posts).met is met


def test_a_missed_goal_is_no_pass() -> None:
    assert results(4).passed
    assert not results(3).passed


@pytest.mark.parametrize("lang", Lang)
def test_every_row_fills_every_column(lang: Lang) -> None:
    report = Report(results(1234.5), lang)
    assert all(
        len(row) == len(report.headings()) and all(row)
        for row in (*report.rows(whole=True), *report.rows(whole=False))
    )
    assert report.table().row_count == 2
    page = report.markdown()
    assert "hyperscan" in page
    table = [line for line in page.splitlines() if line.startswith("|")]
    assert len(table) > 4


def test_a_share_that_is_off_is_named() -> None:
    off = results(5)
    off.text["surfaced"] = 0.03
    notes = "\n".join(Report(off, Lang.EN).notes())
    assert "do not compare" in notes
    assert "do not compare" not in "\n".join(Report(results(5), Lang.EN).notes())


def test_the_chart_is_well_formed_with_a_bar_for_each() -> None:
    bars = [Bar("a <b>", 12.0, ours=True), Bar("c", 1_200_000.0, ours=False), Bar("d", 1.0, ours=False)]
    picture = ET.fromstring(svg("Posts & seconds", bars))  # noqa: S314 – our own
    space = "{http://www.w3.org/2000/svg}"
    drawn = picture.findall(f"{space}rect")[1:]
    widths = [float(bar.get("width", "0")) for bar in drawn]
    assert widths == sorted(widths, reverse=True)
    assert len(widths) == len(bars)
    assert picture.findtext(f"{space}title") == "Posts & seconds"


# The command


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no yardstick were installed but the standard library's."""
    monkeypatch.setattr(Entry, "installed", property(lambda entry: entry.needs is None))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Samples that take no time."""
    monkeypatch.setattr("turunkan.cli.bench.plan._SAMPLE", 500)
    monkeypatch.setattr("turunkan.cli.bench.plan._JUDGED", 100)
    monkeypatch.setattr("turunkan.cli.bench.plan._STARTS", 1)


@pytest.mark.usefixtures("bare", "small")
def test_a_tiny_run_without_the_yardsticks(run: Run, tmp_path: Path) -> None:
    done = run("bench", "--quick", "--rows", 100, "--json", "--lang", "en", "--out", tmp_path / "out")
    assert done.exit_code in (0, 1), done.output
    figures: dict[str, Any] = json.loads(done.stdout)
    assert done.exit_code == (0 if figures["passed"] else 1)
    assert figures["skipped"] == ["pyahocorasick", "hyperscan", "flashtext", "presidio-analyzer"]
    assert [figure["key"] for figure in figures["figures"]] == [
        "file",
        "file-alone",
        "memory",
        "growth",
        "worst",
        "re",
        "start",
    ]
    assert figures["text"]["surfaced"] == pytest.approx(0.02, abs=0.03)
    assert all(figure["ours"]["median"] > 0 for figure in figures["figures"])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["README.md", "chart.svg", "results.json"]
    assert json.loads((tmp_path / "out/results.json").read_text(encoding="utf-8")) == figures


def test_a_plan_shrinks_with_the_file_and_keeps_the_share() -> None:
    plan = Plan.of("p", SEED, 120, quick=True)
    assert (plan.posts, plan.offers, plan.cold) == (100, 100, False)
    assert Plan.of("p", SEED, 4, quick=False).posts == STRETCH


def test_a_process_that_fails_stops_the_run_and_says_why() -> None:
    with pytest.raises(StopRun) as stopped:
        run_process("turunkan", "scan", "gone.jsonl", "--lang", "en")
    assert "gone.jsonl" in stopped.value.say(Lang.EN)


def test_a_peak_is_not_inherited_from_this_process() -> None:
    ballast = bytearray(300_000_000)
    assert run_process("turunkan", "--version").memory < len(ballast) / 1e6


def test_the_table_of_contestants_imports_none_of_them() -> None:
    assert not [name for name in vars(contestants) if name in ("hyperscan", "ahocorasick", "flashtext")]
