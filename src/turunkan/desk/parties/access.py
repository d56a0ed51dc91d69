"""Closed by default: a view that does not say who may use it, by which method, is used by nobody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.urls import URLPattern, path

from turunkan.desk.parties.roles import Right

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Access:
    """The right that each method asks for; None: no login needed."""

    methods: Mapping[str, Right | None]

    def right(self, method: str) -> Right | None:
        """The right that a method asks for. Raises KeyError for a method that is not served."""
        return self.methods["GET" if method == "HEAD" else method]


def page(route: str, view: View, name: str, **methods: Right | None) -> URLPattern:
    """A page with its rule: `page("antrean/", queue, "queue", get=Right.LOOK)`."""

    @wraps(view)
    def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    served.access = Access({method.upper(): right for method, right in methods.items()})  # type: ignore[attr-defined]
    return path(route, served, name=name)


class ClosedByDefault:
    """Middleware that asks each view's Access; without one the answer is 403."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """None lets the request through."""
        access: Access | None = getattr(view, "access", None)
        if access is None:
            raise PermissionDenied
        method = request.method or "GET"
        try:
            right = access.right(method)
        except KeyError:
            return HttpResponseNotAllowed(sorted(access.methods))
        if right is None:
            return None
        user: Any = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path() if method in ("GET", "HEAD") else "/")
        if not user.may(right):
            raise PermissionDenied
        return None
