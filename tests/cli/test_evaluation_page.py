"""The page that `evaluate --page` writes, and the same tables on a screen."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import Result
from labelled_rows import BALE, LAWFUL, NOTICE, PIECE, QUIET, SPEECH, UNCLEAR, UNPAID, a_finding
from rich.console import Console
from snapshots import assert_shown_as

from turunkan.cli.curve import lines
from turunkan.cli.evaluation_page import Origin, page_files
from turunkan.cli.figures import Figures
from turunkan.core.detect.evaluation import Bin, Evaluation, Guess, Judged, Share, Sighted, Truth, evaluate
from turunkan.core.detect.evaluation.summary import evaluate_sightings
from turunkan.core.rules import Pack
from turunkan.core.vocab import Action, Label, Lang

Run = Callable[..., Result]

GUESS = Guess(Label.SELLER, 0.75)
TRUTHS = (BALE, BALE, UNPAID, LAWFUL, SPEECH)
FINDINGS = (NOTICE, PIECE, UNCLEAR, QUIET, NOTICE)


@pytest.fixture
def figures() -> Evaluation:
    """Every table has something in it."""
    pair = Truth(label=Label.SELLER, tier="bale", pair="p", audited=True), Truth(label=Label.SPEECH, pair="p")
    blind = Truth(label=Label.LAWFUL, blind=(Label.LAWFUL, Label.SPEECH))
    rows = [
        Judged(truth, said, keyword=said is NOTICE, bare=QUIET, guess=GUESS, region="bali-nusa-tenggara")
        for truth, said in zip((*TRUTHS, *pair, blind), (*FINDINGS, NOTICE, QUIET, QUIET), strict=True)
    ]
    return evaluate(rows)


def origin(pack: Pack) -> Origin:
    return Origin(files=("captures/posts.jsonl",), pack=pack, ngrams=None, broken=1)


def stable(text: str) -> str:
    """Without what a newer pack or model changes."""
    return re.sub(r"[0-9a-f]{64}", "SHA-256", re.sub(r"impor@[\d.]+", "impor@VERSION", text))


@pytest.mark.parametrize("lang", Lang)
def test_the_page_is_as_it_was_read(figures: Evaluation, pack: Pack, lang: Lang) -> None:
    files = page_files(figures, origin(pack), lang)
    assert list(files) == ["README.md", "figures.json", "reliability.svg"]
    folder = Path(__file__).parent / "snapshots"
    assert_shown_as(folder / f"evaluation-page.{lang}.md", stable(files["README.md"]))
    assert_shown_as(folder / f"reliability.{lang}.svg", files["reliability.svg"])


def test_the_page_quotes_nothing_of_an_innocent(pack: Pack) -> None:
    said = a_finding(Label.SELLER, action=Action.NOTICE, quotes=("bal rahasia",))
    files = page_files(evaluate([Judged(SPEECH, said, keyword=False)]), origin(pack), Lang.EN)
    assert "rahasia" not in "".join(files.values())
    assert '"concepts": [\n        "c"' in files["figures.json"]


@pytest.mark.parametrize(
    ("id_", "shown"),
    [
        ("captures/posts.jsonl:3", "posts.jsonl:3"),
        ("captures/other.jsonl:3", "captures/other.jsonl:3"),
        ("7", "7"),
    ],
)
def test_an_item_without_an_id_is_named_without_the_folder(pack: Pack, id_: str, shown: str) -> None:
    said = a_finding(Label.SELLER, id_=id_, action=Action.NOTICE)
    files = page_files(evaluate([Judged(SPEECH, said, keyword=False)]), origin(pack), Lang.EN)
    assert f"| {shown} | notice |" in files["README.md"]
    assert f'"id": "{shown}"' in files["figures.json"]


def test_an_id_cannot_break_the_page(pack: Pack) -> None:
    said = a_finding(Label.SELLER, id_="<b>|x\n| y", action=Action.NOTICE)
    page = page_files(evaluate([Judged(SPEECH, said, keyword=False)]), origin(pack), Lang.EN)["README.md"]
    assert "| &lt;b&gt;\\|x \\| y | notice |" in page


def test_a_set_of_yes_and_no_has_a_page_without_a_curve(pack: Pack) -> None:
    rows = [Sighted(positive=True, finding=NOTICE, keyword=False)]
    files = page_files(evaluate_sightings(rows), origin(pack), Lang.EN)
    assert list(files) == ["README.md", "figures.json"]
    assert "| Recall | 100.0 % (1/1; 20.7–100.0) |" in files["README.md"]


def test_the_picture_says_in_words_what_it_shows(figures: Evaluation, pack: Pack) -> None:
    root = ET.fromstring(page_files(figures, origin(pack), Lang.EN)["reliability.svg"])  # noqa: S314 - our own
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    title, desc = root.find(f"{space}title"), root.find(f"{space}desc")
    assert title is not None
    assert desc is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == "Confidence beside reality"
    assert desc.text is not None
    assert desc.text.count("Confidence") == len(root.findall(f"{space}circle")) == len(figures.reliability.bins)


def test_a_line_of_the_curve_has_its_marks_at_their_places() -> None:
    # 8 of 10: the interval is 0.4902 to 0.9433, of forty steps 20 to 38; the share 32, the mean 18
    assert lines([Bin(0.4, 0.5, 0.45, Share(8, 10))]) == ["··················◆·├───────────●─────┤··"]
    # the mean hides what it falls on
    assert lines([Bin(0.9, 1.0, 1.0, Share(5, 5))])[0].endswith("─◆")


def test_the_command_writes_the_same_page_twice(run: Run, tmp_path: Path, seller: str) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"text": seller, "label": "seller", "tier": "bale"}) + "\n", encoding="utf-8")
    first, again = tmp_path / "a/b", tmp_path / "c"
    for folder in (first, again):
        assert run("evaluate", rows, "--page", folder, "--lang", "en").exit_code == 0
    names = ["README.md", "figures.json", "reliability.svg"]
    assert sorted(file.name for file in first.iterdir()) == names
    assert all((first / name).read_bytes() == (again / name).read_bytes() for name in names)
    page = (first / "README.md").read_text(encoding="utf-8")
    assert "Made by `turunkan evaluate rows.jsonl --pack pakaian-bekas-impor --page DIR`" in page
    assert "**Recall is measured on invented posts; false alarms are measured on real text.**" in page
    told = json.loads((first / "figures.json").read_text(encoding="utf-8"))
    assert re.fullmatch("[0-9a-f]{64}", told["classifier"])
    assert told["rows"] == 1


def shown(figures: Evaluation, lang: Lang, width: int) -> str:
    stream = io.StringIO()
    Figures(Console(file=stream, width=width, markup=False), lang, listed=False).evaluation(figures)
    return stream.getvalue()


@pytest.mark.parametrize("lang", Lang)
def test_no_word_is_cut_on_a_screen_of_eighty_columns(lang: Lang) -> None:
    rows = [
        Judged(truth, said, keyword=True, bare=said, guess=GUESS, region="bali-nusa-tenggara")
        for truth, said in zip(TRUTHS, FINDINGS, strict=True)
        for _ in range(130)
    ]
    narrow, wide = (set(re.split(r"[\s│┃]+", shown(evaluate(rows), lang, width))) for width in (80, 200))
    drawn = {word for word in narrow if not word.strip("━─┏┓┗┛└┘├┤┳┻┼┡┩╇┴")}
    assert narrow - drawn <= wide
    assert max(map(len, shown(evaluate(rows), lang, 80).splitlines())) <= 80
