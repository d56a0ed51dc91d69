"""Format: any other text, one Item a line."""

from collections.abc import Iterator

from turunkan.core.readers.breakage import Breakage
from turunkan.core.readers.lines import Line
from turunkan.core.vocab import Broken, Item


def text_records(lines: Iterator[Line], name: str) -> Iterator[Item | Broken]:
    """Each line that is not blank as an Item, known by its place; the text is the line as it stands."""
    for number, line in lines:
        where = f"{name}:{number}"
        if isinstance(line, Breakage):
            yield line.at(where)
        elif not line.isspace():
            yield Item(id=where, text=line.rstrip("\r\n"))
