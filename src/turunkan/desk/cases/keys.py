"""Changing the office's signing key: in good order, because it was lost, or because somebody else may have it."""

from django.db import transaction

from turunkan.core.evidence.signing import Signer
from turunkan.core.evidence.statements import Ending, KeyEvent, keys_file
from turunkan.core.evidence.verifier import START
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.audit.keyring import (
    current_fingerprint,
    current_signer,
    is_at_hand,
    key_file,
    say,
    statements,
    take_over,
)
from turunkan.desk.audit.models import KeyStatement
from turunkan.desk.audit.services import lock_head
from turunkan.desk.cases.models import Seal
from turunkan.desk.cases.sealing import seal
from turunkan.desk.cases.steps import Step
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Right

_MAY_NOT = Wording(id="Peran Anda tidak mengganti kunci.", en="Your role does not change keys.")
_NO_KEY = Wording(
    id="Kantor ini belum mempunyai kunci; kunci dibuat saat berkas pertama disegel.",
    en="This office has no key yet; it is made when the first case is sealed.",
)
_NOT_LOST = Wording(
    id=(
        "Kunci {key} masih ada di {file}. Untuk menggantinya: turunkan keys rotate; bila mungkin dikuasai orang "
        "lain: turunkan keys revoke"
    ),
    en=(
        "The key {key} is still at {file}. To replace it: turunkan keys rotate; if somebody else may have it: "
        "turunkan keys revoke"
    ),
)
_NO_SUCH_KEY = Wording(
    id="Kunci {key} bukan kunci lama kantor ini yang pernah menyegel; lihat: turunkan keys list",
    en="The key {key} is no earlier key of this office that sealed anything; see: turunkan keys list",
)


@transaction.atomic
def change_key(event: KeyEvent, *, by: User | None) -> Signer:
    """A new key from here on; what the one before sealed stays valid up to the last link that it signed.

    `by` None is who runs the system, at the command line. Raises SkipThis, also where a key said to be lost is
    there, and StopRun where a rotation lacks the key before; then nothing changed.
    """
    _check(by)
    former = current_fingerprint()
    if event is KeyEvent.LOST and is_at_hand(former):
        raise SkipThis(f"{former} is not lost", _NOT_LOST.fill(key=former[:16], file=key_file(former)))
    last = Seal.objects.last()
    ending = Ending(former, last.seq if last else 0, last.head if last else START)
    signer = take_over(event, ending, by=by)
    _seal(event, ending.fingerprint, signer, by)
    return signer


@transaction.atomic
def revoke_retired(fingerprint: str, *, by: User | None) -> Signer:
    """Revoke a key that was replaced before: somebody else may have it. The key of now stays. Raises SkipThis."""
    _check(by)
    signer = current_signer()
    is_ours = KeyStatement.objects.filter(fingerprint=fingerprint).exists()
    last = Seal.objects.filter(key=fingerprint).last()
    if not is_ours or fingerprint == signer.fingerprint or last is None:
        raise SkipThis(f"no retired key {fingerprint[:16]}", _NO_SUCH_KEY.fill(key=fingerprint[:16]))
    say(KeyEvent.REVOKED, signer, Ending(fingerprint, last.seq, last.head), by=by)
    _seal(KeyEvent.REVOKED, fingerprint, signer, by)
    return signer


def _check(by: User | None) -> None:
    if by is not None and not by.may(Right.MANAGE):
        raise SkipThis("may not change keys", _MAY_NOT)
    lock_head("changing the key")
    if not current_fingerprint():
        raise SkipThis("no key to change", _NO_KEY)


def _seal(event: KeyEvent, former: str, signer: Signer, by: User | None) -> None:
    about = {"event": event, "former": former, "key": signer.fingerprint}
    seal(None, Step.KEY_CHANGED, {"keys.json": keys_file(statements())}, by=by, about=about)
