"""A mailbox as a live source: who counts, what comes in, and that each mail comes in once."""

import json
import ssl
import subprocess
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import imap_server
import pytest
from imap_server import ImapServer
from tests.desk.conftest import BALE, post
from tests.desk.live.conftest import NOON, Add, Tick

from turunkan.desk.intake.live import mailbox
from turunkan.desk.intake.live.imap import place_of
from turunkan.desk.intake.live.kind import Halted
from turunkan.desk.intake.live.models import LiveSource, LiveStep
from turunkan.desk.intake.live.running import PAUSES
from turunkan.desk.intake.models import ImportRun, Item
from turunkan.desk.parties.models import User

pytestmark = pytest.mark.django_db
OFFICER = "petugas@kementerian.example"
LINK = "https://www.instagram.example/p/77/"


@pytest.fixture(autouse=True)
def officer(people: dict[str, User]) -> User:
    """The officer whose address counts."""
    User.objects.filter(pk=people["petugas"].pk).update(email=OFFICER.upper())
    return people["petugas"]


def mail(text: str = f"{LINK}\n{BALE}", sender: str = OFFICER, id_: str = "1", **files: bytes) -> bytes:
    """A mail that an officer forwards, with files by name."""
    made = EmailMessage()
    made["From"], made["Message-ID"] = f"Petugas <{sender}>", f"<{id_}@kementerian.example>"
    made["Date"] = "Fri, 20 Nov 2026 11:00:00 +0700"
    made.set_content(text)
    for name, data in files.items():
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{name}.jsonl")
    return made.as_bytes()


def codes() -> list[str]:
    """What is known of each mail, in order."""
    return [step.code or step.state for step in LiveStep.objects.order_by("pk")]


def test_links_texts_and_captures_come_in_like_pasted_text_and_files(
    box: ImapServer, add: Add, tick: Tick
) -> None:
    capture = json.dumps(post("88", BALE)).encode()
    box.put(4, mail(tangkapan=capture))
    source = tick(add("mailbox"))
    assert {one.url for one in Item.objects.all()} == {LINK, "https://www.instagram.example/p/88/"}
    assert Item.objects.get(native_id="88").surfaced
    assert (source.state, source.checkpoint) == (LiveSource.State.IDLE, {"uidvalidity": 7, "uidnext": 5})
    assert set(ImportRun.objects.values_list("by", flat=True)) == {None}
    assert source.runs.get().new == 2
    assert box.mails["INBOX"].keys() == {4}
    assert not any("STORE" in one for one in box.commands)


def test_only_what_is_new_is_fetched_and_a_mail_that_comes_again_is_known(
    box: ImapServer, add: Add, tick: Tick
) -> None:
    box.put(1, mail())
    source = tick(add("mailbox"))
    box.put(2, mail(id_="2"))
    box.put(3, mail())
    tick(source, source.again_at)
    assert codes() == ["done", "done", "known"]
    assert [one.split()[2] for one in box.commands if one.startswith("UID FETCH") and "[]" in one] == ["1", "2"]


@pytest.mark.parametrize(
    "sender", ["lain@contoh.example", "petugas@kementerian.example.evil.example", "", OFFICER]
)
def test_a_sender_who_is_nobody_here_is_not_read(box: ImapServer, add: Add, tick: Tick, sender: str) -> None:
    if sender == OFFICER:
        User.objects.filter(email__iexact=OFFICER).update(is_active=False)
    box.put(1, mail(sender=sender) if sender else b"Subject: tanpa pengirim\n\nisi")
    tick(add("mailbox"))
    assert codes() == ["stranger"]
    assert (Item.objects.count(), ImportRun.objects.count()) == (0, 0)
    assert box.count("UID FETCH") == 1


def test_what_cannot_be_read_is_named_counted_and_not_tried_for_ever(
    box: ImapServer, add: Add, tick: Tick, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "MOST_BYTES", 4000)
    box.put(1, mail("x" * 5000))
    box.put(2, mail("", id_="2"))
    box.put(3, mail(id_="3", rusak=b"\x00\x01\x02" * 300))
    source = tick(add("mailbox"))
    assert codes() == ["too-large", "empty", "partly"]
    assert all(step.message_id != step.message_en for step in LiveStep.objects.all())
    assert ImportRun.objects.filter(state=ImportRun.State.REFUSED).count() == 1
    tick(source, source.again_at)
    assert LiveStep.objects.count() == 3


@pytest.mark.parametrize("moves", [True, False])
def test_what_came_in_is_moved_where_that_is_set(box: ImapServer, add: Add, tick: Tick, moves: bool) -> None:
    box.moves, box.mails["Sudah masuk"] = moves, {}
    box.put(1, mail())
    box.put(2, mail(sender="lain@contoh.example", id_="2"))
    tick(add("mailbox", move_to="Sudah masuk"))
    assert {name: len(mails) for name, mails in box.mails.items()} == {"INBOX": 1, "Sudah masuk": 1}
    assert 2 in box.mails["INBOX"]


