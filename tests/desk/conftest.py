"""A desk to work at: an office with its people, the shipped subject, and short ways through the story."""

import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from mail_sink import MailSink
from own_desk import PREPARE, OwnDesk

from turunkan.core.vocab import Action, Label
from turunkan.desk.audit.keyring import current_signer
from turunkan.desk.cases.models import Case
from turunkan.desk.cases.services import open_case
from turunkan.desk.intake.models import ImportRun, Item
from turunkan.desk.intake.services.runs import import_capture
from turunkan.desk.notices.models import Notice
from turunkan.desk.notices.services.draft import draft
from turunkan.desk.notices.services.send import send
from turunkan.desk.notices.services.sign import sign
from turunkan.desk.parties.models import Contact, Office, Recipient, User
from turunkan.desk.parties.roles import Role
from turunkan.desk.parties.services import ensure_recipients
from turunkan.desk.review.services import Verdict, decide
from turunkan.desk.subjects.models import SubjectVersion
from turunkan.desk.subjects.services import register

BALE = "Ready bal segel jaket second import Korea isi 120 pcs, harga 3 juta, minat WA 0812-0000-1147"
NEWS = "Bea Cukai memusnahkan ratusan bal pakaian bekas impor hasil penindakan, kata kepala kantor kepada wartawan"
UNRELATED = "Hidden gem kopi susu di gang kecil, wajib coba kue pandannya"
UNPAID = "Ketemu hidden gem baju bekas import di lantai tiga pasar, cuma 10 ribuan guys, buruan ke sana"

Import = Callable[..., ImportRun]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The subject is registered once; every test begins with it."""
    with django_db_blocker.unblock():
        register("pakaian-bekas-impor")
        ensure_recipients()
        with transaction.atomic():
            current_signer()  # the key that an office makes on first use


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """No test counts against another's rate limits."""
    cache.clear()


@pytest.fixture
def subject(db: None) -> SubjectVersion:
    """The version of the shipped pack."""
    return SubjectVersion.objects.get()


@pytest.fixture
def office(db: None) -> Office:
    """An invented office with a whole letterhead."""
    return Office.objects.create(
        name="Kementerian Contoh",
        unit="Direktorat Pemantauan Perdagangan Digital",
        address="Jalan Contoh Nomor 1",
        city="Jakarta",
        email="pemantauan@kementerian.example",
        phone="021-0000-0000",
        contact_name="Meja Pemantauan",
        copies_to=["Inspektur Jenderal Kementerian Contoh"],
    )


@pytest.fixture
def people(office: Office) -> dict[str, User]:
    """One person a role, by the role's name, and a second supervisor and reviewer."""
    names = [*Role, "penyelia2", "peninjau2", "peninjau3"]
    return {
        name: User.objects.create_user(
            username=name,
            password="sandi-peragaan-panjang",
            role=name.rstrip("23"),
            first_name=name.capitalize(),
            post="Kepala Bidang" if name.startswith("penyelia") else "",
            office=office,
        )
        for name in names
    }


@pytest.fixture
def contact(db: None) -> Contact:
    """Whom to write to at Instagram."""
    instagram = Recipient.objects.get(key="instagram")
    return Contact.objects.create(recipient=instagram, name="Trust & Safety", address="ts@instagram.example")


def post(
    id_: str, text: str, *, handle: str = "gudang.contoh", platform: str = "instagram", **more: Any
) -> dict[str, Any]:
    """One Item as a capture has it."""
    return {
        "id": id_,
        "platform": platform,
        "kind": "post",
        "url": f"https://www.{platform}.example/p/{id_}/",
        "author": {"id": f"u-{handle}", "handle": handle, "followers": 1200},
        "text": text,
        "posted_at": "2026-11-10T08:00:00+07:00",
        "captured_at": "2026-11-20T08:00:00+07:00",
        **more,
    }


@pytest.fixture
def bring_in(subject: SubjectVersion) -> Import:
    """Import posts, or bytes as they are: `bring_in(post("1", …), …)`, `bring_in(raw=b"…")`."""

    def call(
        *posts: dict[str, Any], name: str = "tangkapan.jsonl", by: User | None = None, raw: bytes = b""
    ) -> ImportRun:
        lines = "".join(json.dumps(one) + "\n" for one in posts)
        return import_capture(io.BytesIO(raw or lines.encode()), name, by=by, subject=subject)

    return call


def item(id_: str) -> Item:
    """The stored Item of a post."""
    return Item.objects.get(native_id=id_)


def verdict(of: Item, **changes: Any) -> Verdict:
    """A seller of bales to be written about, unless said otherwise."""
    given = {
        "label": Label.SELLER,
        "tier": "bale",
        "measure": Action.NOTICE,
        "reason": "bale-offer",
        "note": "",
        "content_hash": of.content_hash,
    }
    return Verdict(**given | changes)


@pytest.fixture
def case(bring_in: Import, people: dict[str, User], contact: Contact) -> Case:
    """A case of two confirmed bale offers on Instagram."""
    bring_in(post("1", BALE), post("2", BALE.replace("jaket", "hoodie")))
    items = [item("1"), item("2")]
    for one in items:
        decide(one, verdict(one), by=people["peninjau"])
    return open_case([item("1"), item("2")], by=people["petugas"])


@pytest.fixture
def notice(case: Case, people: dict[str, User]) -> Notice:
    """A draft over that case, with a reason for what is only amber."""
    (made,) = draft(case, list(case.entries.all()), by=people["petugas"])
    made.waived = {"pictured": "Tangkapan layar menyusul."}
    made.save()
    return made


NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)

PIECE = "Jaket second import Korea ukuran L 75rb nett, minat WA 0812-0000-1148"
PAID = "Racun baju bekas import murah, klik keranjang kuning ya guys pakai kode CONTOH10 #ad"
UNCLEAR = "Kaos thrift 60rb, kepo dm"
PRELOVED = "Preloved jaket pribadi, jarang dipakai, ukuran M 100rb, COD Bandung"
OPINION = "Menurut saya larangan baju bekas impor merugikan pedagang kecil, aturannya harus dikaji ulang"


@pytest.fixture(scope="session")
def prepared_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnDesk]:
    """A desk outside this process with its tables and the shipped subject, to be copied."""
    desk = OwnDesk.made(tmp_path_factory.mktemp("desk"))
    desk.run(PREPARE)
    yield desk
    desk.gone()


@pytest.fixture
def own_desk(prepared_desk: OwnDesk, tmp_path: Path) -> Iterator[Callable[[str], OwnDesk]]:
    """Desks for processes of their own, each with a database that is gone afterwards: `own_desk("twin")`."""
    made: list[OwnDesk] = []

    def copy(name: str) -> OwnDesk:
        made.append(prepared_desk.copied(tmp_path / name))
        return made[-1]

    yield copy
    for desk in made:
        desk.gone()


@pytest.fixture
def signed(notice: Notice, people: dict[str, User]) -> Notice:
    """That draft, signed by a second person."""
    return sign(notice, by=people["penyelia"])


@pytest.fixture
def mail(settings: Any) -> Iterator[MailSink]:
    """A mail server on loopback, and a desk that sends by it."""
    with MailSink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.DEFAULT_FROM_EMAIL = "Meja Pemantauan <surat@kementerian.example>"
        yield sink


@pytest.fixture
def sent(signed: Notice, people: dict[str, User], mail: MailSink) -> Notice:
    """That letter, at its recipient; the message is the last of `mail.messages`."""
    send(signed, by=people["penyelia"])
    return Notice.objects.get(pk=signed.pk)
