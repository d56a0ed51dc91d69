"""Reads: the office, platforms by host, and whom to write to."""

from turunkan.desk.parties.models import Contact, Office, Recipient


def the_office() -> Office | None:
    """The office whose letterhead the letters carry."""
    return Office.objects.order_by("pk").first()


def hosts() -> dict[str, str]:
    """Host name → platform key, over all recipients."""
    rows = Recipient.objects.values_list("key", "hosts")
    return {host: key for key, names in rows for host in names}


def contact_of(recipient: Recipient) -> Contact | None:
    """The active contact of a recipient that was added last."""
    return recipient.contacts.filter(active=True).order_by("-pk").first()
