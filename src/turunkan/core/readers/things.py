"""The things that a page says it is about or lists, in JSON-LD or in microdata of the same form.

schema.org: https://schema.org/docs/full.html. JSON-LD: https://www.w3.org/TR/json-ld11/.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from turunkan.core.vocab import Kind

Thing = Mapping[str, Any]
Found = tuple[Thing, bool]
"""A thing, and whether it stands in a list of the page."""

KINDS = {
    **dict.fromkeys(("Product", "Offer", "AggregateOffer", "ProductGroup", "IndividualProduct"), Kind.LISTING),
    "VideoObject": Kind.VIDEO,
    "LiveBlogPosting": Kind.LIVE,
    **dict.fromkeys(("SocialMediaPosting", "DiscussionForumPosting", "BlogPosting", "ImageObject"), Kind.POST),
    **dict.fromkeys(("Article", "NewsArticle"), None),
}
"""The types of things that are content, the more telling first, and the kind of Item that each is."""

_LISTED = frozenset(
    ("Product", "ProductGroup", "IndividualProduct", "VideoObject", "SocialMediaPosting", "DiscussionForumPosting")
)
_WORDS = ("name", "headline", "description", "articleBody", "text")
_MAX_STEPS = 10_000  # through one document, in which things nest


def things_of(value: object) -> Iterator[Found]:
    """The objects of a document that have a type, the outer ones first."""
    waiting = deque([(value, False)])
    for _ in range(_MAX_STEPS):
        if not waiting:
            return
        one, is_listed = waiting.popleft()
        if isinstance(one, list):
            waiting.extend((each, is_listed) for each in one[:_MAX_STEPS])
        elif isinstance(one, dict):
            if type_of(one):
                yield one, is_listed
            waiting.extend((one[key], is_listed) for key in ("@graph", "mainEntity") if key in one)
            waiting.extend((one[key], True) for key in ("itemListElement", "item") if key in one)


def type_of(thing: Thing) -> str:
    """The first type of a thing, without its vocabulary; empty where it has none."""
    said = thing.get("@type")
    first = said[0] if isinstance(said, list) and said else said
    return first.rpartition("/")[2] if isinstance(first, str) else ""


def main_of(found: Sequence[Found], address: str | None) -> Thing:
    """The thing that the page is about: of the kinds in their order, the one of the page's own address first."""
    own = [thing for thing, is_listed in found if not is_listed or len(found) == 1]
    first = next((kind for kind in KINDS if any(type_of(thing) == kind for thing in own)), None)
    same = [thing for thing in own if type_of(thing) == first]
    return next((thing for thing in same if address and thing.get("url") == address), next(iter(same), {}))


def others_of(found: Sequence[Found], main: Thing) -> Iterator[Thing]:
    """What is listed, and what is of the page's own kind, each once; what has no name or words is no content."""
    seen = {_sameness(main)}
    for thing, is_listed in found:
        is_other = type_of(thing) in _LISTED and (is_listed or not main or type_of(thing) == type_of(main))
        if is_other and any(thing.get(word) for word in _WORDS) and _sameness(thing) not in seen:
            seen.add(_sameness(thing))
            yield thing


def _sameness(thing: Thing) -> str:
    return repr([thing.get(key) for key in ("@type", "@id", "url", *_WORDS)])
