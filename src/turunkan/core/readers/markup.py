"""What a saved page says about itself: title, meta, links, JSON-LD and microdata, and nothing of it is run.

HTML: https://html.spec.whatwg.org/ (microdata: section 5). JSON-LD: https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents.
"""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_VALUE_OF = {"meta": "content", "link": "href", "a": "href", "img": "src", "time": "datetime", "data": "value"}
_VALUE_OF |= {"video": "src", "audio": "src", "source": "src", "iframe": "src", "object": "data"}
_LINKED = "application/ld+json"
_SCRIPTS = (_LINKED, "application/json")
_MAX_DEPTH = 2000  # open elements; a page that nests deeper says no more about itself


@dataclass
class Page:
    """The statements of a page, as they stand, and whether its end was there.

    `meta` goes by lower-case name, of which the first one said stays; `things` are microdata in the form of
    JSON-LD; `linked_data` and `data` are the texts of its scripts of JSON.
    """

    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    things: list[dict[str, Any]] = field(default_factory=list)
    linked_data: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    ended: bool = False


@dataclass
class _Open:
    """An element that is not closed yet, with the microdata that it begins or the text that it collects."""

    tag: str
    thing: dict[str, Any] | None = None
    prop: str = ""
    owner: dict[str, Any] | None = None
    text: list[str] | None = None
    kind: str = ""


def page_of(text: str) -> Page:
    """What the page says; markup that is wrong is taken as browsers take it, as far as these statements go."""
    reader = _Reader()
    reader.feed(closed(text))
    reader.close()
    return reader.page


def closed(text: str) -> str:
    """The page without tags and comments that never end, whose end a parser would seek again at each of them."""
    end = text.rfind(">") + 1
    said = text.rfind("-->", 0, end) + 1
    return text[:said] + text[said:end].replace("<!--", "<! ") + text[end:].replace("<", " ")


class _Reader(HTMLParser):
    """Collects the statements in one pass, in time that grows with the page alone."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[_Open] = []
        self._times: Counter[str] = Counter()  # how many elements of a name are open
        self._owners: list[dict[str, Any]] = []  # the things of microdata that are open
        self._texts: list[list[str]] = []  # whatever collects text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._meta(said)
        elif tag == "link":
            self.page.links.setdefault(said.get("rel", "").lower(), said.get("href", ""))
        element = _Open(tag)
        self._microdata(element, said)
        if tag == "title" or (tag == "script" and said.get("type", "").lower() in _SCRIPTS):
            element.text, element.kind = [], said.get("type", "").lower()
        if tag not in _VOID and len(self._open) < _MAX_DEPTH:
            self._push(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.page.ended |= tag == "html"
        while self._times[tag]:
            if self._pop().tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._texts:
            self._texts[-1].append(data)

    def handle_comment(self, data: str) -> None:
        self.page.comments.append(data)

    def close(self) -> None:
        """What is still open ends with the page."""
        super().close()
        while self._open:
            self._pop()

    def _meta(self, said: dict[str, str]) -> None:
        name = said.get("property") or said.get("name") or ""
        if name and said.get("content", "").strip():
            self.page.meta.setdefault(name.lower(), said["content"].strip())

    def _microdata(self, element: _Open, said: dict[str, str]) -> None:
        owner = self._owners[-1] if self._owners else None
        prop = said.get("itemprop", "")
        if "itemscope" in said:
            element.thing = {"@type": said.get("itemtype", "").rstrip("/").rpartition("/")[2]}
            if not prop or owner is None:
                self.page.things.append(element.thing)
            else:
                _say(owner, prop, element.thing)
        elif prop and owner is not None:
            value = said.get("content") or said.get(_VALUE_OF.get(element.tag, "content"))
            if value or element.tag in _VOID:
                _say(owner, prop, value or "")
            else:
                element.prop, element.owner, element.text = prop, owner, []

    def _push(self, element: _Open) -> None:
        self._open.append(element)
        self._times[element.tag] += 1
        if element.thing is not None:
            self._owners.append(element.thing)
        if element.text is not None:
            self._texts.append(element.text)

    def _pop(self) -> _Open:
        element = self._open.pop()
        self._times[element.tag] -= 1
        if element.thing is not None:
            self._owners.pop()
        if element.text is not None:
            self._texts.pop()
            self._collected(element, "".join(element.text))
        return element

    def _collected(self, element: _Open, text: str) -> None:
        """A text is whole; that of an element inside another belongs to both."""
        if element.tag == "title":
            self.page.title = self.page.title or " ".join(text.split())
        elif element.tag == "script":
            (self.page.linked_data if element.kind == _LINKED else self.page.data).append(text)
        elif element.owner is not None:
            _say(element.owner, element.prop, " ".join(text.split()))
            if self._texts:
                self._texts[-1].append(text)


def _say(thing: dict[str, Any], prop: str, value: object) -> None:
    """A property that is said again becomes a list."""
    for name in prop.split():
        if name not in thing:
            thing[name] = value
        elif isinstance(thing[name], list):
            thing[name].append(value)
        else:
            thing[name] = [thing[name], value]
