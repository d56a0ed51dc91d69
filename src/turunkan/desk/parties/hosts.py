"""Host names of a platform, as an office writes them down."""

import re

from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.parties.selectors import hosts

_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_NO_HOST = Wording(
    "Bukan nama host (tulis misalnya platform.example, tanpa https://): {names}",
    "No host name (write for example platform.example, without https://): {names}",
)
_TAKEN = Wording("Sudah milik penerima lain: {names}", "Already another recipient's: {names}")


def read_hosts(text: str) -> list[str]:
    """The host names of a text, one a line, each once. Raises SkipThis for what is none, or another's."""
    found = list(dict.fromkeys(line.strip().lower() for line in text.splitlines() if line.strip()))
    if wrong := [name for name in found if not _HOST.fullmatch(name)]:
        raise SkipThis("no host name", _NO_HOST.fill(names=", ".join(wrong)))
    if taken := [name for name in found if name in hosts()]:
        raise SkipThis("host taken", _TAKEN.fill(names=", ".join(taken)))
    return found
