"""What went wrong, said in the desk's own words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "console/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "console/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "console/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """500: without anything that may itself have failed."""
    return HttpResponse(
        "Terjadi kesalahan; sudah dicatat. Muat ulang, atau beri tahu pengelola sistem.\n"
        "Something failed; it is in the log. Reload, or tell whoever runs the system.\n",
        status=500,
        content_type="text/plain; charset=utf-8",
    )


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or did not come from here."""
    return render(request, "console/csrf.html", status=403)
