"""Importing one source for the command."""

from typing import BinaryIO, NamedTuple

from django.conf import settings

from turunkan.core.readers import ReadOptions
from turunkan.core.vocab import Wording
from turunkan.desk.intake.models import BrokenPart
from turunkan.desk.intake.services.runs import import_capture
from turunkan.desk.subjects.services import register

COUNTS = ("new", "seen", "changed", "broken", "surfaced")
_FIRST = 5


class Imported(NamedTuple):
    """How much came in, and where and why the first broken parts are broken."""

    counts: dict[str, int]
    broken: list[tuple[str, Wording]]


def import_source(source: BinaryIO, name: str, options: ReadOptions) -> Imported:
    """What came in. Raises Unreadable for what is no capture."""
    subject = register(settings.PACK)
    run = import_capture(source, name, by=None, subject=subject, options=options)
    counts = {key: getattr(run, key) for key in COUNTS}
    parts = BrokenPart.objects.filter(sha256=run.sha256)[: _FIRST if run.broken else 0]
    return Imported(counts, [(part.place, Wording(id=part.message_id, en=part.message_en)) for part in parts])