def test_a_folder_that_is_not_there_keeps_nothing_from_coming_in(box: ImapServer, add: Add, tick: Tick) -> None:
    box.put(1, mail())
    tick(add("mailbox", move_to="Tiada"))
    assert (codes(), Item.objects.count()) == (["not-moved"], 1)


def test_when_the_server_numbers_its_mailbox_anew_nothing_is_lost_or_doubled(
    box: ImapServer, add: Add, tick: Tick
) -> None:
    box.put(1, mail())
    box.put(9, mail(f"https://www.instagram.example/p/78/\n{BALE}", id_="9"))
    source = tick(add("mailbox"))
    box.validity = 8
    box.mails["INBOX"] = {1: box.mails["INBOX"][1], 2: box.mails["INBOX"][9]}
    box.put(3, mail(f"https://www.instagram.example/p/79/\n{BALE}", id_="10"))
    source = tick(source, source.again_at)
    assert codes() == ["done", "done", "known", "known", "done"]
    assert source.checkpoint == {"uidvalidity": 8, "uidnext": 4}
    assert Item.objects.count() == 3


def test_numbering_anew_in_the_middle_of_a_run_leaves_its_old_numbers(
    box: ImapServer, add: Add, tick: Tick
) -> None:
    box.put(1, mail())
    box.breaks_at = "UID FETCH"
    source = tick(add("mailbox"))
    box.validity = 8
    source = tick(source, source.again_at)
    assert codes() == ["renumbered"]
    tick(source, source.again_at)
    assert codes() == ["renumbered", "done"]


@pytest.mark.parametrize("command", ["CAPABILITY", "LOGIN", "SELECT", "UID SEARCH", "UID FETCH", "UID MOVE"])
def test_a_line_that_breaks_is_tried_again_and_the_end_is_the_same(
    box: ImapServer, add: Add, tick: Tick, command: str
) -> None:
    box.mails["Masuk"] = {}
    box.put(1, mail())
    box.breaks_at = command
    source = tick(add("mailbox", move_to="Masuk"))
    assert (source.state, source.again_at) == (LiveSource.State.WAITING, NOON + PAUSES[0])
    source = tick(source, source.again_at)
    assert (source.state, source.tries) == (LiveSource.State.IDLE, 0)
    assert (Item.objects.count(), len(box.mails["Masuk"])) == (1, 1)


@pytest.mark.parametrize("setting", ["IMAP_PASSWORD", "IMAP_USER"])
def test_a_bad_login_stops_the_source(box: ImapServer, add: Add, tick: Tick, settings: Any, setting: str) -> None:
    setattr(settings, setting, "salah")
    source = tick(add("mailbox"))
    assert (source.state, "TURUNKAN_IMAP_USER" in source.message_id) == (LiveSource.State.HALTED, True)
    tick(source, NOON + timedelta(days=1))
    assert box.count("LOGIN") == 1


def test_a_folder_that_is_no_folder_stops_the_source(box: ImapServer, add: Add, tick: Tick) -> None:
    source = tick(add("mailbox", folder='Arsip "lama"'))
    assert (source.state, 'Arsip "lama"' in source.message_id) == (LiveSource.State.HALTED, True)


def certificate(folder: Path) -> Path:
    """A certificate of nobody's for this machine, with its key, in one PEM file."""
    path = folder / "surel.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"]
    key = [
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        path,
        "-out",
        folder / "c.pem",
    ]
    subprocess.run(["openssl", "req", "-x509", *key, *subject], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + (folder / "c.pem").read_bytes())
    return path


@pytest.mark.parametrize("trusted", [True, False])
def test_the_password_goes_only_to_a_server_whose_certificate_fits(
    box: ImapServer,
    add: Add,
    tick: Tick,
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    trusted: bool,
) -> None:
    pem = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    other = ImapServer()
    other.put(1, mail())
    with imap_server.served(other, context):
        settings.IMAP_URL = other.url
        source = tick(add("mailbox"))
    assert source.state == (LiveSource.State.IDLE if trusted else LiveSource.State.HALTED)
    assert (other.count("LOGIN"), Item.objects.count()) == ((1, 1) if trusted else (0, 0))


def test_where_encryption_was_asked_for_and_there_is_none_no_password_goes_out(
    box: ImapServer, add: Add, tick: Tick, settings: Any
) -> None:
    settings.IMAP_URL = box.url.replace("imap://", "imap+tls://")
    assert tick(add("mailbox")).state == LiveSource.State.WAITING
    assert box.count("LOGIN") == 0


@pytest.mark.parametrize(
    "good", ["imaps://surel.example", "imap+tls://surel.example:1143", "imap://127.0.0.1:1", "imap://[::1]"]
)
def test_an_address_with_encryption_or_on_this_machine_is_one(good: str) -> None:
    assert place_of(good).host


@pytest.mark.parametrize(
    "bad",
    [
        "imap://surel.example",
        "imap://127.0.0.1.evil.example",
        "pop3://surel.example",
        "imaps://a:b@surel.example",
        "imaps://",
        "imaps://x:99999",
    ],
)
def test_an_address_without_encryption_is_none(bad: str) -> None:
    with pytest.raises(Halted):
        place_of(bad)
