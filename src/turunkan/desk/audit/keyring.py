"""The office's signing keys: private ones as files outside the database, what is said of them inside.

`$TURUNKAN_HOME/signing/FINGERPRINT.pem` is a private key, `$TURUNKAN_HOME/keys/office.json` what anybody may know.
"""

import os
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from turunkan.core.evidence.seals import instant
from turunkan.core.evidence.signing import Signer
from turunkan.core.evidence.statements import Ending, KeyEvent, Statement, keys_file, state
from turunkan.core.vocab import StopRun, Wording
from turunkan.desk.audit.models import KeyStatement
from turunkan.desk.audit.services import Actor, lock_head, record

_LOST = Wording(
    id=(
        "Kunci penanda tangan {key} tidak ada di {file}. Pulihkan berkas itu dari cadangan; bila memang hilang, "
        "jalankan: turunkan keys lost"
    ),
    en=(
        "The signing key {key} is not at {file}. Restore that file from a backup; if it is lost for good, run: "
        "turunkan keys lost"
    ),
)


def current_signer() -> Signer:
    """Who signs now; the first key is made on first use. Raises StopRun where its file is gone or unreadable."""
    lock_head("signing")
    last = KeyStatement.objects.last()
    return signer_of(last.fingerprint) if last else take_over(KeyEvent.CREATED, None, by=None)


def current_fingerprint() -> str:
    """The fingerprint of the key that signs now; nothing before the first use."""
    last = KeyStatement.objects.last()
    return last.fingerprint if last else ""


def signer_of(fingerprint: str) -> Signer:
    """A key of the office by its fingerprint. Raises StopRun where its file is gone or unreadable."""
    file = key_file(fingerprint)
    try:
        return Signer.from_pem(file.read_bytes(), _passphrase())
    except FileNotFoundError as error:
        raise StopRun(f"no key at {file}", _LOST.fill(key=fingerprint[:16], file=file)) from error


def is_at_hand(fingerprint: str) -> bool:
    """Whether a key of the office can sign: its file is there, and its passphrase opens it."""
    try:
        signer_of(fingerprint)
    except StopRun:
        return False
    return True


def take_over(event: KeyEvent, ending: Ending | None, *, by: Actor | None) -> Signer:
    """Make a key that signs from now on, in the caller's transaction; its file is on the disk before.

    The file of the key before goes once that is committed: what it signed needs the public half alone.
    """
    signer = Signer.new()
    _keep(key_file(signer.fingerprint), signer.pem(_passphrase()))
    former = [signer_of(ending.fingerprint)] if ending and event is KeyEvent.ROTATED else []
    say(event, signer, ending, by=by, also=former)
    return signer


def say(
    event: KeyEvent, signer: Signer, ending: Ending | None, *, by: Actor | None, also: Sequence[Signer] = ()
) -> None:
    """Keep and publish a statement about a key, in the caller's transaction."""
    now = timezone.now()
    said = state(event, signer, instant(now), ending, also)
    KeyStatement.objects.create(
        fingerprint=signer.fingerprint, event=event, text=said.text, signatures=said.signatures, at=now
    )
    record(f"key.{event}", actor=by, on=("key", signer.fingerprint), former=ending.fingerprint if ending else None)
    transaction.on_commit(publish)
    if ending:
        transaction.on_commit(partial(key_file(ending.fingerprint).unlink, missing_ok=True))


def statements() -> tuple[Statement, ...]:
    """Everything that was said of the keys, oldest first."""
    return tuple(Statement(one.text, one.signatures) for one in KeyStatement.objects.all())


def publish() -> None:
    """Write what anybody may know of the keys to `keys/office.json`, where `turunkan verify` looks."""
    _keep(_public_file(), keys_file(statements()))


def tend_keys(_: datetime) -> int:
    """Finish what a killed change of keys left: replaced private keys go, the public file is renewed."""
    with transaction.atomic():
        lock_head("tending the keys")  # no change is under way
        said = statements()
        left = [*_folder().glob("*.tmp"), *map(key_file, _replaced(said))]
        gone = [file for file in left if file.is_file()]
        for file in gone:
            file.unlink()
        is_behind = bool(said) and _published() != keys_file(said)
        if is_behind:
            publish()
    return len(gone) + is_behind


def key_file(fingerprint: str) -> Path:
    """Where a private key of the office is kept."""
    return _folder() / f"{fingerprint}.pem"


def _folder() -> Path:
    folder: Path = settings.TURUNKAN_HOME / "signing"
    return folder


def _replaced(said: Sequence[Statement]) -> set[str]:
    """The keys that ended; never the one that signs now."""
    return {one.previous for one in said if one.previous} - {current_fingerprint()}


def _published() -> bytes:
    try:
        return _public_file().read_bytes()
    except FileNotFoundError:
        return b""


def _public_file() -> Path:
    file: Path = settings.TURUNKAN_HOME / "keys" / "office.json"
    return file


def _passphrase() -> bytes | None:
    return settings.KEY_PASSPHRASE.encode() or None


def _keep(file: Path, data: bytes) -> None:
    """Write a file whole, readable by its owner alone, and on the disk when this returns."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_suffix(f".{os.getpid()}.tmp")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)
