"""Documents: the JSON that instaloader keeps of a post, and of each of its comments in a list of their own.

Source: https://github.com/instaloader/instaloader (`get_json_structure` in `structures.py`, `update_comments` in
`instaloader.py`). The list does not say which post its comments answer.
"""

from turunkan.core.readers.breakage import Breakage, Code, shown
from turunkan.core.readers.dig import Record, dig
from turunkan.core.readers.document import Document, Parts
from turunkan.core.readers.instagram_post import listed_comment, with_comments
from turunkan.core.vocab import Wording

_COMMENT = {"id", "created_at", "text", "owner", "likes_count"}


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


def _is_comment(record: Record) -> bool:
    return record.keys() >= _COMMENT and isinstance(record["owner"], dict)


DOCUMENT = Document("instaloader", _matches, _unwrap)
COMMENT = Document("instaloader-comments", _is_comment, listed_comment)
