"""Kotak keluar: the demo's mail sink, where letters arrive instead of leaving."""

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


def folder() -> Path:
    """Where the sink puts what it takes in."""
    return settings.TURUNKAN_HOME / "outbox"


def show(request: HttpRequest) -> HttpResponse:
    """All messages, newest first."""
    if not settings.DEMO:
        raise Http404
    files = sorted(folder().glob("*.eml"), reverse=True)[:100]
    return render(request, "console/outbox.html", {"messages_in": [_shown(file) for file in files]})


def _shown(file: Path) -> dict[str, Any]:
    message: EmailMessage = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    text = body.get_content() if body else ""
    return {
        "id": file.stem,
        "to": str(message["To"]),
        "subject": str(message["Subject"]),
        "date": str(message["Date"]),
        "lines": [{"text": line, "is_link": line.startswith("http")} for line in text.splitlines()],
        "files": [part.get_filename() for part in message.iter_attachments()],
    }
