"""Who works in the demo's office, and whom it writes to; all invented."""

from turunkan.desk.parties.models import Contact, Office, Recipient, User
from turunkan.desk.parties.roles import Role

PLATFORMS = ("instagram", "tiktok", "facebook", "shopee")
_PEOPLE = (
    ("sari", Role.PETUGAS, "Sari Contoh", ""),
    ("bima", Role.PENINJAU, "Bima Contoh", ""),
    ("ratna", Role.PENINJAU, "Ratna Contoh", ""),
    ("wulan", Role.PENYELIA, "Wulan Contoh", "Kepala Bidang Pemantauan Perdagangan Digital"),
    ("hadi", Role.PENYELIA, "Hadi Contoh", "Kepala Subbidang Tindak Lanjut"),
    ("laras", Role.HUKUM, "Laras Contoh", ""),
    ("galih", Role.AUDITOR, "Galih Contoh", ""),
    ("tono", Role.ADMIN, "Tono Contoh", ""),
)


def add_office() -> Office:
    """An agency that does not exist."""
    return Office.objects.create(
        name="Kementerian Peragaan",
        unit="Direktorat Pemantauan Perdagangan Digital",
        address="Jalan Contoh Nomor 1, Jakarta 10000",
        city="Jakarta",
        phone="021-0000-0000",
        email="pemantauan@kementerian.example",
        website="https://kementerian.example",
        number_pattern="B-{serial:03d}/PPD/{month}/{year}",
        contact_name="Meja Pemantauan",
        copies_to=["Inspektur Jenderal Kementerian Peragaan"],
    )


def add_people(office: Office) -> dict[str, User]:
    """Everybody, by user name; nobody has a password, they are entered by the demo's buttons."""
    found = {}
    for username, role, name, post in _PEOPLE:
        first, _, last = name.partition(" ")
        user = User(username=username, role=role, first_name=first, last_name=last, post=post, office=office)
        user.set_unusable_password()
        user.save()
        found[username] = user
    return found


def add_contacts() -> None:
    """A trust and safety team at each platform, and addresses of the invented hosts."""
    for key in PLATFORMS:
        recipient = Recipient.objects.get(key=key)
        recipient.hosts = [*recipient.hosts, f"{key}.example"]
        recipient.legal_name = f"{recipient.name} (penerima peragaan)"
        recipient.save()
        Contact.objects.create(recipient=recipient, name="Tim Trust & Safety", address=f"ts@{key}.example")
    komdigi = Recipient.objects.get(key="komdigi")
    Contact.objects.create(recipient=komdigi, name="Meja Rujukan", address="rujukan@komdigi.example")
