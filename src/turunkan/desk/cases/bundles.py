"""The bundle of a case: all its seals, with everything that is needed to check them elsewhere."""

import json
from typing import BinaryIO

from django.db import transaction

from turunkan.core.evidence.bundle import Bundle, SealedPart, write_bundle
from turunkan.core.evidence.store import Store
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.audit.keyring import current_signer, statements
from turunkan.desk.audit.models import KeyStatement
from turunkan.desk.audit.services import record
from turunkan.desk.cases.models import Case, Seal, SealedFile
from turunkan.desk.cases.sealing import store
from turunkan.desk.parties.models import User

_NO_SEALS = Wording(
    id="Berkas {code} belum pernah disegel; itu terjadi saat isinya ditambah atau suratnya ditandatangani.",
    en="Case {code} was never sealed; old ones are sealed when something is added or a letter is signed.",
)


@transaction.atomic
def export(case: Case, stream: BinaryIO, *, by: User | None) -> str:
    """Write the bundle of a case, and that it was taken out; its signer's fingerprint.

    The same case gives the same bytes until something new is sealed. Raises SkipThis where nothing was sealed yet.
    """
    signer = current_signer()
    write_bundle(stream, bundle_of(case), signer, store().get)
    record("evidence.bundled", actor=by, on=("case", case.pk), code=case.code, key=signer.fingerprint)
    return signer.fingerprint


def bundle_of(case: Case) -> Bundle:
    """What goes into the bundle of a case. Raises SkipThis where nothing was sealed yet."""
    seals = list(case.seals.prefetch_related("files__tombstone").select_related("stamp"))
    if not seals:
        raise SkipThis(f"{case.code} has no seals", _NO_SEALS.fill(code=case.code))
    last = max(seals[-1].seq, *_ends(), 0)
    between = Seal.objects.filter(seq__gt=seals[0].seq, seq__lte=last).exclude(case=case)
    links = between.order_by("seq").values_list("link", flat=True)
    return Bundle(case.code, tuple(map(_part, seals)), tuple(link.encode() for link in links), statements())


def _ends() -> list[int]:
    """The last links of keys that were lost or revoked: a chain that reaches them proves what is older."""
    said = (json.loads(one.text) for one in KeyStatement.objects.filter(event__in=("lost", "revoked")))
    return [one["through"]["seq"] for one in said]


def _part(seal: Seal) -> SealedPart:
    keep = store()
    stamp = getattr(seal, "stamp", None)
    return SealedPart(
        seq=seal.seq,
        manifest=seal.manifest.encode(),
        link=seal.link.encode(),
        signature=bytes(seal.signature),
        stamp=bytes(stamp.response) if stamp else None,
        files={file.path: file.sha256 for file in seal.files.all() if _is_there(file, keep)},
    )


def _is_there(file: SealedFile, keep: Store) -> bool:
    """Not deleted from this case, though another may still need the same bytes."""
    return not hasattr(file, "tombstone") and keep.has(file.sha256)
