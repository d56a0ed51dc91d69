"""Changes to the office and its people, each with its audit verb; the rooms that hold them stand below the log."""

from django.db import transaction

from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.audit.services import record
from turunkan.desk.notices.channels import CHANNELS
from turunkan.desk.parties.models import Contact, Office, Recipient, User
from turunkan.desk.parties.roles import Right, Role
from turunkan.desk.parties.services import user_change, user_create

_BAD_ADDRESS = Wording("Tulis nama dan alamat surel yang benar.", "Write a name and a proper e-mail address.")
_MAY_NOT = Wording("Peran Anda tidak mengubah penerima.", "Your role does not change recipients.")


@transaction.atomic
def add_user(*, by: User, username: str, password: str, role: Role, name: str, post: str) -> User:
    """A new person. Raises SkipThis."""
    user = user_create(username=username, password=password, role=role, name=name, post=post)
    record("user.added", actor=by, on=("user", user.pk), role=role.value)
    return user


@transaction.atomic
def change_user(user: User, *, by: User, role: Role, post: str, active: bool, password: str = "") -> None:
    """A new role or post, no more access, a new password where one is given. Raises SkipThis."""
    user_change(user, role=role, post=post, active=active, password=password)
    record(
        "user.changed", actor=by, on=("user", user.pk), new_role=role.value, active=active, reset=bool(password)
    )


@transaction.atomic
def change_office(office: Office, *, by: User) -> None:
    """A changed letterhead; letters that were signed keep theirs."""
    office.save()
    User.objects.filter(office__isnull=True).update(office=office)
    record("office.changed", actor=by, on=("office", office.pk))


@transaction.atomic
def add_contact(recipient: Recipient, *, by: User, name: str, address: str, channel: str = "email") -> Contact:
    """A contact that letters go to from now on. Raises SkipThis for an address that the channel does not take."""
    if not name.strip() or not CHANNELS[channel].accepts(address):
        raise SkipThis("contact address", _BAD_ADDRESS)
    recipient.contacts.filter(active=True).update(active=False)
    contact = Contact.objects.create(
        recipient=recipient, name=name.strip(), channel=channel, address=address, added_by=by
    )
    record("contact.added", actor=by, on=("recipient", recipient.pk), contact=contact.pk)
    return contact


@transaction.atomic
def add_recipient(recipient: Recipient, *, by: User) -> Recipient:
    """A platform or an authority that letters can go to from now on. Raises SkipThis."""
    return _kept(recipient, "recipient.added", by)


@transaction.atomic
def change_recipient(recipient: Recipient, *, by: User) -> Recipient:
    """Another legal name or address; letters that were signed keep theirs. Raises SkipThis."""
    return _kept(recipient, "recipient.changed", by)


def _kept(recipient: Recipient, verb: str, by: User) -> Recipient:
    if not by.may(Right.RECIPIENTS):
        raise SkipThis("may not change recipients", _MAY_NOT)
    recipient.save()
    record(verb, actor=by, on=("recipient", recipient.pk), key=recipient.key)
    return recipient
