"""The bytes of files that were given: in a store of their own, `$TURUNKAN_HOME/incoming`, and for a while only."""

import io
from typing import BinaryIO

from django.conf import settings

from turunkan.core.evidence.store import Absent, Store
from turunkan.core.vocab import SkipThis
from turunkan.desk.intake.incoming import words
from turunkan.desk.intake.models import Incoming


def incoming_store() -> Store:
    """Where the files are; encrypted where TURUNKAN_STORE_KEY is set."""
    return Store(settings.TURUNKAN_HOME / "incoming", settings.STORE_KEY.encode() or None)


def opened(incoming: Incoming) -> BinaryIO:
    """The file from its beginning. Raises SkipThis where it was swept."""
    try:
        return io.BytesIO(incoming_store().get(incoming.sha256))
    except Absent as absent:
        raise SkipThis("incoming file is gone", words.GONE.fill(name=incoming.name)) from absent
