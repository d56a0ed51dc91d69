"""The keys that this computer trusts: files in `$TURUNKAN_HOME/keys`.

`NAME.json` holds statements about an office's keys, as its page of keys gives them; a file whose name is a
fingerprint trusts that key alone.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from turunkan.cli.words import evidence as words
from turunkan.core.evidence import verifier
from turunkan.core.evidence.verifier import Keys
from turunkan.core.vocab import StopRun

_FINGERPRINT = re.compile("[0-9a-f]{64}")


def fingerprint(text: str) -> str:
    """A fingerprint as it may be typed, with spaces and capitals. Raises StopRun for what is none."""
    try:
        return verifier.fingerprint(text)
    except ValueError as error:
        raise StopRun(f"no fingerprint: {text!r}", words.BAD_FINGERPRINT.fill(text=text[:80])) from error


def trusted(folder: Path) -> tuple[set[str], list[Mapping[str, Any]]]:
    """Fingerprints to trust, and what is said about keys; of a folder that is not there, nothing."""
    if not folder.is_dir():
        return set(), []
    said = [one for file in sorted(folder.glob("*.json")) for one in statements_in(file)]
    named = {file.name for file in folder.iterdir() if _FINGERPRINT.fullmatch(file.name)}
    return named | set(Keys(said).public), said


def trust(folder: Path, what: str) -> Iterator[str]:
    """Keep a file of statements, or a single fingerprint, and tell which keys it trusts. Raises StopRun."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    source = Path(what)
    if not source.is_file():
        key = fingerprint(what)
        (folder / key).touch()
        yield key
        return
    found = Keys(statements_in(source))
    if found.problems or not found.public:
        raise StopRun(f"bad keys in {what}", words.BAD_KEYS.fill(name=what))
    (folder / f"{next(iter(found.public))[:16]}.json").write_bytes(source.read_bytes())
    yield from found.public


def statements_in(file: Path) -> list[Mapping[str, Any]]:
    """The statements in a file. Raises StopRun where it is no file of keys."""
    try:
        return verifier.statements_in(file.read_bytes())
    except ValueError as error:
        raise StopRun(f"no keys in {file}", words.BAD_KEYS.fill(name=file)) from error
