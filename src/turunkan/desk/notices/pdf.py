"""Printing: a Letter as tagged PDF/UA (ISO 14289-1); the same letter always gives the same bytes."""

import hashlib
from typing import Any

import segno
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.urls import URLFetcher

# A letter fetches nothing; all that it shows, the QR code, is in it as a data address.
_FETCHER = URLFetcher(allowed_protocols=["data"], allow_redirects=False)


def print_letter(letter: dict[str, Any], *, stamp: str) -> bytes:
    """The PDF of a letter; `stamp` is the moment of signing (ISO 8601), which the file's properties carry."""
    html = render_to_string(
        "notices/letter.html", {"letter": letter, "stamp": stamp, "qr": _qr(letter["verify_url"])}
    )
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    document = HTML(string=html, url_fetcher=_FETCHER, base_url=None)
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return pdf


def _qr(address: str) -> str:
    """The QR code (ISO/IEC 18004) of an address as an inline SVG data address."""
    code = segno.make(address, error="m")
    return code.svg_data_uri(scale=4, border=2)
