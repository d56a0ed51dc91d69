"""Time stamps on seals, where the office names an authority: asked for in the background, kept if they hold."""

import logging
from datetime import datetime
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from cryptography.x509 import Certificate
from django.conf import settings
from django.db import transaction

from turunkan.core.evidence.stamps import check_stamp, request_for, roots_in
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.audit.services import record
from turunkan.desk.cases.models import Seal, Stamp

_log = logging.getLogger(__name__)
_AT_ONCE = 20
_SECONDS = 15
_MOST_BYTES = 256 * 1024
_UNREACHABLE = Wording(
    id="Otoritas cap waktu {url} tidak menjawab: {why}. Dicoba lagi nanti.",
    en="The time stamp authority {url} does not answer: {why}. It is tried again later.",
)


def stamp_seals(_: datetime) -> int:
    """Ask for stamps on the oldest seals without one; how many came. Nothing where no authority is set."""
    if not settings.TSA_URL:
        return 0
    done = 0
    try:
        roots = roots_in(Path(settings.TSA_CERT))
        for seal in Seal.objects.filter(stamp__isnull=True).order_by("seq")[:_AT_ONCE]:
            done += _stamp(seal, roots)
    except SkipThis as trouble:
        _log.warning("%s", trouble.log)
    return done


def _stamp(seal: Seal, roots: list[Certificate]) -> bool:
    """Whether a stamp came, which is checked before it is kept. Raises SkipThis; then there is none."""
    link = seal.link.encode()
    response = _ask(settings.TSA_URL, request_for(link))
    at = check_stamp(response, link, roots)
    with transaction.atomic():
        kept = {"authority": settings.TSA_URL, "response": response, "at": at}
        _, is_new = Stamp.objects.get_or_create(seal=seal, defaults=kept)
        if is_new:
            record("seal.stamped", actor=None, on=("seal", seal.seq), head=seal.head)
    return is_new


class _NoRedirect(HTTPRedirectHandler):
    """The authority is the one that is set, and no other."""

    def redirect_request(self, *_: object) -> None:
        return None


def _ask(url: str, request: bytes) -> bytes:
    """The authority's answer (RFC 3161, 3.4). Raises SkipThis where there is none."""
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    asked = Request(url, request, headers)  # noqa: S310  (set by who runs the desk; http or https)
    try:
        with build_opener(_NoRedirect).open(asked, timeout=_SECONDS) as answer:
            return bytes(answer.read(_MOST_BYTES))
    except (URLError, HTTPException, OSError, ValueError) as error:
        raise SkipThis(f"time stamp authority {url}: {error}", _UNREACHABLE.fill(url=url, why=error)) from error
