"""The kinds of text that can be read: a new one is its file, its sample and its line here."""

from turunkan.core.readers import subtitles, whatsapp
from turunkan.core.readers.text_format import TextFormat

TEXT_FORMATS: tuple[TextFormat, ...] = (whatsapp.FORMAT, subtitles.FORMAT)


def text_format_of(head: bytes) -> TextFormat | None:
    """The format of a text that begins like this; None where it is none that is known."""
    return next((known for known in TEXT_FORMATS if known.matches(head)), None)
