"""The office, its users, and the platforms and authorities that it writes to."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from turunkan.desk.parties.roles import TITLES, Right, Role, may


class Office(models.Model):
    """The agency that runs the desk, as its letterhead names it; agencies are renamed, so nothing is fixed."""

    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300)
    city = models.CharField(max_length=100)
    phone = models.CharField(max_length=50, blank=True)
    email = models.EmailField()
    website = models.URLField(blank=True)
    # The pattern of a letter's number: {serial}, {month} in Roman figures, {year}.
    number_pattern = models.CharField(max_length=100, default="B-{serial:03d}/TPBI/{month}/{year}")
    contact_name = models.CharField(max_length=200)
    copies_to = models.JSONField(default=list, blank=True)

    class Meta:
        db_table = "parties_office"

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person at the desk; `post` is the jabatan under a signature. Reviewers are never named outside."""

    role = models.CharField(max_length=20, choices=[(role.value, TITLES[role].id) for role in Role])
    post = models.CharField(max_length=200, blank=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="people", null=True)
    shortcuts = models.BooleanField(default=True)

    class Meta:
        db_table = "parties_user"

    @property
    def shown_name(self) -> str:
        """The name that colleagues see."""
        return self.get_full_name() or self.username

    def may(self, right: Right) -> bool:
        """Whether the person's role has a right."""
        return self.is_active and may(self.role, right)


class Recipient(models.Model):
    """A platform, or an authority to whom a case can be referred; `key` is the platform's name in Items."""

    class Sort(models.TextChoices):
        """Who it is; a letter to an authority is a referral (rujukan)."""

        PLATFORM = "platform", "platform"
        AUTHORITY = "authority", "lembaga"

    key = models.SlugField(max_length=40, unique=True)
    sort = models.CharField(max_length=10, choices=Sort.choices, default=Sort.PLATFORM)
    name = models.CharField(max_length=200)
    legal_name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    hosts = models.JSONField(default=list, blank=True)

    class Meta:
        db_table = "parties_recipient"
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """A person or desk to write to (narahubung), by a channel of the registry."""

    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=200)
    channel = models.CharField(max_length=20, default="email")
    address = models.CharField(max_length=300)
    active = models.BooleanField(default=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "parties_contact"

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>"
