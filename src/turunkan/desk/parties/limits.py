"""Limits for pages without login: requests a minute from one address, counted in this process; size of a body."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

View = Callable[..., HttpResponseBase]
_MINUTE = 60


def limited(per_minute: int) -> Callable[[View], View]:
    """At most so many requests a minute from one address to this view; more get 429."""

    def around(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            key = f"limit:{view.__module__}.{view.__name__}:{request.META.get('REMOTE_ADDR', '')}"
            if _count(key) > per_minute:
                response: HttpResponse = render(request, "public/slow_down.html", status=429)
                response["Retry-After"] = str(_MINUTE)
                return response
            return view(request, *args, **kwargs)

        return counted

    return around


def at_most(size: int) -> Callable[[View], View]:
    """A body of more bytes gets 413 unread. The view is `csrf_exempt` outside and `csrf_protect` inside."""

    def around(view: View) -> View:
        @wraps(view)
        def weighed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            announced = request.META.get("CONTENT_LENGTH") or "0"
            if announced.isdecimal() and int(announced) > size:
                return render(request, "public/too_big.html", {"megabytes": size // 1024**2}, status=413)
            return view(request, *args, **kwargs)

        return weighed

    return around


def _count(key: str) -> int:
    """One more; from one again where the minute ends between the two steps."""
    cache.add(key, 0, _MINUTE)
    try:
        return cache.incr(key)
    except ValueError:
        return 1
