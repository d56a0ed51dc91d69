"""What the tests of the readers share: reading bytes, and Items as plain JSON."""

import dataclasses
import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import pytest

from turunkan.core.readers import Capture, ReadOptions, read
from turunkan.core.vocab import Broken, Item

Records = list[Item | Broken]


class OneWay(io.RawIOBase):
    """Bytes that can be read once and never sought, a few at a time, as a pipe gives them."""

    def __init__(self, content: bytes, at_once: int = 7) -> None:
        self._rest = content
        self._at_once = at_once

    def read(self, size: int = -1) -> bytes:
        taken, self._rest = self._rest[: self._at_once], self._rest[self._at_once :]
        return taken


@pytest.fixture
def pipe() -> Callable[[bytes], OneWay]:
    """Makes an unseekable source."""
    return OneWay


@pytest.fixture
def capture() -> Callable[..., Capture]:
    """Reads bytes as the capture `f`."""

    def reading(content: bytes, **options: Any) -> Capture:
        return read(io.BytesIO(content), "f", ReadOptions(**options))

    return reading


@pytest.fixture
def records(capture: Callable[..., Capture]) -> Callable[..., Records]:
    """Reads bytes as the capture `f`, whole."""
    return lambda content, **options: list(capture(content, **options))


@pytest.fixture
def outline(records: Callable[..., Records]) -> Callable[..., list[str]]:
    """Reads bytes; each Item as its text or title, each broken part as `where part code`."""

    def line(record: Item | Broken) -> str:
        if isinstance(record, Broken):
            return f"{record.where} {record.part} {record.code}"
        return record.text or record.title or ""

    return lambda content, **options: [line(record) for record in records(content, **options)]


@pytest.fixture
def as_json() -> Callable[[Item], dict[str, Any]]:
    """An Item as JSON, without what it does not say."""

    def plain(value: Any) -> Any:
        if dataclasses.is_dataclass(value):
            parts = [field.name for field in dataclasses.fields(value) if field.compare]
            found = {name: plain(getattr(value, name)) for name in parts}
            return {name: said for name, said in found.items() if said is not None and said != {}}
        if isinstance(value, tuple):
            return [plain(element) for element in value]
        return value.isoformat() if isinstance(value, datetime) else value

    return plain


@pytest.fixture
def zipped() -> Callable[[Mapping[str | zipfile.ZipInfo, bytes]], bytes]:
    """Makes a ZIP of members."""

    def make(members: Mapping[str | zipfile.ZipInfo, bytes]) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return made.getvalue()

    return make
