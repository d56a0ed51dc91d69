"""Kind: a mailbox to which officers forward links, texts and files.

The address in From is what the sender says; that it is true is for the mail server to see to (SPF, DKIM, DMARC).
So only addresses of people of the desk count, and what comes in is nobody's act in the audit log.
"""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property

from django.conf import settings

from turunkan.core.readers import Unreadable
from turunkan.core.vocab import Wording
from turunkan.desk.intake.live.fields import Field, line
from turunkan.desk.intake.live.imap import Mailbox, opened
from turunkan.desk.intake.live.kind import Answer, Ask, Kind, Left, Plan, Taken, thing_key
from turunkan.desk.intake.live.letters import Head, Letter, NoLetter, read_head, read_letter
from turunkan.desk.intake.live.models import LiveSource, LiveStep
from turunkan.desk.intake.models import ImportRun
from turunkan.desk.intake.paste import LONGEST, read_paste
from turunkan.desk.intake.services.runs import import_capture, import_items
from turunkan.desk.parties.models import User
from turunkan.desk.parties.selectors import hosts
from turunkan.desk.subjects.models import SubjectVersion
from turunkan.desk.subjects.services import register

MOST_BYTES = 25 * 1024 * 1024  # of one mail
A_RUN = 200  # mails; the rest comes with the next run
_GONE = Wording(id="Surel ini sudah tidak ada di kotak surat.", en="This mail is no longer in the mailbox.")
_RENUMBERED = Wording(
    id="Server surat menomori ulang kotak suratnya; surel ini dicari lagi pada putaran berikutnya.",
    en="The mail server numbered its mailbox anew; this mail is looked for again in the next run.",
)
_STRANGER = Wording(
    id="Pengirimnya bukan pengguna meja ini, maka isinya tidak dibaca.",
    en="Its sender is no user of this desk, so it was not read.",
)
_KNOWN = Wording(id="Surel ini sudah pernah masuk.", en="This mail came in before.")
_TOO_LARGE = Wording(
    id="Surel ini lebih dari {most} MB; kirim berkasnya lewat halaman Masukkan.",
    en="This mail is larger than {most} MB; bring its file in by the page Import.",
)
_UNREADABLE = Wording(
    id="Surel ini rusak dan tidak terbaca; minta pengirim meneruskannya sekali lagi.",
    en="This mail is damaged and cannot be read; ask its sender to forward it once more.",
)
_EMPTY = Wording(
    id="Tidak ada tautan, teks, atau berkas di surel ini.", en="No link, text or file is in this mail."
)
_PARTLY = Wording(
    id="Sebagian surel ini tidak masuk: {files} berkas ditolak, {parts} bagian melebihi batas.",
    en="Part of this mail did not come in: {files} files were refused, {parts} parts were beyond the limit.",
)
_NOT_MOVED = Wording(
    id="Isinya sudah masuk, tetapi surelnya tidak dapat dipindahkan ke {folder}.",
    en="Its content came in, but the mail could not be moved to {folder}.",
)


