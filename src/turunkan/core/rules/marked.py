"""YAML in which every value knows its line and column.

All scalars are text (no YAML type guessing: `no`, `2026-01-01` and `1e3` stay what was written); what a
value must be is said by the one who reads it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

import yaml

from turunkan.core.rules.closest import suggestion
from turunkan.core.rules.problem import Mark, PackFault, Problem
from turunkan.core.vocab import Wording

Choice = TypeVar("Choice", bound=StrEnum)

_NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Source:
    """A pack file's name and lines, for showing where a mistake is."""

    file: str
    lines: tuple[str, ...]

    def mark(self, line: int, column: int) -> Mark:
        """A place, counted from 0 as YAML does."""
        text = self.lines[line] if line < len(self.lines) else ""
        return Mark(self.file, line + 1, column + 1, text)


class Value:
    """A YAML node with typed ways to read it; each raises PackFault with a caret when the node is not that."""

    __slots__ = ("_node", "_source")

    def __init__(self, node: yaml.Node, source: Source) -> None:
        self._node = node
        self._source = source

    @property
    def mark(self) -> Mark:
        """Where the value begins."""
        return self._source.mark(self._node.start_mark.line, self._node.start_mark.column)

    def within(self, *path: str | int) -> Mark:
        """Where a part begins, by keys and places in lists, as deep as they are written."""
        return Value(_descended(self._node, path), self._source).mark

    def fault(self, what: str, hint: str = "") -> PackFault:
        """A mistake at this place, to be raised."""
        return PackFault(Problem(self.mark, what, hint))

    def text(self) -> str:
        """The value as text that says something."""
        if not isinstance(self._node, yaml.ScalarNode):
            raise self.fault("expected text")
        if not str(self._node.value).strip():
            raise self.fault("expected text, found nothing")
        return str(self._node.value)

    def name(self) -> str:
        """The value as a name that can also be part of a file's name and of a link."""
        if not _NAME.fullmatch(text := self.text()):
            raise self.fault(f"'{text}' cannot be an id", "write lower-case letters, digits and hyphens")
        return text

    def items(self) -> list["Value"]:
        """The value as a list."""
        if not isinstance(self._node, yaml.SequenceNode):
            raise self.fault("expected a list", "write [one, two], or one item a line after '- '")
        return [Value(node, self._source) for node in self._node.value]

    def texts(self) -> tuple[str, ...]:
        """The value as a list of texts."""
        return tuple(item.text() for item in self.items())

    def day(self) -> date:
        """The value as a date."""
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self.fault(f"expected a date, found '{self.text()}'", "write YYYY-MM-DD") from None

    def whole(self, *, least: int) -> int:
        """The value as a whole number that is not below `least`."""
        text = self.text()
        if not text.isdecimal() or int(text) < least:
            raise self.fault(f"expected a whole number from {least} on, found '{text}'")
        return int(text)

    def number(self) -> float:
        """The value as a number."""
        try:
            return float(self.text())
        except ValueError:
            raise self.fault(f"expected a number, found '{self.text()}'") from None

    def share(self) -> float:
        """The value as a share of something."""
        share = self.number()
        if not 0 <= share <= 1:
            raise self.fault(f"expected a share between 0 and 1, found '{self.text()}'")
        return share

    def choice(self, kind: type[Choice]) -> Choice:
        """The value as a member of an enumeration."""
        try:
            return kind(self.text())
        except ValueError:
            hint = suggestion(self.text(), list(kind))
            raise self.fault(f"unknown {kind.__name__.lower()} '{self.text()}'", hint) from None

    def entry(self, *, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> "Entry":
        """The value as a mapping with exactly these keys."""
        if not isinstance(self._node, yaml.MappingNode):
            raise self.fault("expected 'key: value' lines", f"keys: {', '.join(required + optional)}")
        found: dict[str, Value] = {}
        for key_node, node in self._node.value:
            key = Value(key_node, self._source)
            name = key.text()
            if name in found:
                raise key.fault(f"key '{name}' is written twice")
            if name not in required + optional:
                raise key.fault(f"unknown key '{name}'", suggestion(name, required + optional, listed="keys"))
            found[name] = Value(node, self._source)
        if missing := [name for name in required if name not in found]:
            raise self.fault(f"missing key '{missing[0]}'", f"needed: {', '.join(required)}")
        return Entry(self, found)

    def pairs(self) -> Iterator[tuple["Value", "Value"]]:
        """The value as a mapping with free keys."""
        if not isinstance(self._node, yaml.MappingNode):
            raise self.fault("expected 'key: value' lines")
        for key, node in self._node.value:
            yield Value(key, self._source), Value(node, self._source)

    def wording(self) -> Wording:
        """The value as one sentence in both languages."""
        entry = self.entry(required=("id", "en"))
        return Wording(id=entry["id"].text(), en=entry["en"].text())


class Entry:
    """A mapping with known keys."""

    __slots__ = ("_found", "value")

    def __init__(self, value: Value, found: dict[str, Value]) -> None:
        self.value = value
        self._found = found

    def __getitem__(self, name: str) -> Value:
        return self._found[name]

    def get(self, name: str) -> Value | None:
        """The value of an optional key."""
        return self._found.get(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """An optional list of texts; none when absent."""
        found = self._found.get(name)
        return found.texts() if found else ()


def _descended(node: yaml.Node, path: Sequence[str | int]) -> yaml.Node:
    for step in path:
        parts = _parts(node)
        if step not in parts:
            break
        node = parts[step]
    return node


def _parts(node: yaml.Node) -> Mapping[str | int, yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): value for key, value in node.value}
    return dict(enumerate(node.value)) if isinstance(node, yaml.SequenceNode) else {}


def parse(file: str, text: str) -> Value:
    """The one document of a YAML file. Raises PackFault."""
    source = Source(file, tuple(text.splitlines()))
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark
        mark = source.mark(at.line, at.column) if at else source.mark(0, 0)
        raise PackFault(Problem(mark, f"not YAML: {error.problem}", _begun(error))) from None
    except yaml.reader.ReaderError:
        raise _unprintable(file, text) from None
    if node is None:
        raise PackFault(Problem(source.mark(0, 0), "the file is empty"))
    return Value(node, source)


def _unprintable(file: str, text: str) -> PackFault:
    """The control character that YAML refuses; its line is not shown, lest a terminal obeys it."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    before = text[: found.start()] if found else ""
    what = f"not YAML: the control character U+{ord(found.group()):04X}" if found else "not YAML"
    mark = Mark(file, before.count("\n") + 1, len(before) - before.rfind("\n"), "")
    return PackFault(Problem(mark, what, "delete it" if found else ""))


def _begun(error: yaml.MarkedYAMLError) -> str:
    """What YAML was in the middle of: the mistake is often where that began."""
    begun = error.context_mark
    return f"{error.context}, begun on line {begun.line + 1}" if begun else ""
