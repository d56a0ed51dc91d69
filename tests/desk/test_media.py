"""Media of Items: kept, read in a process of its own, judged as any other text, and gone with their Items."""

import hashlib
import sys
from datetime import timedelta
from io import BytesIO
from typing import Any

import drawn
import pytest
import segno
from django.utils import timezone
from near_misses import NEAR_MISSES
from pictured import a_read_picture, keep, shown
from PIL import Image
from tests.desk.conftest import BALE, NEWS, UNRELATED, Import, item, post, verdict

from turunkan.core.vocab import Action, Label
from turunkan.desk.audit.models import AuditEvent
from turunkan.desk.audit.selectors import check_chain
from turunkan.desk.intake.media import MISSING, Limits
from turunkan.desk.intake.models import Item, ItemMedia, MediaFile
from turunkan.desk.intake.services.media import media_store, sweep_media
from turunkan.desk.intake.services.media_reading import read_media_with, read_waiting_media, tell
from turunkan.desk.intake.services.sweep import empty, expire_items
from turunkan.desk.parties.models import User
from turunkan.desk.review.selectors import current_finding
from turunkan.desk.review.services import decide

pytestmark = pytest.mark.django_db
WAITING, READ, REFUSED = MediaFile.State.WAITING, MediaFile.State.READ, MediaFile.State.REFUSED
CAPTION = "Yang minat langsung DM ya kak"


def advert() -> bytes:
    """A banner on a heap of cloth, turned and pressed, with a code beside it."""
    picture, code = drawn.banner("READY BAL SEGEL", seed=1, degrees=10), BytesIO()
    segno.make("https://wa.me/6281200001234", micro=False).save(code, kind="png", scale=4)
    picture.paste(Image.open(code).convert("RGB"), (640, 440))
    return drawn.jpeg(picture, quality=45)


ADVERT = advert()
BROKEN = drawn.jpeg(drawn.photo(9))[:-500]
SHEET = drawn.png(Image.new("RGB", (60, 40), "white"))


def now() -> Any:
    return timezone.now()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_an_advert_in_a_picture_is_surfaced_and_says_who_read_it(bring_in: Import) -> None:
    written = post("1", CAPTION, media=shown(ADVERT, BROKEN))
    before = keep(bring_in(written), "1", ADVERT, BROKEN)
    assert not before.surfaced
    assert read_waiting_media(now()) == 2

    found = item("1")
    document = current_finding(found).snapshot.document
    assert found.surfaced
    assert (document["image_text"].upper(), document["links"]) == (
        "READY BAL SEGEL",
        ["https://wa.me/6281200001234"],
    )
    said = document["media_read"]
    assert said["by"].startswith("turunkan ")
    assert (said["engine"].split()[0], said["files"]) == ("rapidocr", [digest(ADVERT)])
    assert "image_text" in {hit["field"] for hit in current_finding(found).document["terms"]}
    assert found.snapshots.count() == 2

    words = MediaFile.objects.get(state=READ).words
    assert [word["text"].upper() for word in words] == ["READY", "BAL", "SEGEL"]
    assert all(40 < x < 760 and 150 < y < 450 for word in words for x, y in word["box"])
    refused = MediaFile.objects.get(state=REFUSED)
    assert "rusak" in refused.message_id

    later = written | {"captured_at": "2026-11-21T08:00:00+07:00"}
    for again in (written, later):
        run = bring_in(again, name="lagi.jsonl")
        assert (run.seen, run.new, run.changed) == (1, 0, 0)
    assert item("1").content_hash == found.content_hash
    assert read_waiting_media(now()) == 0
    assert item("1").snapshots.count() == 2

    bring_in(post("1", CAPTION + ", tinggal dua", media=shown(ADVERT, BROKEN)), name="berubah.jsonl")
    assert not item("1").surfaced, "judged by its words alone until the pictures are told again"
    read_waiting_media(now())
    assert item("1").surfaced
    assert "tinggal dua" in current_finding(item("1")).snapshot.document["text"]
    assert check_chain().broken_at is None


def test_a_reader_that_dies_loses_nothing_and_its_file_is_refused_after_two_tries(bring_in: Import) -> None:
    keep(bring_in(post("1", BALE)), "1", SHEET, ADVERT)
    assert read_media_with(Limits(seconds=0)) == 0
    assert set(MediaFile.objects.values_list("state", "tries")) == {(REFUSED, 2)}
    assert all("dua kali" in file.message_id for file in MediaFile.objects.all())
    assert media_store().get(digest(SHEET)) == SHEET
    assert item("1").surfaced
    assert {one.told for one in ItemMedia.objects.all()} == {item("1").content_hash}


