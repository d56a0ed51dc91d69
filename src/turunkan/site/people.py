"""Adding a person from the command line."""

from django.db import transaction

from turunkan.desk.audit.services import record
from turunkan.desk.parties.roles import Role
from turunkan.desk.parties.services import user_create


@transaction.atomic
def add_person(*, username: str, password: str, role: str, name: str, post: str) -> None:
    """One more person. Raises SkipThis."""
    user = user_create(username=username, password=password, role=Role(role), name=name, post=post)
    record("user.added", actor=None, on=("user", user.pk), role=role)
