"""Starting the desk inside a command: only then is anything of Django imported, by its dotted name."""

import importlib.util
import os
from collections.abc import Callable
from importlib import import_module
from typing import Any

from turunkan.cli.words import desk as words
from turunkan.core.vocab import StopRun
from turunkan.site.environment import SQLITE_FILE, current, home

_NEEDED = ("django", "weasyprint", "waitress")
_SHORTEST_KEY = 32  # characters


def desk(place: str, *, needs_key: bool = False, as_it_stands: bool = False) -> Callable[..., Any]:
    """The function at `module:name`, with the desk set up; its tables are of this version, unless `as_it_stands`.

    Raises StopRun where the desk is not installed, has no good key though it needs one, or no database.
    """
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        raise StopRun("desk extra missing", words.NO_DESK)
    values = current()
    if needs_key:
        _check_key(values)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "turunkan.site.settings")
    preparing = import_module("turunkan.site.prepare")
    (preparing.start if as_it_stands else preparing.prepare)()
    module, _, name = place.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def check_there() -> None:
    """Raises StopRun where the data folder holds no desk: none is made by asking how one is."""
    values = current()
    if not values["DATABASE_URL"] and not (home() / SQLITE_FILE).is_file():
        raise StopRun("no desk there", words.NO_DESK_THERE.fill(home=home()))


def _check_key(values: dict[str, str]) -> None:
    key, home = values["TURUNKAN_SECRET_KEY"], values["TURUNKAN_HOME"]
    if not key:
        raise StopRun("no secret key", words.NO_KEY.fill(home=home))
    if len(key) < _SHORTEST_KEY:
        raise StopRun("short secret key", words.SHORT_KEY.fill(home=home))
