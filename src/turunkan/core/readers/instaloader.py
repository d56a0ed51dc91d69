"""Document: the JSON that instaloader keeps of a post, with the comments that it holds.

Source: https://github.com/instaloader/instaloader (`structures.py`, `get_json_structure`).
"""

from turunkan.core.readers.breakage import Breakage, Code, shown
from turunkan.core.readers.dig import Record, dig
from turunkan.core.readers.document import Document, Parts
from turunkan.core.readers.instagram_post import with_comments
from turunkan.core.vocab import Wording


def _matches(record: Record) -> bool:
    return isinstance(record.get("instaloader"), dict) and "node" in record


def _unwrap(record: Record) -> Parts:
    node, kind = record["node"], dig(record, "instaloader.node_type")
    if kind != "Post":
        detail = Wording(id=f"instaloader, jenis {shown(kind)}", en=f"instaloader, of type {shown(kind)}")
        raise Breakage(Code.UNKNOWN_SHAPE, detail=detail)
    if not isinstance(node, dict):
        raise Breakage(Code.MISSING_KEY, key="node")
    yield from with_comments(node)


DOCUMENT = Document("instaloader", _matches, _unwrap)
