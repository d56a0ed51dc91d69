"""Rate limits for pages without login: so many requests a minute from one address; counted in this process."""

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
            cache.add(key, 0, _MINUTE)
            if cache.incr(key) > per_minute:
                response: HttpResponse = render(request, "public/slow_down.html", status=429)
                response["Retry-After"] = str(_MINUTE)
                return response
            return view(request, *args, **kwargs)

        return counted

    return around
