"""Signs: sentences by which pages say that something is not there, and what each kind of them means."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from turunkan.desk.followup.recheck.states import DOWN, PageState, RemovedBy

DOUBT = "doubt"  # in signs.yaml: what no page says of itself that only answers the question
_LINES = 40  # that a page shows first; further down others write
_FEWEST_OWN = 3  # words; fewer are nobody's own
_WORD = r"\w+(?:'\w+)*"
_STOP, _ASKED = ".", "?"  # as words of their own: a sentence ends here, and a question
_TOKENS = re.compile(rf"{_WORD}|[.!?]+(?=\s|$)|(?<=\s)[|·•–—-](?=\s)")
_IS_QUESTION = re.compile(r"[^.?]*\?")
_POLITE = {"maaf", "mohon", "ups", "oops", "waduh", "sorry", "hmm", "we're", "kami"}


class Sign(StrEnum):
    """Kinds of signs, the most careful first: of several on a page the first counts."""

    ROBOT = "robot"
    REGION = "region"
    LOGIN = "login"
    HIDDEN = "hidden"
    BY_PLATFORM = "removed-by-platform"
    BY_AUTHOR = "removed-by-author"
    GONE = "gone"


MEANINGS = {
    Sign.ROBOT: (PageState.BLOCKED, RemovedBy.UNSAID),
    Sign.REGION: (PageState.RESTRICTED, RemovedBy.UNSAID),
    Sign.LOGIN: (PageState.LOGIN, RemovedBy.UNSAID),
    Sign.HIDDEN: (PageState.UNKNOWN, RemovedBy.UNSAID),
    Sign.BY_PLATFORM: (PageState.GONE, RemovedBy.PLATFORM),
    Sign.BY_AUTHOR: (PageState.GONE, RemovedBy.AUTHOR),
    Sign.GONE: (PageState.GONE, RemovedBy.UNSAID),
}
_AWAY = {Sign.BY_PLATFORM, Sign.BY_AUTHOR}
_HEARD: Mapping[int, Collection[Sign]] = {
    401: (),
    403: {Sign.ROBOT, Sign.REGION} | _AWAY,
    404: {Sign.ROBOT, Sign.REGION, Sign.GONE} | _AWAY,
    410: {Sign.ROBOT, Sign.REGION, Sign.GONE} | _AWAY,
    429: (),
    451: (),
}


def heard(status: int) -> Collection[Sign]:
    """The kinds that count beside an HTTP status: what says less than the status itself is passed over."""
    return _HEARD.get(status, set(Sign) if status < 400 else {Sign.ROBOT} if status >= 500 else ())


def find(lines: Iterable[str], kinds: Collection[Sign], content: str) -> tuple[Sign, str] | None:
    """The most careful sign among the first lines, and its line; lines that the content itself holds are none."""
    folded = {line: _folded(line) for line in _first(lines, content)}
    for kind in Sign:
        for line, plain in folded.items():
            if kind in kinds and _says(plain, kind):
                return kind, line
    return None


def doubt(lines: Iterable[str], content: str) -> str:
    """The first line in which the page excuses itself, outside the content's own; nothing where there is none."""
    return next((line for line in _first(lines, content) if _excuses().search(" ".join(words(line)))), "")


@cache
def patterns() -> Mapping[Sign, tuple[re.Pattern[str], ...]]:
    """The signs of each kind, as patterns for a folded line."""
    said = sentences_of()
    return {kind: tuple(map(_pattern, said[kind])) for kind in Sign}


@cache
def _excuses() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sentences_of()[DOUBT]))})\b")


def sentences_of() -> Mapping[str, list[str]]:
    """The signs as they are written in signs.yaml."""
    text = files(__package__).joinpath("signs.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def words(text: str) -> list[str]:
    """Words in plain letters: styled ones are read as plain, apostrophes as one, signs fall away."""
    return re.findall(_WORD, _plain(text))


def _first(lines: Iterable[str], content: str) -> list[str]:
    """The first lines that say something, without those of the content itself."""
    own = f" {' '.join(words(content))} "
    return [line for line in [line.strip() for line in lines if line.strip()][:_LINES] if not _is_own(line, own)]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'")


def _folded(line: str) -> str:
    """A line's words, with a stop where a sentence ends, without the politeness before them."""
    tokens = [_mark(token) for token in _TOKENS.findall(_plain(line))]
    start = next((at for at, token in enumerate(tokens) if token not in _POLITE | {_STOP, _ASKED}), 0)
    return " ".join(tokens[start:])


def _mark(token: str) -> str:
    if re.match(r"\w", token):
        return token
    return _ASKED if _ASKED in token else _STOP


def _says(folded: str, kind: Sign) -> bool:
    """Whether a line says what the kind means; who asks whether something is gone does not say that it is."""
    match = next((match for sign in patterns()[kind] if (match := sign.match(folded))), None)
    return match is not None and not (MEANINGS[kind][0] in DOWN and _IS_QUESTION.match(folded, match.end()))


def _is_own(line: str, own: str) -> bool:
    """Whether the content says it; its last word may be cut."""
    said = words(line)
    return len(said) >= _FEWEST_OWN and f" {' '.join(said[:-1])} " in own


def _pattern(sign: str) -> re.Pattern[str]:
    """A sign as it begins a folded line; with a full stop the sentence has to end there."""
    ends = sign.endswith(_STOP)
    parts = (re.escape(" ".join(words(part))) for part in sign.removesuffix(_STOP).split("…"))
    return re.compile(".*?".join(parts) + (r"(?= [.?]|$)" if ends else r"\b"))
