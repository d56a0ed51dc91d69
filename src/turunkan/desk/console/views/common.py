"""What several pages share: a refusal becomes a message on the page it came from."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.console.templatetags.desk import language
from turunkan.desk.parties.models import User

ID = re.compile("[0-9]{1,18}")
View = TypeVar("View", bound=Callable[..., HttpResponse])


def person(request: HttpRequest) -> User:
    """Who is logged in; pages that need a right have one."""
    return cast("User", request.user)


def tell(request: HttpRequest, wording: Wording, *, good: bool = True) -> None:
    """A message on the next page."""
    (messages.success if good else messages.error)(request, wording.say(language()))


def refusable(view: View) -> View:
    """A SkipThis leads back to where the person came from, and says why; nothing was changed."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except SkipThis as refusal:
            tell(request, refusal.person, good=False)
            return redirect(back(request))

    return cast("View", answered)


def numbers(request: HttpRequest, name: str) -> list[int]:
    """The ids that were ticked; what no database could hold is no id."""
    return [int(text) for text in request.POST.getlist(name) if ID.fullmatch(text)]


def back(request: HttpRequest) -> str:
    """The page that a form was sent from, if it is ours; else the start."""
    target = request.POST.get("back") or request.META.get("HTTP_REFERER", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_ours and target else "/"
