"""What people do with live sources: set one up, pause it, let it go on, choose a video."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from turunkan.core.vocab import SkipThis, Wording
from turunkan.desk.audit.services import record
from turunkan.desk.intake.live.fields import read_fields
from turunkan.desk.intake.live.kinds import KINDS
from turunkan.desk.intake.live.models import LiveSource
from turunkan.desk.intake.live.youtube import YOUTUBE, video_ids
from turunkan.desk.parties.models import User
from turunkan.desk.parties.roles import Right

MOST_VIDEOS = 200
_NO_KIND = Wording(id="Pilih jenis sumber.", en="Choose a kind of source.")
_NO_NAME = Wording(
    id="Beri nama 1 sampai 100 huruf yang belum dipakai.",
    en="Give a name of 1 to 100 characters that is not in use.",
)
_NOTHING = Wording(
    id="Isi kata kunci, atau sebut video pilihan.", en="Fill in search words, or name chosen videos."
)
_NOT_YOURS = Wording(
    id="Hanya admin yang mengatur sumber langsung.", en="Only an administrator sets up live sources."
)
_NOT_IMPORTER = Wording(
    id="Hanya yang boleh memasukkan konten yang memilih video.", en="Only those who may import choose videos."
)
_NO_VIDEO = Wording(
    id="Tempel tautan video YouTube, paling banyak 200 video sesumber.",
    en="Paste links of YouTube videos, at most 200 a source.",
)


@transaction.atomic
def add_source(kind: str, name: str, given: Mapping[str, str], *, by: User) -> LiveSource:
    """A new source, due at once. Raises SkipThis."""
    _check(by, Right.MANAGE, _NOT_YOURS)
    if kind not in KINDS:
        raise SkipThis("no such kind", _NO_KIND)
    plain = " ".join(name.replace("\0", " ").split())
    if not 0 < len(plain) <= 100 or LiveSource.objects.filter(name=plain).exists():
        raise SkipThis("no such name", _NO_NAME)
    settings = read_fields(KINDS[kind].fields, given)
    if kind == YOUTUBE.name and not settings["query"] and not settings["videos"]:
        raise SkipThis("nothing to search for", _NOTHING)
    source = LiveSource.objects.create(kind=kind, name=plain, settings=settings, by=by, again_at=timezone.now())
    record("live.added", actor=by, on=("live", source.pk), kind=kind)
    return source


@transaction.atomic
def pause(source: LiveSource, *, by: User) -> None:
    """Fetch nothing from it until further notice; a request that is under way ends."""
    _check(by, Right.MANAGE, _NOT_YOURS)
    LiveSource.objects.filter(pk=source.pk).update(enabled=False)
    record("live.paused", actor=by, on=("live", source.pk))


@transaction.atomic
def resume(source: LiveSource, *, by: User) -> None:
    """Go on at the next tick, from where it stopped; also after it had halted."""
    _check(by, Right.MANAGE, _NOT_YOURS)
    LiveSource.objects.filter(pk=source.pk).update(
        enabled=True, state=LiveSource.State.IDLE, again_at=timezone.now(), tries=0, message_id="", message_en=""
    )
    record("live.resumed", actor=by, on=("live", source.pk))


@transaction.atomic
def choose_videos(source: LiveSource, text: str, *, by: User) -> None:
    """Videos whose comments an officer wants; they come with the source's next run. Raises SkipThis."""
    _check(by, Right.IMPORT, _NOT_IMPORTER)
    row = LiveSource.objects.select_for_update().get(pk=source.pk)
    try:
        chosen = video_ids(text)
    except ValueError as error:
        raise SkipThis("no videos", _NO_VIDEO) from error
    videos = list(dict.fromkeys([*row.settings.get("videos", []), *chosen]))
    if not chosen or len(videos) > MOST_VIDEOS or row.kind != YOUTUBE.name:
        raise SkipThis("no videos", _NO_VIDEO)
    row.settings = row.settings | {"videos": videos}
    row.save(update_fields=["settings"])
    record("live.video-chosen", actor=by, on=("live", row.pk), count=len(chosen))


def _check(by: User, right: Right, refusal: Wording) -> None:
    if not by.may(right):
        raise SkipThis(f"no right {right}", refusal)
