"""Cleanly: a request with a NUL in it is answered 400; no text has one, and PostgreSQL cannot hold it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.decorators import decorator_from_middleware


class Cleanly:
    """Middleware: address, query and cookies are read before a session is, a form before its view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _refuse_nul([request.path, *_texts(request.GET), *request.COOKIES.values()])
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> None:
        """Only what has an address has a form; names of files come without NUL from Django.

        A view that is `csrf_exempt` weighs the body first, and is `cleanly` and `csrf_protect` inside.
        """
        if not getattr(view, "csrf_exempt", False):
            _refuse_nul(_texts(request.POST))


def _texts(form: QueryDict) -> list[str]:
    return [text for name, texts in form.lists() for text in (name, *texts)]


def _refuse_nul(texts: Iterable[str]) -> None:
    if any("\0" in text for text in texts):
        raise BadRequest("NUL in a request")


cleanly = decorator_from_middleware(Cleanly)
