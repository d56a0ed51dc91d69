"""Registering a pack as a version, and the legal desk's word on its articles."""

from django.db import transaction

from turunkan import __version__
from turunkan.core.rules import fingerprint, load_pack
from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.audit.services import record
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Right
from turunkan.desk.subjects.models import ArticleCheck, SubjectVersion
from turunkan.desk.subjects.selectors import pack_of

_NO_SOURCE = Wording(
    id="Sebutkan naskah resmi yang dibaca, misalnya JDIH dan tanggalnya; tanpa itu pemeriksaan tidak disimpan.",
    en="Name the official text that was read, such as JDIH and the day; without it the check is not kept.",
)
_NO_STATUTE = Wording(
    id="Aturan {statute} tidak ada dalam versi ini.", en="There is no statute {statute} in this version."
)
_NOT_YOURS = Wording(id="Hanya bagian hukum yang memeriksa pasal.", en="Only the legal desk checks articles.")


def register(name: str) -> SubjectVersion:
    """The version that a pack's files are now; the same files are never registered twice. Raises StopRun."""
    pack = load_pack(name)
    whole = pack.fingerprint
    with transaction.atomic():
        version, is_new = SubjectVersion.objects.get_or_create(
            fingerprint=whole,
            engine=__version__,
            defaults={
                "name": pack.name,
                "version": pack.version,
                "law_fingerprint": fingerprint({"law.yaml": pack.files["law.yaml"]}),
                "files": {name: data.decode("utf-8") for name, data in sorted(pack.files.items())},
            },
        )
        if is_new:
            record(
                "subject.registered",
                actor=None,
                on=("subject", version.pk),
                pack=str(version),
                fingerprint=whole,
                engine=__version__,
            )
    return version


@transaction.atomic
def check_article(
    version: SubjectVersion, statute: str, *, by: User, holds: bool, source: str, note: str = ""
) -> ArticleCheck:
    """Keep what the legal desk found. Raises SkipThis without a source, or for a statute that is not there."""
    if not by.may(Right.CHECK_LAW):
        raise SkipThis(f"{by.pk} may not check law", _NOT_YOURS)
    if statute not in pack_of(version).law.statutes:
        raise SkipThis(f"no statute {statute}", _NO_STATUTE.fill(statute=statute))
    if not source.strip():
        raise SkipThis("article check without a source", _NO_SOURCE)
    check = ArticleCheck.objects.create(
        law_fingerprint=version.law_fingerprint,
        statute=statute,
        by=by,
        holds=holds,
        source=source.strip(),
        note=note.strip(),
    )
    record("article.checked", actor=by, on=("statute", statute), holds=holds, law=version.law_fingerprint)
    return check
