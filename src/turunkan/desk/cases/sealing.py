"""Sealing a step: its files into the store, its manifest and link into the chain, signed; or nothing at all."""

from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone

from turunkan import __version__
from turunkan.core.evidence.seals import File, Manifest, head_of, link_bytes
from turunkan.core.evidence.store import Store
from turunkan.core.evidence.verifier import START
from turunkan.desk.audit.keyring import current_signer
from turunkan.desk.audit.services import record
from turunkan.desk.cases.models import Case, Seal, SealedFile
from turunkan.desk.cases.steps import Step
from turunkan.desk.parties.models import User

SYSTEM, RECIPIENT = "system", "recipient"
"""Roles that are no person's at the desk: its own background work, and who holds a letter's key."""


def store() -> Store:
    """Where the bytes of sealed files are: `$TURUNKAN_HOME/store`, encrypted where TURUNKAN_STORE_KEY is set."""
    return Store(settings.TURUNKAN_HOME / "store", settings.STORE_KEY.encode() or None)


def seal(
    case: Case | None,
    step: Step,
    files: Mapping[str, bytes],
    *,
    by: User | None,
    role: str = SYSTEM,
    about: Mapping[str, object] | None = None,
) -> Seal:
    """Seal a step inside the caller's transaction; it counts when that commits. `role` is said where nobody acts.

    The bytes are in the store before the row is; of a transaction that fails only those bytes are left, which no
    seal names. Raises StopRun where the key or the store fails, and then the step must not happen either.
    """
    signer = current_signer()  # from here on no other seal is written, and no file removed, until all ends
    keep = store()
    kept = tuple(File(path, keep.put(data), len(data)) for path, data in files.items())
    last = Seal.objects.last()
    seq, previous = (last.seq + 1, last.head) if last else (1, START)
    now = timezone.now().replace(microsecond=0)
    at = max(now, last.at) if last else now  # a clock that was set back does not break the order of the chain
    manifest = Manifest(
        case=case.code if case else None,
        step=step,
        at=at,
        role=by.role if by else role,
        engine=__version__,
        about=about or {},
        files=kept,
    ).bytes()
    link = link_bytes(seq=seq, at=at, manifest=manifest, previous=previous, key=signer.fingerprint)
    row = Seal.objects.create(
        seq=seq,
        case=case,
        step=step,
        at=at,
        manifest=manifest.decode(),
        link=link.decode(),
        head=head_of(link),
        previous=previous,
        key=signer.fingerprint,
        signature=signer.sign(link),
    )
    SealedFile.objects.bulk_create(SealedFile(seal=row, **file.as_json()) for file in kept)
    record("case.sealed", actor=by, on=("seal", seq), case=case.code if case else None, step=step, head=row.head)
    return row
