"""Coming in and leaving; in a demo, as anyone who works there."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login as log_in
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy

from turunkan.core.vocab import Wording
from turunkan.desk.audit.services import record
from turunkan.desk.console.views.common import back, person, tell
from turunkan.desk.parties.limits import limited
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import DUTIES, TITLES, Right, Role
from turunkan.desk.parties.services import switch_shortcuts

_CHANGED = Wording("Kata sandi diganti.", "Password changed.")
_LOGINS = 30  # a minute from one address; guessing one account is locked much earlier


class Login(LoginView):
    """The login, with the demo's people beside it."""

    template_name = "console/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Adds the people of the demo."""
        found = [
            {"user": user, "role": TITLES[Role(user.role)], "duty": DUTIES[Role(user.role)]}
            for user in (User.objects.filter(is_active=True).order_by("pk") if settings.DEMO else ())
        ]
        return {**super().get_context_data(**kwargs), "people": found}


login = limited(_LOGINS)(Login.as_view())
logout = LogoutView.as_view()


class Password(PasswordChangeView):
    """One's own password."""

    template_name = "console/password.html"
    success_url = reverse_lazy("home")

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, record it, say so."""
        with transaction.atomic():
            response = super().form_valid(form)
            record("user.password", actor=person(self.request), on=("user", person(self.request).pk))
        tell(self.request, _CHANGED)
        return response


password = Password.as_view()


def home(request: HttpRequest) -> HttpResponse:
    """Each to their first place of work."""
    user = request.user
    if not user.is_authenticated:
        return redirect("login")
    return redirect("queue" if user.may(Right.LOOK) else "users")


def login_as(request: HttpRequest, username: str) -> HttpResponse:
    """Masuk sebagai: only in a demo."""
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(User, username=username, is_active=True)
    log_in(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("home")


def shortcuts(request: HttpRequest) -> HttpResponse:
    """Single-key shortcuts on or off (WCAG 2.1.4)."""
    switch_shortcuts(person(request))
    return redirect(back(request))


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Too many guesses."""
    return render(request, "console/locked.html", status=429)
