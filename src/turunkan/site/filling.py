"""What every desk holds from its first start: the recipients that are known, and the subject as a version."""

from django.conf import settings

from turunkan.desk.parties.services import ensure_recipients
from turunkan.desk.subjects.services import register


def fill() -> None:
    """Add what is missing."""
    ensure_recipients()
    register(settings.PACK)
