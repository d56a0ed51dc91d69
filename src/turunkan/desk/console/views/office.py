"""Kantor: letterhead, users, recipients and their contacts, the audit trail."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.audit.selectors import check_chain
from turunkan.desk.console.people import (
    add_contact,
    add_recipient,
    add_user,
    change_office,
    change_recipient,
    change_user,
)
from turunkan.desk.console.templatetags.desk import language
from turunkan.desk.console.views.common import person, refusable, tell
from turunkan.desk.parties.hosts import read_hosts
from turunkan.desk.parties.models import Office, Recipient, User
from turunkan.desk.parties.numbers import pattern_problem
from turunkan.desk.parties.roles import DUTIES, TITLES, Role
from turunkan.desk.parties.selectors import the_office

_SAVED = Wording("Disimpan.", "Saved.")
_BAD_ROLE = Wording("Pilih peran.", "Choose a role.")
_BAD_LINES = Wording("Nama resmi atau alamat terlalu panjang.", "The legal name or the address is too long.")


class OfficeForm(forms.ModelForm):  # type: ignore[type-arg]
    """The letterhead and what stands under a letter."""

    website = forms.URLField(required=False, assume_scheme="https")
    copies_to = forms.CharField(widget=forms.Textarea, required=False)

    class Meta:
        model = Office
        fields = (
            "name",
            "unit",
            "address",
            "city",
            "phone",
            "email",
            "website",
            "number_pattern",
            "contact_name",
            "copies_to",
        )

    def clean_copies_to(self) -> list[str]:
        """One copy a line."""
        return [line.strip() for line in self.cleaned_data["copies_to"].splitlines() if line.strip()]

    def clean_number_pattern(self) -> str:
        """A pattern that makes different numbers."""
        pattern: str = self.cleaned_data["number_pattern"]
        if problem := pattern_problem(pattern):
            raise forms.ValidationError(problem.say(language()))
        return pattern


class RecipientForm(forms.ModelForm):  # type: ignore[type-arg]
    """A platform or an authority that letters can go to."""

    hosts = forms.CharField(widget=forms.Textarea, required=False)

    class Meta:
        model = Recipient
        fields = ("name", "key", "sort", "legal_name", "address", "hosts")

    def clean_key(self) -> str:
        """As Items write the name of a platform."""
        return str(self.cleaned_data["key"]).lower()

    def clean_hosts(self) -> list[str]:
        """One host name a line."""
        try:
            return read_hosts(self.cleaned_data["hosts"])
        except SkipThis as refusal:
            raise forms.ValidationError(refusal.say(language())) from refusal


AddressForm = forms.modelform_factory(Recipient, fields=("legal_name", "address"))


def office(request: HttpRequest) -> HttpResponse:
    """Show and change the letterhead."""
    current = the_office()
    initial = {"copies_to": "\n".join(current.copies_to)} if current else {}
    form = OfficeForm(request.POST or None, instance=current, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_office(form.save(commit=False), by=person(request))
        tell(request, _SAVED)
        return redirect("office")
    return render(request, "console/office.html", {"form": form})


def users(request: HttpRequest) -> HttpResponse:
    """Everybody at the desk, and a form for one more."""
    roles = [{"code": role.value, "title": TITLES[role], "duty": DUTIES[role]} for role in Role]
    people = User.objects.order_by("-is_active", "username")
    return render(request, "console/users.html", {"people": people, "roles": roles})


@refusable
def new_user(request: HttpRequest) -> HttpResponse:
    """One more person."""
    form = request.POST
    add_user(
        by=person(request),
        username=form.get("username", "").strip()[:150],
        password=form.get("password", ""),
        role=_role(form.get("role", "")),
        name=form.get("name", "")[:200],
        post=form.get("post", "")[:200],
    )
    tell(request, _SAVED)
    return redirect("users")


@refusable
def edit_user(request: HttpRequest, pk: int) -> HttpResponse:
    """A new role or post, or no more access."""
    form = request.POST
    change_user(
        get_object_or_404(User, pk=pk),
        by=person(request),
        role=_role(form.get("role", "")),
        post=form.get("post", "")[:200],
        active=form.get("active") == "yes",
        password=form.get("password", ""),
    )
    tell(request, _SAVED)
    return redirect("users")


def _role(text: str) -> Role:
    if text not in list(Role):
        raise SkipThis("unknown role", _BAD_ROLE)
    return Role(text)


def recipients(request: HttpRequest) -> HttpResponse:
    """Platforms and authorities with their contacts."""
    return _recipients(request, RecipientForm())


def new_recipient(request: HttpRequest) -> HttpResponse:
    """One more platform or authority."""
    form = RecipientForm(request.POST)
    if not form.is_valid():
        return _recipients(request, form, status=422)
    add_recipient(form.save(commit=False), by=person(request))
    tell(request, _SAVED)
    return redirect("recipients")


@refusable
def edit_recipient(request: HttpRequest, pk: int) -> HttpResponse:
    """Another legal name or address."""
    form = AddressForm(request.POST, instance=get_object_or_404(Recipient, pk=pk))
    if not form.is_valid():
        raise SkipThis("recipient's lines", _BAD_LINES)
    change_recipient(form.save(commit=False), by=person(request))
    tell(request, _SAVED)
    return redirect("recipients")


def _recipients(request: HttpRequest, form: RecipientForm, status: int = 200) -> HttpResponse:
    found = Recipient.objects.prefetch_related("contacts")
    return render(request, "console/recipients.html", {"recipients": found, "form": form}, status=status)


@refusable
def new_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """A contact; the one before is no longer written to."""
    add_contact(
        get_object_or_404(Recipient, pk=pk),
        by=person(request),
        name=request.POST.get("name", "")[:200],
        address=request.POST.get("address", "").strip()[:300],
    )
    tell(request, _SAVED)
    return redirect("recipients")


def audit(request: HttpRequest) -> HttpResponse:
    """The log, newest first, and whether the chain is whole."""
    page = Paginator(AuditEvent.objects.select_related("actor").order_by("-seq"), 50).get_page(
        request.GET.get("page")
    )
    chain = check_chain() if request.GET.get("check") else None
    return render(request, "console/audit.html", {"page": page, "chain": chain})
