"""How much one capture may take, of everybody's time and of our memory."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds, bytes, pixels and counts; a page that wants more is cut off there, and the capture says so."""

    page_seconds: int = 30  # until the document is there
    settle_seconds: int = 5  # for what it loads after that
    picture_seconds: int = 20  # to draw it
    wall_seconds: int = 75  # for the browser in all; then it is ended
    connect_seconds: int = 10  # to look a name up, and to connect
    received_bytes: int = 60_000_000  # in all, as they come over the line
    body_bytes: int = 10_000_000  # of one response, in the archive
    archived_bytes: int = 120_000_000  # of all responses together, in the archive
    requests: int = 600  # in the archive
    connections: int = 400
    memory_bytes: int = 3_000_000_000  # of all processes of the browser together
    width: int = 1366  # of the window
    height: int = 900
    picture_height: int = 12_000  # of the screenshot, in pixels
    text_characters: int = 200_000
    page_characters: int = 5_000_000  # of the rendered page

    def plain(self) -> dict[str, int]:
        """The limits as JSON has them."""
        return asdict(self)
