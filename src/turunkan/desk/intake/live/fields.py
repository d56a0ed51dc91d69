"""What a person sets of a live source: names, defaults, and what is a good value."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from turunkan.core.vocab import SkipThis, Wording

_BAD = Wording(id="{field}: {hint}", en="{field}: {hint}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Field:
    """One setting of a source; `read` makes its value of what was typed, or raises ValueError."""

    name: str
    title: Wording
    hint: Wording
    default: str
    read: Callable[[str], object]
    choices: tuple[tuple[str, Wording], ...] = ()  # all the values, where they are few

    def shown(self, value: object) -> Wording:
        """A value as a page tells it: a choice by its words, a list by its length, nothing as a dash."""
        said = str(len(value)) if isinstance(value, list) else str(value or "–")
        return dict(self.choices).get(said, Wording(said, said))


def read_fields(fields: tuple[Field, ...], given: Mapping[str, str]) -> dict[str, Any]:
    """Every field's value. Raises SkipThis for the first that makes no sense."""
    return {one.name: _read(one, given.get(one.name, "").strip() or one.default) for one in fields}


def _read(field: Field, text: str) -> object:
    try:
        return field.read(text)
    except ValueError as error:
        raise SkipThis(f"bad setting {field.name}", _BAD.fill(field=field.title, hint=field.hint)) from error


def line(most: int, pattern: str = ".*") -> Callable[[str], str]:
    """A line of text of at most so many characters that a pattern fits."""

    def read(text: str) -> str:
        if len(text) > most or _CONTROL.search(text) or not re.fullmatch(pattern, text):
            raise ValueError("no such line")
        return text

    return read


def count(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds."""

    def read(text: str) -> int:
        if not re.fullmatch("[0-9]{1,6}", text) or not least <= int(text) <= most:
            raise ValueError("no such number")
        return int(text)

    return read


def choice(*choices: str) -> Callable[[str], str]:
    """One of a few words."""

    def read(text: str) -> str:
        if text not in choices:
            raise ValueError("no such choice")
        return text

    return read