class Forwarded:
    """One mailbox at work; a Session."""

    def __init__(self, source: LiveSource, box: Mailbox) -> None:
        self.source, self.box = source, box

    def plan(self, now: datetime) -> Plan:
        """The mails that came since; all of them where the mailbox was numbered anew (RFC 3501, 2.3.1.1)."""
        known = self.source.checkpoint
        same = known.get("uidvalidity") == self.box.validity
        first = int(known.get("uidnext", 1)) if same else 1
        uids = self.box.uids_from(first)[:A_RUN]
        asks = tuple(Ask("message", {"uidvalidity": self.box.validity, "uid": uid}) for uid in uids)
        last = uids[-1] + 1 if uids else first
        return Plan(asks, {"uidvalidity": self.box.validity, "uidnext": last})

    def fetch(self, ask: Ask, etag: str, now: datetime) -> Answer:
        """A mail as bytes, once its head says that it counts."""
        self._same(ask.params["uidvalidity"])
        uid = int(ask.params["uid"])
        found = self.box.size_and_head(uid)
        if found is None:
            raise Left("gone", _GONE)
        size, head = found
        self._check(size, _head_of(head))
        data = self.box.message(uid, MOST_BYTES)
        if not data:
            raise Left("gone", _GONE)
        return Answer(data)

    @cached_property
    def subject(self) -> SubjectVersion:
        """What judges the Items of this session."""
        return register(settings.PACK)

    def _same(self, validity: int) -> None:
        if validity != self.box.validity:
            raise Left("renumbered", _RENUMBERED)

    def _check(self, size: int, head: Head) -> None:
        """Whether a mail is to be read. Raises Left."""
        if not head.sender or not _is_ours(head.sender):
            raise Left("stranger", _STRANGER)
        if size > MOST_BYTES:
            raise Left("too-large", _TOO_LARGE.fill(most=MOST_BYTES // 1024 // 1024))
        if head.message_id and self.source.things.filter(key=thing_key(head.message_id)).exists():
            raise Left("known", _KNOWN)

    def take(self, step: LiveStep) -> Taken:
        """Text and files come in as pasted text and captures do; then the mail is moved, where that is set."""
        data = bytes(step.body or b"")
        letter = _letter_of(data)
        runs, refused = self._bring_in(letter, step)
        if not runs and not refused:
            raise Left("empty", _EMPTY)
        thing = thing_key(letter.head.message_id or hashlib.sha256(data).hexdigest())
        return Taken(tuple(runs), (), (thing,), self._note(letter, refused, step))

    def _bring_in(self, letter: Letter, step: LiveStep) -> tuple[list[ImportRun], int]:
        """The imports that a mail makes, and how many of its files are no captures."""
        name = f"{self.source.name} {step.params['uidvalidity']}-{step.params['uid']}"
        runs, refused = [], 0
        if text := letter.text[:LONGEST]:
            items = read_paste(text, hosts(), letter.head.at or step.run.started_at, name)
            runs.append(import_items(items, name, text.encode("utf-8", "replace"), by=None, subject=self.subject))
        for file, content in letter.files:
            try:
                runs.append(import_capture(io.BytesIO(content), f"{name} {file}", by=None, subject=self.subject))
            except Unreadable:  # kept as a refused run that says why
                refused += 1
        return runs, refused

    def _note(self, letter: Letter, refused: int, step: LiveStep) -> Left | None:
        folder = self.source.settings["move_to"]
        same = step.params["uidvalidity"] == self.box.validity
        if folder and not (same and self.box.move(int(step.params["uid"]), folder)):
            return Left("not-moved", _NOT_MOVED.fill(folder=folder))
        if refused or letter.left_out:
            return Left("partly", _PARTLY.fill(files=refused, parts=letter.left_out))
        return None


def _is_ours(address: str) -> bool:
    return User.objects.filter(is_active=True, email__iexact=address).exists()


def _head_of(data: bytes) -> Head:
    try:
        return read_head(data)
    except NoLetter as error:
        raise Left("unreadable", _UNREADABLE) from error


def _letter_of(data: bytes) -> Letter:
    try:
        return read_letter(data)
    except NoLetter as error:
        raise Left("unreadable", _UNREADABLE) from error


@contextmanager
def _open(source: LiveSource) -> Iterator[Forwarded]:
    folder = source.settings["folder"]
    with opened(settings.IMAP_URL, settings.IMAP_USER, settings.IMAP_PASSWORD, folder) as box:
        yield Forwarded(source, box)


MAILBOX = Kind(
    name="mailbox",
    title=Wording(id="Kotak surat (IMAP)", en="Mailbox (IMAP)"),
    needs=("TURUNKAN_IMAP_URL", "TURUNKAN_IMAP_USER", "TURUNKAN_IMAP_PASSWORD"),
    every=15,
    open=_open,
    fields=(
        Field(
            "folder",
            Wording(id="Folder", en="Folder"),
            Wording(id="nama folder, huruf Latin biasa", en="a folder's name, plain Latin letters"),
            "INBOX",
            line(100, "[ -~]+"),
        ),
        Field(
            "move_to",
            Wording(id="Pindahkan yang sudah masuk ke", en="Move what came in to"),
            Wording(
                id="nama folder; kosong: dibiarkan di tempatnya", en="a folder's name; empty: left where it is"
            ),
            "",
            line(100, "[ -~]*"),
        ),
    ),
)
