"""What was seen as a web archive: WARC 1.1 records in a WACZ, which other people's tools read and check.

Bodies are kept as the browser decoded them. So the fields that speak of the coding on the line are kept under the
name `x-orig-…`, as other browser-based archivers do, and `content-length` is the length of what is kept.
Sources: ISO 28500:2017 (WARC 1.1), the WACZ specification 1.1.1 of Webrecorder.
"""

import io
import json
import re
import subprocess
import sys
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from turunkan import __version__
from turunkan.desk.intake.capture.browser import Visit
from turunkan.desk.intake.capture.exchanges import Exchange, Fields

_CODING = {"content-encoding", "transfer-encoding", "content-length"}
_FORMAT = "WARC File Format 1.1"
_CONFORMS = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_SPACE = uuid.UUID("6d3f4c4e-5e2b-5b0a-9d43-0f3a6a1c7e11")  # for ids of records, made from what they hold
_SECONDS = 60
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def write_archive(seen: Visit, files: Mapping[str, bytes], folder: Path) -> Mapping[str, bytes]:
    """`capture.wacz` with everything that was seen; `capture.warc.gz` alone where the packer fails."""
    warc = folder / "data.warc.gz"
    with warc.open("wb") as out:
        _Records(seen, WARCWriter(out, gzip=True, warc_version="WARC/1.1")).write(files)
    wacz = folder / "capture.wacz"
    if _pack(seen, warc, wacz):
        return {"capture.wacz": wacz.read_bytes()}
    return {"capture.warc.gz": warc.read_bytes()}


class _Records:
    """Writes one record after the other; the id of each comes from its place and content, not from chance."""

    def __init__(self, seen: Visit, writer: WARCWriter) -> None:
        self._seen, self._writer = seen, writer
        self._count = 0

    def write(self, files: Mapping[str, bytes]) -> None:
        """What made the archive, each exchange, and what the browser showed in the end."""
        self._info()
        for exchange in self._seen.exchanges:
            self._exchange(exchange)
        if self._seen.final_url:
            for (name, scheme), kind in _RENDERED.items():
                if name in files:
                    self._resource(f"{scheme}:{self._seen.final_url}", kind, files[name])

    def _info(self) -> None:
        lines = {
            "software": f"turunkan/{__version__}",
            "format": _FORMAT,
            "conformsTo": _CONFORMS,
            "http-header-user-agent": self._seen.agent,
        }
        text = "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode()
        self._writer.write_record(self._record("", "warcinfo", self._seen.started_at, text))

    def _exchange(self, exchange: Exchange) -> None:
        status = f"{exchange.status} {exchange.reason}".strip()
        head = StatusAndHeaders(status, _stored(exchange), protocol="HTTP/1.1")
        more = {"WARC-Truncated": "length"} if exchange.cut else {}
        answer = self._record(exchange.url, "response", exchange.at, exchange.body, head, more)
        first = f"{exchange.method} {_path(exchange.url)} HTTP/1.1"
        asked = StatusAndHeaders(first, _lines(exchange.asked), is_http_request=True)
        request = self._record(exchange.url, "request", exchange.at, exchange.posted, asked)
        self._writer.write_request_response_pair(request, answer)

    def _resource(self, url: str, kind: str, data: bytes) -> None:
        record = self._record(url, "resource", self._seen.ended_at, data, more={"Content-Type": kind})
        self._writer.write_record(record)

    def _record(
        self,
        url: str,
        kind: str,
        at: datetime,
        data: bytes,
        head: StatusAndHeaders | None = None,
        more: Mapping[str, str] | None = None,
    ) -> ArcWarcRecord:
        self._count += 1
        named = uuid.uuid5(_SPACE, f"{self._count} {kind} {url} {_date(at)}")
        headers = {"WARC-Record-ID": f"<urn:uuid:{named}>", "WARC-Date": _date(at), **(more or {})}
        return self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(data),
            length=len(data),
            http_headers=head,
            warc_headers_dict=headers,
        )


_RENDERED = {
    ("page.html", "urn:view"): "text/html; charset=utf-8",
    ("screenshot.png", "urn:thumbnail"): "image/png",
}


def _stored(exchange: Exchange) -> Fields:
    """The response's fields with those about the coding put aside, and the length of what is kept."""
    fields = [
        (f"x-orig-{name}" if name.lower() in _CODING else name, value) for name, value in _lines(exchange.answered)
    ]
    return [*fields, ("content-length", str(len(exchange.body)))]


def _lines(fields: Fields) -> Fields:
    """Fields that are one line each, without the pseudo-fields of HTTP/2."""
    return [(name, _CONTROL.sub(" ", value)) for name, value in fields if not name.startswith(":")]


def _path(url: str) -> str:
    """The path and query of a web address."""
    return "/" + url.split("/", 3)[3] if url.count("/") > 2 else "/"


def _date(at: datetime) -> str:
    """As WARC 1.1 writes it: UTC, in milliseconds, which is as fine as the browser's clock."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def _pack(seen: Visit, warc: Path, wacz: Path) -> bool:
    """Let `wacz create` index and pack the records, with the page as its one entry; whether it could."""
    pages = warc.with_name("pages.jsonl")
    pages.write_text("".join(json.dumps(line) + "\n" for line in _pages(seen)), encoding="utf-8")
    command: list[str | Path] = [sys.executable, "-m", "wacz", "create", "--output", wacz, "--pages", pages]
    made = subprocess.run(  # noqa: S603  (this interpreter, and files of ours)
        [*command, "--url", _main(seen).url, warc] if seen.exchanges else [*command, warc],
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    return made.returncode == 0


def _main(seen: Visit) -> Exchange:
    """The exchange that brought the page; the first one where there is no page."""
    return next((one for one in seen.exchanges if one.url == seen.final_url), seen.exchanges[0])


def _pages(seen: Visit) -> list[dict[str, str]]:
    """The list of pages of a WACZ: its head, and the page."""
    head = {"format": "json-pages-1.0", "id": "pages", "title": "turunkan"}
    if not seen.exchanges:
        return [head]
    main = _main(seen)
    page = {"id": "page", "url": main.url, "ts": _date(main.at), "title": seen.title or main.url}
    return [head, page | ({"text": seen.text} if seen.text else {})]
