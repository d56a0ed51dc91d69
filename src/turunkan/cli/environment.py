"""Environment: the settings, read from the environment and from `.env` in the data folder."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from turunkan.core.vocab import Lang, StopRun, Wording

_MASK = "••••••••"
_LINE = re.compile(
    r"""(?P<name>[A-Za-z_]\w*)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>(?:[^\s"'#][^\s"']*)?))"""
    r"""(?:\s+\#.*)?""",
    re.VERBOSE,
)
_MALFORMED = Wording(
    id="{places}: bukan baris NAMA=NILAI. Perbaiki, atau beri tanda # di depannya.",
    en="{places}: no NAME=VALUE line. Correct it, or put a # before it.",
)
_NOT_A_CHOICE = Wording(
    id="{name} berisi '{value}' ({origin}); pilih salah satu: {choices}.",
    en="{name} holds '{value}' ({origin}); choose one of: {choices}.",
)


class Origin(StrEnum):
    """Where the value of a setting came from; the first that has one wins."""

    ENVIRONMENT = "environment"
    FILE = ".env"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing that can be set from outside; `choices` are all its values, when they are few."""

    name: str
    default: str
    means: Wording
    choices: tuple[str, ...] = ()
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """What a setting is now."""

    setting: Setting
    text: str
    origin: Origin

    @property
    def shown(self) -> str:
        """The value as it may appear on a screen."""
        return _MASK if self.setting.secret and self.text else self.text


HOME = Setting(
    name="TURUNKAN_HOME",
    default="~/.local/share/turunkan",
    means=Wording(id="folder data; .env dibaca dari sini", en="the data folder; .env is read from here"),
)
LANG = Setting(
    name="TURUNKAN_LANG",
    default=Lang.ID.value,
    means=Wording(id="bahasa pesan dan alasan", en="the language of messages and reasons"),
    choices=tuple(lang.value for lang in Lang),
)
SETTINGS = (HOME, LANG)


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """The data folder, which only the environment can move."""
    return Path(environ.get(HOME.name) or HOME.default).expanduser()


def values(settings: tuple[Setting, ...] = SETTINGS, environ: Mapping[str, str] = os.environ) -> list[Value]:
    """Every setting with its value. Raises StopRun where `.env` or a value makes no sense."""
    file = read_env_file(home(environ) / ".env")
    return [_value(setting, environ, file) for setting in settings]


def default_lang() -> str:
    """The language when `--lang` is not given."""
    return values((LANG,))[0].text


def read_env_file(path: Path) -> dict[str, str]:
    """The NAME=VALUE lines of a file; none where there is no file. Raises StopRun naming bad lines."""
    try:
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    found = {number: _LINE.fullmatch(line) for number, line in _meant(lines)}
    if bad := [number for number, match in found.items() if match is None]:
        places = ", ".join(f"{path}:{number}" for number in bad)
        raise StopRun(f"malformed: {places}", _MALFORMED.fill(places=places))
    return {match["name"]: _unquoted(match) for match in found.values() if match}


def _meant(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The numbered lines that are neither empty nor a comment."""
    for number, line in enumerate(lines, start=1):
        if (text := line.strip()) and not text.startswith("#"):
            yield number, text


def _unquoted(match: re.Match[str]) -> str:
    return match["double"] or match["single"] or match["bare"] or ""


def _value(setting: Setting, environ: Mapping[str, str], file: Mapping[str, str]) -> Value:
    if setting is HOME:
        return Value(HOME, str(home(environ)), Origin.ENVIRONMENT if environ.get(HOME.name) else Origin.DEFAULT)
    for origin, source in ((Origin.ENVIRONMENT, environ), (Origin.FILE, file)):
        if text := source.get(setting.name):
            return _chosen(Value(setting, text, origin))
    return Value(setting, setting.default, Origin.DEFAULT)


def _chosen(value: Value) -> Value:
    setting = value.setting
    if setting.choices and value.text not in setting.choices:
        person = _NOT_A_CHOICE.fill(
            name=setting.name, value=value.shown, origin=value.origin, choices=", ".join(setting.choices)
        )
        raise StopRun(person.en, person)
    return value
