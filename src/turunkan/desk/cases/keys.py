"""Changing the office's signing key: in good order, because it was lost, or because somebody else may have it."""

from django.db import transaction

from turunkan.core.evidence.signing import Signer
from turunkan.core.evidence.statements import Ending, KeyEvent, keys_file
from turunkan.core.evidence.verifier import START
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.audit.keyring import current_fingerprint, statements, take_over
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


@transaction.atomic
def change_key(event: KeyEvent, *, by: User | None) -> Signer:
    """A new key from here on; what the one before sealed stays valid up to the last link that it signed.

    `by` None is who runs the system, at the command line. Raises SkipThis, and StopRun where a rotation lacks the
    key before; then nothing changed.
    """
    if by is not None and not by.may(Right.MANAGE):
        raise SkipThis("may not change keys", _MAY_NOT)
    lock_head("changing the key")
    former, last = current_fingerprint(), Seal.objects.last()
    if not former:
        raise SkipThis("no key to change", _NO_KEY)
    ending = Ending(former, last.seq if last else 0, last.head if last else START)
    signer = take_over(event, ending, by=by)
    about = {"event": event, "former": former, "key": signer.fingerprint}
    seal(None, Step.KEY_CHANGED, {"keys.json": keys_file(statements())}, by=by, about=about)
    return signer
