"""Evaluation page: figures as a folder to publish: README.md, the curve as SVG, and all of it as JSON.

Nothing in it quotes a post: a wronged Item is named by its id, the rules and the concepts.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from turunkan import __version__
from turunkan.cli.curve import Words, svg
from turunkan.cli.eyes import harmless
from turunkan.cli.output import opened
from turunkan.cli.sheets import Sheet, Sheets
from turunkan.cli.words import evaluate as words
from turunkan.cli.words import page, shared
from turunkan.core.classifier import Model
from turunkan.core.detect.evaluation import Bin, Evaluation, Sighting, Wronged, as_json
from turunkan.core.rules import Pack
from turunkan.core.vocab import Lang, Wording

CURVE = "reliability.svg"
FIGURES = "figures.json"
README = "README.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What figures were made by, and of how much."""

    files: tuple[str, ...]
    pack: Pack
    ngrams: Model | None
    broken: int

    @property
    def command(self) -> str:
        """What measures the same again, without what is only of this machine."""
        names = " ".join(Path(name).name for name in self.files)
        return f"turunkan evaluate {names} --pack {self.pack.name} --page DIR"

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return {
            "command": self.command,
            "pack": self.pack.stamp,
            "classifier": _fingerprint(self.pack.classifier),
            "ngrams": _fingerprint(self.ngrams),
            "engine": __version__,
            "broken": self.broken,
        }


def write_page(folder: Path, figures: Evaluation | Sighting, origin: Origin, lang: Lang) -> None:
    """Write the page; files of other names in the folder stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in page_files(figures, origin, lang).items():
        with opened(folder / name) as stream:
            stream.write(text.encode("utf-8"))


def page_files(figures: Evaluation | Sighting, origin: Origin, lang: Lang) -> dict[str, str]:
    """The page's files by name."""
    unquoted = replace(figures, wronged=tuple(_unquoted(one, origin.files) for one in figures.wronged))
    plain = origin.as_json() | as_json(unquoted)
    writer = _Writer(lang)
    files = {
        README: "\n".join(writer.readme(unquoted, origin)),
        FIGURES: json.dumps(plain, ensure_ascii=False, indent=2) + "\n",
    }
    if isinstance(figures, Evaluation):
        files[CURVE] = writer.curve(figures.reliability.bins)
    return files


class _Writer:
    """Writes in one language."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._sheets = Sheets(lang)

    def readme(self, figures: Evaluation | Sighting, origin: Origin) -> Iterator[str]:
        """The page, line by line."""
        yield f"# {self._say(page.TITLE)}"
        yield ""
        yield self._say(page.MADE.fill(command=origin.command))
        yield ""
        yield from _table(("", ""), self._facts(figures.rows, origin))
        yield ""
        yield f"## {self._say(page.CAUTION_TITLE)}"
        yield ""
        yield self._say(page.CAUTION)
        for sheet in self._all(figures):
            yield from self._section(sheet)
        if not figures.wronged:
            yield from ("", self._say(words.NONE_WRONGED))
        yield ""

    def curve(self, bins: Sequence[Bin]) -> str:
        """The curve, which says in words what it shows."""
        title, across, up = map(self._say, (page.CURVE_TITLE, page.ACROSS, page.UP))
        marks = [shared.decimal(fifth / 5, 1, self._lang) for fifth in range(6)]
        return svg(bins, Words(title, across, up, marks, list(map(self._point, bins))))

    def _say(self, wording: Wording) -> str:
        return wording.say(self._lang)

    def _all(self, figures: Evaluation | Sighting) -> Iterator[Sheet]:
        if isinstance(figures, Evaluation):
            yield from self._sheets.evaluation(figures)
        else:
            yield from self._sheets.sighting(figures)
        if figures.wronged:
            yield self._sheets.wronged_by_rules(figures.wronged)

    def _section(self, sheet: Sheet) -> Iterator[str]:
        yield from ("", f"## {sheet.title}", "")
        yield from _table(
            sheet.headings, ([escape(harmless(cell), quote=False) for cell in row] for row in sheet.rows)
        )
        if sheet.note:
            yield from ("", sheet.note)
        if sheet.bins:
            yield from ("", f"![{self._say(page.ALT)}]({CURVE})")

    def _facts(self, rows: int, origin: Origin) -> Iterator[tuple[str, str]]:
        none = self._say(page.NONE)
        yield self._say(page.ROWS), shared.number(rows, self._lang)
        yield self._say(page.BROKEN), shared.number(origin.broken, self._lang)
        yield self._say(page.PACK), f"`{origin.pack.stamp}`"
        yield self._say(page.CLASSIFIER), _code(_fingerprint(origin.pack.classifier)) or none
        yield self._say(page.NGRAMS), _code(_fingerprint(origin.ngrams)) or none
        yield self._say(page.ENGINE), f"`turunkan {__version__}`"

    def _point(self, each: Bin) -> str:
        return self._say(
            page.POINT.fill(
                span=self._sheets.span(each),
                count=shared.number(each.right.total, self._lang),
                mean=shared.decimal(each.mean, 3, self._lang),
                share=self._sheets.share(each.right),
            )
        )


def _unquoted(one: Wronged, files: Sequence[str]) -> Wronged:
    """Without the words of the post, and without the folder where an Item was named by its place in a file."""
    name = next((name for name in files if one.id.startswith(f"{name}:")), "")
    return replace(one, words=(), id=f"{Path(name).name}{one.id.removeprefix(name)}")


def _fingerprint(model: Model | None) -> str | None:
    return model.fingerprint if model else None


def _code(text: str | None) -> str:
    return f"`{text}`" if text else ""


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _line(headings)
    yield _line(["---"] * len(headings))
    yield from map(_line, rows)


def _line(cells: Iterable[str]) -> str:
    shown = (cell.replace("\n", " ").replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(shown)} |"
