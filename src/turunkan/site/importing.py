"""Importing one source for the command."""

from typing import BinaryIO

from django.conf import settings

from turunkan.core.readers import ReadOptions
from turunkan.desk.intake.services.runs import import_capture
from turunkan.desk.subjects.services import register

COUNTS = ("new", "seen", "changed", "broken", "surfaced")


def import_source(source: BinaryIO, name: str, options: ReadOptions) -> dict[str, int]:
    """What came in. Raises Unreadable for what is no capture."""
    subject = register(settings.PACK)
    run = import_capture(source, name, by=None, subject=subject, options=options)
    return {key: getattr(run, key) for key in COUNTS}