def test_a_reader_that_takes_too_much_memory_dies(bring_in: Import) -> None:
    keep(bring_in(post("1", BALE)), "1", SHEET)
    assert read_media_with(Limits(memory_bytes=50_000_000)) == 0
    assert MediaFile.objects.get().state == REFUSED


def test_a_try_that_was_killed_with_its_tick_counts(bring_in: Import) -> None:
    keep(bring_in(post("1", BALE)), "1", SHEET)
    MediaFile.objects.update(tries=2)
    assert read_waiting_media(now()) == 0
    assert MediaFile.objects.get().state == REFUSED


def test_bytes_that_are_gone_are_named(bring_in: Import) -> None:
    keep(bring_in(post("1", BALE)), "1", SHEET)
    media_store().remove(digest(SHEET))
    assert read_waiting_media(now()) == 1
    assert digest(SHEET) in MediaFile.objects.get().message_id


def test_without_the_extra_files_wait_and_the_log_says_so_once(
    bring_in: Import, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    keep(bring_in(post("1", BALE), post("2", NEWS)), "1", SHEET, ADVERT)
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    assert read_waiting_media(now()) == 0
    assert [record.message for record in caplog.records] == [MISSING.en]
    assert set(MediaFile.objects.values_list("state", "tries")) == {(WAITING, 0)}


def test_what_people_decided_stays_as_they_saw_it(bring_in: Import, people: dict[str, User]) -> None:
    row = keep(bring_in(post("1", NEWS)), "1", SHEET)
    decide(
        row, verdict(row, label=Label.SPEECH, tier=None, measure=Action.NONE, reason="news"), by=people["peninjau"]
    )
    MediaFile.objects.update(state=READ, text="READY BAL SEGEL", engine="rapidocr 3")
    read_waiting_media(now())
    assert item("1").content_hash == row.content_hash
    assert ItemMedia.objects.get().told == ""


def test_the_same_picture_is_kept_once_and_goes_with_the_last_item(bring_in: Import) -> None:
    run = bring_in(post("1", NEWS), post("2", UNRELATED))
    keep(run, "1", SHEET)
    keep(run, "2", SHEET)
    assert (MediaFile.objects.count(), ItemMedia.objects.count()) == (1, 2)
    item("1").delete()
    assert sweep_media(now()) == 0
    assert media_store().has(digest(SHEET))
    Item.objects.update(expires_at=now() - timedelta(days=1))
    assert expire_items(now()) == 1
    assert sweep_media(now()) == 1
    assert MediaFile.objects.count() == 0


def test_bytes_go_with_their_row(bring_in: Import, django_capture_on_commit_callbacks: Any) -> None:
    keep(bring_in(post("1", NEWS)), "1", SHEET)
    empty(item("1"))
    assert ItemMedia.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_media(now()) == 1
    assert not media_store().has(digest(SHEET))


def test_bytes_without_a_row_go_after_a_day(bring_in: Import) -> None:
    left = media_store().put(b"of an import that was undone")
    sweep_media(now())
    assert media_store().has(left)
    sweep_media(now() + timedelta(days=2))
    assert not media_store().has(left)


def test_bytes_are_encrypted_where_the_store_is(bring_in: Import, settings: Any) -> None:
    settings.STORE_KEY = "k" * 40
    keep(bring_in(post("1", NEWS)), "1", SHEET + b"of another day")
    name = digest(SHEET + b"of another day")
    on_disk = (settings.TURUNKAN_HOME / "media" / name[:2] / name[2:]).read_bytes()
    assert SHEET not in on_disk
    assert media_store().get(name) == SHEET + b"of another day"


def test_the_log_holds_counts_and_hashes_alone(bring_in: Import) -> None:
    keep(bring_in(post("1", BALE)), "1", SHEET)
    kept = AuditEvent.objects.get(verb="media.kept")
    assert kept.facts == {"count": 1}


@pytest.mark.parametrize(("what", "caption", "text"), NEAR_MISSES, ids=[what for what, *_ in NEAR_MISSES])
def test_what_only_comes_near_the_trade_is_not_accused(
    bring_in: Import, what: str, caption: str, text: str
) -> None:
    bring_in(post("1", caption, handle="akun.contoh"))
    a_read_picture(item("1"), text=text)
    tell(item("1").pk)
    found = item("1")
    assert current_finding(found).snapshot.document["image_text"] == text
    assert found.action in (Action.NONE, Action.REVIEW)
