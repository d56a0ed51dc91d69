"""The English catalogue of the screens, as a test reads it."""

import ast
import re
from pathlib import Path

import turunkan

CODE = Path(turunkan.__file__).parent
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")

Key = tuple[str, str]
Entry = dict[str, str]


def read_po(path: Path) -> tuple[dict[Key, Entry], str]:
    """(context, msgid) → the entry's fields, and all flags; the header is the entry of the empty msgid."""
    entries: dict[Key, Entry] = {}
    flags = ""
    for block in re.split(r"\n{2,}", path.read_text(encoding="utf-8").strip()):
        entry: Entry = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("#"):
                flags += f"{line}\n" if line.startswith(("#,", "#~", "#|")) else ""
            elif line.startswith('"'):
                entry[name] += ast.literal_eval(line)
            else:
                name, _, text = line.partition(" ")
                entry[name] = ast.literal_eval(text)
        key = (entry.get("msgctxt", ""), entry["msgid"])
        assert key not in entries
        entries[key] = entry
    return entries, flags


def sentences() -> dict[Key, Entry]:
    """The entries of the kept catalogue, without its header."""
    entries, _ = read_po(CODE / CATALOGUE)
    return {key: entry for key, entry in entries.items() if key[1]}


def says(entry: Entry) -> dict[str, str]:
    """The msgstr or msgstrs of an entry."""
    return {name: text for name, text in entry.items() if name.startswith("msgstr")}
